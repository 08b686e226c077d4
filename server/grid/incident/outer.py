"""The deadline that somebody outside set, as 12345 does: a clock of its own, so that the earlier of theirs and ours
leads the light. It runs from when they sent it to the end, and no calendar of ours moves it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from server.core.ids import new_id
from server.grid.incident import commands, inputs, recalculation
from server.grid.incident.aggregate import ClockRow
from server.grid.incident.change import DUE_MOVED, Change, lit, noted
from server.grid.incident.decisions import report
from server.grid.incident.models import ClockKind, Incident
from server.grid.incident.queries import locked
from server.ground.catalogue.queries import catalogue
from server.ground.worktime import limits
from server.ground.worktime.limits import Limit
from server.ground.worktime.models import LimitKind
from server.process.deadlines import Turn

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Outer:
    """Who set it, from when and until when."""

    source: str
    since: datetime
    due: datetime

    @property
    def limit(self) -> Limit:
        return Limit(LimitKind.CONT, max(1, (self.due - self.since) // MINUTE))


async def reported(command: commands.Report, turn: Turn, outer: Outer) -> Change:
    """上报 of what came from outside, with their deadline beside ours."""
    known = await catalogue()
    klass = known.incident_class(command.class_code) if command.class_code else None
    change = report(command, turn, spot=await inputs.spot(turn.viewer, command.place), klass=klass)
    clocks = (*change.after.clocks, _clock(outer, turn))
    return replace(change, after=lit(replace(change.after, clocks=clocks)))


def _clock(outer: Outer, turn: Turn) -> ClockRow:
    limit = outer.limit
    return ClockRow(
        id=new_id(),
        kind=ClockKind.OUTER,
        stage=None,
        round=1,
        limit_kind=limit.kind,
        limit_amount=limit.amount,
        source=f"outer {outer.source}"[:80],
        started_at=outer.since,
        warn_at=limits.warn(outer.since, limit, turn.calendar),
        due_at=limits.due(outer.since, limit, turn.calendar),
        look_at=turn.now,
    )


async def moved(incident: Incident | None, outer: Outer, turn: Turn) -> Change | None:
    """That they gave it another deadline; None where it has ended, or that is so already."""
    before = next(iter(await locked({incident.id})), None) if incident else None
    clock = before.running(ClockKind.OUTER) if before else None
    if before is None or clock is None:
        return None
    now = _again(clock, outer, turn)
    if now == clock:
        return None
    told = recalculation.told(before, (now,), {"kind": "outer", "source": outer.source})
    change = noted(before, DUE_MOVED, turn.now, None, told, clocks=(now,))
    return replace(change, after=lit(change.after))


def _again(clock: ClockRow, outer: Outer, turn: Turn) -> ClockRow:
    fresh = _clock(outer, turn)
    same = fresh.due_at == clock.due_at
    return clock if same else replace(fresh, id=clock.id)
