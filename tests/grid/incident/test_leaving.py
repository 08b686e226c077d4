"""Whoever leaves hands on what they were asked to do by name, to whom the one says who ends their post or account."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from server.core import clock
from server.core.errors import Invalid
from server.core.viewer import Role
from server.grid.incident import console, lookers
from server.grid.incident.lifecycle import State
from server.grid.incident.models import Awaits, Disposal, Incident
from server.ground.person.models import Person, Post
from server.journal.models import Event
from server.reach.notice.models import NoticeKind
from tests import town
from tests.grid.incident import road
from tests.grid.incident.attempts import at, try_
from tests.grid.incident.road import MONDAY, STRIDES, load
from tests.grid.incident.test_left_alone import todo, told
from tests.reach.notice.conftest import tell_all

pytestmark = pytest.mark.usefixtures("town")


def never(lines: list[str], best: str) -> str:
    raise AssertionError(f"asked about {lines}")


async def to_verify_and_to_check() -> tuple[UUID, UUID]:
    """Two things that wait for wang by name."""
    found, done = await at("verify"), await at("send_check")
    await try_("send_check", done, assignee_id=town.WANG)
    return found, done


async def test_wangs_account_ends_and_a_colleague_takes_over_what_was_in_wangs_hands() -> None:
    asked: list[list[str]] = []

    def ask(lines: list[str], best: str) -> str:
        asked.append(lines)
        return best

    with clock.at(MONDAY):
        found, done = await to_verify_and_to_check()
        await tell_all()
        said = await console.end("wang", to=None, ask=ask)
        assert [line.split()[1:4] for line in asked[0]] == [["to", "verify", "上水井盖"], ["to", "check", "上水井盖"]]
        assert said == "wang holds no post any more.\nhe takes over: 2."
        rows = [await Incident.get(id=one) for one in (found, done)]
        assert [row.awaits for row in rows] == [Awaits.VERIFIER, Awaits.CHECKER]
        assert {row.assignee_id for row in rows} == {town.HE}
        assert {found, done} <= await todo("he")
        assert not {found, done} & await todo("zhang")
        assert {(one.person_id, one.kind) for one in await tell_all()} == {
            (town.HE, NoticeKind.VERIFY), (town.HE, NoticeKind.CHECK),
        }  # fmt: skip
        assert (await told(found))["former"] == str(town.WANG)
        last = await Event.filter(subject_id=found).order_by("-number").first()
        assert last is not None
        assert last.by_id is None  # the operator at the command line
        await try_("verify", found, who="he")
        await try_("check", done, who="he")
    assert (await Person.get(id=town.WANG)).ended_at is not None


async def test_nothing_ends_when_who_is_named_may_not_look_there_or_is_who_leaves() -> None:
    with clock.at(MONDAY):
        found, _ = await to_verify_and_to_check()
        for wrong in ("sun", "feng", "wang"):
            with pytest.raises(Invalid, match="nothing of this"):
                await console.end("wang", to=wrong, ask=never)
    assert (await Incident.get(id=found)).assignee_id == town.WANG
    assert await Post.filter(person_id=town.WANG, ends_on=None).count() == 2


async def test_with_one_post_goes_what_lies_there_and_a_desk_may_be_named_instead() -> None:
    with clock.at(MONDAY):
        here = await at("verify")
        there = await at("verify")
        await Incident.filter(id=there).update(grid_id=town.SECOND)
        said = await console.end_post("wang", role="GRID_WORKER", area=town.FIRST, to=console.DESK, ask=never)
        assert said == "wang holds this post no longer.\nWaiting for a desk to send somebody: 1."
        assert here in await todo("wang")  # until a desk sends somebody they may, since they hold another post
        said = await console.end_post("wang", role="GRID_WORKER", area=town.SECOND, to="he", ask=never)
        assert said == "wang holds this post no longer.\nhe takes over: 2."
    assert {(await Incident.get(id=one)).assignee_id for one in (here, there)} == {town.HE}


async def test_who_checks_what_they_disposed_of_is_not_proposed() -> None:
    with clock.at(MONDAY):
        _, done = await to_verify_and_to_check()
        await Disposal.filter(incident_id=done).update(by_id=town.HE)
        said = await console.end("wang", to="he", ask=never)
    assert said.endswith("he takes over: 1.\nWaiting for a desk to send somebody: 1.")
    assert (await Incident.get(id=done)).assignee_id == town.WANG


async def test_a_desk_is_shown_whom_else_it_may_send_the_nearest_first() -> None:
    async def shown(who: str, incident: UUID) -> list[UUID]:
        found = await lookers.of(await town.viewer(who), await load(await town.viewer("wu"), incident))
        return [one.id for one in found]

    with clock.at(MONDAY):
        found, done = await to_verify_and_to_check()
        assert await shown("li", found) == [town.HE, town.ZHANG]
        await Disposal.filter(incident_id=done).update(by_id=town.HE)
        assert await shown("zhang", done) == [town.ZHANG]
        (only,) = await lookers.told(await town.viewer("zhang"), await load(await town.viewer("wu"), done))
        assert (only.person.id, only.role, only.reasons) == (town.ZHANG, Role.COMMUNITY, ("SAME_COMMUNITY",))
        assert await shown("wang", found) == await shown("sun", done) == []
        assert await shown("li", await at("sign")) == []


@pytest.mark.parametrize(("stand", "step"), [("sign_assigned", "sign_assigned"), ("feed_back_assigned", None)])
async def test_what_the_community_assigned_goes_to_another_of_it_and_to_nobody_else(
    stand: str, step: str | None
) -> None:
    """交办: before they have signed the next one signs; what is being handled the next one goes on with."""
    asked: list[list[str]] = []

    def ask(lines: list[str], best: str) -> str:
        asked.append(lines)
        return best

    with clock.at(MONDAY):
        incident = await at(stand)
        with pytest.raises(Invalid, match="nothing of this"):
            await console.end("he", to="feng", ask=never)
        said = await console.end("he", to=None, ask=ask)
        assert [line.split()[1:4] for line in asked[0]] == [["to", "handle", "上水井盖"]]
        assert said == "he holds no post any more.\nwang takes over: 1."
        row = await Incident.get(id=incident)
        assert (row.assignee_id, row.awaits) == (town.WANG, Awaits.HANDLER)
        assert incident in await todo("wang")
        assert [(one.person_id, one.kind) for one in await tell_all() if one.kind is NoticeKind.ASSIGNED][-1:] == [
            (town.WANG, NoticeKind.ASSIGNED)
        ]
        if step:
            await try_(step, incident, who="wang")
        await try_("feed_back_assigned", incident, who="wang")


async def test_what_rests_in_the_hands_of_one_who_leaves_is_handed_on_and_comes_back_to_the_next() -> None:
    with clock.at(MONDAY):
        incident = await at("feed_back_assigned")
        await try_("suspend", incident, who="he", until=date(2026, 12, 20))
        await try_("grant_rest", incident)
        await console.end("he", to="wang", ask=never)
        found = await Incident.get(id=incident)
        assert (found.state, found.awaits, found.assignee_id) == (State.SUSPENDED, Awaits.HANDLER, town.WANG)
        await try_("resume", incident)
    assert (await Incident.get(id=incident)).assignee_id == town.WANG


async def test_it_is_said_when_the_last_one_of_a_unit_leaves() -> None:
    with clock.at(MONDAY):
        await road.brought_to(STRIDES["sign"])
        said = await console.end("sun", to=None, ask=never)
    assert said.splitlines()[1:] == ["Nobody is left in 口泉城管中队; waiting there, for a desk to dispatch anew: 1."]
