"""The clocks of an incident, pure: one for its stage, always exactly one while it is open, and one for the whole case.

Decision: an incident's light is that of the running clock that is due first (its `warn_at` and `late_at`), so that the
shape and the words beside it speak of the same clock. Stage clocks follow one another without a gap from receipt to
end, so that the sum of the stages is the wall's span. The check's clock starts with the unit's feedback, as the table
says, and runs on through the sending of a checker.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from math import ceil
from typing import Protocol

from server.core.ids import new_id
from server.grid.incident.aggregate import ClockRow
from server.grid.incident.lifecycle import State
from server.grid.incident.models import ClockKind
from server.ground.catalogue.models import Stage
from server.ground.worktime import limits
from server.ground.worktime.limits import Limit
from server.ground.worktime.models import LimitKind
from server.process.deadlines import Light, Turn, shade

URGENT_WINDOW = Limit(LimitKind.CONT, 15)  # giving back: 15 minutes …
WINDOW = Limit(LimitKind.WH, 120)  # … or two work-hours after the dispatch
LONGEST_SOURCE = 80
LEAST_REWORK = 60  # minutes: half a limit is never less than an hour


class Timed(Protocol):
    """What has a light: an incident's own columns."""

    @property
    def state(self) -> State: ...
    @property
    def warn_at(self) -> datetime | None: ...
    @property
    def late_at(self) -> datetime | None: ...


def light(timed: Timed, now: datetime) -> Light:
    """The light of an incident. Exactly at the limit it is still yellow."""
    if timed.state is State.SUSPENDED:
        return Light.PAUSED
    if timed.warn_at is None or timed.late_at is None:
        return Light.NONE
    return shade(timed.warn_at, timed.late_at, now)


def lamp(clock: ClockRow, now: datetime) -> Light:
    """The light of one clock by itself; none once it has stopped."""
    return shade(clock.warn_at, clock.due_at, now) if clock.stopped_at is None else Light.NONE


def stage_clock(turn: Turn, stage: Stage, *, severity: int, round: int, limit: Limit | None = None) -> ClockRow:
    """A stage clock that starts now, with the stage's own limit or with the one given."""
    found = limit or turn.stage_limit(stage, severity)
    return _started(turn, ClockKind.STAGE, stage, round, found, f"stage {stage}")


def case_clock(turn: Turn, limit: Limit, source: str, *, round: int) -> ClockRow:
    """The clock of the whole case, from filing (or reopening) to the end."""
    return _started(turn, ClockKind.CASE, None, round, limit, source)


def _started(turn: Turn, kind: ClockKind, stage: Stage | None, round: int, limit: Limit, source: str) -> ClockRow:
    return ClockRow(
        id=new_id(),
        kind=kind,
        stage=stage,
        round=round,
        limit_kind=limit.kind,
        limit_amount=limit.amount,
        source=source[:LONGEST_SOURCE],
        started_at=turn.now,
        warn_at=limits.warn(turn.now, limit, turn.calendar),
        due_at=limits.due(turn.now, limit, turn.calendar),
        look_at=turn.now,
    )


def extended(clock: ClockRow, amount: int, turn: Turn) -> ClockRow:
    """The clock with so much more time, in its own unit; its source tells of it."""
    return _reckoned(replace(clock, limit_amount=clock.limit_amount + amount, source=_longer(clock, amount)), turn)


def _longer(clock: ClockRow, amount: int) -> str:
    told = f" +{amount}"
    return clock.source[: LONGEST_SOURCE - len(told)] + told


def paused(clock: ClockRow, until: datetime, turn: Turn) -> ClockRow:
    """The clock as it stands from now until then: it is due later by what is left of it."""
    return _reckoned(replace(clock, pauses=[*clock.pauses, [turn.now.isoformat(), until.isoformat()]]), turn)


def resumed(clock: ClockRow, turn: Turn) -> ClockRow:
    """The clock that runs again: its pause ends now, if it was to last longer."""
    begins, ends = clock.stops[-1]
    pause = [begins.isoformat(), min(ends, turn.now).isoformat()]
    return _reckoned(replace(clock, pauses=[*clock.pauses[:-1], pause]), turn)


def _reckoned(clock: ClockRow, turn: Turn) -> ClockRow:
    """Its due time by what it is now; the sweeper shall look at it again."""
    limit, stops = limit_of(clock), clock.stops
    return replace(
        clock,
        warn_at=limits.warn(clock.started_at, limit, turn.calendar, stops),
        due_at=limits.due(clock.started_at, limit, turn.calendar, stops),
        look_at=turn.now,
    )


def converted(amount: int, limit: Limit, kind: LimitKind, turn: Turn) -> int:
    """So much of `limit`'s unit in another kind's: a workday is as many minutes as it has today."""
    if limit.kind is kind:
        return amount
    day = limits.unit_minutes(turn.now, turn.calendar)
    return amount * day if limit.kind is LimitKind.WD else max(1, ceil(amount / day))


def first_due(clocks: Iterable[ClockRow]) -> ClockRow | None:
    """The running clock that is due first: its light is the incident's."""
    return min((clock for clock in clocks if clock.runs), key=lambda clock: (clock.due_at, clock.kind), default=None)


def limit_of(clock: ClockRow) -> Limit:
    return Limit(clock.limit_kind, clock.limit_amount)


def window_closed(clock: ClockRow, turn: Turn, *, urgent: bool) -> bool:
    """Whether it is too late to give back what was dispatched when `clock` (its sign clock) started."""
    return turn.now > limits.due(clock.started_at, URGENT_WINDOW if urgent else WINDOW, turn.calendar)
