"""Each threshold of each clock is acted on once: warned at half and at four fifths, breached, told to the district."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from server.core import clock
from server.core.clock import SHANGHAI
from server.core.ids import new_id
from server.data.database import Database, reader
from server.grid.incident.jobs import CLOCKS
from server.grid.incident.models import Incident, IncidentClock
from server.journal.models import Event
from server.process.models import ClockMark
from server.process.scheduler import Scheduler
from tests.grid.incident.road import STRIDES, reported, walk
from tests.statements import counted

HEARD = ("incident.clock_warned", "incident.clock_breached")


def on(text: str) -> datetime:
    """ "03-02 09:00" of 2026, in Shanghai; a Monday."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=SHANGHAI).astimezone(UTC)


PROCESS = new_id()
NINE = "03-02 09:00"  # the clock of intake of two work-hours is due at 11:00


async def swept(town: Database, moment: str) -> int:
    """Somebody sweeps at this moment, until there is nothing to do; how many clocks they looked at."""
    with clock.at(on(moment)):
        return await Scheduler([CLOCKS], holder=PROCESS).once()


async def told(incident: UUID) -> list[tuple[str, int, list[int]]]:
    events = await Event.filter(subject_id=incident, kind__in=HEARD).order_by("place_in_chain")
    return [(one.kind.split("_")[1], one.payload["threshold"], one.payload["passed"]) for one in events]  # type: ignore[misc]


async def at_nine() -> UUID:
    with clock.at(on(NINE)):
        return await reported()


async def test_a_clock_speaks_once_at_each_threshold(town: Database) -> None:
    incident = await at_nine()
    for moment in ("03-02 09:00", "03-02 09:59", "03-02 10:00", "03-02 10:01", "03-02 10:36", "03-02 10:36",
                   "03-02 11:00", "03-02 11:01", "03-02 12:00", "03-02 12:00", "03-03 12:00"):  # fmt: skip
        await swept(town, moment)
    assert await told(incident) == [
        ("warned", 50, [50]), ("warned", 80, [80]), ("breached", 100, [100]), ("warned", 150, [150]),
    ]  # fmt: skip
    assert await ClockMark.all().order_by("threshold").values_list("threshold", "told") == [
        (50, True), (80, True), (100, True), (150, True),
    ]  # fmt: skip


async def test_exactly_at_its_limit_a_clock_is_not_late(town: Database) -> None:
    incident = await at_nine()
    await swept(town, "03-02 11:00")
    assert await told(incident) == [("warned", 80, [50, 80])]
    (row,) = await IncidentClock.filter(incident_id=incident)
    assert row.look_at == on("03-02 11:00") + timedelta(microseconds=1)


async def test_who_slept_three_days_marks_all_and_tells_of_the_highest(town: Database) -> None:
    incident = await at_nine()
    await swept(town, "03-05 11:00")
    assert await told(incident) == [("breached", 150, [50, 80, 100, 150])]
    assert await ClockMark.filter(told=True).count() == 1
    assert await swept(town, "03-05 11:00") == 0


async def test_a_clock_that_stopped_is_silent(town: Database) -> None:
    with clock.at(on(NINE)):
        incident = await reported()
        await walk(STRIDES["reject"], incident)
    assert await swept(town, "03-09 09:00") == 0
    assert await told(incident) == []


async def test_the_next_look_is_never_a_scan(town: Database) -> None:
    for _ in range(3):
        await at_nine()
    assert await swept(town, "03-02 09:59") == 0  # what is new says itself when it is to be looked at
    with clock.at(on("03-02 09:59")), counted() as asked:
        await CLOCKS.sweep()
    (only,) = [one for one in asked if "look_at" in one.sql]
    if town.dialect == "sqlite":
        assert "USING INDEX incident_clock_look" in await only.plan(reader())
    assert await swept(town, "03-02 10:00") == 3


async def test_what_cannot_be_reckoned_does_not_stop_the_others(
    town: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, whole = await at_nine(), await at_nine()
    await IncidentClock.filter(incident_id=broken).update(limit_amount=0)
    await swept(town, "03-02 10:00")
    assert await told(whole) == [("warned", 50, [50])]
    assert await told(broken) == []
    (row,) = await IncidentClock.filter(incident_id=broken)
    assert row.look_at == on("03-02 11:00")


async def test_a_mark_takes_no_new_version(town: Database) -> None:
    incident = await at_nine()
    await swept(town, "03-02 10:00")
    assert (await Incident.get(id=incident)).version == 1
    with clock.at(on("03-02 10:01")):
        await walk(STRIDES["accept"], incident, seen=1)
