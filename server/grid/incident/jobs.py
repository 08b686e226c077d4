"""What the scheduler does for incidents: clocks warn and raise, suspensions end on their day, clocks follow rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from tortoise.queryset import QuerySet

from server.core.viewer import Viewer
from server.grid.incident import decisions, inputs, recalculation, thresholds
from server.grid.incident.aggregate import Aggregate, ClockRow
from server.grid.incident.change import DUE_MOVED, Change, lit, noted
from server.grid.incident.decisions import escalation
from server.grid.incident.lifecycle import State
from server.grid.incident.models import ClockKind, Incident, IncidentClock
from server.grid.incident.queries import locked
from server.grid.incident.stock import Midnights
from server.ground.catalogue.queries import catalogue
from server.process.commit import commit
from server.process.deadlines import Turn
from server.process.escalation import Escalation
from server.process.rule_changes import Cause, RuleChanges
from server.process.scheduler import Due


async def _raised(before: Aggregate, chosen: Sequence[ClockRow], turn: Turn) -> Change | None:
    """How often the same happened here lately is asked once, when the community has filed it."""
    asks = before.level == escalation.COMMUNITY and any(one.kind is ClockKind.CASE for one in chosen)
    return escalation.raised(escalation.Look(before, turn, await inputs.repeats(before) if asks else 0))


ESCALATION: Escalation[Aggregate, ClockRow] = Escalation(
    model=IncidentClock,
    owner="incident_id",
    locked=locked,
    inputs=inputs.turn,
    clocks=lambda incident: incident.clocks,
    told=thresholds.told,
    next_look=lambda incident, clock, acted, turn: thresholds.next_look(
        clock, acted, incident.level, turn.calendar, turn.now
    ),
    aside=lambda incident, now: now + thresholds.ASIDE if incident.state is State.SUSPENDED else None,
    raised=_raised,
)
CLOCKS = ESCALATION.job()


async def _resume(before: Aggregate, turn: Turn) -> bool:
    if before.state is not State.SUSPENDED:  # somebody was faster
        return False
    await commit(None, decisions.resume_due(before, turn))
    return True


def _resting(now: datetime) -> QuerySet[Incident]:
    return Incident.filter(state=State.SUSPENDED, resume_at__lte=now).order_by("resume_at")


SUSPENSIONS = Due(due=_resting, locked=locked, inputs=inputs.turn, act=_resume)


async def _after(incident_id: UUID | None, most: int) -> list[UUID]:
    later = {"incident_id__gt": incident_id} if incident_id else {}
    running = IncidentClock.filter(stopped_at=None, **later).order_by("incident_id").limit(most)
    return [UUID(str(one)) for one in await running.values_list("incident_id", flat=True)]


async def _follow(ids: list[UUID], cause: Cause) -> None:
    """Move what is not right any more of each, and its light with it; one event says why."""
    for before in await locked(set(ids)):
        turn = await inputs.turn(Viewer.nobody())
        if now := recalculation.moved(before, turn, await catalogue()):
            change = noted(before, DUE_MOVED, turn.now, None, recalculation.told(before, now, cause), clocks=now)
            await commit(None, replace(change, after=lit(change.after)))


RULES = RuleChanges(_after, _follow)
JOBS = (RULES, SUSPENSIONS, CLOCKS, Midnights())
