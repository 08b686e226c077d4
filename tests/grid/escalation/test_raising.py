"""When does an incident rise? Each rule of the ladder where it just fits, and where it just does not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.core.ids import new_id
from server.core.viewer import Role, Seat, Viewer
from server.data.database import Database
from server.grid.incident import clocks, decisions
from server.grid.incident.aggregate import Aggregate, PartyRow
from server.grid.incident.decisions import Spot, escalation
from server.grid.incident.decisions.escalation import Look
from server.grid.incident.lifecycle import State
from server.grid.incident.models import ClockKind, Incident
from server.ground.catalogue.models import IncidentClass, Stage
from server.ground.worktime.limits import Limit
from server.ground.worktime.models import LimitKind
from server.journal.models import Event
from server.process.deadlines import Turn
from tests import town as place
from tests.grid.escalation.test_marks import swept
from tests.grid.incident.road import STRIDES, draft, reported, seen, walk
from tests.grid.incident.test_reckoning import CALENDAR, on

NINE = "03-02 09:00"
WANG = Viewer(place.WANG, "王建国", (Seat(new_id(), Role.GRID_WORKER, place.FIRST),))


def turn(moment: str) -> Turn:
    return Turn(WANG, on(moment), CALENDAR, lambda stage, severity: Limit(LimitKind.WH, 120))


def incident(level: int, stage: Stage = Stage.FILE, *, case: bool = False, **words: Any) -> Aggregate:
    """An incident at a level since nine, with two work-hours for its stage (or the case): due at eleven, half too late
    at noon."""
    klass = IncidentClass(code=place.COVER, name="上水井盖", severity=1)
    spot = Spot(*place.inside(place.FIRST), place.FIRST, 1)
    after = decisions.report(draft(), turn(NINE), spot=spot, klass=klass).after
    begun = clocks.stage_clock(turn(NINE), stage, severity=1, round=1)
    if case:
        begun = replace(begun, kind=ClockKind.CASE, stage=None)
    changed: dict[str, Any] = {"level": level, "state": State.PENDING_FILING, "clocks": (begun,)} | words
    return replace(after, **changed)


def helped_by(units: int) -> tuple[PartyRow, ...]:
    return tuple(PartyRow(id=new_id(), unit_id=new_id(), since=on(NINE)) for _ in range(units))


# what it is like, when, what else is known → the rule and the level to which it rises, or None
CASES: list[tuple[Aggregate, str, dict[str, Any], tuple[str, int] | None]] = [
    (incident(0, Stage.INTAKE), "03-02 15:29", {}, None),
    (incident(0, Stage.INTAKE), "03-02 15:30", {}, ("IDLE", 1)),
    (incident(1), "03-02 11:00", {}, None),
    (incident(1), "03-02 11:01", {}, ("LATE", 2)),
    (incident(1), "03-02 11:59", {}, ("LATE", 2)),
    (incident(1), "03-09 12:00", {}, ("LATE", 2)),
    (incident(1, case=True), "03-02 11:59", {}, ("LATE", 2)),
    (incident(1, case=True), "03-02 12:00", {}, ("MUCH_TOO_LATE", 3)),
    (incident(1), "03-02 10:00", {"repeats": 1}, None),
    (incident(1), "03-02 10:00", {"repeats": 2}, ("REPEATED", 2)),
    (incident(1, lead_unit_id=new_id(), parties=helped_by(1)), "03-02 10:00", {}, None),
    (incident(1, lead_unit_id=new_id(), parties=helped_by(2)), "03-02 10:00", {}, ("MANY_UNITS", 2)),
    (incident(1, return_count=2), "03-02 10:00", {}, None),
    (incident(1), "03-02 10:00", {"disputed": True}, None),
    (incident(2), "03-09 12:00", {}, None),
    (incident(2, Stage.SIGN), "03-09 12:00", {}, None),
    (incident(2, severity=3), "03-09 12:00", {}, None),
    (incident(2, severity=4), "03-02 11:59", {}, None),
    (incident(2, severity=4), "03-02 12:00", {}, ("MUCH_TOO_LATE", 3)),
    (incident(2, case=True), "03-02 11:59", {}, None),
    (incident(2, case=True), "03-02 12:00", {}, ("MUCH_TOO_LATE", 3)),
    (incident(2, return_count=1), "03-02 10:00", {}, None),
    (incident(2, return_count=2), "03-02 10:00", {}, ("RETURNED_TWICE", 3)),
    (incident(2), "03-02 10:00", {"disputed": True}, ("DISPUTED", 3)),
    (incident(3, return_count=2), "03-09 10:00", {"disputed": True}, None),
    (incident(1, state=State.SUSPENDED), "03-09 10:00", {}, None),
    (incident(1, state=State.CLOSED), "03-09 10:00", {}, None),
]


@pytest.mark.parametrize(("before", "moment", "known", "expected"), CASES)
def test_it_rises_by_this_rule(
    before: Aggregate, moment: str, known: dict[str, Any], expected: tuple[str, int] | None
) -> None:
    change = escalation.raised(Look(before, turn(moment), **known))
    if expected is None:
        assert change is None
        return
    assert change is not None
    assert (change.told["rule"], change.told["to_level"]) == expected
    assert change.told["from_level"] == before.level
    assert change.after.version == before.version


def test_every_rule_has_a_story() -> None:
    told = {(before.level, *expected) for before, _, _, expected in CASES if expected}
    assert told == {(rule.level, rule.code, rule.to) for rule in escalation.RULES}


async def rises(incident_id: UUID) -> list[tuple[object, object, object]]:
    events = await Event.filter(subject_id=incident_id, kind="incident.raised").order_by("place_in_chain")
    assert all(one.by_id is None for one in events)
    return [(one.payload["from_level"], one.payload["to_level"], one.payload["rule"]) for one in events]


async def test_what_a_grid_does_nothing_about_comes_to_the_community(town: Database) -> None:
    with clock.at(on(NINE)):
        found = await reported()
    for moment in ("03-02 12:00", "03-02 15:29", "03-02 15:30", "03-02 15:30", "03-03 12:00"):
        await swept(town, moment)
    assert await rises(found) == [(0, 1, "IDLE")]


async def test_what_the_community_lets_lie_is_the_streets_and_the_districts_only_when_the_case_is_far_too_late(
    town: Database,
) -> None:
    with clock.at(on(NINE)):
        found = await reported()
        await walk(STRIDES["accept"], found)
    for moment in (NINE, "03-02 11:00", "03-02 11:01", "03-02 11:30", "03-02 12:00", "03-05 12:00"):
        await swept(town, moment)
    assert await rises(found) == [(1, 2, "LATE")]
    with clock.at(on("03-05 12:00")):
        await walk(STRIDES["file"], found)
    for moment in ("03-06 12:00", "03-20 12:00", "04-20 12:00"):
        await swept(town, moment)
    assert await rises(found) == [(1, 2, "LATE"), (2, 3, "MUCH_TOO_LATE")]
    with clock.at(on("04-20 12:00")):
        there = await seen("zhang", found)
        assert there is not None
        assert there.level == 3


async def test_the_third_time_at_one_place_is_the_streets(town: Database) -> None:
    for day in ("02-26 09:00", "02-27 09:00"):
        with clock.at(on(day)):
            await reported()
    with clock.at(on(NINE)):
        third = await reported()
        for verb in ("accept", "file"):
            await walk(STRIDES[verb], third)
        await Incident.filter(id=third).update(level=1)
    await swept(town, NINE)
    assert await rises(third) == [(1, 2, "REPEATED")]


async def test_whoever_acts_while_it_rises_is_told_of_no_conflict(town: Database) -> None:
    with clock.at(on(NINE)):
        found = await reported()
        await walk(STRIDES["accept"], found)
    known = await Incident.get(id=found)
    await swept(town, "03-02 11:30")
    with clock.at(on("03-02 11:31")):
        await walk(STRIDES["file"], found, seen=known.version)
    assert (await Incident.get(id=found)).state is State.FILED
