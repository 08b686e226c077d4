"""A holiday is set, a limit is changed: clocks that run follow and say why, clocks that stopped never move."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.core.viewer import Viewer
from server.data.database import Database
from server.grid.incident import inputs, recalculation
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.jobs import RULES
from server.grid.incident.models import Incident, IncidentClock
from server.grid.incident.queries import locked
from server.grid.whistle import jobs as whistles
from server.ground.catalogue import actions as catalogue_actions
from server.ground.catalogue.queries import catalogue
from server.ground.worktime import actions as calendar_actions
from server.ground.worktime.calendar import Segment
from server.ground.worktime.models import DayKind
from server.journal.models import Event
from server.process import rule_changes
from server.process.models import Followed
from server.process.scheduler import Scheduler
from tests import town as place
from tests.grid.escalation.test_marks import PROCESS
from tests.grid.incident.road import STRIDES, brought_to, reported, walk
from tests.grid.incident.test_reckoning import on

FIVE = "03-02 17:00"  # a Monday: two work-hours reach into Tuesday, 09:30
LATER = "03-02 17:10"
TUESDAY = date(2026, 3, 3)


@pytest.fixture(autouse=True)
async def begun(town: Database) -> None:
    """The server has looked at the rules before."""
    await followed(town, "03-01 09:00")


async def followed(town: Database, moment: str = LATER) -> int:
    with clock.at(on(moment)):
        return await Scheduler([RULES, whistles.RULES], holder=PROCESS).once()


async def tuesday_off() -> None:
    with clock.at(on("03-02 17:05")):
        await calendar_actions.set_day(
            None, area=place.DISTRICT, day=TUESDAY, kind=DayKind.HOLIDAY, source="district notice 9"
        )


async def events(incident: UUID) -> list[dict[str, Any]]:
    found = await Event.filter(subject_id=incident, kind="incident.due_moved").order_by("place_in_chain")
    assert all(one.by_id is None for one in found)
    return [dict(one.payload) for one in found]


async def whole(incident: UUID) -> Aggregate:
    (found,) = await locked({incident})
    return found


async def test_a_holiday_moves_what_runs_and_nothing_that_stopped(town: Database) -> None:
    with clock.at(on(FIVE)):
        open_one, ended = await reported(), await reported()
        await walk(STRIDES["accept"], open_one)
        await walk(STRIDES["reject"], ended)
    before, stopped = await whole(open_one), await whole(ended)
    await tuesday_off()
    await followed(town)
    after = await whole(open_one)
    assert await whole(ended) == stopped
    assert after.clocks[0] == before.clocks[0]  # the intake's, which stopped
    assert (before.clocks[1].due_at, after.clocks[1].due_at) == (on("03-03 09:30"), on("03-04 09:30"))
    assert (after.late_at, after.warn_at) == (after.clocks[1].due_at, after.clocks[1].warn_at)
    assert after.version == before.version
    assert after.changed_at == on(LATER)


async def test_the_event_says_what_moved_and_why_and_comes_once(town: Database) -> None:
    with clock.at(on(FIVE)):
        incident = await reported()
    await tuesday_off()
    for _ in range(3):
        await followed(town)
    ((told),) = await events(incident)
    assert told["cause"]["kind"] == "calendar.day_set"
    (moved,) = told["clocks"]
    assert (moved["stage"], moved["limit_from"], moved["limit_to"]) == ("INTAKE", "WH 120", "WH 120")
    assert (moved["due_from"], moved["due_to"]) == (on("03-03 09:30").isoformat(), on("03-04 09:30").isoformat())


async def test_what_was_there_before_the_first_look_began_by_the_rules_of_then(town: Database) -> None:
    await Followed.all().delete()
    with clock.at(on(FIVE)):
        incident = await reported()
    await tuesday_off()
    for _ in range(2):
        await followed(town)
    assert await events(incident) == []


async def test_it_waits_until_nobody_starts_clocks_by_the_old_rules(town: Database) -> None:
    with clock.at(on(FIVE)):
        incident = await reported()
    await tuesday_off()
    assert await followed(town, "03-02 17:05") == 0
    assert await events(incident) == []


async def test_other_hours_of_work_move_it_too(town: Database) -> None:
    with clock.at(on(FIVE)):
        incident = await reported()
    with clock.at(on("03-02 17:05")):
        await calendar_actions.set_segments(None, area=place.DISTRICT, segments=[Segment(8 * 60, 20 * 60)])
    await followed(town)
    assert (await whole(incident)).clocks[0].due_at == on("03-02 19:00")


async def load(moment: str, limit: int, since: str) -> None:
    row = {"class": place.COVER, "number": "02", "text": "井盖破损、松动（口泉）", "text_en": "Broken or loose",
           "area": place.KOUQUAN, "severity": "2", "limit_kind": "WH", "limit_amount": str(limit),
           "valid_from": since}  # fmt: skip
    with clock.at(on(moment)):
        await catalogue_actions.load(None, {"conditions": [row]})


async def in_progress() -> UUID:
    with clock.at(on("03-02 09:00")):
        return await brought_to(STRIDES["feed_back"])


async def test_a_new_limit_of_the_condition_moves_the_case_and_the_units_time(town: Database) -> None:
    incident = await in_progress()
    await load("03-02 09:05", 120, "2026-03-02")
    await followed(town, "03-02 09:10")
    running = [one for one in (await whole(incident)).clocks if one.runs]
    assert {(str(one.kind), one.limit_amount, one.due_at) for one in running} == {
        ("CASE", 120, on("03-02 11:00")), ("STAGE", 120, on("03-02 11:00")),
    }  # fmt: skip
    (told,) = await events(incident)
    assert {(one["limit_from"], one["limit_to"]) for one in told["clocks"]} == {("WH 240", "WH 120")}
    assert told["cause"]["kind"] == "catalogue.loaded"
    assert (await Incident.get(id=incident)).condition_id == place.LOOSE_COVER_HERE


async def test_a_limit_of_next_week_is_followed_next_week(town: Database) -> None:
    incident = await in_progress()
    await load("03-02 09:05", 120, "2026-03-03")
    await followed(town, "03-02 09:10")
    assert await events(incident) == []
    await followed(town, "03-03 00:01")
    (told,) = await events(incident)
    assert told["cause"] == {"kind": "catalogue.in_force", "day": "2026-03-03"}


async def test_what_was_granted_for_one_case_stays(town: Database) -> None:
    incident = await in_progress()
    await IncidentClock.filter(incident_id=incident, kind="CASE").update(source="condition 02 +60", limit_amount=300)
    await load("03-02 09:05", 120, "2026-03-02")
    await followed(town, "03-02 09:10")
    case = next(one for one in (await whole(incident)).clocks if one.runs and one.stage is None)
    assert (case.limit_amount, case.source) == (300, "condition 02 +60")


async def test_a_sweep_killed_between_two_batches_goes_on_where_it_was(
    town: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rule_changes, "BATCH", 2)
    with clock.at(on(FIVE)):
        incidents = [await reported() for _ in range(5)]
    await tuesday_off()
    steps = []
    with clock.at(on(LATER)):
        assert await RULES.sweep() == 2  # and then the process is gone
        assert (await Followed.get(name="calendar")).after is not None
        another = replace(RULES, progress=lambda name, after: steps.append((name, after)))
        while await another.sweep():
            pass
    assert [len(await events(one)) for one in incidents] == [1] * 5
    assert [name for name, _ in steps if name == "calendar"] == ["calendar"] * 3
    assert (await Followed.get(name="calendar")).cause is None


@pytest.mark.parametrize("verb", list(STRIDES))
async def test_where_no_rule_changed_no_clock_moves(town: Database, verb: str) -> None:
    with clock.at(on("03-02 09:00")):
        incident = await brought_to(STRIDES[verb])
        await walk(STRIDES[verb], incident)
    with clock.at(on("03-06 12:00")):
        turn = await inputs.turn(Viewer.nobody())
        assert recalculation.moved(await whole(incident), turn, await catalogue()) == ()
