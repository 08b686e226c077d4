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
from operator import itemgetter
from typing import Any, TypeVar
from uuid import UUID

from tortoise import Model
from tortoise.expressions import Q

from server.database import reader
from server.errors import Conflict

T = TypeVar("T")
Row = tuple[type[Model], UUID]

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
        chosen._make_query()
        statement, values = chosen.query.get_parameterized_sql()
        connection = reader()
        if connection.capabilities.dialect == "postgres":
            statement += " FOR NO KEY UPDATE" if self.written else " FOR SHARE"
        holding = len((await connection.execute_query(statement, list(values)))[1]) == len(self.keys)
        if not holding and self.forget is not None:
            self.forget()
        return holding


async def guarded(own: Row, write: Callable[[], Awaitable[Any]], rests_on: Iterable[Rest]) -> None:
    """Write one's own row and hold what that rests on. Raises Stale when a rest does not hold, or `write` answers that
    it found nothing to change."""
    turns: list[tuple[tuple[str, UUID], Callable[[], Awaitable[Any]]]] = [(_place(*own), write)]
    turns += [(_place(rest.model, min(rest.keys)), rest.holds) for rest in rests_on if rest.keys]
    for _, turn in sorted(turns, key=itemgetter(0)):
        if not await turn():
            raise Stale


def _place(model: type[Model], key: UUID) -> tuple[str, UUID]:
    return model._meta.db_table, key


async def anew(attempt: Callable[[], Awaitable[T]], attempts: int = ATTEMPTS) -> T:
    """What is attempted, read and decided again each time that somebody was faster. Raises Conflict in the end."""
    for _ in range(attempts):
        try:
            return await attempt()
        except Stale:
            continue
    raise Conflict("others change this, or what it rests on, at the same moment")
