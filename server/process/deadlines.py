"""Deadlines of any noun, pure: a person's turn with the rules of time, lights, and the thresholds of a clock."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from server.core import clock
from server.core.clock import SHANGHAI
from server.core.text import Worded
from server.core.viewer import Seat, Viewer
from server.ground.catalogue.models import CallStep, Stage, WhistleKind
from server.ground.worktime import limits
from server.ground.worktime.calendar import Calendar
from server.ground.worktime.limits import Limit, Pause
from server.ground.worktime.models import LimitKind
from server.ground.worktime.queries import calendar
from server.process.execute import Inputs

THRESHOLDS = (50, 80, 100, 150)  # per cent: unit; unit and dispatcher; breach; district
LIMIT = 100


class Light(Worded):
    """亮灯: how much of the limit is used."""

    GREEN = "GREEN", "绿灯：用去不到八成。Green: less than 80 % is used."
    YELLOW = "YELLOW", "黄灯：八成以上。Yellow: 80 % or more."
    RED = "RED", "红灯：超期。Red: late."  # more than 100 %
    PAUSED = "PAUSED", "暂停。Paused."
    NONE = "NONE", "没有时钟在走。No clock runs."


class Choosing(Protocol):
    """Says why nobody can be named by a step that names somebody (`whom`)."""

    def why_not(self, step: Any, subject: Any, seat: Seat | None, by: UUID | None) -> str | None: ...


def usual(kind: WhistleKind, step: CallStep) -> Limit | None:
    """A district without limits of its own for whistles."""
    return None


@dataclass(frozen=True)
class Turn(Inputs):
    """One person's turn: who, when, and by which rules of time."""

    calendar: Calendar
    stage_limit: Callable[[Stage, int], Limit]  # (stage, severity) → its limit
    whistle_limit: Callable[[WhistleKind, CallStep], Limit | None] = usual  # None: as is usual for the kind
    whom: Choosing | None = None  # None: nobody looks who is there (made history names whom it knows)

    @property
    def day(self) -> date:
        """Today, in Shanghai."""
        return self.now.astimezone(SHANGHAI).date()


@dataclass(frozen=True)
class Timely(Inputs):
    """`due_at`: until when an answer is due, from now; `look_at`: when the desk is reminded of it."""

    due_at: datetime
    look_at: datetime


def within_workdays(days: int, *, reminded: int) -> Callable[[Viewer], Awaitable[Timely]]:
    """The inputs of decisions after which an answer is due within so many workdays, and reminded of within fewer."""
    both = (Limit(LimitKind.WD, days), Limit(LimitKind.WD, reminded))

    async def inputs(viewer: Viewer) -> Timely:
        now, known = clock.now(), await calendar()
        return Timely(viewer, now, *(limits.due(now, one, known) for one in both))

    return inputs


class Running(Protocol):
    """What of a clock its thresholds need."""

    @property
    def limit_kind(self) -> LimitKind: ...
    @property
    def limit_amount(self) -> int: ...
    @property
    def started_at(self) -> datetime: ...
    @property
    def stops(self) -> Iterable[Pause]: ...


def shade(warn_at: datetime, due_at: datetime, now: datetime) -> Light:
    """Green, yellow or red for a running clock. Exactly at the limit it is still yellow."""
    if now > due_at:
        return Light.RED
    return Light.YELLOW if now >= warn_at else Light.GREEN


def moment_of(clock: Running, percent: int, calendar: Calendar) -> datetime:
    """The first moment at which the threshold is passed. Exactly at its limit a clock is not late yet."""
    limit = Limit(clock.limit_kind, clock.limit_amount)
    found = limits.reached(clock.started_at, limit, calendar, percent, clock.stops)
    return found + limits.MICROSECOND if percent == LIMIT else found


def passed(clock: Running, calendar: Calendar, now: datetime) -> tuple[int, ...]:
    """The thresholds that a running clock has passed by now, the lowest first."""
    return tuple(percent for percent in THRESHOLDS if moment_of(clock, percent, calendar) <= now)
