"""What a community settles itself, and what it calls the street for (C26–C28): 小事不出社区."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.core.viewer import Role
from server.grid.incident import offers
from server.grid.incident.aggregate import of
from server.grid.incident.lifecycle import State, Step
from server.grid.incident.models import Awaits, Incident, IncidentClock
from server.grid.incident.policy import may_know_reporter
from server.grid.incident.reasons import CallReason
from server.grid.incident.turns import turn_of
from server.ground.catalogue.models import Stage
from server.ground.person.models import Post
from server.reach.notice.models import NoticeKind
from tests import town
from tests.grid.incident import road
from tests.grid.incident.attempts import at, codes, problems, try_, why
from tests.grid.incident.road import MONDAY
from tests.reach.notice.conftest import tell_all

pytestmark = pytest.mark.usefixtures("town")


async def todo(who: str) -> set[UUID]:
    """What waits for somebody."""
    return {one.id for one in await Incident.filter(turn_of(await town.viewer(who)))}


async def offered(who: str, incident: UUID) -> list[UUID]:
    found = await road.seen(who, incident)
    assert found is not None
    given = await offers.assignable(await town.viewer(who), of(found))
    return [named.id for one in given if (named := one.person or one.unit)]


async def told() -> dict[UUID, NoticeKind]:
    return {notice.person_id: notice.kind for notice in await tell_all()}


async def test_a_small_matter_never_leaves_its_community_and_another_person_checks_it() -> None:
    """交办 to a worker, who signs and settles it; the secretary sends somebody else to look, and closes it."""
    with clock.at(MONDAY):
        incident = await at("assign")
        await tell_all()
        await try_("assign", incident)
        assert await told() == {town.HE: NoticeKind.ASSIGNED}
        assert incident in await todo("he")
        assert incident not in await todo("zhang")
        await try_("sign_assigned", incident)
        await try_("feed_back_assigned", incident)
        assert await codes(try_("send_check", incident, who="zhang", assignee_id=town.HE)) == ["CHECKER_IS_DISPOSER"]
        await try_("send_check", incident, who="zhang", assignee_id=town.WANG)
        await try_("check", incident, who="wang")
        await try_("pass_", incident, who="zhang")
    closed = await Incident.get(id=incident)
    assert (closed.state, closed.level, closed.lead_unit_id) == (State.CLOSED, 1, None)


async def test_what_the_secretary_takes_on_begins_at_once_and_is_closed_by_another() -> None:
    """自办: nobody signs. The secretary neither checks nor closes it; the street, which can, hears that it waits."""
    with clock.at(MONDAY):
        incident = await at("assign_self")
        await try_("assign_self", incident)
        (running,) = await IncidentClock.filter(incident_id=incident, stopped_at=None, stage=Stage.DISPOSE)
        assert running.limit_amount == 240
        assert incident in await todo("zhang")
        await try_("feed_back_assigned", incident, who="zhang")
        await try_("send_check", incident, who="zhang", assignee_id=town.WANG)
        await tell_all()
        await try_("check", incident, who="wang")
        assert await told() == {town.LI: NoticeKind.FOUND}
        assert await codes(try_("pass_", incident, who="zhang")) == ["TWO_PERSON"]
        await try_("pass_", incident)
    assert (await Incident.get(id=incident)).level == 1


async def test_a_check_that_fails_brings_it_back_to_the_same_person() -> None:
    with clock.at(MONDAY):
        incident = await at("feed_back_assigned")
        await try_("feed_back_assigned", incident)
        await try_("send_check", incident, who="zhang", assignee_id=town.WANG)
        await try_("find_fault", incident, who="wang")
        await tell_all()
        await try_("fail", incident, who="zhang")
        assert await told() == {town.HE: NoticeKind.REWORK}
        await try_("sign_assigned", incident)
    again = await Incident.get(id=incident)
    assert (again.state, again.awaits, again.assignee_id) == (State.IN_PROGRESS, Awaits.HANDLER, town.HE)


async def test_who_did_it_does_not_confirm_it_as_who_reported_it() -> None:
    with clock.at(MONDAY):
        incident = await road.reported("wang", town.OCCUPYING)
        await try_("accept", incident)
        await try_("file", incident, who="zhang", condition_id=town.OUTSIDE_SHOP)
        await try_("assign", incident, person_id=town.WANG)
        await try_("sign_assigned", incident, who="wang")
        await try_("feed_back_assigned", incident, who="wang")
        assert await codes(try_("confirm", incident, who="wang")) == ["CHECKER_IS_DISPOSER"]


@pytest.mark.parametrize("name", ["accept", "file", "assign"])
async def test_the_street_is_called_and_the_secretary_has_it_off_the_list(name: str) -> None:
    """呼叫街道 C26: its state and its clocks stay; the street hears of it and has it from now on."""
    with clock.at(MONDAY):
        incident = await at(name)
        before, clocks = await Incident.get(id=incident), await IncidentClock.filter(incident_id=incident).values()
        assert incident in await todo("zhang")
        await tell_all()
        await try_("call_street", incident, reason_code=CallReason.MANY_UNITS)
        assert await told() == {town.LI: NoticeKind.STREET_CALLED}
        after = await Incident.get(id=incident)
        assert (after.state, after.awaits, after.level) == (before.state, before.awaits, 2)
        assert await IncidentClock.filter(incident_id=incident).values() == clocks
        assert incident not in await todo("zhang")
        assert incident in await todo("li")
        assert await codes(try_("call_street", incident)) == ["LEVEL_TOO_HIGH"]
        steps = await why("zhang", incident)
        assert {steps.get(one) for one in (Step.ACCEPT, Step.FILE, Step.ASSIGN)} <= {None, "LEVEL_TOO_HIGH"}
        assert "LEVEL_TOO_HIGH" in steps.values()


async def test_the_street_is_called_for_a_reason() -> None:
    incident = await at("call_street")
    assert await problems(try_("call_street", incident, reason_code=None)) == [("INVALID", "reason_code")]


@pytest.mark.parametrize(
    "words",
    [{"person_id": None}, {"person_id": town.FENG}, {"person_id": town.ZHANG},
     {"person_id": None, "unit_id": town.TEAM}, {"person_id": None, "unit_id": town.KEEPERS}],
)  # fmt: skip
async def test_it_goes_to_one_of_the_community_and_to_no_one_else(words: dict[str, Any]) -> None:
    """Neither to a stranger, nor to zhang (that is 自办), nor to the street's team, nor to a unit without people."""
    incident = await at("assign")
    assert await problems(try_("assign", incident, **words)) == [("INVALID", "person_id")]


