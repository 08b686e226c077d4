"""Rows that a decision only read and that it rests on: looked at again, and held, while its own row is written.

Decision: reading and deciding happen before the transaction. What a write changes is guarded by its own version; what
else decided (the target of a merge, a unit in force) is named by the decision as a `Rest`, and may be changed by
nobody between that look and the end of the transaction. SQLite lets one transaction write at a time; on PostgreSQL the
row is locked. Own row and rests are taken in the order of (table, id), so that two who rest on each other's row wait
for one another and do not lock each other out. Whoever was overtaken decides anew, and is told by that decision.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, TypeVar
from uuid import UUID

from tortoise import Model
from tortoise.expressions import Q

from server.core.errors import Conflict
from server.data import orm
from server.data.database import reader

T = TypeVar("T")

ATTEMPTS = 4


class Stale(Exception):
    """What was decided upon is no longer so: decide anew."""


@dataclass(frozen=True, kw_only=True)
class Rest:
    """Rows of `model` that are all `still` what the decision saw in them.

    `written`: the same transaction changes them later, so that no other may rest on them meanwhile. `forget` drops what
    this process remembers of them, so that deciding anew reads them anew.
    """

    model: type[Model]
    keys: frozenset[UUID]
    still: Q
    written: bool = False
    forget: Callable[[], None] | None = None

    async def holds(self) -> bool:
        """Within a transaction: whether they are, and then stay so until its end."""
        chosen = self.model.filter(self.still, id__in=list(self.keys)).order_by("id").values_list("id")
        statement, values = orm.statement(chosen)
        connection = reader()
        if connection.capabilities.dialect == "postgres":
            statement += " FOR NO KEY UPDATE" if self.written else " FOR SHARE"
        holding = len((await connection.execute_query(statement, values))[1]) == len(self.keys)
        if not holding and self.forget is not None:
            self.forget()
        return holding

    def hold(self) -> Hold:
        """In the place of the first of them."""
        return Hold.of(self.model, min(self.keys), self.holds)


@dataclass(frozen=True)
class Hold:
    """A row that is written or looked at, and by what; which answers whether it was as it had to be."""

    place: tuple[str, UUID]
    take: Callable[[], Awaitable[Any]]

    @classmethod
    def of(cls, model: type[Model], key: UUID, take: Callable[[], Awaitable[Any]]) -> Hold:
        return cls((orm.table(model), key), take)


async def in_order(holds: Iterable[Hold]) -> None:
    """Take them in the order of (table, id). Raises Stale at the first that is not as it had to be."""
    for hold in sorted(holds, key=attrgetter("place")):
        if not await hold.take():
            raise Stale


async def guarded(own: tuple[type[Model], UUID], write: Callable[[], Awaitable[Any]], rests_on: Iterable[Rest]) -> None:
    """Write one's own row and hold what that rests on. Raises Stale."""
    await in_order([Hold.of(*own, write), *(rest.hold() for rest in rests_on if rest.keys)])


async def anew(attempt: Callable[[], Awaitable[T]], attempts: int = ATTEMPTS) -> T:
    """What is attempted, read and decided again each time that somebody was faster. Raises Conflict in the end."""
    for _ in range(attempts):
        try:
            return await attempt()
        except Stale:
            continue
    raise Conflict("others change this, or what it rests on, at the same moment")
