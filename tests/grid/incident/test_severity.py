"""A case is as urgent as the higher of what it was taken for and its filing condition: clocks and notices go by it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.grid.incident import offers
from server.grid.incident.models import ClockKind, Incident, IncidentClock
from server.ground.catalogue.models import FilingCondition, Stage
from server.ground.worktime.models import LimitKind
from server.journal.models import Event
from server.reach.notice.models import NoticeKind
from tests import town
from tests.grid.incident import road
from tests.grid.incident.attempts import problems, try_
from tests.grid.incident.road import MONDAY, STRIDES
from tests.reach.notice.conftest import tell_all

pytestmark = pytest.mark.usefixtures("town")


async def filed(condition: UUID, **reported: Any) -> Incident:
    incident = await road.reported(**reported)
    await try_("accept", incident, who="li")
    await road.walk(STRIDES["file"], incident, condition_id=condition)
    return await Incident.get(id=incident)


async def limit(incident: Incident, **kind: Any) -> tuple[str, int]:
    clock = await IncidentClock.get(incident_id=incident.id, stopped_at=None, **kind)
    return str(clock.limit_kind), clock.limit_amount


async def test_a_graver_condition_makes_the_case_graver_with_all_its_clocks_and_says_so() -> None:
    with clock.at(MONDAY):
        incident = await filed(town.MISSING_COVER)
        assert incident.severity == 3
        told = (await Event.get(subject_id=incident.id, kind="incident.filed")).payload
        assert (told["severity_was"], told["severity"]) == (2, 3)
        assert await limit(incident, kind=ClockKind.CASE) == ("CONT", 120)
        assert await limit(incident, stage=Stage.DISPATCH) == ("CONT", 10)
        await road.walk(STRIDES["dispatch"], incident.id)
        assert await limit(incident, stage=Stage.SIGN) == ("CONT", 15)


async def test_a_milder_condition_takes_nothing_away() -> None:
    with clock.at(MONDAY):
        incident = await filed(town.LOOSE_COVER_HERE, severity=4)
        assert incident.severity == 4
        assert "severity_was" not in (await Event.get(subject_id=incident.id, kind="incident.filed")).payload
        assert await limit(incident, kind=ClockKind.CASE) == ("CONT", 120)


async def test_what_is_filed_as_an_emergency_is_the_streets_at_once_and_the_district_hears_of_it() -> None:
    await FilingCondition.filter(id=town.DAY_OLD_RUBBISH).update(severity=4)
    with clock.at(MONDAY):
        incident = await road.reported("wang", town.RUBBISH)
        await road.walk(STRIDES["accept"], incident)
        await tell_all()
        filing = await road.command(STRIDES["file"], incident, condition_id=town.DAY_OLD_RUBBISH)
        await STRIDES["file"].act(await town.viewer("zhang"), filing)
        told = {notice.person_id: (notice.kind, notice.severity) for notice in await tell_all()}
    found = await Incident.get(id=incident)
    assert (found.level, found.severity) == (2, 4)
    assert told == {town.LI: (NoticeKind.URGENT, 4), town.WU: (NoticeKind.EMERGENCY, 4)}
    assert await limit(found, kind=ClockKind.CASE) == (str(LimitKind.CONT), 120)


async def test_a_desk_is_shown_the_limit_that_filing_would_bring() -> None:
    await FilingCondition.filter(id=town.DAY_OLD_RUBBISH).update(severity=4)
    with clock.at(MONDAY):
        incident = await road.reported("wang", town.RUBBISH)
        await road.walk(STRIDES["accept"], incident)
        offered = await offers.filing_options(await town.viewer("li"), await Incident.get(id=incident))
        shown = {one.condition.id: one.limit.amount for one in offered}
        await road.walk(STRIDES["file"], incident, condition_id=town.DAY_OLD_RUBBISH)
    assert shown[town.DAY_OLD_RUBBISH] == (await limit(await Incident.get(id=incident), kind=ClockKind.CASE))[1]


async def test_something_more_urgent_is_merged_only_with_a_reason() -> None:
    with clock.at(MONDAY):
        target, source = await road.reported(), await road.reported(severity=4)
        assert await problems(try_("merge", source, target_id=target)) == [("MORE_URGENT", "note")]
        await try_("merge", source, target_id=target, note="同一个井盖，已经围挡")
        assert (await Incident.get(id=target)).severity == 2
