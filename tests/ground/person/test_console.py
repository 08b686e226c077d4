"""The operator keeps people from the server's own command line, in words that they can act on."""

from __future__ import annotations

from typing import Any

import pytest

from server.core.errors import Invalid, Missing, Refusal
from server.core.viewer import Role
from server.data.database import Database
from server.grid.incident import console as leaving
from server.ground.person import console, queries, secrets, viewers
from server.ground.person.models import Person, Post
from server.journal.models import Event
from tests import town as place


def ask(lines: list[str], best: str) -> str:
    raise AssertionError("nothing is in hand")


async def test_chen_is_added_with_a_post_and_shows_in_the_list(town: Database) -> None:
    told = await console.add(
        "chen", name="陈思远", role="dept_handler", area=place.DISTRICT, unit=str(place.HOUSING), password="a long one!"
    )
    assert "chen" in told
    chen = await queries.person_by_login("chen")
    assert chen is not None
    assert (await viewers.viewer_of(chen.id)).unit_ids == {place.HOUSING}
    lines = (await console.people()).splitlines()
    assert len(lines) == 14
    assert next(line for line in lines if line.startswith("chen")).endswith("DEPT_HANDLER 140214")


async def test_a_person_whose_post_is_refused_is_not_added_either(town: Database) -> None:
    before = await Person.all().count(), await Event.all().count()
    for wrong, refusal in (
        ({"role": "KING"}, "KING is no role; there are GRID_WORKER"),
        ({"area": "140214999"}, "there is no area 140214999"),
        ({"unit": "the team"}, "the team is no id"),
        ({"password": "short"}, "at least 10 characters"),
    ):
        usual: dict[str, Any] = {
            "name": "陈",
            "role": "COMMUNITY",
            "area": place.NEW_SIDE,
            "unit": None,
            "password": "a long one!",
        }
        with pytest.raises(Refusal, match=refusal):
            await console.add("chen", **({"password": "a long one!"} | usual | wrong))
    assert (await Person.all().count(), await Event.all().count()) == before


async def test_a_second_post_is_given_and_taken(town: Database) -> None:
    await console.post("zhang", role="COMMUNITY", area=place.SPRING_SIDE, ends_on="2099-12-31")
    assert {post.area_id for post in await queries.posts(place.ZHANG)} == {place.STREET_SIDE, place.SPRING_SIDE}
    await leaving.end_post("zhang", role="COMMUNITY", area=place.SPRING_SIDE, to=None, ask=ask)
    assert {post.area_id for post in await queries.posts(place.ZHANG)} == {place.STREET_SIDE}
    with pytest.raises(Missing, match=f"zhang is no COMMUNITY of {place.SPRING_SIDE}"):
        await leaving.end_post("zhang", role="COMMUNITY", area=place.SPRING_SIDE, to=None, ask=ask)
    with pytest.raises(Invalid, match=r"31\.12\.2099 is no day"):
        await console.post("zhang", role="COMMUNITY", area=place.SPRING_SIDE, ends_on="31.12.2099")


async def test_a_forgotten_password_is_replaced(town: Database) -> None:
    assert "sessions, phones' keys and tokens have ended" in await console.password("WANG", "another long one")
    assert await secrets.verify_password((await Person.get(id=place.WANG)).password_hash, "another long one")


async def test_a_token_is_told_once_and_ended_only_as_its_owners(town: Database) -> None:
    secret = (await console.token("wu", "weekly")).splitlines()[0]
    assert (await viewers.viewer_by_token(secret)).person_id == place.WU
    assert "only the app's own documents" in await console.token("wang", "export")
    assert "documents" not in await console.token("wu", "monthly")
    listed = await console.tokens("wu")
    assert "weekly" in listed
    assert secret not in listed
    token_id = listed.split()[0]
    with pytest.raises(Missing, match="zhao has no such token"):
        await console.end_token("zhao", token_id)
    for one in listed.splitlines():
        await console.end_token("wu", one.split()[0])
    assert await console.tokens("wu") == "wu has no token."


async def test_who_leaves_holds_no_post_and_is_not_found_again(town: Database) -> None:
    await leaving.end("sun", to=None, ask=ask)
    assert not await Post.filter(person_id=place.SUN, role=Role.DEPT_HANDLER, ends_on=None).exists()
    with pytest.raises(Missing, match="there is nobody with the login sun"):
        await leaving.end("sun", to=None, ask=ask)


async def test_an_empty_district_says_how_to_begin(database: Database) -> None:
    assert "./grid user add" in await console.people()
