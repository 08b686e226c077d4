"""Node: whatever has an id of its own and can be found by it."""

from __future__ import annotations

from typing import Any, ClassVar

import strawberry


@strawberry.interface(description="有编号、可单独查到的东西。Whatever can be found by its id.")
class Node:
    """`source` is the domain's model of which a type tells."""

    source: ClassVar[type[Any]]

    id: strawberry.ID = strawberry.field(description="编号，全系统唯一。Its id, unique in the whole system.")

    @classmethod
    def is_type_of(cls, value: Any, _info: Any) -> bool:
        return isinstance(value, cls.source)
