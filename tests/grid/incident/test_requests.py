"""What is asked and who decides it: more time, a rest, an end; never by who asked, and always told by the clocks."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from server.core import clock
from server.core.clock import SHANGHAI
from server.core.errors import Conflict
from server.core.period import Period
from server.core.viewer import Role, Seat, Viewer
from server.grid.incident import approvals, clocks, decisions, inputs, steps
from server.grid.incident.approval import Approval, Decider
from server.grid.incident.lifecycle import State, Step
from server.grid.incident.models import ClockKind, Incident, IncidentClock
from server.ground.catalogue.models import Stage
from server.ground.worktime.explanation import PAUSE
from server.process import reckoning
from server.process.approval import ApprovalState
from server.process.deadlines import Light
from tests import town
from tests.grid.incident.attempts import at, codes, problems, try_, why
from tests.grid.incident.road import MONDAY, load

pytestmark = pytest.mark.usefixtures("town")

DAY = timedelta(days=1)


async def test_more_time_is_granted_once_by_the_dispatcher_and_once_by_the_district() -> None:
    with clock.at(MONDAY):
        incident = await at("grant_time")
        await try_("grant_time", incident)
        clocks_now = await IncidentClock.filter(incident_id=incident, stopped_at=None).order_by("kind")
        assert [(one.kind, one.limit_amount, one.source) for one in clocks_now] == [
            (ClockKind.CASE, 360, "condition 02 +120"),
            (ClockKind.STAGE, 360, "stage DISPOSE +120"),
        ]
        await try_("extend", incident)
        assert (await Approval.get(incident_id=incident, state=ApprovalState.ASKED)).decider is Decider.DISTRICT
        assert await codes(try_("grant_time", incident)) == ["FORBIDDEN"]
        await try_("grant_time", incident, who="wu")
        assert await codes(try_("extend", incident)) == ["EXTENSION_LIMIT"]
    case = await IncidentClock.get(incident_id=incident, kind=ClockKind.CASE)
    assert (case.limit_amount, case.source) == (480, "condition 02 +120 +120")


async def test_never_more_time_at_once_than_the_limit_was() -> None:
    incident = await at("grant_time")
    await try_("grant_time", incident)
    assert await problems(try_("extend", incident, limit_amount=241)) == [("EXTENSION_TOO_LONG", "limit_amount")]
    assert await problems(try_("extend", incident, limit_amount=None, reason=" ")) == [
        ("INVALID", "limit_amount"),
        ("INVALID", "reason"),
    ]


async def test_a_short_rest_is_the_heads_and_a_long_one_the_districts() -> None:
    with clock.at(MONDAY):
        incident = await at("suspend")
        await try_("suspend", incident, until=date(2027, 1, 20))
        assert await codes(try_("grant_rest", incident)) == ["FORBIDDEN"]
        await try_("grant_rest", incident, who="wu")
    found = await Incident.get(id=incident)
    assert (found.state, found.resume_at) == (State.SUSPENDED, datetime(2027, 1, 20, tzinfo=SHANGHAI))
    assert clocks.light(found, MONDAY + 70 * DAY) is Light.PAUSED


@pytest.mark.parametrize(
    ("until", "code"),
    [(None, "INVALID"), (date(2026, 11, 23), "MOMENT_TOO_EARLY"), (date(2028, 1, 1), "MOMENT_TOO_LATE")],
)
async def test_a_rest_has_a_day_to_come(until: date | None, code: str) -> None:
    with clock.at(MONDAY):
        told = await problems(try_("suspend", await at("suspend"), until=until))
    assert told == [(code, "until")]


async def test_what_rests_loses_no_time_and_goes_on_with_the_remainder() -> None:
    with clock.at(MONDAY):
        incident = await at("suspend")
        due = (await IncidentClock.get(incident_id=incident, kind=ClockKind.CASE)).due_at
        await try_("suspend", incident)
        await try_("grant_rest", incident)
    with clock.at(MONDAY + DAY):
        await try_("resume", incident)
        turn = await inputs.turn(Viewer.nobody())
    for one in await IncidentClock.filter(incident_id=incident, stopped_at=None):
        assert one.pauses == [[MONDAY.isoformat(), (MONDAY + DAY).isoformat()]]
        assert one.due_at == due + DAY
        told = reckoning.why_due(one, turn.calendar)
        assert [(piece.starts, piece.ends) for piece in told if piece.code == PAUSE] == [(MONDAY, MONDAY + DAY)]
    found = await Incident.get(id=incident)
    assert (found.state, found.resume_at, found.late_at) == (State.IN_PROGRESS, None, due + DAY)


async def test_on_its_day_it_goes_on_by_itself_however_late_somebody_looks() -> None:
    with clock.at(MONDAY):
        incident = await at("resume")
        wu, planned = await town.viewer("wu"), (await Incident.get(id=incident)).resume_at
        with pytest.raises(Conflict):
            decisions.resume_due(await load(wu, incident), await inputs.turn(Viewer.nobody()))
    assert planned is not None
    with clock.at(planned + 3 * DAY):
        change = decisions.resume_due(await load(wu, incident), await inputs.turn(Viewer.nobody()))
    assert {one.stops[-1][1] for one in change.after.clocks if one.runs} == {planned}
    assert (change.after.state, change.seat) == (State.IN_PROGRESS, None)


async def test_nobody_decides_their_own_request() -> None:
    incident = await at("void")
    li, head = await town.viewer("li"), Seat(town.fixed(8, 99), Role.STREET_HEAD, town.KOUQUAN)
    await try_("void", incident)
    both = Viewer(li.person_id, li.name, (*li.seats, head))
    before = await load(both, incident)
    turn = await inputs.turn(both)
    assert {one.step: one.why for one in steps.allowed(turn, before) if one.step in (Step.GRANT, Step.DECLINE)} == {
        Step.GRANT: "TWO_PERSON",
        Step.DECLINE: "TWO_PERSON",
    }


async def test_only_what_waits_is_decided() -> None:
    incident = await at("grant_void")
    assert await problems(try_("grant_void", incident, approval_id=None)) == [("INVALID", "approval_id")]
    assert await problems(try_("grant_void", incident, approval_id=town.LI)) == [("INVALID", "approval_id")]
    assert Step.WITHDRAW not in await why("zhao", incident)
    assert (await why("li", incident))[Step.WITHDRAW] is None


async def test_a_unit_that_gives_back_the_same_thing_twice_is_counted_and_no_person_is() -> None:
    with clock.at(MONDAY):
        incident = await at("give_back")
        for name in ("give_back", "decline", "give_back", "grant_return"):
            await try_(name, incident)
        other = await at("withdraw")
        await try_("withdraw", other)
    wu = await town.viewer("wu")
    wanted = approvals.Which(area=town.KOUQUAN, period=Period(start=MONDAY, before=MONDAY + DAY))
    (told,) = await approvals.refusals(wu, wanted)
    assert (told.unit_id, told.asked, told.granted, told.declined, told.pushed) == (town.TEAM, 2, 1, 1, 1)
    assert await approvals.refusals(await town.viewer("feng"), wanted) == []


async def test_a_rework_that_rests_has_its_stage_paused_as_well() -> None:
    with clock.at(MONDAY):
        incident = await at("grant_rest")
        await try_("grant_rest", incident)
    stage = await IncidentClock.get(incident_id=incident, stage=Stage.DISPOSE)
    case = await IncidentClock.get(incident_id=incident, kind=ClockKind.CASE)
    assert stage.pauses == case.pauses != []
