"""Hot issues: what repeats is proposed once, grows, and is adopted, declined or solved by those whose it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.core.errors import Conflict, Forbidden, Refusal
from server.core.ids import new_id
from server.core.viewer import Role
from server.grid.hotissue import actions, commands, noticing
from server.grid.hotissue.lifecycle import INITIAL, OPEN, TRANSITIONS, State
from server.grid.hotissue.models import HotIssue, HotIssueMember
from server.grid.hotissue.noticing import FOLLOWING
from server.grid.incident import commands as incident_commands
from server.grid.incident.models import PlaceSource
from server.ground.area.coordinates import from_e7
from server.journal.models import Event, Follower, Receipt
from server.journal.relay import seal_all
from server.reach.notice.models import Notice, NoticeKind
from tests import town
from tests.grid.incident import road
from tests.grid.incident.road import MONDAY, STRIDES
from tests.grid.incident.test_overtaken import end_unit
from tests.kit.laws import Kit, Laws, Stride
from tests.overtaken import overtaken
from tests.people import Actor, op
from tests.reach.notice.conftest import tell_all
from tests.rows import rows_of

pytestmark = pytest.mark.usefixtures("town")

DUE = date(2026, 12, 20)
PLAN = {"owner_unit_id": town.TEAM, "plan": "整段更换井盖", "due_on": DUE}
LIST = """query H($filter: HotIssueFilter) { hotIssues(filter: $filter) { nodes { id version state count lat lon plan
  incidentClass { name } street { name } ownerUnit { name } ownerRole dueOn allowedSteps { step allowed }
  members(first: 5) { nodes { at incident { id } } } } } }"""


async def reported(*, north_m: int = 0, who: str = "wang", days: int = 0, code: str = town.COVER) -> UUID:
    """One more, so many metres north of the middle of wang's first grid (or of the stranger's)."""
    lat, lon = town.inside(town.FIFTH if who == "feng" else town.FIRST)
    place = incident_commands.Place(lat=from_e7(lat + north_m * 90), lon=from_e7(lon), source=PlaceSource.GPS)
    with clock.at(MONDAY + timedelta(days=days)):
        return await road.reported(who, code, place=place)


async def noticed(days: int = 0) -> None:
    await seal_all()
    with clock.at(MONDAY + timedelta(days=days)):
        await FOLLOWING.to_the_end()


async def proposed() -> HotIssue:
    for metres in (0, 30, 60):
        await reported(north_m=metres)
    await noticed()
    return await HotIssue.get()


async def everything() -> dict[str, list[str]]:
    return await rows_of(HotIssue, HotIssueMember, Event, Receipt)


async def refused(act: Any, who: str, command: commands.Command) -> Refusal:
    before = await everything()
    with clock.at(MONDAY), pytest.raises(Refusal) as told:
        await act(await town.viewer(who), command)
    assert await everything() == before
    return told.value


async def another() -> UUID:
    """One more of them, of another class than the last."""
    code = (town.COVER, town.RUBBISH, town.OCCUPYING, town.WATER, town.NOISE)[await HotIssue.all().count()]
    for metres in (0, 30, 60):
        await reported(north_m=metres, code=code)
    await noticed()
    return (await HotIssue.get(class_code=code)).id


class TestHotIssue(Laws):
    kit = Kit(actions, commands, begins=another,
              sees={State.PROPOSED: "zhang li zhao wu shen", State.ADOPTED: "zhang li zhao wu sun shen"}, strides=(
        Stride("adopt", "zhao", PLAN, State.ADOPTED),
        Stride("decline", "li", {"reason": "同一施工点，已有计划"}, State.DECLINED),
        Stride("solve", "sun", {"text": "全部换为球墨铸铁井盖"}, State.SOLVED, after=("adopt",)),
    ))  # fmt: skip


def adopt(issue: HotIssue, **words: Any) -> commands.Adopt:
    told: dict[str, Any] = {"op_id": new_id(), "id": issue.id, "seen": issue.version} | PLAN | words
    return commands.Adopt(**told)


async def test_three_of_a_class_within_a_hundred_metres_are_proposed_once() -> None:
    issue = await proposed()
    assert (issue.state, issue.count, issue.class_code, issue.grid_id) == (State.PROPOSED, 3, town.COVER, town.FIRST)
    assert await HotIssueMember.filter(issue_id=issue.id).count() == 3
    (told,) = await Event.filter(subject_id=issue.id)
    assert (told.kind, told.by_id, told.payload["count"]) == ("hotissue.proposed", None, 3)
    await Follower.all().delete()  # everything is handled again
    await noticed()
    assert (await HotIssue.all().count(), await HotIssueMember.all().count()) == (1, 3)


async def test_one_joins_what_was_proposed_just_before_it_though_few_of_the_same_lie_about_it() -> None:
    await reported()
    for metres in (-60, 99, 105):  # the last is near the issue's middle, and of its incidents only near the third
        await reported(north_m=metres, days=1)
    await noticed(1)
    assert (await HotIssue.get()).count == 4


async def test_another_class_another_place_or_another_season_does_not_make_three() -> None:
    for more in ({"code": town.RUBBISH}, {"north_m": 150}, {"days": 91}, {"who": "feng"}):
        await reported(**more)
    await reported(north_m=20)
    await noticed(91)
    assert await HotIssue.all().count() == 0


async def test_what_was_none_is_not_counted() -> None:
    first = await reported()
    await road.walk(STRIDES["reject"], first)
    await reported()
    await reported()
    await noticed()
    assert await HotIssue.all().count() == 0


async def test_a_fourth_joins_and_moves_no_version() -> None:
    issue = await proposed()
    await reported(north_m=40, days=2)
    await noticed(2)
    after = await HotIssue.get()
    assert (after.count, after.version) == (4, issue.version)
    assert (await Event.filter(subject_id=issue.id).order_by("-number"))[0].kind == "hotissue.joined"


async def test_what_was_declined_comes_again_only_with_three_that_are_new() -> None:
    issue = await proposed()
    command = commands.Decline(op_id=new_id(), id=issue.id, seen=1, reason="同一施工点，已有计划")
    await actions.decline(await town.viewer("zhao"), command)
    for number in range(3):
        assert await HotIssue.filter(state=State.PROPOSED).count() == 0
        await reported(north_m=10 * number, days=1)
        await noticed(1)
    assert await HotIssue.filter(state=State.PROPOSED).count() == 1


@pytest.mark.parametrize("who", ["zhao", "li", "wu"])
async def test_the_street_and_the_district_adopt_it_and_its_owner_solves_it(who: str) -> None:
    issue = await proposed()
    command = adopt(issue)
    with clock.at(MONDAY):
        done = await actions.adopt(await town.viewer(who), command)
        moved = await everything()
        assert (await actions.adopt(await town.viewer(who), command)).receipt.at == done.receipt.at
        assert await everything() == moved
    after = await HotIssue.get()
    assert (after.state, after.version, after.owner_unit_id, after.due_on) == (State.ADOPTED, 2, town.TEAM, DUE)
    told = (await Event.filter(subject_id=issue.id).order_by("-number"))[0]
    assert (told.kind, told.payload["unit"]) == ("hotissue.adopted", str(town.TEAM))
    assert "更换" not in str(told.payload)
    solve = commands.Solve(op_id=new_id(), id=issue.id, seen=2, text="全部换为球墨铸铁井盖")
    await actions.solve(await town.viewer("sun"), solve)
    assert (await HotIssue.get()).state is State.SOLVED
    assert isinstance(await refused(actions.solve, "zhao", replace(solve, op_id=new_id(), seen=3)), Conflict)


async def test_all_that_is_wrong_with_a_plan_is_told_at_once() -> None:
    issue = await proposed()
    command = adopt(issue, plan=" ", due_on=date(2026, 1, 1), owner_role=Role.STREET_HEAD)
    told = await refused(actions.adopt, "zhao", command)
    assert [one.field for one in told.problems] == ["plan", "due_on", "owner_unit_id"]
    worker = await refused(actions.adopt, "zhao", adopt(issue, owner_unit_id=None, owner_role=Role.GRID_WORKER))
    assert [one.field for one in worker.problems] == ["owner_unit_id"]


async def test_who_sees_it_without_the_post_is_forbidden() -> None:
    assert isinstance(await refused(actions.adopt, "zhang", adopt(await proposed())), Forbidden)


async def test_it_is_listed_with_its_incidents_to_those_who_see_the_place() -> None:
    issue = await proposed()
    (row,) = (await Actor("li").send(LIST, filter={"area": town.KOUQUAN, "states": ["PROPOSED"]})).only["nodes"]
    assert (row["id"], row["count"], row["incidentClass"]["name"]) == (str(issue.id), 3, "上水井盖")
    assert [step["step"] for step in row["allowedSteps"]] == ["ADOPT", "DECLINE"]
    assert all(one["incident"] for one in row["members"]["nodes"])
    member = row["members"]["nodes"][0]["incident"]["id"]
    assert len((await Actor("li").send(LIST, filter={"incident": member})).only["nodes"]) == 1
    for who in ("feng", "sun", "wang"):
        assert (await Actor(who).send(LIST)).only["nodes"] == []


async def told() -> set[tuple[UUID, NoticeKind]]:
    return {(one.person_id, one.kind) for one in await tell_all() if one.subject_kind == "hotissue"}


async def test_the_street_hears_of_a_new_one_and_its_owner_of_what_is_theirs_until_it_is_over() -> None:
    issue = await proposed()
    with clock.at(MONDAY):
        assert await told() == {(who, NoticeKind.HOTISSUE_PROPOSED) for who in (town.LI, town.ZHAO)}
        await actions.adopt(await town.viewer("zhao"), adopt(issue))
        assert await told() == {(town.SUN, NoticeKind.HOTISSUE_OWNED)}
        assert {one.person_id for one in await Notice.filter(read_at=None, subject_id=issue.id)} == {town.SUN}
        await actions.solve(await town.viewer("zhao"), commands.Solve(op_id=new_id(), id=issue.id, seen=2, text="换了"))
        assert await told() == set()
        assert not await Notice.exists(read_at=None, subject_id=issue.id)


async def test_its_owner_reads_it_and_of_its_incidents_only_what_was_theirs_to_see() -> None:
    issue = await proposed()
    told = op(
        id=issue.id,
        seen=1,
        ownerUnitId=town.TEAM,
        plan="整段更换井盖",
        dueOn=(clock.today() + timedelta(days=20)).isoformat(),
    )
    document = """mutation A($input: HotIssueAdoptInput!) { hotIssueAdopt(input: $input) {
      hotIssue { state } receipt { opId } problems { code field } } }"""
    done = await Actor("zhao").send(document, input=told)
    assert (done.problems, done.only["hotIssue"]["state"]) == ([], "ADOPTED")
    assert (await Actor("zhao").send(document, input=told)) == done
    (row,) = (await Actor("sun").send(LIST)).only["nodes"]
    assert row["plan"] == "整段更换井盖"
    assert [one["incident"] for one in row["members"]["nodes"]] == [None, None, None]


async def test_an_incident_tells_how_many_are_like_it_and_only_of_those_one_may_see() -> None:
    first, second = await reported(), await reported(north_m=50)
    await reported(north_m=150)
    document = "query R($id: ID!) { incident(id: $id) { repeats { count incidentIds } } }"
    told = (await Actor("li").send(document, id=str(first))).only["repeats"]
    assert told == {"count": 1, "incidentIds": [str(second)]}
    await road.walk(STRIDES["accept"], first)
    await road.walk(STRIDES["file"], first)
    await road.walk(STRIDES["dispatch"], first)
    assert (await Actor("sun").send(document, id=str(first))).only["repeats"]["count"] == 0


def test_every_open_state_has_a_way_out() -> None:
    assert {origin for origin, _ in TRANSITIONS} == set(OPEN)
    assert INITIAL in OPEN


async def test_no_unit_owns_it_that_ends_at_the_same_moment() -> None:
    issue = await proposed()
    with clock.at(MONDAY):
        li = await town.viewer("li")
        with overtaken(lambda: end_unit(town.TEAM)), pytest.raises(Refusal) as told:
            await actions.adopt(li, adopt(issue))
    assert [problem.field for problem in told.value.problems] == ["owner_unit_id"]
    assert (await HotIssue.get()).state is State.PROPOSED


async def test_what_is_declined_at_the_same_moment_is_not_joined_by_one_more(monkeypatch: pytest.MonkeyPatch) -> None:
    issue = await proposed()
    late = await reported(north_m=10)
    joined = noticing._join

    async def overtaken_join(*words: Any) -> bool:
        await HotIssue.filter(id=issue.id).update(state=State.DECLINED)
        return await joined(*words)

    monkeypatch.setattr(noticing, "_join", overtaken_join)
    await noticed()
    assert (await HotIssue.get()).count == 3
    assert not await HotIssueMember.filter(incident_id=late).exists()
