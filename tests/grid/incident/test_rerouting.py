"""Other ways than the straight one: into another, to an authority, to another unit, a level up, closed unchecked."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from server.core import clock
from server.core.viewer import Role
from server.grid.incident import queries, sampling
from server.grid.incident.filters import Filter, Mine
from server.grid.incident.lifecycle import State, Step
from server.grid.incident.models import (
    ClockKind,
    ClosureKind,
    Disposal,
    Incident,
    IncidentClock,
    IncidentUnit,
    Outcome,
)
from server.grid.incident.reasons import EscalateReason, Receiver
from server.ground.person import actions as people
from server.journal.models import Event
from tests import town
from tests.grid.incident import lists, road
from tests.grid.incident.attempts import at, codes, problems, try_, why
from tests.grid.incident.road import MONDAY, STRIDES

pytestmark = pytest.mark.usefixtures("town")


async def test_who_reported_it_follows_the_one_into_which_it_was_merged() -> None:
    target = await road.reported("wang")
    source = await road.reported("feng")
    assert await road.seen("feng", target) is None
    await try_("merge", source, target_id=target)
    assert await road.seen("feng", target) is not None
    assert [one.id for one in (await lists.page(await town.viewer("feng"))).rows] != []
    found = await Incident.get(id=source)
    assert (found.state, found.merged_into_id) == (State.MERGED, target)


async def test_only_what_is_open_and_alike_takes_another_in_unless_somebody_says_why() -> None:
    source, ended = await road.reported("wang"), await at("reopen")
    far = await road.reported("he", place=road.place(town.FOURTH))
    other = await road.reported("wang", town.RUBBISH)
    assert await problems(try_("merge", source, target_id=ended)) == [("TARGET_ENDED", "target_id")]
    assert await problems(try_("merge", source, target_id=source)) == [("INVALID", "target_id")]
    assert await problems(try_("merge", source, target_id=UUID(int=7))) == [("INVALID", "target_id")]
    assert await problems(try_("merge", source, target_id=far)) == [("NOT_ALIKE", "note")]
    assert await problems(try_("merge", source, target_id=other)) == [("NOT_ALIKE", "note")]
    await try_("merge", source, target_id=far, note="同一管线，沿街多处")


async def test_what_one_may_not_see_takes_nothing_in() -> None:
    source, hidden = await road.reported("wang"), await road.reported("feng", place=road.place(town.FIFTH))
    assert await problems(try_("merge", source, target_id=hidden)) == [("INVALID", "target_id")]


async def test_a_court_gives_a_receipt_and_the_unit_keeps_sight() -> None:
    incident = await at("transfer_out")
    assert await problems(try_("transfer_out", incident, receipt_no="")) == [("INVALID", "receipt_no")]
    told = await problems(try_("transfer_out", incident, receiver=Receiver.POLICE, receipt_no=None))
    assert told == [("INVALID", "note")]
    await try_("transfer_out", incident)
    assert (await Incident.get(id=incident)).lead_unit_id is None
    assert await road.seen("sun", incident) is not None
    assert await why("sun", incident) == {}


async def test_another_unit_has_its_own_time_to_sign_and_the_first_one_is_over() -> None:
    with clock.at(MONDAY):
        incident = await at("redispatch")
        case = await IncidentClock.get(incident_id=incident, kind=ClockKind.CASE)
        assert await problems(try_("redispatch", incident, reason="")) == [("INVALID", "reason")]
        assert await codes(try_("redispatch", incident, lead_unit_id=town.TEAM)) == ["SAME_UNIT"]
        await try_("redispatch", incident, assist_unit_ids=(town.DRAINAGE,))
    assert await IncidentClock.get(incident_id=incident, kind=ClockKind.CASE) == case
    parts = {one.unit_id: one.until is None for one in await IncidentUnit.filter(incident_id=incident)}
    assert parts == {town.TEAM: False, town.DRAINAGE: True}
    assert set(await why("qian", incident)) == {Step.SIGN, Step.GIVE_BACK}


async def test_it_rises_to_the_district_and_no_further_and_is_late_only_when_it_is() -> None:
    with clock.at(MONDAY):
        incident = await at("escalate")
        told = await problems(try_("escalate", incident, reason_code=EscalateReason.OVERDUE))
        assert told == [("NOT_LATE", "reason_code")]
        await try_("escalate", incident)
        found = await Incident.get(id=incident)
        assert (found.level, found.lead_unit_id, found.state) == (3, None, State.FILED)
        for name in ("dispatch", "sign"):
            await try_(name, incident)
        assert await codes(try_("escalate", incident)) == ["TOP_LEVEL"]


async def test_the_desk_of_the_district_dispatches_what_rose_to_it_and_without_one_the_supervisor() -> None:
    with clock.at(MONDAY):
        incident = await at("escalate")
        assert Step.REDISPATCH not in await why("wu", incident)
        await try_("escalate", incident)
        assert (await why("wu", incident))[Step.DISPATCH] is None  # nobody else is there
        held = people.NewPost(person_id=town.FENG, role=Role.DISTRICT_DISPATCH, area=town.DISTRICT)
        await people.add_post(None, held)
        assert Step.DISPATCH not in await why("wu", incident)
        assert [one.id for one in (await lists.page(await town.viewer("feng"), Filter(mine=Mine.TODO))).rows] == [
            incident
        ]
        await try_("dispatch", incident, who="feng", lead_unit_id=town.HOUSING, reason="区里定由住建局牵头")
        assert (await Incident.get(id=incident)).lead_unit_id == town.HOUSING


async def test_a_community_raises_its_own_to_the_street() -> None:
    with clock.at(MONDAY):
        incident = await road.reported(class_code=town.RUBBISH)
        await try_("accept", incident, who="zhang")
        await try_("file", incident, who="zhang", condition_id=town.DAY_OLD_RUBBISH)
        await try_("dispatch", incident, who="zhang", lead_unit_id=town.KEEPERS, assist_unit_ids=())
        await Incident.filter(id=incident).update(state=State.IN_PROGRESS)
        await try_("escalate", incident, who="zhang")
        assert (await Incident.get(id=incident)).level == 2
        assert (await why("zhang", incident))[Step.DISPATCH] == "LEVEL_TOO_HIGH"


async def test_chance_decides_what_is_closed_unchecked_and_the_draw_is_kept() -> None:
    incident = await at("close_unchecked")
    await try_("close_unchecked", incident)
    assert (await Incident.get(id=incident)).closure_kind is ClosureKind.SAMPLED
    last = await Event.filter(subject_id=incident).order_by("-place_in_chain").first()
    assert last is not None
    assert (last.payload["seed"], last.payload["share"]) == (str((await Disposal.get(incident_id=incident)).id), 20)


async def test_what_chance_took_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    incident = await at("close_unchecked")
    monkeypatch.setattr(sampling, "drawn", lambda *told: True)
    assert await codes(try_("close_unchecked", incident)) == ["IN_SAMPLE"]
    assert (await why("li", incident))[Step.CLOSE_UNCHECKED] == "IN_SAMPLE"


async def test_only_what_is_solved_in_a_sampled_class_is_closed_unchecked() -> None:
    cover = await at("send_check")
    assert await codes(try_("close_unchecked", cover)) == ["CHECK_REQUIRED"]
    incident = await road.reported(class_code=town.RUBBISH)
    for name in ("accept", "file", "dispatch", "sign"):
        await road.walk(STRIDES[name], incident)
    await try_("feed_back", incident, outcome=Outcome.PARTIAL)
    assert await codes(try_("close_unchecked", incident)) == ["CHECK_REQUIRED"]


async def test_the_draw_takes_its_share_and_says_the_same_for_ever() -> None:
    drawn = [sampling.drawn("seed", UUID(int=number), 20) for number in range(5000)]
    assert 900 < sum(drawn) < 1100
    assert drawn == [sampling.drawn("seed", UUID(int=number), 20) for number in range(5000)]


async def test_a_rejection_is_appealed_against_once_within_a_week_by_the_reporter() -> None:
    with clock.at(MONDAY):
        incident, late = await at("appeal"), await at("appeal")
        assert await codes(try_("appeal", incident, who="he")) == ["FORBIDDEN"]
        await try_("appeal", incident)
        assert (await Incident.get(id=incident)).closed_at is None
        await try_("reject", incident)
        assert await codes(try_("appeal", incident)) == ["APPEAL_LIMIT"]
    with clock.at(MONDAY + timedelta(days=7, seconds=1)):
        assert await codes(try_("appeal", late)) == ["WINDOW_PASSED"]


async def test_feedback_waits_for_the_parties_of_the_whistle() -> None:
    incident = await at("feed_back")
    await Incident.filter(id=incident).update(whistling=1)
    assert await codes(try_("feed_back", incident)) == ["PARTIES_OPEN"]
    assert (await why("sun", incident))[Step.FEED_BACK] == "PARTIES_OPEN"


async def test_a_community_is_told_beforehand_which_units_it_cannot_send() -> None:
    incident = await road.reported(class_code=town.RUBBISH)
    await try_("accept", incident, who="zhang")
    found = await road.seen("zhang", incident)
    assert found is not None
    offered = {one.unit.id: one for one in await queries.candidates(await town.viewer("zhang"), found)}
    assert (offered[town.TEAM].may_dispatch, offered[town.TEAM].reasons[-1]) == (False, "OUT_OF_REACH")
    assert (offered[town.KEEPERS].may_dispatch, offered[town.KEEPERS].recommended) == (True, True)
    street = {one.unit.id: one for one in await queries.candidates(await town.viewer("li"), found)}
    assert street[town.TEAM].may_dispatch
