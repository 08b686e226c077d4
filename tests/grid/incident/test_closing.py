"""Closing: who may check, what passes, whose word is enough, who opens it again and how often."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from server.core import clock
from server.core.viewer import Role
from server.grid.incident.lifecycle import State, Step
from server.grid.incident.models import (
    Awaits,
    Channel,
    ClockKind,
    ClosureKind,
    Disposal,
    Incident,
    IncidentClock,
    Rating,
)
from server.ground.catalogue import queries as catalogue_queries
from server.ground.catalogue.models import CheckPolicy, FilingCondition, IncidentClass
from server.ground.person import actions as people
from server.ground.person.actions import NewPost
from server.ground.worktime.models import LimitKind
from server.journal.models import Event
from server.reach.notice.models import NoticeKind
from tests import town
from tests.grid.incident import road
from tests.grid.incident.attempts import at, codes, problems, try_, why
from tests.grid.incident.road import MONDAY, STRIDES, walk
from tests.people import Actor
from tests.reach.notice.conftest import tell_all

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


async def test_the_checker_is_offered_the_finding_and_nobody_else_is() -> None:
    incident = await at("check")
    assert (await why("he", incident), await why("wang", incident)) == ({Step.CHECK: None}, {})


async def words(incident: UUID) -> list[tuple[str, object]]:
    """Every rating that the log has of an incident, with the kind of its event."""
    events = await Event.filter(subject_id=incident).order_by("number")
    return [(event.kind, event.payload["rating"]) for event in events if "rating" in event.payload]


async def test_a_worker_confirms_their_own_find_where_that_is_enough_and_no_rating_comes_of_it() -> None:
    incident = await at("confirm")
    assert await codes(try_("confirm", incident, who="he")) == ["FORBIDDEN"]
    assert await codes(try_("rate", incident, who="wang")) == ["FORBIDDEN"]
    assert await why("wang", incident) == {Step.CONFIRM: None}
    await try_("confirm", incident)
    found = await Incident.get(id=incident)
    assert {found.rating, *await words(incident)} == {None}
    assert found.closure_kind is ClosureKind.REPORTER
    assert Step.RATE not in await why("wang", incident)
    cover = await at("send_check")
    assert await codes(try_("confirm", cover)) == ["CHECK_REQUIRED"]


async def test_a_clerk_confirms_nothing_for_who_called() -> None:
    incident = await at("confirm")
    await Incident.filter(id=incident).update(reporter_id=town.LI, channel=Channel.HOTLINE)
    assert await codes(try_("confirm", incident, who="li")) == ["FORBIDDEN"]
    assert await codes(try_("rate", incident, who="li")) == ["FORBIDDEN"]


async def test_nobody_confirms_or_rates_the_work_of_their_own_unit() -> None:
    incident = await at("rate")
    await people.add_post(None, NewPost(town.LIN, Role.ENTERPRISE_LIAISON, town.KOUQUAN, town.TEAM))
    assert (await why("lin", incident))[Step.RATE] == "CHECKER_IS_DISPOSER"
    found = await at("confirm")
    await Incident.filter(id=found).update(reporter_id=town.SUN)
    assert await codes(try_("confirm", found, who="sun")) == ["CHECKER_IS_DISPOSER"]


async def test_a_volunteer_says_once_a_round_how_it_was_done_and_each_word_is_kept() -> None:
    with clock.at(MONDAY):
        incident = await at("rate")
        assert await codes(try_("rate", incident, rating=None)) == ["INVALID"]
        await try_("rate", incident, rating=Rating.DISSATISFIED, text="还在占道")
        again = await Incident.get(id=incident)
        assert (again.state, again.awaits, again.reopen_count) == (State.FILED, Awaits.DISPATCHER, 1)
        assert {again.rating, again.lead_unit_id, again.closed_at} == {None}
        for name in ("dispatch", "sign", "feed_back"):
            await walk(STRIDES[name], incident)
        await try_("rate", incident, rating=Rating.FAIR)
        assert await codes(try_("rate", incident)) == ["FORBIDDEN"]
    found = await Incident.get(id=incident)
    assert (found.state, found.closure_kind, found.rating) == (State.CLOSED, ClosureKind.REPORTER, Rating.FAIR)
    assert await words(incident) == [("incident.reopened", "DISSATISFIED"), ("incident.rated", "FAIR")]


async def test_what_a_check_closed_is_rated_too_and_opened_again_within_a_week() -> None:
    async def passed() -> UUID:
        incident = await at("rate")
        assert await codes(try_("confirm", incident, who="lin")) == ["FORBIDDEN"]
        for name in ("send_check", "check", "pass_"):
            await walk(STRIDES[name], incident)
        return incident

    with clock.at(MONDAY):
        good, bad, late = await passed(), await passed(), await passed()
        await try_("rate", good)
        await tell_all()
        await try_("rate", bad, rating=Rating.DISSATISFIED)
        assert [(one.person_id, one.kind) for one in await tell_all()] == [(town.LI, NoticeKind.REOPENED)]
    with clock.at(MONDAY + timedelta(days=8)):
        await try_("rate", late, rating=Rating.DISSATISFIED)
    rows = [await Incident.get(id=one) for one in (good, bad, late)]
    assert [(one.state, one.rating) for one in rows] == [
        (State.CLOSED, Rating.SATISFIED), (State.FILED, None), (State.CLOSED, Rating.DISSATISFIED),
    ]  # fmt: skip
    assert rows[0].closure_kind is ClosureKind.CHECKED
    assert await words(late) == [("incident.rated", "DISSATISFIED")]


TODO = "{ incidents(filter: { mine: TODO }, first: 9) { nodes { id } totalCount } }"


@pytest.mark.parametrize("said", [Rating.SATISFIED, Rating.DISSATISFIED])
async def test_what_waits_for_an_outsiders_word_is_among_what_they_may_do_until_it_is_said(said: Rating) -> None:
    async def todo(who: str) -> tuple[list[str], int]:
        found = (await Actor(who).send(TODO)).data["incidents"]
        return [one["id"] for one in found["nodes"]], found["totalCount"]

    with clock.at(MONDAY):
        incident = await at("rate")
        assert await todo("lin") == ([str(incident)], 1)
        assert await todo("wang") == ([], 0)
        await FilingCondition.filter(id=town.OUTSIDE_SHOP).update(check_policy=CheckPolicy.ALWAYS)
        assert await todo("lin") == ([], 0)
        await IncidentClass.filter(code=town.OCCUPYING).update(check_policy=CheckPolicy.ALWAYS)
        await FilingCondition.filter(id=town.OUTSIDE_SHOP).update(check_policy=CheckPolicy.REPORTER)
        assert await todo("lin") == ([str(incident)], 1)
        await Disposal.filter(incident_id=incident).update(by_id=town.LIN)
        assert await todo("lin") == ([], 0)
        await Disposal.filter(incident_id=incident).update(by_id=town.SUN)
        catalogue_queries.forget()
        await try_("rate", incident, rating=said)
        assert await todo("lin") == ([], 0)


async def test_a_third_bad_word_is_kept_and_the_desk_has_it_checked() -> None:
    with clock.at(MONDAY):
        incident = await at("rate")
        await Incident.filter(id=incident).update(reopen_count=2)
        await Disposal.filter(incident_id=incident).update(round=3)
        await try_("rate", incident, rating=Rating.DISSATISFIED)
        found = await Incident.get(id=incident)
        assert (found.state, found.rating, found.reopen_count) == (State.DISPOSED, Rating.DISSATISFIED, 2)
        assert await road.seen("lin", incident) is not None
        assert Step.RATE not in await why("lin", incident)
        await walk(STRIDES["send_check"], incident)
        await try_("find_fault", incident)
        await try_("fail", incident)
    assert (await Incident.get(id=incident)).rating is None  # what is done next is rated anew


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


async def test_a_stranger_worker_settles_what_they_found() -> None:
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
