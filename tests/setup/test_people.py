"""People and posts on screen: SEC adds, extends and ends, the auditor reads, nobody else sees the list."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from server.core import clock
from server.core.errors import Forbidden, Refusal
from server.core.ids import new_id
from server.core.viewer import Role
from server.data.database import Database
from server.ground.person import extending, queries
from server.ground.person.models import Person, Post
from server.journal.models import Event
from server.setup.people import actions, commands
from server.setup.people.lookups import PEOPLE, Wanted, unworked
from tests import town as place
from tests.people import Actor

NEW: dict[str, Any] = {"name": "陈思远", "login": "chen", "role": Role.GRID_WORKER, "area": place.SIXTH}
LIST = """query($filter: AccountFilter) { accounts(filter: $filter, first: 100) { total { count }
  nodes { login hasPassword posts { role inForce area { code } } invites { expiresAt } } } }"""
POST: dict[str, Any] = {"role": Role.COMMUNITY, "area": place.NEW_SIDE}
STRANGERS = ["admin", "shen", "wu", "zhao", "wang"]


async def logins(**wanted: Any) -> list[str | None]:
    found = await PEOPLE.listed(await place.viewer("xu"), Wanted(**wanted), 100, None).models()
    return sorted(one.login for one in found)


async def codes(work: Any) -> list[str]:
    with pytest.raises(Refusal) as told:
        await work
    return [one.code for one in told.value.problems]


async def everything() -> tuple[int, int, int]:
    return await Person.all().count(), await Post.all().count(), await Event.all().count()


async def test_a_person_is_added_with_a_post_or_not_at_all_and_sent_twice_once(town: Database) -> None:
    xu, before = await place.viewer("xu"), await everything()
    for wrong in ({"role": Role.DEPT_DUTY}, {"area": "140214999"}, {"login": "wang"}, {"name": " "}):
        assert await codes(actions.add(xu, commands.Add(id=new_id(), **NEW | wrong)))
    assert await everything() == before
    command = commands.Add(id=new_id(), **NEW)
    assert [(await actions.add(xu, command)).changed for _ in range(2)] == [1, 0]
    assert await everything() == (before[0] + 1, before[1] + 1, before[2] + 2)
    assert await logins(password=False) == ["chen"]


async def test_a_post_is_given_once_and_ended_and_a_person_leaves(town: Database) -> None:
    xu = await place.viewer("xu")
    command = commands.AddPost(id=new_id(), person_id=place.WANG, role=Role.GRID_WORKER, area=place.THIRD)
    assert [(await actions.add_post(xu, command)).changed for _ in range(2)] == [1, 0]
    await actions.end_post(xu, commands.EndPost(id=command.id))
    assert await codes(actions.end_post(xu, commands.EndPost(id=command.id))) == ["ALREADY_ENDED"]
    await actions.leave(xu, commands.Leave(id=place.FENG))
    assert await logins(left=True) == ["feng"]
    assert place.FIFTH in [one.code for one in await unworked(xu, None)]


async def test_posts_that_end_soon_are_extended_together_or_none_is(town: Database) -> None:
    xu, today = await place.viewer("xu"), clock.today()
    posts = [(await queries.posts(one))[0] for one in (place.WANG, place.ZHANG)]
    for post in posts:
        await Post.filter(id=post.id).update(ends_on=today + timedelta(days=9))
    ids, later = tuple(one.id for one in posts), today + timedelta(days=365)
    assert await logins(ending=30) == ["wang", "zhang"]
    endless = (await queries.posts(place.LI))[0].id
    for wrong, code in (((*ids, endless), "ALREADY_ENDED"), ((*ids, new_id()), "NOT_FOUND")):
        assert await codes(actions.extend(xu, commands.Extend(ids=wrong, ends_on=later))) == [code]
    short = commands.Extend(ids=ids, ends_on=today)
    assert await codes(actions.extend(xu, short)) == ["ENDS_BEFORE_IT_BEGINS"]
    assert [(await actions.extend(xu, commands.Extend(ids=ids, ends_on=later))).changed for _ in range(2)] == [2, 0]
    assert await logins(ending=30) == []
    told = await Event.filter(kind="person.post_extended")
    assert {(one.by_id, one.payload["endsOn"]) for one in told} == {(place.XU, later.isoformat())}
    assert len(told) == 2


async def test_no_extension_makes_two_administrators_of_one_person(town: Database) -> None:
    post, today = (await queries.posts(place.ADMIN))[0], clock.today()
    await Post.filter(id=post.id).update(ends_on=today)
    await Post.create(
        id=new_id(), person_id=place.ADMIN, role=Role.AUDITOR, area_id=place.DISTRICT, starts_on=today + timedelta(1)
    )
    work = extending.extend_posts(None, [post.id], today + timedelta(days=30))
    assert await codes(work) == ["ADMINS_APART"]


@pytest.mark.parametrize("login", STRANGERS)
async def test_nobody_else_keeps_people(town: Database, login: str) -> None:
    somebody, before, post = await place.viewer(login), await everything(), (await queries.posts(place.HE))[0]
    for attempt in (
        actions.add(somebody, commands.Add(id=new_id(), **NEW)),
        actions.add_post(
            somebody, commands.AddPost(id=new_id(), person_id=place.HE, role=Role.COMMUNITY, area=place.NEW_SIDE)
        ),
        actions.end_post(somebody, commands.EndPost(id=post.id)),
        actions.extend(somebody, commands.Extend(ids=(post.id,), ends_on=clock.today())),
        actions.leave(somebody, commands.Leave(id=place.HE)),
    ):
        with pytest.raises(Forbidden):
            await attempt
    assert await everything() == before


async def test_the_list_is_for_who_keeps_people_and_for_auditors(town: Database) -> None:
    for who, many in {"xu": len(place.NAMES), "shen": len(place.NAMES), "admin": 0, "wu": 0, "wang": 0}.items():
        found = (await Actor(who).send(LIST, filter={})).only
        assert (found["total"]["count"], len(found["nodes"])) == (many, many)
    (wang,) = (await Actor("shen").send(LIST, filter={"text": "WANG"})).only["nodes"]
    assert (wang["login"], wang["hasPassword"], len(wang["posts"]), wang["invites"]) == ("wang", True, 2, [])


@pytest.mark.parametrize(("wanted", "found"), [
    ({"text": "王"}, ["wang"]),
    ({"role": Role.SEC_ADMIN}, ["xu"]),
    ({"area": place.XINSHENG}, ["feng"]),
    ({"posted": False}, []),
    ({"password": False}, []),
])  # fmt: skip
async def test_each_filter_means_what_it_says(town: Database, wanted: dict[str, Any], found: list[str]) -> None:
    assert await logins(**wanted) == found


async def test_grids_that_nobody_works_are_named(town: Database) -> None:
    text = "{ unworkedGrids { total { count } nodes { code } } }"
    found = (await Actor("shen").send(text)).only
    assert (found["total"]["count"], [one["code"] for one in found["nodes"]]) == (1, [place.SIXTH])
    assert (await Actor("wu").send(text)).only["nodes"] == []


@pytest.mark.parametrize("role", [Role.SYS_ADMIN, Role.SEC_ADMIN, Role.AUDITOR])
async def test_nobody_is_made_an_administrator_on_screen(town: Database, role: Role) -> None:
    xu, before = await place.viewer("xu"), await everything()
    new = commands.Add(id=new_id(), **NEW | {"role": role, "area": place.DISTRICT})
    more = commands.AddPost(id=new_id(), person_id=place.HE, role=role, area=place.DISTRICT)
    assert await codes(actions.add(xu, new)) == ["ADMINS_AT_SERVER"]
    assert await codes(actions.add_post(xu, more)) == ["ADMINS_AT_SERVER"]
    assert await everything() == before


async def test_what_was_held_in_the_past_stays_as_it_was(town: Database) -> None:
    xu, today = await place.viewer("xu"), clock.today()
    post = (await queries.posts(place.WANG))[0]
    for ends_on in (None, today - timedelta(days=9)):
        await Post.filter(id=post.id).update(ends_on=ends_on)
        early = commands.EndPost(id=post.id, ends_on=today - timedelta(days=20))
        assert await codes(actions.end_post(xu, early)) == ["MOMENT_TOO_EARLY" if ends_on is None else "ALREADY_ENDED"]
        assert (await Post.get(id=post.id)).ends_on == ends_on
