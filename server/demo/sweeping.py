"""The sweeper in made history: at the moment at which a clock of a life was due to be looked at, and not at the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from server.core.viewer import Viewer
from server.grid.incident import thresholds
from server.grid.incident.aggregate import ClockRow
from server.grid.incident.decisions import escalation as ladder
from server.grid.incident.lifecycle import ENDS, State
from server.grid.incident.models import ClockKind
from server.process import escalation
from server.process.change import renewed

if TYPE_CHECKING:
    from server.demo.life import Life


def sweep(life: Life, until: datetime) -> None:
    """Warn and raise whatever becomes due before `until`, in the order of time."""
    while life.incident.state not in ENDS and life.incident.state is not State.SUSPENDED:
        due = [(one.look_at, one) for one in life.incident.clocks if one.runs and one.look_at and one.look_at < until]
        if not due:
            return
        at, clock = min(due, key=lambda one: one[0])
        life.now = max(at, life.now)
        _look(life, clock)


def _look(life: Life, clock: ClockRow) -> None:
    """The same as the sweeper does of one clock, in memory."""
    repeats = life.happened.repeats(life.incident, life.now) if _asks(life, clock) else 0
    turn, acted = life.turn(Viewer.nobody()), {mark.threshold for mark in life.marks if mark.clock_id == clock.id}
    fresh = escalation.newly(clock, acted, turn.calendar, turn.now)
    if fresh:
        life.marks += escalation.marks(clock, fresh, turn.now)
        life.take(thresholds.told(life.incident, clock, fresh, turn.now), turn.viewer)
    again = thresholds.next_look(clock, acted.union(fresh), life.incident.level, turn.calendar, turn.now)
    looked = replace(clock, look_at=again)
    life.incident = replace(life.incident, clocks=renewed(life.incident.clocks, (looked,)))
    if raised := ladder.raised(ladder.Look(life.incident, turn, repeats)):
        life.take(raised, turn.viewer)


def _asks(life: Life, clock: ClockRow) -> bool:
    """Whether it matters how often the same happened here: when the community has filed it."""
    return life.incident.level == ladder.COMMUNITY and clock.kind is ClockKind.CASE
