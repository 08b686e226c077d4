"""The thresholds of a clock, pure: which it has passed, which it passes next, and what is told of it.

Decision: each pair of clock and threshold is acted on once, however long nobody looked. Who slept over several tells
once, of the highest: what was missed is not news any more. The one event names all that were passed, and it is a breach
when 100 is among them, so that a breach is counted once and never lost behind a later threshold.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from server.grid.incident.aggregate import Aggregate, ClockRow
from server.grid.incident.change import BREACHED, WARNED, Change
from server.grid.incident.clocks import lamp
from server.grid.incident.noun import INCIDENT
from server.ground.worktime import limits
from server.ground.worktime.calendar import Calendar
from server.ground.worktime.limits import Limit
from server.ground.worktime.models import LimitKind
from server.process.deadlines import LIMIT, THRESHOLDS, moment_of

ASIDE = timedelta(minutes=10)  # a clock that stands is looked at so often: it may go on earlier than was planned
WITHOUT_A_STEP = Limit(LimitKind.WH, 240)  # so long a grid keeps what it does nothing about


def next_look(
    clock: ClockRow, acted: Collection[int], level: int, calendar: Calendar, now: datetime
) -> datetime | None:
    """When to look (again), with these thresholds acted on: at the next one, or when a grid has waited too long."""
    coming = next((percent for percent in THRESHOLDS if percent not in acted), None)
    ahead = [] if coming is None else [moment_of(clock, coming, calendar)]
    if level == 0 and (idle := idle_at(clock, calendar)) > now:
        ahead.append(idle)
    return min(ahead, default=None)


def idle_at(clock: ClockRow, calendar: Calendar) -> datetime:
    """When a stage has waited so long at the grid that the community takes it."""
    return limits.due(clock.started_at, WITHOUT_A_STEP, calendar)


def told(before: Aggregate, clock: ClockRow, fresh: Collection[int], now: datetime) -> Change:
    """The event of thresholds that were just passed. It changes nothing of the incident."""
    payload: dict[str, Any] = {
        "clock": str(clock.id),
        "kind": str(clock.kind),
        "stage": clock.stage and str(clock.stage),
        "round": clock.round,
        "threshold": max(fresh),
        "passed": sorted(fresh),
        "due_at": clock.due_at.isoformat(),
        "light": str(lamp(clock, now)),
    }
    kind = BREACHED if LIMIT in fresh else WARNED
    return Change(noun=INCIDENT, kind=kind, at=now, seat=None, told=payload, before=before, after=before)
