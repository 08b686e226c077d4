"""Closing: who may check, what passes, whose word is enough, who opens it again and how often."""

from __future__ import annotations

from datetime import timedelta

import pytest

from server import clock
from server.incident.lifecycle import State, Step
from server.incident.models import (
    ClockKind,
    ClosureKind,
    Incident,
    IncidentClock,
    Rating,
)
from server.worktime.models import LimitKind
from tests import town
from tests.incident import road
from tests.incident.attempts import at, codes, problems, try_, why
from tests.incident.road import MONDAY, STRIDES, walk

pytestmark = pytest.mark.usefixtures("town")


async def test_who_disposed_is_not_sent_to_check() -> None:
    incident = await at("send_check")
    told = await problems(try_("send_check", incident, assignee_id=town.SUN))
    assert told == [("CHECKER_IS_DISPOSER", "assignee_id")]


async def test_nothing_passes_without_a_finding_or_against_it() -> None:
    incident = await at("check")
    assert await codes(try_("pass_", incident)) == ["CHECK_FIRST"]
    await try_("find_fault", incident)
    assert await codes(try_("pass_", incident)) == ["FINDING_NOT_TRUE"]
    told = {Step.PASS: "FINDING_NOT_TRUE", Step.FAIL: None, Step.SEND_CHECK: "FOUND_ALREADY"}
    assert await why("li", incident) == told
    assert await codes(try_("send_check", incident)) == ["FOUND_ALREADY"]


async def test_the_checker_is_offered_his_finding_and_nobody_else_is() -> None:
    incident = await at("check")
    assert (await why("he", incident), await why("wang", incident)) == ({Step.CHECK: None}, {})


async def test_only_a_satisfied_reporter_ends_it_and_only_where_his_word_is_enough() -> None:
    incident = await at("confirm")
    assert await codes(try_("confirm", incident, rating=Rating.DISSATISFIED)) == ["DISSATISFIED"]
    assert await codes(try_("confirm", incident, who="he")) == ["FORBIDDEN"]
    await try_("confirm", incident, rating=Rating.FAIR)
    found = await Incident.get(id=incident)
    assert (found.closure_kind, found.rating) == (ClosureKind.REPORTER, Rating.FAIR)
    cover = await at("send_check")
    assert await codes(try_("confirm", cover)) == ["CHECK_REQUIRED"]


async def test_the_reporter_opens_it_again_twice_within_a_week_and_the_supervisor_at_any_time() -> None:
    with clock.at(MONDAY):
        incident = await at("reopen")
    with clock.at(MONDAY + timedelta(days=7, seconds=1)):
        assert await codes(try_("reopen", incident)) == ["WINDOW_PASSED"]
        await try_("reopen", incident, who="wu")
    found = await Incident.get(id=incident)
    assert found.reopen_count == 1
    assert {found.closed_at, found.closure_kind, found.lead_unit_id, found.closed_late} == {None}
    assert found.number == "140214-20261123-00001"
    assert await IncidentClock.filter(incident_id=incident, kind=ClockKind.CASE).count() == 2
    assert await road.seen("sun", incident) is not None


async def test_a_third_reopening_is_not_the_reporters() -> None:
    with clock.at(MONDAY):
        incident = await road.reported(class_code=town.OCCUPYING)
        for _ in range(2):
            await Incident.filter(id=incident).update(state=State.REPORTED)
            await try_("self_resolve", incident)
            await try_("reopen", incident)
        await Incident.filter(id=incident).update(state=State.REPORTED)
        await try_("self_resolve", incident)
        assert await codes(try_("reopen", incident)) == ["REOPEN_LIMIT"]


async def test_what_was_settled_on_the_spot_is_filed_when_it_is_opened_again() -> None:
    with clock.at(MONDAY):
        incident = await road.reported(class_code=town.OCCUPYING)
        await try_("self_resolve", incident)
        await try_("reopen", incident)
    found = await Incident.get(id=incident)
    case = await IncidentClock.get(incident_id=incident, kind=ClockKind.CASE)
    assert (found.number, found.level, case.limit_kind, case.limit_amount) == (
        "140214-20261123-00001",
        1,
        LimitKind.WD,
        5,
    )


@pytest.mark.parametrize(
    ("class_code", "told"), [(town.COVER, "NOT_SELF_RESOLVABLE"), (town.RUBBISH, "EVIDENCE_MISSING")]
)
async def test_on_the_spot_is_settled_what_the_class_allows_and_with_the_picture_it_asks_for(
    class_code: str, told: str
) -> None:
    incident = await road.reported(class_code=class_code)
    assert await codes(try_("self_resolve", incident)) == [told]


async def test_a_stranger_worker_who_found_it_settles_it_himself() -> None:
    incident = await road.reported("feng", town.OCCUPYING)
    await try_("self_resolve", incident, who="feng")
    assert (await Incident.get(id=incident)).state is State.CLOSED


async def test_closing_after_the_cases_limit_is_late() -> None:
    with clock.at(MONDAY):
        incident = await at("pass_")
    with clock.at(MONDAY + timedelta(days=2)):
        await try_("pass_", incident)
    assert (await Incident.get(id=incident)).closed_late is True


async def test_walking_on_after_everything_still_works() -> None:
    incident = await at("give_back")
    for name in ("give_back", "grant_return", "dispatch", "sign", "feed_back", "send_check", "check", "pass_"):
        await walk(STRIDES[name], incident)
    assert (await Incident.get(id=incident)).closure_kind is ClosureKind.CHECKED
