"""A unit that was called and does not answer: its head hears of it, then the district. One that objects: it rises."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from server.core import clock
from server.data.database import Database
from server.grid.incident.models import Incident
from server.grid.whistle.jobs import DISPUTES, SILENCES
from server.journal.models import Event
from server.process.scheduler import Scheduler
from tests.grid.escalation.test_marks import PROCESS
from tests.grid.incident.test_reckoning import on
from tests.grid.whistle import road

NINE = "03-02 09:00"  # a resident's whistle is answered within four work-hours: 15:30; half as long again: 17:30


async def blown() -> tuple[UUID, UUID]:
    with clock.at(on(NINE)):
        whistle = await road.brought_to(road.WALK["ack"])
    return whistle, (await road.look(whistle)).incident_id


async def swept(town: Database, moment: datetime) -> int:
    with clock.at(moment):
        return await Scheduler([SILENCES, DISPUTES], holder=PROCESS).once()


async def heard(whistle: UUID) -> list[str]:
    kinds = ("whistle.silence_told", "whistle.supervised")
    found = await Event.filter(subject_id=whistle, kind__in=kinds).order_by("place_in_chain")
    assert all(one.by_id is None for one in found)
    return [one.kind.removeprefix("whistle.") for one in found]


async def rises(incident: UUID) -> list[object]:
    return [one.payload["rule"] for one in await Event.filter(subject_id=incident, kind="incident.raised")]


async def test_its_head_hears_of_it_and_then_the_district(town: Database) -> None:
    whistle, incident = await blown()
    assert await swept(town, on("03-02 15:29")) == 0
    for moment in ("03-02 15:30", "03-02 15:31"):
        await swept(town, on(moment))
    assert await heard(whistle) == ["silence_told", "silence_told"]  # of both who were called
    assert (await Incident.get(id=incident)).level == 2
    for moment in ("03-02 17:30", "03-02 17:31", "03-09 09:00"):
        await swept(town, on(moment))
    assert await heard(whistle) == ["silence_told", "silence_told", "supervised", "supervised"]
    assert (await Incident.get(id=incident)).level == 2  # silence is the street's to hurry, and a supervisor's to see
    assert await rises(incident) == []


async def test_who_answered_is_not_told_of(town: Database) -> None:
    whistle, incident = await blown()
    with clock.at(on("03-02 10:00")):
        await road.step("ack", whistle)
        await road.step("excuse_sun", whistle)
    await swept(town, on("03-02 15:31"))
    assert await heard(whistle) == []
    assert await rises(incident) == []


async def test_whose_duty_it_is_rises_to_the_district_which_settles_it_and_not_what_was_ruled(town: Database) -> None:
    with clock.at(on(NINE)):
        whistle = await road.brought_to(road.WALK["object"])
        incident = (await road.look(whistle)).incident_id
        await road.step("object", whistle)
    for moment in ("03-02 09:01", "03-02 09:02"):
        await swept(town, on(moment))
    assert await rises(incident) == ["DISPUTED"]
    assert (await Incident.get(id=incident)).level == 3
    with clock.at(on(NINE)):
        await road.step("refuse", whistle)
    await Incident.filter(id=incident).update(level=2)
    await swept(town, on("03-02 09:03"))
    assert await rises(incident) == ["DISPUTED"]
