"""Node: whatever has an id of its own and can be found by it, each kind through its own door of sight.

A kind with rows says `source`, the model that it tells of, and `sight`, which rows of it a viewer may know of; a kind
that lies in memory says `held` instead.
"""

from __future__ import annotations

from typing import Any, ClassVar

import strawberry


@strawberry.interface(description="有编号、可单独查到的东西。Whatever can be found by its id.")
class Node:
    """`source` is what a value of a type is in Python."""

    source: ClassVar[type[Any]]
    sight: ClassVar[Any] = None  # (viewer) → condition
    held: ClassVar[Any] = None  # (at: Ground, id) → value or None

    id: strawberry.ID = strawberry.field(description="编号，全系统唯一。Its id, unique in the whole system.")

    @classmethod
    def is_type_of(cls, value: Any, _info: Any) -> bool:
        return isinstance(value, cls.source)
