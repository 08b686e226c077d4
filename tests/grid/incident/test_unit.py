"""The unit: who signs, how long and how often it may give back, what feedback asks for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from server.core import clock
from server.grid.incident import commands
from server.grid.incident.approval import Approval, ApprovalKind, Decider
from server.grid.incident.lifecycle import State, Step
from server.grid.incident.models import ClockKind, Incident, IncidentClock, IncidentUnit, Outcome, PhotoKind
from server.ground.catalogue.models import Stage
from server.ground.worktime.models import LimitKind
from server.process.approval import ApprovalState
from tests import town
from tests.grid.incident import road
from tests.grid.incident.attempts import at, codes, problems, try_, why
from tests.grid.incident.road import MONDAY

pytestmark = pytest.mark.usefixtures("town")


@pytest.mark.parametrize("who", ["qian", "li", "zhao", "wang"])
async def test_only_the_unit_that_leads_signs(who: str) -> None:
    assert await codes(try_("sign", await at("sign"), who=who)) == (["NOT_FOUND"] if who == "qian" else ["FORBIDDEN"])


@pytest.mark.parametrize(("severity", "minutes"), [(2, 120), (3, 15)])
async def test_giving_back_has_its_window(severity: int, minutes: int) -> None:
    with clock.at(MONDAY):
        incident = await road.reported(severity=severity)
        for name in ("accept", "file", "dispatch"):
            await try_(name, incident, who="li")
    with clock.at(MONDAY + timedelta(minutes=minutes, seconds=1)):
        assert await codes(try_("give_back", incident)) == ["WINDOW_PASSED"]
        assert (await why("sun", incident))[Step.GIVE_BACK] == "WINDOW_PASSED"
    with clock.at(MONDAY + timedelta(minutes=minutes)):
        await try_("give_back", incident)


async def test_the_third_time_the_district_decides_and_may_leave_it_with_the_unit() -> None:
    with clock.at(MONDAY):
        incident = await at("give_back")
        case = await IncidentClock.get(incident_id=incident, kind=ClockKind.CASE)
        for _ in range(2):
            for name in ("give_back", "grant_return", "dispatch"):
                await try_(name, incident)
        await try_("give_back", incident)
        asked = await Approval.get(incident_id=incident, state=ApprovalState.ASKED)
        assert asked.decider is Decider.DISTRICT
        assert await codes(try_("decline", incident)) == ["FORBIDDEN"]
        await try_("decline", incident, who="wu", reason="清单载明由城管中队负责")
        assert await codes(try_("give_back", incident)) == ["RULED"]
    found = await Incident.get(id=incident)
    assert (found.return_count, found.state, found.lead_unit_id) == (2, State.DISPATCHED, town.TEAM)
    assert await IncidentClock.get(incident_id=incident, kind=ClockKind.CASE) == case


async def test_while_it_is_asked_the_clocks_run_on_and_signing_settles_it() -> None:
    with clock.at(MONDAY):
        incident = await at("grant_return")
        found = await Incident.get(id=incident)
        assert (found.asks, found.state) == (ApprovalKind.GIVE_BACK, State.DISPATCHED)
        assert (await why("sun", incident))[Step.GIVE_BACK] == "ASK_PENDING"
        await try_("sign", incident)
    lapsed = await Approval.get(incident_id=incident)
    assert (lapsed.state, lapsed.decided_by_id) == (ApprovalState.LAPSED, None)
    assert (await Incident.get(id=incident)).asks is None


async def test_giving_back_names_the_unit_where_one_is_to_blame() -> None:
    incident = await at("give_back")
    told = await problems(try_("give_back", incident, proposed_unit_id=None, reason=""))
    assert told == [("INVALID", "reason"), ("INVALID", "proposed_unit_id")]


async def test_who_gave_it_back_still_sees_it_and_may_do_nothing() -> None:
    incident = await at("grant_return")
    await try_("grant_return", incident)
    assert await road.seen("sun", incident) is not None
    assert await why("sun", incident) == {}
    former = await IncidentUnit.filter(incident_id=incident).order_by("unit_id")
    assert [(one.unit_id, one.until is None) for one in former] == [(town.TEAM, False), (town.DRAINAGE, False)]


@pytest.mark.parametrize("element", ["accepted_at", "contact", "measures", "finished", "outcome"])
async def test_feedback_wants_all_its_elements(element: str) -> None:
    incident = await at("feed_back")
    assert await problems(try_("feed_back", incident, **{element: None})) == [("INVALID", element)]


async def test_unfinished_promises_a_day() -> None:
    incident = await at("feed_back")
    told = await problems(try_("feed_back", incident, finished=False, outcome=Outcome.PARTIAL))
    assert told == [("INVALID", "promised_on")]


async def test_a_picture_of_before_is_no_picture_of_the_result() -> None:
    incident = await at("feed_back")
    before = (commands.Photo(sha256="cd" * 32, kind=PhotoKind.BEFORE),)
    assert await problems(try_("feed_back", incident, photos=())) == [("EVIDENCE_MISSING", "photos")]
    assert await codes(try_("feed_back", incident, photos=before)) == ["EVIDENCE_MISSING"]


async def test_a_rework_is_signed_again_and_has_half_the_time() -> None:
    with clock.at(MONDAY):
        incident = await at("fail")
        await try_("fail", incident)
        found = await Incident.get(id=incident)
        assert (found.state, found.rework_count, found.lead_unit_id) == (State.DISPATCHED, 1, town.TEAM)
        await try_("sign", incident)
    last = await IncidentClock.get(incident_id=incident, stage=Stage.DISPOSE, stopped_at=None)
    assert (last.limit_kind, last.limit_amount, last.round) == (LimitKind.WH, 120, 2)


async def test_a_picture_of_the_first_round_does_not_prove_the_second() -> None:
    with clock.at(MONDAY):
        incident = await at("fail")
    with clock.at(MONDAY + timedelta(minutes=9)):
        await try_("fail", incident)
        await try_("sign", incident)
        assert await codes(try_("feed_back", incident, photos=())) == ["EVIDENCE_MISSING"]
