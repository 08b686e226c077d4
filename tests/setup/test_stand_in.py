"""代班: wang goes on leave, a colleague stands in; what waits is handed over, and what is left of it given back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from server.core import clock
from server.core.errors import Forbidden, Invalid, Refusal
from server.core.ids import new_id
from server.core.viewer import Role
from server.data.database import Database
from server.data.resting import Stale
from server.grid.incident.models import Incident
from server.ground.person import actions, extending
from server.ground.person.models import Post
from server.journal.models import Event
from server.process.commit import commit
from server.process.execute import inputs
from server.process.subject.kinds import NoticeKind
from server.setup.pack import people
from server.setup.stand_in import commands, verbs
from server.setup.stand_in.lifecycle import State, Step
from server.setup.stand_in.lookups import Whose, colleagues
from server.setup.stand_in.models import StandIn
from server.setup.stand_in.slice import SLICE
from tests import town as place
from tests.grid.incident import road
from tests.grid.incident.road import STRIDES
from tests.kit.laws import MONDAY, Kit, Laws, Stride
from tests.reach.notice.conftest import tell_all

TODAY = date(2026, 11, 23)
FIRST_POST, HEADS_POST = place.fixed(8, 1), place.fixed(8, 7)  # wang's of the first grid, zhao's
ASKED: dict[str, Any] = {
    "post_id": FIRST_POST,
    "person_id": place.HE,
    "starts_on": TODAY,
    "ends_on": TODAY + timedelta(days=2),
}


class TestStandIn(Laws):
    kit = Kit(verbs, commands, sees="wang he zhang li zhao xu shen", strides=(
        Stride("ask", "wang", ASKED, State.ASKED),
        Stride("accept", "he", {}, State.ON, after=("ask",)),
        Stride("end", "wang", {}, State.OVER, after=("ask",)),
    ))  # fmt: skip


KIT = TestStandIn.kit


async def asked(who: str = "wang", **words: Any) -> StandIn:
    with clock.at(MONDAY):
        done = await verbs.ask(await place.viewer(who), commands.Ask(op_id=new_id(), id=new_id(), **ASKED | words))
    return await StandIn.get(id=done.id)


async def step(name: str, who: str, row: StandIn) -> StandIn:
    command = getattr(commands, name.title())(op_id=new_id(), id=row.id, seen=row.version)
    with clock.at(MONDAY):
        await getattr(verbs, name)(await place.viewer(who), command)
    return await StandIn.get(id=row.id)


async def swept(days: int = 0) -> None:
    with clock.at(MONDAY + timedelta(days=days)):
        while await SLICE.jobs[0].sweep():
            pass


async def roles(who: str, days: int = 0) -> set[tuple[Role, str]]:
    with clock.at(MONDAY + timedelta(days=days)):
        return {(one.role, one.area) for one in (await place.viewer(who)).seats if one.stands_for}


async def refused(work: Any) -> str:
    with pytest.raises(Refusal) as told:
        await work
    return told.value.problems[0].code


async def test_the_colleague_holds_the_post_and_the_log_tells_that_they_stood_in(town: Database) -> None:
    row = await step("accept", "wang", await asked("zhang", post_id=place.fixed(8, 4), person_id=place.WANG))
    assert (row.state, await roles("wang")) == (State.ON, {(Role.COMMUNITY, place.STREET_SIDE)})
    with clock.at(MONDAY):
        case = await road.brought_to(STRIDES["accept"])
        await STRIDES["accept"].act(await place.viewer("wang"), await road.command(STRIDES["accept"], case))
    told = await Event.get(subject_id=case, kind="incident.accepted")
    assert (told.by_id, told.payload["stands_for"]) == (place.WANG, "COMMUNITY")


async def test_what_waits_for_the_one_on_leave_is_handed_over_and_what_is_left_given_back(town: Database) -> None:
    with clock.at(MONDAY):
        case = await road.brought_to(STRIDES["verify"])
    await Incident.filter(id=case).update(assignee_id=place.WANG)
    agreed = await step("accept", "he", await asked())
    await swept()
    row = await StandIn.get(id=agreed.id)
    assert (row.begun_at is not None, row.handed, row.version) == (True, str(case), agreed.version)
    assert (await Incident.get(id=case)).assignee_id == place.HE
    told = await Event.filter(subject_id=case).order_by("-place_in_chain").first()
    assert told is not None
    assert "former_left" not in told.payload
    await swept(2)
    assert (await StandIn.get(id=row.id)).state is State.ON
    await swept(3)
    row = await StandIn.get(id=row.id)
    assert (row.state, row.handed, row.look_at) == (State.OVER, "", None)
    assert (await Incident.get(id=case)).assignee_id == place.WANG


async def test_who_is_asked_hears_of_it_and_who_asked_hears_what_came_of_it(town: Database) -> None:
    row = await step("accept", "he", await asked())
    await step("end", "he", row)
    with clock.at(MONDAY):
        told = [(one.kind, one.person_id) for one in await tell_all() if one.subject_id == row.id]
    assert told == [
        (NoticeKind.TO_DECIDE, place.HE),
        (NoticeKind.GRANTED, place.WANG),
        (NoticeKind.DECLINED, place.WANG),
    ]


async def test_who_stands_in_is_not_asked_by_that_post_to_stand_in_for_another(town: Database) -> None:
    await step("accept", "wang", await asked("zhang", post_id=place.fixed(8, 4), person_id=place.WANG))
    with clock.at(MONDAY):
        found = await colleagues(await place.viewer("li"), Whose(post=place.fixed(8, 5)))
    assert place.ZHANG in {one.id for one in found}
    assert place.WANG not in {one.id for one in found}


async def test_it_ends_early_and_the_rights_with_it(town: Database) -> None:
    row = await step("accept", "li", await asked("zhao", post_id=HEADS_POST, person_id=place.LI))
    assert await roles("li") == {(Role.STREET_HEAD, place.KOUQUAN)}
    await step("end", "zhao", row)
    assert await roles("li") == set()


async def test_the_rights_end_by_themselves_and_with_the_post_that_is_stood_in_for(town: Database) -> None:
    await step("accept", "li", await asked("zhao", post_id=HEADS_POST, person_id=place.LI))
    assert (await roles("li", 2), await roles("li", 3)) == ({(Role.STREET_HEAD, place.KOUQUAN)}, set())
    with clock.at(MONDAY):
        await actions.end_post(None, HEADS_POST)
    assert await roles("li") == set()
    assert await Post.filter(stands_for_id=HEADS_POST).count() == 1


async def test_nobody_grants_what_they_asked_for_by_the_post_of_whom_they_stand_in_for(town: Database) -> None:
    await step("accept", "li", await asked("zhao", post_id=HEADS_POST, person_id=place.LI))
    grant = STRIDES["grant_void"]
    with clock.at(MONDAY):
        case = await road.brought_to(grant)
        assert await refused(grant.act(await place.viewer("li"), await road.command(grant, case))) == "TWO_PERSON"
        await road.walk(grant, case)


@pytest.mark.parametrize(("who", "wrong", "code"), [
    ("wang", {"person_id": place.FENG}, "STAND_IN_UNFIT"),
    ("wang", {"person_id": place.WANG}, "STAND_IN_UNFIT"),
    ("wang", {"person_id": place.LIN}, "STAND_IN_UNFIT"),
    ("zhao", {"post_id": HEADS_POST, "person_id": place.WANG}, "STAND_IN_UNFIT"),
    ("wang", {"post_id": HEADS_POST}, "NOT_FOUND"),
    ("wang", {"starts_on": TODAY - timedelta(days=1)}, "MOMENT_TOO_EARLY"),
    ("wang", {"starts_on": TODAY + timedelta(days=3)}, "ENDS_BEFORE_IT_BEGINS"),
    ("wang", {"ends_on": TODAY + timedelta(days=61)}, "MOMENT_TOO_LATE"),
])  # fmt: skip
async def test_who_does_not_fit_and_days_that_are_none(town: Database, who: str, wrong: Any, code: str) -> None:
    assert await refused(asked(who, **wrong)) == code
    assert await StandIn.all().count() == 0


async def test_no_administrator_is_stood_in_for_and_a_unit_only_by_its_own(town: Database) -> None:
    with clock.at(MONDAY):
        for who, post in (("admin", 11), ("xu", 17), ("shen", 18), ("lin", 16)):
            assert await colleagues(await place.viewer(who), Whose(post=place.fixed(8, post))) == []
        with pytest.raises(Invalid):
            await asked("sun", post_id=place.fixed(8, 8), person_id=place.QIAN)


async def test_it_ends_with_the_post_that_is_stood_in_for_however_long_was_asked(town: Database) -> None:
    row = await asked("zhao", post_id=HEADS_POST, person_id=place.LI)
    await Post.filter(id=HEADS_POST).update(ends_on=TODAY + timedelta(days=1))
    await step("accept", "li", row)
    assert (await roles("li", 1), await roles("li", 2)) == ({(Role.STREET_HEAD, place.KOUQUAN)}, set())
    assert await refused(asked("zhao", post_id=HEADS_POST, person_id=place.LI)) == "MOMENT_TOO_LATE"


async def test_who_agrees_late_gets_no_post_that_is_over(town: Database) -> None:
    row = await asked("zhao", post_id=HEADS_POST, person_id=place.LI)
    await Post.filter(id=HEADS_POST).update(ends_on=TODAY)
    with clock.at(MONDAY + timedelta(days=1)):
        command = commands.Accept(op_id=new_id(), id=row.id, seen=row.version)
        assert await refused(verbs.accept(await place.viewer("li"), command)) == "STAND_IN_UNFIT"
    assert await Post.filter(stands_for_id=HEADS_POST).count() == 0


async def test_who_is_no_colleague_any_more_does_not_agree(town: Database) -> None:
    row = await asked("zhao", post_id=HEADS_POST, person_id=place.LI)
    with clock.at(MONDAY):
        for post in await Post.filter(person_id=place.LI):
            await actions.end_post(None, post.id)
        await actions.add_post(None, actions.NewPost(place.LI, Role.GRID_WORKER, place.FIRST))
    assert await refused(step("accept", "li", row)) == "STAND_IN_UNFIT"
    assert await Post.filter(stands_for_id=HEADS_POST).count() == 0


async def test_who_ends_it_while_it_begins_decides_anew_and_so_gives_back(town: Database) -> None:
    row = await step("accept", "he", await asked())
    with clock.at(MONDAY):
        at = await inputs(await place.viewer("wang"))
        late = verbs.STEPS.change(Step.END, row, at.now, verbs.over(row, at))
        await swept()
        with pytest.raises(Stale):
            await commit(None, late)


async def test_a_post_that_is_held_for_another_is_not_extended_and_no_row_of_a_sheet(town: Database) -> None:
    row = await step("accept", "li", await asked("zhao", post_id=HEADS_POST, person_id=place.LI))
    assert row.granted_id is not None
    with clock.at(MONDAY):
        with pytest.raises(Forbidden):
            await extending.extend_posts(await place.viewer("xu"), [row.granted_id], TODAY + timedelta(days=400))
        assert row.granted_id not in {one.id for one in (await people.standing()).posts}
