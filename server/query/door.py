"""One door to the rows of a noun: what a name means, what a list holds and what a verb acts on is seen the same way.

`Door(HotIssue, visible_to)` has `one` and `page`, choices for whoever answers (a page with a total for whoever asks),
and `load`, the row that a command names, for the decision about it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from tortoise import Model
from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from server.core.errors import Invalid
from server.core.viewer import Viewer
from server.data.database import reader
from server.query import row_query
from server.query.keyset import CAP
from server.query.row_query import One, Page

M = TypeVar("M", bound=Model)
MOST = 100  # rows of a page


class Listed(Protocol):
    """What says which rows it means: see `server.process.listing`."""

    def conditions(self, viewer: Viewer) -> list[Q]: ...


class Named(Protocol):
    """What has the id of a row."""

    @property
    def id(self) -> UUID: ...


@dataclass(frozen=True)
class Door(Generic[M]):
    """`by` orders its lists: a key of UUIDs, which are in the order of time; "-id" is the last first."""

    model: type[M]
    visible_to: Callable[[Viewer], Q]
    by: str = "-id"

    def seen(self, viewer: Viewer, *wanted: Q) -> QuerySet[M]:
        """The rows that the viewer may know of."""
        return self.model.filter(self.visible_to(viewer), *wanted)

    def one(self, viewer: Viewer, key: UUID | None) -> One:
        """The row with this id; none when it is not there, or not the viewer's to know of."""
        return One([self.seen(viewer, Q(pk=key) if key else Q(pk__in=[]))])

    async def load(self, viewer: Viewer, command: Named) -> M | None:
        """The row that a command names, read now."""
        return await self.seen(viewer, Q(pk=command.id)).using_db(reader()).first()

    def page(self, viewer: Viewer, wanted: Sequence[Q], first: int, after: str | None) -> Page:
        """The next of those for which all that is wanted holds. Raises Invalid for `first` or a bad cursor."""
        return page_by(self.by, self.seen(viewer, *wanted), first, after)

    def listed(self, viewer: Viewer, wanted: Listed, first: int, after: str | None) -> Page:
        """The next of those that a noun's own `Wanted` means."""
        return self.page(viewer, wanted.conditions(viewer), first, after)


def page_by(by: str, chosen: QuerySet[M], first: int, after: str | None) -> Page:
    """A page in the order of a key, with its total. Raises Invalid for a bad cursor and for a size out of bounds."""
    bounded(first, MOST)
    name = by.removeprefix("-")
    down = by != name
    behind = {f"{name}__{'lt' if down else 'gt'}": row_query.place_of(after)} if after is not None else {}
    parts = [chosen.filter(**behind)]
    return row_query.page(parts, (by,), first, lambda row: str(getattr(row, name)), whole=chosen, cap=CAP)


def bounded(first: int, most: int) -> None:
    """Raises Invalid when a page is asked for that is empty or too large."""
    if not 1 <= first <= most:
        code = "FIRST_TOO_LARGE" if first > most else "INVALID"
        raise Invalid(f"a page has 1 to {most} rows", field="first", code=code)
