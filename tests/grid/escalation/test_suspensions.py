"""What was suspended goes on by itself on its day, once, and its clocks with what is left of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from server.core import clock
from server.data.database import Database
from server.grid.incident.jobs import CLOCKS, SUSPENSIONS
from server.grid.incident.lifecycle import State
from server.grid.incident.models import Incident, IncidentClock
from server.journal.models import Event
from server.process.scheduler import Scheduler
from tests.grid.escalation.test_marks import PROCESS, told
from tests.grid.incident.road import MONDAY, STRIDES, brought_to


async def suspended() -> tuple[UUID, datetime]:
    with clock.at(MONDAY):
        incident = await brought_to(STRIDES["resume"])
    planned = (await Incident.get(id=incident)).resume_at
    assert planned is not None
    return incident, planned


async def swept(town: Database, moment: datetime) -> None:
    with clock.at(moment):
        await Scheduler([SUSPENSIONS, CLOCKS], holder=PROCESS).once()


async def resumed(incident: UUID) -> int:
    return await Event.filter(subject_id=incident, kind="incident.resumed", by_id=None).count()


async def test_it_goes_on_on_its_day_and_once(town: Database) -> None:
    incident, planned = await suspended()
    await swept(town, planned - timedelta(seconds=1))
    assert (await Incident.get(id=incident)).state is State.SUSPENDED
    for late in (0, 1, 60):
        await swept(town, planned + timedelta(minutes=late))
    found = await Incident.get(id=incident)
    assert (found.state, found.resume_at) == (State.IN_PROGRESS, None)
    assert await resumed(incident) == 1


async def test_while_it_rests_no_clock_speaks_and_nothing_rises(town: Database) -> None:
    incident, planned = await suspended()
    level = (await Incident.get(id=incident)).level
    for hours in (1, 24, 48):
        await swept(town, MONDAY + timedelta(hours=hours))
    assert await told(incident) == []
    assert (await Incident.get(id=incident)).level == level
    rows = await IncidentClock.filter(incident_id=incident, stopped_at=None)
    assert all(one.look_at is not None for one in rows)
    assert planned > MONDAY + timedelta(hours=48)


async def test_what_nobody_looked_after_goes_on_with_the_time_of_its_day(town: Database) -> None:
    incident, planned = await suspended()
    before = {one.id: one.due_at for one in await IncidentClock.filter(incident_id=incident, stopped_at=None)}
    await swept(town, planned + timedelta(days=3))
    after = {one.id: one.due_at for one in await IncidentClock.filter(incident_id=incident, stopped_at=None)}
    assert after == before  # late is late: the pause ended when it was planned to
    assert await resumed(incident) == 1
