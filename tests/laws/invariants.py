"""What holds of every incident at every moment, whoever did whatever to it (the numbers are the domain's)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime
from itertools import pairwise
from uuid import UUID

from server.core.viewer import Role, Viewer
from server.grid.incident import clocks, counts, queries, standing
from server.grid.incident.aggregate import Aggregate, ClockRow
from server.grid.incident.lifecycle import ENDS, State
from server.grid.incident.models import ClockKind, ClosureKind, FindingKind, Incident, IncidentUnit
from server.grid.whistle.aggregate import Party
from server.grid.whistle.lifecycle import PARTY_ENDS
from server.grid.whistle.models import WhistleParty
from server.ground.area.models import AreaShape
from server.ground.worktime import limits
from server.ground.worktime.calendar import Calendar
from server.ground.worktime.limits import Limit
from server.journal import chain
from server.journal.models import Event
from server.keep.audit import subjects
from server.process.approval import ApprovalState
from tests.grid.incident import lists

LED = frozenset({State.DISPATCHED, State.IN_PROGRESS, State.SUSPENDED, State.DISPOSED, State.CHECKING})
ANSWERED = ENDS | {State.DISPOSED, State.CHECKING}
SEES = frozenset({Role.GRID_WORKER, Role.COMMUNITY, Role.STREET_INTAKE, Role.STREET_DISPATCH, Role.STREET_HEAD,
                  Role.DISTRICT_DISPATCH, Role.DISTRICT_SUPERVISOR, Role.AUDITOR})  # fmt: skip


def check_clocks(incident: Aggregate, calendar: Calendar) -> None:
    """1 the stages follow without a gap; 2 paused time never counts; 3 a longer limit is not due earlier."""
    stages = sorted((one for one in incident.clocks if one.kind is ClockKind.STAGE), key=_span)
    open_now = [one for one in stages if one.runs]
    assert stages[0].started_at == incident.received_at
    reopened = incident.reopen_count + (incident.appealed_at is not None)
    gaps = sum(one.stopped_at != following.started_at for one, following in pairwise(stages))
    assert gaps <= reopened  # only between an end and the reopening or appeal nobody's time runs
    assert len(open_now) == (0 if incident.state in ENDS else 1)
    if incident.state in ENDS:
        assert not any(one.runs for one in incident.clocks)
        if not reopened:
            spent = sum((_stop(one) - one.started_at).total_seconds() for one in stages)
            assert spent == (_end(incident) - incident.received_at).total_seconds()
    for one in incident.clocks:
        limit = clocks.limit_of(one)
        assert one.started_at <= one.warn_at <= one.due_at == limits.due(one.started_at, limit, calendar, one.stops)
        longer = Limit(limit.kind, limit.amount + 1)
        assert one.due_at <= limits.due(one.started_at, longer, calendar, one.stops)
    first = clocks.first_due(incident.clocks)
    assert (incident.warn_at, incident.late_at) == (first and first.warn_at, first and first.due_at)


def _span(clock: ClockRow) -> tuple[datetime, datetime]:
    return clock.started_at, clock.stopped_at or datetime.max.replace(tzinfo=UTC)


def _stop(clock: ClockRow) -> datetime:
    assert clock.stopped_at is not None
    return clock.stopped_at


def _end(incident: Aggregate) -> datetime:
    assert incident.closed_at is not None
    return incident.closed_at


def check_lead(incident: Aggregate) -> None:
    """4 one lead while a unit has it, none before; and the lead does not assist itself. What a community assigned to
    one of its people is in their hands instead."""
    done = incident.last_answer
    if incident.state in LED and incident.lead_unit_id is None:
        assert incident.handler_id or (done and done.unit_id is None)
    elif incident.state in LED:
        assert incident.handler_id is None
    elif incident.state is not State.CLOSED or incident.closure_kind is ClosureKind.SELF:
        assert incident.lead_unit_id is None
    assert incident.lead_unit_id not in incident.assisting


def check_asking(incident: Aggregate) -> None:
    """What is asked for waits alone, is told on the incident, and was decided by another person than who asked."""
    waiting = [one for one in incident.approvals if one.state is ApprovalState.ASKED]
    assert [one.kind for one in waiting] == ([incident.asks] if incident.asks else [])
    assert incident.pending == (waiting[0] if waiting else None)
    assert all(one.decided_by_id != one.asked_by_id for one in incident.approvals)
    assert (incident.resume_at is not None) == (incident.state is State.SUSPENDED)


def check_closing(incident: Aggregate) -> None:
    """9 what was closed on a check was checked by somebody who had no part in disposing of it."""
    if incident.closure_kind is ClosureKind.CHECKED:
        finding = incident.finding(FindingKind.CHECK)
        assert finding is not None
        assert finding.by_id not in incident.disposers


async def check_place(incident: Aggregate) -> None:
    """8 it is in exactly one grid: the one that holds its point, by the shape of that version."""
    shapes = [(one.area_id, one.version) for one in await AreaShape.all() if _holds(one.ring, incident)]
    assert shapes == [(incident.grid_id, incident.grid_version)]


def _holds(ring: list[list[int]], incident: Aggregate) -> bool:
    """Whether the point is inside; the grids of the town are rectangles."""
    lons, lats = zip(*ring, strict=True)
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    return bool(west <= incident.lon < east and south <= incident.lat < north)


def check_stopped(before: Iterable[ClockRow], after: Iterable[ClockRow]) -> None:
    """11 a stopped clock never moves again, and no clock ever goes."""
    now = {one.id: one for one in after}
    for one in before:
        assert one.id in now
        if not one.runs:
            assert now[one.id] == one


def check_answered(before: Iterable[Party], after: Iterable[Party]) -> None:
    """11 the same of who was called: nothing moves the time to do what is done, and nobody called ever goes."""
    now = {one.id: one for one in after}
    for one in before:
        if one.called_at is None:
            continue
        then = now[one.id]
        assert then.called_at == one.called_at
        if one.acked_at is not None:
            assert (then.acked_at, then.ack_due_at) == (one.acked_at, one.ack_due_at)
        if one.arrived_at is not None:
            assert (then.arrived_at, then.arrive_due_at) == (one.arrived_at, one.arrive_due_at)
        if one.ended:
            assert (then.state, then.ended_at, then.done_due_at) == (one.state, one.ended_at, one.done_due_at)


async def check_rows() -> None:
    """Every row of every noun is as the events say that they left it."""
    for life in subjects.LIVES:
        if life.noun is not None:
            assert (await subjects.compare(life))[1] == []


async def check_called(incident_id: UUID) -> None:
    """It counts its whistles' parties that are not done with; while there are any it is neither fed back nor ended."""
    row = await Incident.get(id=incident_id)
    called = WhistleParty.filter(whistle__incident_id=incident_id, called_at__isnull=False)
    assert row.whistling == await called.exclude(state__in=list(PARTY_ENDS)).count()
    assert not row.whistling or row.state not in ANSWERED


