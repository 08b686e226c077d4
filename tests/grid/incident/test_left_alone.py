"""Whoever was to do something leaves: the next one sees it, is told of it, and goes on; the log says why."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from server.core import clock
from server.core.viewer import Role
from server.grid.incident import inputs, steps
from server.grid.incident.filters import Filter, Mine
from server.grid.incident.jobs import CLOCKS
from server.grid.incident.lifecycle import State
from server.grid.incident.models import Channel, Incident
from server.grid.incident.oversight import Supervision
from server.ground.person import actions as people
from server.ground.person.actions import NewPost
from server.journal.models import Event
from tests import town
from tests.grid.incident import lists, road
from tests.grid.incident.attempts import codes, try_
from tests.grid.incident.road import MONDAY, STRIDES, load
from tests.grid.incident.test_overtaken import end_posts
from tests.reach.notice.conftest import tell_all

pytestmark = pytest.mark.usefixtures("town")


async def todo(who: str) -> set[UUID]:
    found = await lists.page(await town.viewer(who), Filter(mine=Mine.TODO), first=100)
    return {row.id for row in found.rows}


async def told(incident: UUID) -> dict[str, object]:
    last = await Event.filter(subject_id=incident, kind__startswith="incident.").order_by("-number").first()
    assert last is not None
    return last.payload


async def test_wang_is_to_verify_and_loses_the_post_so_zhang_sees_it_is_told_and_sends_another() -> None:
    with clock.at(MONDAY):
        incident = await road.brought_to(STRIDES["verify"])
        assert incident not in await todo("zhang")
        await end_posts(town.WANG)
        assert incident in await todo("zhang")
    await tell_all()
    with clock.at(MONDAY + timedelta(hours=2, minutes=30)):  # half of the time to verify
        while await CLOCKS.sweep():
            pass
        assert {notice.person_id for notice in await tell_all()} == {town.ZHANG, town.LI}
        await try_("send_verify", incident, who="zhang", assignee_id=None)
        found, said = await Incident.get(id=incident), await told(incident)
        assert (found.state, found.assignee_id) == (State.VERIFYING, town.HE)
        assert (said["former"], said["former_left"]) == (str(town.WANG), True)
        assert incident not in await todo("zhang")
        assert incident in await todo("he")
        await try_("verify", incident, who="he")
    assert (await Incident.get(id=incident)).state is State.PENDING_FILING


async def test_where_no_worker_is_left_the_desk_goes_itself() -> None:
    with clock.at(MONDAY):
        incident = await road.reported("li", channel=Channel.HOTLINE)
        for person in (town.WANG, town.HE, town.ZHANG):
            await people.end_person(None, person)
        await try_("send_verify", incident, assignee_id=None)
        assert (await Incident.get(id=incident)).assignee_id == town.LI
        await try_("verify", incident, who="li")


async def test_while_the_street_dispatches_with_nobody_its_head_does_and_the_log_says_in_whose_place() -> None:
    with clock.at(MONDAY):
        incident = await road.brought_to(STRIDES["dispatch"])
        assert await codes(try_("dispatch", incident, who="zhao")) == ["FORBIDDEN"]
        await end_posts(town.LI)
        assert incident in await todo("zhao")
        await try_("dispatch", incident, who="zhao")
        assert (await told(incident))["stands_in"] == "STREET_DISPATCH"
        await people.add_post(None, NewPost(town.FENG, Role.STREET_DISPATCH, town.KOUQUAN))
        assert await codes(try_("redispatch", incident, who="zhao", lead_unit_id=town.HOUSING)) == ["FORBIDDEN"]


async def test_a_unit_in_which_nobody_is_left_is_replaced_before_it_signed() -> None:
    with clock.at(MONDAY):
        incident = await road.brought_to(STRIDES["sign"])
        assert incident not in await todo("li")
        await end_posts(town.SUN)
        assert incident in await todo("li")
        await try_("redispatch", incident)
        found = await Incident.get(id=incident)
        assert (found.state, found.lead_unit_id) == (State.DISPATCHED, town.HOUSING)
        assert incident in await todo("qian")


async def test_what_the_head_should_grant_the_district_does_while_there_is_no_head() -> None:
    with clock.at(MONDAY):
        incident = await road.brought_to(STRIDES["grant_rest"])
        assert await codes(try_("grant_rest", incident, who="wu")) == ["FORBIDDEN"]
        await end_posts(town.ZHAO)
        await try_("grant_rest", incident, who="wu")
        await end_posts(town.WU)
        assert Role.STREET_HEAD in (await town.viewer("li")).roles
        assert not (await town.viewer("li")).explores  # the queries of their own are no work that waits
    assert (await Incident.get(id=incident)).state is State.SUSPENDED


async def test_a_desk_answers_for_a_unit_that_let_a_supervision_pass() -> None:
    with clock.at(MONDAY):
        incident = await road.brought_to(STRIDES["feed_back"])
        turn = await inputs.turn(await town.viewer("li"))
        asked = Supervision(id=incident, unit_id=town.TEAM, reply_by=MONDAY + timedelta(hours=1))
        before = await load(turn.viewer, incident)
        assert steps.answers(before, asked, turn) is None  # type: ignore[arg-type]
    with clock.at(MONDAY + timedelta(hours=2)):
        turn = await inputs.turn(await town.viewer("li"))
        assert steps.answers(before, asked, turn) is not None  # type: ignore[arg-type]
