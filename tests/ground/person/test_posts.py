"""Rights come from posts, and begin and end with them, by themselves or by somebody's hand."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, date, datetime, timedelta

import pytest

from server.core import clock
from server.core.errors import Forbidden, Invalid, Missing
from server.core.ids import new_id
from server.core.viewer import Role, Viewer
from server.data.database import Database, connect
from server.ground.catalogue.models import Unit
from server.ground.person import actions, bearer_tokens, policy, queries
from server.ground.person.actions import NewPost
from server.ground.person.models import Person, Post, Token
from server.journal.models import Event
from tests import town as place
from tests.grid.incident.test_overtaken import end_unit
from tests.overtaken import overtaken
from tests.statements import heard


async def counted() -> tuple[int, int, int]:
    """How many people, posts and events there are."""
    return await Person.all().count(), await Post.all().count(), await Event.all().count()


async def roles(login: str) -> set[tuple[Role, str]]:
    return {(seat.role, seat.area) for seat in (await place.viewer(login)).seats}


async def test_wang_works_two_grids_and_nothing_else(town: Database) -> None:
    wang = await place.viewer("wang")
    assert {(seat.role, seat.area) for seat in wang.seats} == {
        (Role.GRID_WORKER, place.FIRST),
        (Role.GRID_WORKER, place.SECOND),
    }
    assert wang.signed_in
    assert not wang.explores
    assert wang.seat_for({Role.GRID_WORKER}, place.THIRD) is None


async def test_sun_acts_for_the_team_and_wu_may_explore(town: Database) -> None:
    assert (await place.viewer("sun")).unit_ids == {place.TEAM}
    assert (await place.viewer("wu")).explores


async def test_a_new_post_counts_at_once(town: Database) -> None:
    xu = await place.viewer("xu")
    await place.viewer("wang")
    await actions.add_post(xu, NewPost(place.WANG, Role.GRID_WORKER, place.THIRD))
    assert (Role.GRID_WORKER, place.THIRD) in await roles("wang")


async def test_a_post_begins_on_its_first_day_and_ends_after_its_last_in_shanghai(town: Database) -> None:
    first, last = date(2026, 3, 2), date(2026, 3, 6)
    await actions.add_post(None, NewPost(place.FENG, Role.COMMUNITY, place.NEW_SIDE, starts_on=first, ends_on=last))

    async def secretary_at(moment: datetime) -> bool:
        with clock.at(moment):
            return (Role.COMMUNITY, place.NEW_SIDE) in await roles("feng")

    assert not await secretary_at(datetime(2026, 3, 1, 15, 59, tzinfo=UTC))  # 23:59 in Shanghai, the day before
    assert await secretary_at(datetime(2026, 3, 1, 16, 0, tzinfo=UTC))
    assert await secretary_at(datetime(2026, 3, 6, 15, 59, tzinfo=UTC))
    assert not await secretary_at(datetime(2026, 3, 6, 16, 0, tzinfo=UTC))


async def test_a_post_that_is_ended_gives_no_right_from_that_moment(town: Database) -> None:
    post = next(post for post in await queries.posts(place.ZHANG))
    assert (await place.viewer("zhang")).seats
    await actions.end_post(await place.viewer("xu"), post.id)
    assert (await place.viewer("zhang")).seats == ()


async def test_a_post_taken_and_given_back_on_one_day_is_over_too(town: Database) -> None:
    post = await actions.add_post(None, NewPost(place.WANG, Role.COMMUNITY, place.SPRING_SIDE))
    await actions.end_post(None, post.id)
    assert (Role.COMMUNITY, place.SPRING_SIDE) not in await roles("wang")


async def test_a_post_can_be_given_its_last_day_beforehand(town: Database) -> None:
    post = (await queries.posts(place.ZHANG))[0]
    friday = clock.today() + timedelta(days=3)
    await actions.end_post(None, post.id, last_day=friday)
    assert (await place.viewer("zhang")).seats
    with clock.at(clock.now() + timedelta(days=5)):
        assert (await place.viewer("zhang")).seats == ()


async def test_a_post_that_another_process_ended_bites_within_two_seconds(
    town: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await place.viewer("zhang")).seats
    async with connect(town.url) as other:
        with other.entered():
            await actions.end_post(None, (await queries.posts(place.ZHANG))[0].id)
    with town.entered():
        soon = time.monotonic() + 2
        monkeypatch.setattr("server.ground.person.viewers.monotonic", lambda: soon)
        assert (await place.viewer("zhang")).seats == ()


async def test_a_post_ended_twice_is_refused(town: Database) -> None:
    post = (await queries.posts(place.ZHANG))[0]
    await actions.end_post(None, post.id)
    before = await counted()
    with pytest.raises(Invalid) as refusal:
        await actions.end_post(None, post.id)
    assert refusal.value.problems[0].code == "ALREADY_ENDED"
    assert await counted() == before


async def test_a_handler_without_a_unit_is_refused(town: Database) -> None:
    before = await counted()
    with pytest.raises(Invalid) as refusal:
        await actions.add_post(
            None,
            NewPost(
                place.WANG, Role.DEPT_HANDLER, place.DISTRICT, starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 1)
            ),
        )
    assert [problem.code for problem in refusal.value.problems] == ["UNIT_MISSING", "ENDS_BEFORE_IT_BEGINS"]
    assert await counted() == before


@pytest.mark.parametrize(
    "new",
    [
        NewPost(new_id(), Role.GRID_WORKER, place.FIRST),
        NewPost(place.WANG, Role.GRID_WORKER, "140214018001999"),
        NewPost(place.WANG, Role.DEPT_HANDLER, place.DISTRICT, unit_id=new_id()),
    ],
    ids=["nobody", "nowhere", "no unit"],
)
async def test_a_post_of_nobody_nowhere_or_in_no_unit_is_refused(town: Database, new: NewPost) -> None:
    before = await counted()
    with pytest.raises(Missing):
        await actions.add_post(None, new)
    assert await counted() == before


@pytest.mark.parametrize("login", ["wang", "feng", "zhang", "li", "zhao", "sun", "wu", "admin", "shen"])
async def test_nobody_but_the_administrator_gives_or_ends_posts(town: Database, login: str) -> None:
    somebody, post = await place.viewer(login), (await queries.posts(place.HE))[0]
    before = await counted()
    with pytest.raises(Forbidden):
        await actions.add_post(somebody, NewPost(place.WANG, Role.STREET_HEAD, place.KOUQUAN))
    with pytest.raises(Forbidden):
        await actions.end_post(somebody, post.id)
    assert await counted() == before


async def test_an_administrator_of_one_street_keeps_only_that_street(town: Database) -> None:
    await actions.add_post(None, NewPost(place.FENG, Role.SEC_ADMIN, place.XINSHENG))
    feng = await place.viewer("feng")
    await actions.add_post(feng, NewPost(place.WANG, Role.GRID_WORKER, place.SIXTH))
    with pytest.raises(Forbidden):
        await actions.add_post(feng, NewPost(place.WANG, Role.GRID_WORKER, place.FOURTH))


async def test_an_event_tells_of_the_post_and_of_no_name(town: Database) -> None:
    xu = await place.viewer("xu")
    post = await actions.add_post(xu, NewPost(place.WANG, Role.GRID_WORKER, place.THIRD))
    event = await Event.get(subject_id=place.WANG)
    assert (event.kind, event.area, event.by_id) == ("person.post_added", place.THIRD, place.XU)
    assert event.payload["post"] == str(post.id)
    assert "王" not in str(event.payload)
    assert "wang" not in str(event.payload)


async def test_who_holds_a_grid_is_known_by_name(town: Database) -> None:
    assert [one.name for one in await queries.holders(Role.GRID_WORKER, place.FIRST)] == ["王建国", "何玉梅"]
    assert await queries.holders(Role.GRID_WORKER, place.SIXTH) == []


async def test_people_are_listed_page_by_page_and_by_area(town: Database) -> None:
    everybody = await queries.everybody()
    assert [one.login for one in everybody] == sorted(place.NAMES)
    assert [one.login for one in await queries.everybody(first=3, after="he")] == ["li", "lin", "qian"]
    assert [one.login for one in await queries.everybody(under=place.XINSHENG)] == ["feng"]


async def test_a_name_is_whole_for_desks_and_oneself_and_masked_for_others(town: Database) -> None:
    wang = (await queries.persons([place.WANG]))[place.WANG]
    assert policy.name_for(await place.viewer("wang"), wang) == "王建国"
    assert policy.name_for(await place.viewer("zhang"), wang) == "王建国"
    assert policy.name_for(await place.viewer("sun"), wang) == "王*"
    assert policy.name_for(await place.viewer("feng"), wang) == "王*"
    assert policy.name_for(Viewer.nobody(), wang) == "王*"
    assert policy.mask("") == ""


async def test_the_town_is_whole(town: Database) -> None:
    assert await Unit.all().count() == 7
    assert {login for login in place.NAMES if not (await place.viewer(login)).seats} == set()


async def test_a_screen_of_requests_reads_the_posts_once(town: Database) -> None:
    with heard() as said:
        await place.viewer("wang")
        assert len(said) == 1
        await place.viewer("wang")
        assert len(said) == 1


async def test_a_list_of_people_costs_the_same_for_six_and_for_ten(town: Database) -> None:
    costs = []
    for first in (6, 10):
        with heard() as said:
            await queries.everybody(first=first)
        costs.append(len(said))
    assert costs[0] == costs[1] <= 4


async def test_nobody_is_given_a_post_or_a_token_who_leaves_at_the_same_moment(town: Database) -> None:
    with overtaken(lambda: actions.end_person(None, place.WANG), at=actions), pytest.raises(Invalid) as told:
        await actions.add_post(None, NewPost(place.WANG, Role.COMMUNITY, place.STREET_SIDE))
    assert told.value.problems[0].code == "ALREADY_ENDED"
    with overtaken(lambda: actions.end_person(None, place.HE), at=bearer_tokens), pytest.raises(Invalid):
        await bearer_tokens.add_token(None, place.HE, "report")
    assert await Token.all().count() == 0
    assert await Post.filter(person_id__in=[place.WANG, place.HE], ends_on=None).count() == 0


async def test_no_post_is_given_in_a_unit_that_ends_at_the_same_moment(town: Database) -> None:
    with overtaken(lambda: end_unit(place.TEAM), at=actions), pytest.raises(Missing):
        await actions.add_post(None, NewPost(place.WANG, Role.DEPT_HANDLER, place.KOUQUAN, place.TEAM))


async def test_an_end_that_came_first_is_not_moved_out_again(town: Database) -> None:
    post = await Post.get(person_id=place.ZHANG)
    later = clock.today() + timedelta(days=9)
    with overtaken(lambda: actions.end_post(None, post.id), at=actions), pytest.raises(Invalid) as told:
        await actions.end_post(None, post.id, last_day=later)
    assert told.value.problems[0].code == "ALREADY_ENDED"
    assert (await Post.get(id=post.id)).ends_on == clock.today() - timedelta(days=1)


@pytest.mark.parametrize(("held", "role", "fits"), [
    (Role.SYS_ADMIN, Role.SEC_ADMIN, False),
    (Role.SEC_ADMIN, Role.AUDITOR, False),
    (Role.AUDITOR, Role.STREET_HEAD, False),
    (Role.STREET_HEAD, Role.AUDITOR, False),
    (Role.SYS_ADMIN, Role.STREET_HEAD, True),
    (Role.AUDITOR, Role.AUDITOR, True),
])  # fmt: skip
async def test_nobody_is_two_of_the_three_administrators_nor_an_auditor_with_work(
    town: Database, held: Role, role: Role, fits: bool
) -> None:
    chen = await actions.add_person(None, actions.NewPerson("陈思远"))
    await actions.add_post(None, NewPost(chen.id, held, place.DISTRICT))
    before = await counted()
    new = NewPost(chen.id, role, place.KOUQUAN, starts_on=clock.today() + timedelta(days=9))
    if fits:
        await actions.add_post(None, new)
        return
    with pytest.raises(Invalid) as told:
        await actions.add_post(None, new)
    assert (told.value.problems[0].code, await counted()) == ("ADMINS_APART", before)


async def test_a_post_of_an_administrator_follows_on_another_that_ended(town: Database) -> None:
    today = clock.today()
    await actions.end_post(None, (await queries.posts(place.ADMIN))[0].id, last_day=today)
    with pytest.raises(Invalid):
        await actions.add_post(None, NewPost(place.ADMIN, Role.AUDITOR, place.DISTRICT))
    await actions.add_post(None, NewPost(place.ADMIN, Role.AUDITOR, place.DISTRICT, starts_on=today + timedelta(1)))


async def test_two_posts_at_the_same_moment_do_not_make_two_administrators_of_one_person(town: Database) -> None:
    chen = await actions.add_person(None, actions.NewPerson("陈思远"))
    both = (NewPost(chen.id, role, place.DISTRICT) for role in (Role.SYS_ADMIN, Role.SEC_ADMIN))
    told = await asyncio.gather(*(actions.add_post(None, one) for one in both), return_exceptions=True)
    assert len([one for one in told if isinstance(one, Invalid)]) == 1
    assert await Post.filter(person_id=chen.id).count() == 1


async def test_who_keeps_posts_neither_gives_nor_ends_their_own(town: Database) -> None:
    xu, post, before = await place.viewer("xu"), (await queries.posts(place.XU))[0], await counted()
    for attempt in (
        actions.add_post(xu, NewPost(place.XU, Role.DISTRICT_SUPERVISOR, place.DISTRICT)),
        actions.end_post(xu, post.id),
    ):
        with pytest.raises(Forbidden) as told:
            await attempt
        assert told.value.problems[0].code == "TWO_PERSON"
    assert await counted() == before