async def check_log(incident: Aggregate) -> list[Event]:
    """7 the log is whole: one event for each version, each sealed with the one before."""
    events = await Event.filter(subject_id=incident.id).order_by("place_in_chain")
    previous = ""
    for place, event in enumerate(events, 1):
        assert (event.place_in_chain, event.previous) == (place, previous)
        assert event.hash == chain.seal(previous, chain.fields_of(event))
        previous = event.hash
    moves = [event for event in events if "version" in event.payload]
    assert [event.payload["version"] for event in moves] == list(range(1, incident.version + 1))
    assert moves[-1].payload["to"] == incident.state
    return events


async def check_sight(viewer: Viewer) -> None:
    """12 people see exactly what their posts, their units and their own part give them, through every door; and
    sums hold."""
    assert await standing.compare() == []
    rows, parties = await Incident.all(), await IncidentUnit.all()
    had = {(one.incident_id, one.unit_id) for one in parties}
    followed, went = set[UUID | None](), {row.id: row.merged_into_id for row in rows}
    for row in rows:
        into = row.merged_into_id if row.reporter_id == viewer.person_id else None
        while into is not None:
            followed, into = followed | {into}, went[into]
    expected = {row.id for row in rows if row.id in followed or _sees(viewer, row, had)}
    assert {one async for one in _listed(viewer)} == expected
    assert await lists.total(viewer) == len(expected)
    assert sum(one.count for one in await counts.counts(viewer, None, counts.CountBy.STATE)) == len(expected)
    for row in rows[-3:]:
        assert (await queries.one(viewer, row.id) is not None) == (row.id in expected)
        if row.number:
            assert (await queries.one(viewer, row.number) is not None) == (row.id in expected)


async def _listed(viewer: Viewer) -> AsyncIterator[UUID]:
    """What the list tells them of, page by page."""
    after: str | None = None
    while True:
        page = await lists.page(viewer, first=100, after=after)
        for one in page.rows:
            yield one.id
        if not page.more:
            return
        after = page.cursors[-1]


def _sees(viewer: Viewer, row: Incident, had: set[tuple[UUID, UUID]]) -> bool:
    if viewer.person_id in (row.reporter_id, row.assignee_id):
        return True
    if any(seat.role in SEES and seat.covers(row.grid_id) for seat in viewer.seats):
        return True
    return any(unit == row.lead_unit_id or (row.id, unit) in had for unit in viewer.unit_ids)
