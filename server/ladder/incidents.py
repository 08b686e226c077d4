"""The clocks of incidents: which have passed a threshold, and whose level rises."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from tortoise.queryset import QuerySet

from server.database import queue_for, reader, transaction
from server.failures import is_lost, is_transient
from server.ids import new_id
from server.incident import facts, marks, queries, snapshot
from server.incident.decisions import ladder
from server.incident.decisions.ladder import Look
from server.incident.lifecycle import State
from server.incident.models import ClockKind, Incident, IncidentClock
from server.incident.snapshot import ClockRow, Snapshot
from server.ladder.models import ClockMark
from server.process import deadlines
from server.process.commit import commit
from server.process.deadlines import Turn
from server.viewer import Viewer

BATCH = 50  # clocks in one transaction: other writers of SQLite wait that long
LATER = timedelta(hours=1)  # what cannot be reckoned is left for so long: it must not stop the others

log = structlog.get_logger("grid.sweeper")


class IncidentClocks:
    """The source that looks at the clocks of incidents."""

    async def sweep(self) -> int:
        turn = await facts.turn(Viewer.nobody())
        if not await due(turn.now).using_db(reader()).exists():
            return 0
        return await transaction(lambda: _batch(turn))


def due(now: datetime) -> QuerySet[IncidentClock]:
    """The running clocks whose time has come."""
    return IncidentClock.filter(stopped_at=None, look_at__lte=now)


async def _batch(turn: Turn) -> int:
    """Within a transaction: look at the clocks whose time came first."""
    await queue_for("sweep")
    first = await due(turn.now).order_by("look_at").limit(BATCH).values_list("incident_id", flat=True)
    for before in await locked({UUID(str(one)) for one in first}):
        chosen = [one for one in before.clocks if one.runs and one.look_at is not None and one.look_at <= turn.now]
        try:
            await transaction(lambda: _look(before, chosen, turn))  # noqa: B023
        except Exception as failure:
            if is_transient(failure) or is_lost(failure):
                raise
            log.exception("clocks left for an hour", incident=str(before.id))
            await _put_off(chosen, turn.now + LATER)
    return len(first)


async def locked(ids: set[UUID]) -> list[Snapshot]:
    """These incidents as they are and stay until the end of the transaction: nobody moves them meanwhile."""
    if not ids:
        return []
    await Incident.filter(id__in=list(ids)).order_by("id").select_for_update()
    chosen = Incident.filter(id__in=list(ids)).order_by("id").select_related("incident_class", "condition")
    return [snapshot.of(one) for one in await chosen.prefetch_related(*queries.TO_MANY)]


async def _look(before: Snapshot, chosen: list[ClockRow], turn: Turn) -> None:
    """Look at an incident because of these clocks: at most one event for each of them, and one for a raise."""
    standing = before.state is State.SUSPENDED
    for one in chosen:
        acted = await _acted(one)
        fresh = [] if standing else await _pass(before, one, acted, turn)
        again = marks.next_look(one, acted.union(fresh), before.level, turn.calendar, turn.now)
        await _put_off([one], turn.now + marks.ASIDE if standing else again)
    look = Look(before, turn, await _repeats(before, chosen))
    if raise_ := ladder.raised(look):
        await commit(None, raise_)


async def _acted(clock: ClockRow) -> set[int]:
    rows = await ClockMark.filter(clock_id=clock.id).values_list("threshold", flat=True)
    return {int(str(one)) for one in rows}


async def _pass(before: Snapshot, clock: ClockRow, acted: set[int], turn: Turn) -> list[int]:
    """Mark the thresholds that were passed since the last look, and tell of the highest."""
    fresh = [one for one in deadlines.passed(clock, turn.calendar, turn.now) if one not in acted]
    if fresh:
        await ClockMark.bulk_create(
            ClockMark(id=new_id(), clock_id=clock.id, threshold=one, at=turn.now, told=one == max(fresh))
            for one in fresh
        )
        await commit(None, marks.told(before, clock, fresh, turn.now))
    return fresh


async def _repeats(before: Snapshot, chosen: list[ClockRow]) -> int:
    """How often the same happened here lately; asked once, when the community has filed it."""
    if before.level != ladder.COMMUNITY or not any(one.kind is ClockKind.CASE for one in chosen):
        return 0
    return await facts.repeats(before)


async def _put_off(chosen: list[ClockRow], until: datetime | None) -> None:
    await IncidentClock.filter(id__in=[one.id for one in chosen]).update(look_at=until)
