"""Filing and dispatching: numbers, the stricter limit, levels, the duty list and what is beyond it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.grid.incident import queries
from server.grid.incident.lifecycle import Step
from server.grid.incident.models import ClockKind, Incident, IncidentClock
from server.ground.worktime.models import LimitKind
from server.journal.models import Event
from tests import town
from tests.grid.incident import road
from tests.grid.incident.attempts import at, codes, problems, try_, why
from tests.grid.incident.road import MONDAY

pytestmark = pytest.mark.usefixtures("town")


async def test_filing_gives_a_number_a_day_and_the_stricter_limit() -> None:
    with clock.at(MONDAY):
        first, second = await at("dispatch"), await at("dispatch")
    found = [await Incident.get(id=one) for one in (first, second)]
    assert [one.number for one in found] == ["140214-20261123-00001", "140214-20261123-00002"]
    case = await IncidentClock.get(incident_id=first, kind=ClockKind.CASE)
    assert (case.limit_kind, case.limit_amount, case.source) == (LimitKind.WH, 240, "condition 02")


async def test_an_emergency_is_due_in_two_hours_whatever_its_condition_says() -> None:
    with clock.at(MONDAY):
        incident = await road.reported(severity=4)
        await try_("accept", incident, who="li")
        await try_("file", incident)
    case = await IncidentClock.get(incident_id=incident, kind=ClockKind.CASE)
    assert (case.due_at, case.source) == (MONDAY + timedelta(hours=2), "severity 4")


@pytest.mark.parametrize("condition", [None, town.OUTSIDE_SHOP, town.LOOSE_COVER, UUID(int=9)])
async def test_only_a_condition_of_its_class_and_place_files_it(condition: UUID | None) -> None:
    incident = await at("file")
    assert await problems(try_("file", incident, condition_id=condition)) == [("INVALID", "condition_id")]


async def test_the_desk_reads_limit_and_due_time_of_each_condition_before_it_files() -> None:
    with clock.at(MONDAY):
        found = await road.seen("li", await at("file"))
        assert found is not None
        options = await queries.filing_options(await town.viewer("li"), found)
    assert [(one.condition.id, one.limit.amount, one.due_at - MONDAY) for one in options] == [
        (town.MISSING_COVER, 120, timedelta(hours=2)),
        (town.LOOSE_COVER_HERE, 240, timedelta(hours=6, minutes=30)),
    ]
    assert options[1].why == ["LUNCH_BREAK"]


async def test_above_its_level_the_communitys_desk_neither_takes_in_nor_files() -> None:
    incident = await road.reported(class_code=town.WATER)
    assert await codes(try_("accept", incident, who="zhang")) == ["LEVEL_TOO_HIGH"]
    await try_("accept", incident, who="li")
    words: dict[str, Any] = {"condition_id": town.FLOODED}
    assert await codes(try_("file", incident, who="zhang", **words)) == ["LEVEL_TOO_HIGH"]
    assert (await why("zhang", incident))[Step.FILE] == "LEVEL_TOO_HIGH"
    await try_("file", incident, **words)


async def test_the_community_sends_its_own_units_and_no_others() -> None:
    incident = await road.reported(class_code=town.RUBBISH)
    await try_("accept", incident, who="zhang")
    await try_("file", incident, who="zhang", condition_id=town.DAY_OLD_RUBBISH)
    told = await problems(try_("dispatch", incident, who="zhang"))
    assert told == [("UNIT_OUT_OF_REACH", "lead_unit_id")]
    await try_("dispatch", incident, who="zhang", lead_unit_id=town.KEEPERS, assist_unit_ids=())
    assert (await Incident.get(id=incident)).matter_id == "B037"


async def test_beyond_the_duty_list_a_reason_is_asked_for_and_kept() -> None:
    incident = await at("dispatch")
    told = await problems(try_("dispatch", incident, lead_unit_id=town.POLICE))
    assert told == [("DUTY_MISMATCH", "reason")]
    await try_("dispatch", incident, lead_unit_id=town.POLICE, reason="现场需要封路")
    last = await Event.filter(subject_id=incident).order_by("-place_in_chain").first()
    assert last is not None
    assert last.payload["reason"] == "现场需要封路"
    assert (await Incident.get(id=incident)).matter_id is None


async def test_who_only_assists_by_the_list_leads_with_a_reason() -> None:
    incident = await at("dispatch")
    assert await codes(try_("dispatch", incident, lead_unit_id=town.DRAINAGE)) == ["DUTY_MISMATCH"]


async def test_what_was_recalled_is_not_dispatched_whatever_the_reason() -> None:
    incident = await road.reported(class_code=town.NOISE)
    await try_("accept", incident, who="li")
    await try_("file", incident, condition_id=town.AT_NIGHT)
    told = await problems(try_("dispatch", incident, lead_unit_id=town.ECOLOGY, reason="群众反映强烈"))
    assert told == [("RECALLED", None)]  # nobody may be sent, so the step itself is closed
    found = await road.seen("li", incident)
    assert found is not None
    (offered,) = await queries.candidates(await town.viewer("li"), found)
    assert (offered.unit.id, offered.may_dispatch, offered.recommended) == (town.ECOLOGY, False, False)


async def test_every_candidate_has_its_reason_and_what_it_has_open() -> None:
    await at("sign")
    found = await road.seen("li", await at("dispatch"))
    assert found is not None
    offered = await queries.candidates(await town.viewer("li"), found)
    assert [(one.unit.id, one.matter and one.matter.code, one.open_count) for one in offered] == [
        (town.TEAM, "B037", 1),
        (town.HOUSING, "S012", 0),
        (town.DRAINAGE, "S013", 0),
    ]
    assert offered[0].recommended
    assert all(one.reasons for one in offered)
    assert await queries.candidates(await town.viewer("wang"), found) == []
