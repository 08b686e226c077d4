"""What may be asked of a noun: one by its id, and a list with a filter, page by page, each in one declaration.

complaints = page_of("投诉，后提的在前。Complaints, the last first.", ComplaintConnection, queries.page,
                     filter=queries.Wanted, name="ComplaintFilter")
complaint = one_of("一件投诉。One complaint.", Complaint, queries.one, id="投诉编号。The complaint's id.")
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import Annotated, Any, TypeAlias
from uuid import UUID

import strawberry

from schema.context import Info
from schema.core.inputs import input_of, translated
from schema.fields import field
from schema.problems import asked, identity
from schema.reading.bounds import AFTER, FIRST, limited
from server.process.fields import Declared
from server.reading.choice import One, Page
from server.viewer import Viewer

WHICH = "条件。Which ones."

Choose: TypeAlias = Callable[[Viewer, Any, int, str | None], Page | Awaitable[Page]]


def page_of(words: str, connection: type, choose: Choose, *, filter: type[Declared], name: str) -> Any:
    """A list of what `choose(viewer, wanted, first, after)` means; the input `name` is made of the filter's fields."""
    wanted, taken = filter, Annotated[_optional(input_of(filter, name)), strawberry.argument(description=WHICH)]

    async def resolve(
        self: Any, info: Info, filter: Any = None, first: int | None = 30, after: str | None = None
    ) -> Any:
        async def work() -> Page:
            found = choose(info.context.viewer, translated(wanted, filter), limited(first), after)
            return await found if isawaitable(found) else found

        return await asked(work())

    resolve.__annotations__ = {
        "info": Info,
        "filter": taken,
        "first": Annotated[int | None, strawberry.argument(description=FIRST)],
        "after": Annotated[str | None, strawberry.argument(description=AFTER)],
        "return": Any,
    }
    return field(words, connection)(resolve)


def one_of(words: str, kind: type, choose: Callable[[Viewer, UUID | None], One], *, id: str) -> Any:
    """The one with this id; null when it is not there, or not the viewer's to know of."""

    async def resolve(self: Any, info: Info, id: str) -> Any:
        return choose(info.context.viewer, identity(id))

    named = Annotated[strawberry.ID, strawberry.argument(description=id)]
    resolve.__annotations__ = {"info": Info, "id": named, "return": Any}
    return field(words, _optional(kind))(resolve)


def _optional(kind: Any) -> Any:
    return kind | None
