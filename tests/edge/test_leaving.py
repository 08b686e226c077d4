"""Signing out later: a word that came with a session ends exactly that one, whoever is on the phone by then."""

from __future__ import annotations

import hashlib
from typing import Any

from starlette.applications import Starlette

from server.core import clock
from server.core.ids import new_id
from server.reach.notice.models import PushSubscription
from tests import town as people
from tests.edge.conftest import Person, code, person, signed_in


async def test_who_left_without_a_line_is_signed_out_at_the_next_contact_and_nobody_else(
    app: Starlette, wang: Person
) -> None:
    told = (await wang.get("/session")).json()["leave"]
    async with person(app) as feng, signed_in(app, "wang") as elsewhere:
        await feng.sign_in("feng")
        assert (await feng.post("/session/left", json={"leave": told})).status_code == 204
        assert (await feng.get("/session")).json()["person"]["id"] == str(people.FENG)
        assert (await wang.get("/session")).status_code == 401
        assert (await elsewhere.get("/session")).status_code == 200
        assert (await feng.post("/session/left", json={"leave": told})).status_code == 204  # and again, without harm


async def test_the_cookie_goes_with_its_own_session_only(nobody: Person) -> None:
    first = (await nobody.sign_in("wang")).json()["leave"]
    second = (await nobody.sign_in("wang")).json()["leave"]
    assert "set-cookie" not in (await nobody.post("/session/left", json={"leave": first})).headers
    assert (await nobody.get("/session")).status_code == 200
    assert "Max-Age=0" in (await nobody.post("/session/left", json={"leave": second})).headers["set-cookie"]
    assert (await nobody.get("/session")).status_code == 401


async def test_a_word_ends_only_the_session_that_it_came_with(app: Starlette, wang: Person, nobody: Person) -> None:
    word = str((await wang.get("/session")).json()["leave"])
    digest, whose, sealed = word.split(".")
    other = f"{digest}.{people.FENG}.{sealed}"
    for nonsense in (None, 5, "", ".", other, word[:-1], word + "é", f"{digest}.{whose}.", {"a": 1}):
        answer = await nobody.post("/session/left", json={"leave": nonsense})
        assert (answer.status_code, code(answer)) == (400, "LEAVING_MALFORMED"), nonsense
    bodies: list[Any] = [[], {"leave": word, "endpoint": 5}, {"leave": word, "endpoint": "x" * 2000}]
    for body in bodies:
        assert code(await nobody.post("/session/left", json=body)) in {"LEAVING_MALFORMED", "JSON_INVALID"}
    assert (await wang.get("/session")).status_code == 200


async def test_who_left_is_pushed_to_no_more_on_that_phone(wang: Person, nobody: Person) -> None:
    word = (await wang.get("/session")).json()["leave"]
    mine, theirs = "https://push.example/mine", "https://push.example/theirs"
    for whose, endpoint in ((people.WANG, mine), (people.FENG, theirs)):
        digest = hashlib.sha256(endpoint.encode()).hexdigest()
        await PushSubscription.create(
            id=new_id(), person_id=whose, digest=digest, made_at=clock.now(), endpoint=endpoint, p256dh="p", auth="a"
        )
    for endpoint in (theirs, mine):
        await nobody.post("/session/left", json={"leave": word, "endpoint": endpoint})
    assert [one.endpoint for one in await PushSubscription.all()] == [theirs]
