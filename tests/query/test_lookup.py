"""A lookup finds what the ORM finds, in one statement with what hangs on each row, and within a transaction what that
transaction wrote."""

from __future__ import annotations

import pytest

from server.data.database import Database, transaction
from server.ground.person.models import Person, Post
from server.query.lookup import Lookup
from server.query.projection import Hanging
from tests.statements import heard

POSTS = Hanging("posts", Post, "person_id", ("starts_on", "id"))
PEOPLE = Lookup(
    Person, ("id", "name", "login", "created_at", "ended_at", (POSTS, ("id", "role", "starts_on"))), ("-login",)
)


async def test_it_finds_what_the_orm_finds_in_its_order(town: Database) -> None:
    named = Person.filter(login__in=["wang", "li", "wu"])
    expected = await named.order_by("-login").prefetch_related("posts")
    with heard() as said:
        found = await PEOPLE.all(named)
    assert len(said) == 1
    assert [(one.id, one.name, one.login, one.created_at, one.ended_at) for one in found] == [
        (one.id, one.name, one.login, one.created_at, one.ended_at) for one in expected
    ]
    assert [{(post.id, post.role, post.starts_on) for post in one.posts} for one in found] == [
        {(post.id, post.role, post.starts_on) for post in one.posts} for one in expected
    ]


async def test_it_stops_at_the_most_and_none_is_none(town: Database) -> None:
    first = await PEOPLE.first(Person.filter(login__in=["li", "wu"]))
    assert first is not None
    assert first.login == "wu"
    assert [one.login for one in await PEOPLE.all(Person.filter(login__in=["li", "wu"]), 1)] == ["wu"]
    assert await PEOPLE.first(Person.filter(login="nobody")) is None


async def test_what_was_not_wanted_is_an_error_and_no_silent_null(town: Database) -> None:
    found = await PEOPLE.first(Person.filter(login="li"))
    with pytest.raises(AttributeError, match="password_hash"):
        _ = found.password_hash  # type: ignore[union-attr]


async def test_within_a_transaction_it_sees_what_was_written(town: Database) -> None:
    async def work() -> str:
        await Person.filter(login="li").update(name="李新")
        found = await PEOPLE.first(Person.filter(login="li"))
        assert found is not None
        return str(found.name)

    assert await transaction(work) == "李新"
