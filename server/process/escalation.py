"""Escalation: any noun's clocks are looked at when their time has come; thresholds are told of, and it may rise.

Each pair of clock and threshold is acted on once, which the marks keep, whoever looks and however often they are
killed. What a threshold tells, what raises a thing, and when a clock is looked at again are its noun's to say.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from tortoise import Model
from tortoise.queryset import QuerySet

from server.core.ids import new_id
from server.ground.worktime.calendar import Calendar
from server.process.change import Change
from server.process.commit import commit
from server.process.deadlines import Running, Turn, passed
from server.process.models import ClockMark
from server.process.noun import S
from server.process.scheduler import Due

LATER = timedelta(hours=1)  # what cannot be reckoned is left for so long: it must not stop the others


class Clock(Running, Protocol):
    """A clock of a thing, which says when to look at it."""

    @property
    def id(self) -> UUID: ...
    @property
    def runs(self) -> bool: ...
    @property
    def look_at(self) -> datetime | None: ...


C = TypeVar("C", bound=Clock)


@dataclass(frozen=True, kw_only=True)
class Escalation(Generic[S, C]):
    """`model` are the rows of the clocks, `owner` their column that names the thing; `clocks` are those of one.

    `told` is the event of thresholds that were just passed. `next_look` says when to look again at a clock of which
    these are acted on, `aside` when instead, at what stands; `raised` what rises because of the clocks looked at.
    """

    model: type[Model]
    owner: str
    locked: Callable[[set[UUID]], Awaitable[Sequence[S]]]
    inputs: Callable[[Any], Awaitable[Turn]]
    clocks: Callable[[S], Iterable[C]]
    told: Callable[[S, C, Collection[int], datetime], Change[S]]
    next_look: Callable[[S, C, Collection[int], Turn], datetime | None]
    aside: Callable[[S, datetime], datetime | None]
    raised: Callable[[S, Sequence[C], Turn], Awaitable[Change[S] | None]]

    def job(self) -> Due[S, Turn]:
        return Due(due=self.due, key=self.owner, locked=self.locked, inputs=self.inputs, act=self._look,
                   failed=self._left)  # fmt: skip

    def due(self, now: datetime) -> QuerySet[Any]:
        """The running clocks whose time has come."""
        return self.model.filter(stopped_at=None, look_at__lte=now).order_by("look_at")

    async def _look(self, before: S, turn: Turn) -> bool:
        """At most one event for each clock, and one for a raise."""
        aside, chosen = self.aside(before, turn.now), self._chosen(before, turn)
        for one in chosen:
            acted = await _acted(one)
            fresh = [] if aside else await self._pass(before, one, acted, turn)
            await self._put_off([one], aside or self.next_look(before, one, acted.union(fresh), turn))
        if raised := await self.raised(before, chosen, turn):
            await commit(None, raised)
        return True

    async def _pass(self, before: S, clock: C, acted: set[int], turn: Turn) -> list[int]:
        """Mark the thresholds that were passed since the last look, and tell of the highest."""
        fresh = newly(clock, acted, turn.calendar, turn.now)
        if fresh:
            await ClockMark.bulk_create(marks(clock, fresh, turn.now))
            await commit(None, self.told(before, clock, fresh, turn.now))
        return fresh

    def _chosen(self, before: S, turn: Turn) -> list[C]:
        return [one for one in self.clocks(before) if one.runs and one.look_at is not None and one.look_at <= turn.now]

    async def _left(self, before: S, turn: Turn) -> None:
        await self._put_off(self._chosen(before, turn), turn.now + LATER)

    async def _put_off(self, chosen: Sequence[C], until: datetime | None) -> None:
        await self.model.filter(id__in=[one.id for one in chosen]).update(look_at=until)


def newly(clock: Running, acted: Collection[int], calendar: Calendar, now: datetime) -> list[int]:
    """The thresholds that a clock has passed, and that were not acted on."""
    return [one for one in passed(clock, calendar, now) if one not in acted]


def marks(clock: Clock, fresh: Collection[int], at: datetime) -> list[ClockMark]:
    """That these were acted on; the highest was told of."""
    highest = max(fresh)
    return [ClockMark(id=new_id(), clock_id=clock.id, threshold=one, at=at, told=one == highest) for one in fresh]


async def _acted(clock: Clock) -> set[int]:
    rows = await ClockMark.filter(clock_id=clock.id).values_list("threshold", flat=True)
    return {int(str(one)) for one in rows}