async def test_a_firm_that_works_there_signs_and_it_stands_at_the_community() -> None:
    await Post.create(id=town.fixed(9, 1), person_id=town.QIAN, role=Role.DEPT_HANDLER, area_id=town.STREET_SIDE,
                      unit_id=town.KEEPERS, starts_on=town.SINCE)  # fmt: skip
    with clock.at(MONDAY):
        incident = await at("assign")
        assert await offered("zhang", incident) == [town.WANG, town.HE, town.LIN, town.KEEPERS]
        await try_("assign", incident, person_id=None, unit_id=town.KEEPERS)
        found = await Incident.get(id=incident)
        assert (found.lead_unit_id, found.awaits, found.level) == (town.KEEPERS, Awaits.UNIT, 1)
        await try_("sign", incident, who="qian")
    seen = await road.seen("zhang", incident)
    assert seen is not None
    assert seen.assignment is not None
    assert seen.assignment["rule"] == "ASSIGNED"


async def test_when_who_has_it_is_gone_the_secretary_gives_it_to_another() -> None:
    """Nothing waits for one person only: not before they sign, and not while they work at it."""
    with clock.at(MONDAY):
        incident = await at("sign_assigned")
        assert await offered("zhang", incident) == [town.WANG, town.LIN, town.ZHANG]
        await try_("sign_assigned", incident)
        await Post.filter(person_id=town.HE).update(ends_on=town.SINCE)
        assert await offered("zhang", incident) == [town.WANG, town.LIN]
        await try_("assign", incident, person_id=town.WANG)
        assert (await Incident.get(id=incident)).state is State.IN_PROGRESS
        await try_("feed_back_assigned", incident, who="wang")


async def test_who_handles_it_never_learns_who_reported_it() -> None:
    incident = await road.reported("zhang")
    await try_("accept", incident)
    await try_("file", incident, who="zhang")
    await try_("assign", incident)
    seen = await road.seen("he", incident)
    assert seen is not None
    assert not may_know_reporter(await town.viewer("he"), seen)
