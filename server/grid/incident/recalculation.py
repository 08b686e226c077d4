"""Following a change of the rules, pure: what the running clocks of an incident are by the calendar and limits of now.

Decision: a case goes on under the condition that it was filed by, and its running clocks have the limit which that
condition has now: a limit that was put right is put right for everybody who still waits. What was granted for one case
(more time, named in the clock's source) stays; what stopped never moves. Due times move without a new version, since
they take nobody's step away.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from server.grid.incident import clocks, inputs
from server.grid.incident.aggregate import Aggregate, ClockRow
from server.grid.incident.decisions.unit import time_to_dispose
from server.grid.incident.models import ClockKind
from server.ground.catalogue.models import Stage
from server.ground.catalogue.snapshot import Catalogue
from server.ground.worktime import limits
from server.ground.worktime.limits import Limit
from server.process.deadlines import Turn


def moved(before: Aggregate, turn: Turn, known: Catalogue) -> tuple[ClockRow, ...]:
    """The running clocks whose limit or due time is another now, each as it is from now on."""
    case = before.running(ClockKind.CASE)
    then = case and _reckoned(case, *_of_case(before, case, turn, known), turn)
    stage = before.running(ClockKind.STAGE)
    later = stage and _reckoned(stage, _of_stage(before, stage, case, then, turn), stage.source, turn)
    return tuple(one for one in (then, later) if one and one not in before.clocks)


def _of_case(before: Aggregate, case: ClockRow, turn: Turn, known: Catalogue) -> tuple[Limit, str]:
    """The limit that its condition and severity give it now, unless it has one of its own."""
    condition = known.by_id.get(before.condition_id) if before.condition_id else None
    if condition is None or case.source not in (f"condition {condition.number}", f"severity {before.severity}"):
        return clocks.limit_of(case), case.source
    filing = inputs.filing(known.version_of(condition), before.severity, replace(turn, now=case.started_at))
    return filing.limit, filing.source


def _of_stage(before: Aggregate, clock: ClockRow, case: ClockRow | None, then: ClockRow | None, turn: Turn) -> Limit:
    """The stage's limit of now; to dispose there is the case's, or half of it."""
    own = clocks.limit_of(clock)
    if clock.stage is None or clock.source != f"stage {clock.stage}":
        return own
    if clock.stage is not Stage.DISPOSE:
        return turn.stage_limit(clock.stage, before.severity)
    at_start = replace(turn, now=clock.started_at)
    if case is None or then is None or time_to_dispose(before, case, at_start) != own:
        return own
    return time_to_dispose(before, then, at_start)


def _reckoned(clock: ClockRow, limit: Limit, source: str, turn: Turn) -> ClockRow:
    changed = replace(
        clock,
        limit_kind=limit.kind,
        limit_amount=limit.amount,
        source=source,
        warn_at=limits.warn(clock.started_at, limit, turn.calendar, clock.stops),
        due_at=limits.due(clock.started_at, limit, turn.calendar, clock.stops),
    )
    return changed if changed == clock else replace(changed, look_at=turn.now)


def told(before: Aggregate, now: tuple[ClockRow, ...], cause: dict[str, object]) -> dict[str, Any]:
    """What the event says: of each clock the old and the new due time and limit, and what changed."""
    old = {one.id: one for one in before.clocks}
    return {
        "clocks": [
            {
                "clock": str(one.id),
                "kind": str(one.kind),
                "stage": one.stage and str(one.stage),
                "due_from": old[one.id].due_at.isoformat(),
                "due_to": one.due_at.isoformat(),
                "limit_from": _words(old[one.id]),
                "limit_to": _words(one),
            }
            for one in now
        ],
        "cause": cause,
    }


def _words(clock: ClockRow) -> str:
    return f"{clock.limit_kind} {clock.limit_amount}"
