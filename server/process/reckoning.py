"""How a clock's due time came about, and how much too late it is: stretch by stretch, each with whose word it is.

Decision: stretches are reckoned when they are asked for, from the clock's own columns and the calendar as it stands.
Clocks that run follow every change of the calendar, so that theirs always add up. One that stopped keeps the due time
that it had; where the calendar has changed since, it shows one stretch, RULES_CHANGED, instead of a false sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Protocol

from server.ground.worktime import limits
from server.ground.worktime.calendar import Calendar
from server.ground.worktime.explanation import LIMIT, Stretch, explain
from server.ground.worktime.limits import Limit, Pause
from server.ground.worktime.models import LimitKind

RULES_CHANGED = "RULES_CHANGED"

Written = Sequence[Sequence[str | None]]  # pauses as a row keeps them: [[from, to], …], ISO


class Counted(Protocol):
    """What of a clock tells its reckoning; the model's row, the aggregate's and the read path's all have it."""

    @property
    def limit_kind(self) -> LimitKind: ...
    @property
    def limit_amount(self) -> int: ...
    @property
    def source(self) -> str: ...
    @property
    def started_at(self) -> datetime: ...
    @property
    def due_at(self) -> datetime: ...
    @property
    def stopped_at(self) -> datetime | None: ...
    @property
    def pauses(self) -> Written: ...


def pauses(clock: Counted) -> list[Pause]:
    """The clock's pauses as moments; one that goes on ends when it was planned to."""
    return [(_moment(begins), _moment(ends)) for begins, ends in clock.pauses if begins and ends]


def why_due(clock: Counted, calendar: Calendar) -> list[Stretch]:
    """From the clock's start to its due time. What counts names the rule that set the limit, the rest its day."""
    stops = pauses(clock)
    if clock.stopped_at is not None and _due(clock, calendar, stops) != clock.due_at:
        return [Stretch(clock.started_at, clock.due_at, True, RULES_CHANGED, clock.source)]
    return _named(explain(clock.started_at, clock.due_at, clock.limit_kind, calendar, stops), clock)


def why_breached(clock: Counted, now: datetime, calendar: Calendar) -> list[Stretch]:
    """From the due time until it stopped, or now: empty while it is not late."""
    end = clock.stopped_at or now
    return _named(explain(clock.due_at, end, clock.limit_kind, calendar, pauses(clock)), clock)


def _due(clock: Counted, calendar: Calendar, stops: Iterable[Pause]) -> datetime:
    return limits.due(clock.started_at, Limit(clock.limit_kind, clock.limit_amount), calendar, stops)


def _named(stretches: list[Stretch], clock: Counted) -> list[Stretch]:
    return [replace(one, source=clock.source) if one.code == LIMIT else one for one in stretches]


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written).astimezone(UTC)
