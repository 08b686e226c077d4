"""The door of an invite: whose it is, a password set and signed in; what opens nothing answers alike, ever slower."""

from __future__ import annotations

from typing import Any

from httpx import Response

from server.core.ids import new_id
from server.ground.person.models import Session
from server.setup.invite import commands, using, verbs
from tests import town as place
from tests.edge.conftest import Person

CODE, PASSWORD = "ABCDEFGHJKMNPQRS", "一个新的长密码 2026"


async def sent(person: Any = place.WANG) -> None:
    command = commands.Send(op_id=new_id(), id=new_id(), person_id=person, digest=using.digest_of(CODE))
    await verbs.send(await place.viewer("xu"), command)


async def said(nobody: Person, **body: Any) -> Response:
    return await nobody.post("/session/invite", json=body)


async def test_the_code_shows_whose_it_is_and_with_a_password_signs_them_in(nobody: Person) -> None:
    await sent()
    shown = await said(nobody, code="abcd-efgh-jkmn-pqrs")
    assert (shown.status_code, shown.json()["login"], shown.json()["name"]) == (200, "wang", "王*")
    assert await Session.all().count() == 0
    weak = await said(nobody, code=CODE, password="short")
    assert (weak.status_code, weak.json()["code"]) == (422, "PASSWORD_SHORT")
    done = await said(nobody, code=CODE, password=PASSWORD)
    assert (done.status_code, done.json()["person"]["id"]) == (200, str(place.WANG))
    assert (await nobody.get("/session")).json()["person"]["id"] == str(place.WANG)
    again = await nobody.post("/session", json={"login": "wang", "password": PASSWORD})
    assert again.status_code == 200


async def test_what_opens_nothing_answers_alike_and_after_five_waits(nobody: Person) -> None:
    await sent()
    assert (await said(nobody, code=CODE, password=PASSWORD)).status_code == 200
    used, never = await said(nobody, code=CODE, password=PASSWORD), await said(nobody, code="QQQQ" * 4)
    assert (used.status_code, used.json()) == (never.status_code, never.json()) == (401, used.json())
    assert used.json()["code"] == "INVITE_OVER"
    for _ in range(3):
        await said(nobody, code="QQQQ" * 4)
    await sent()
    slowed = await said(nobody, code=CODE)
    assert (slowed.status_code, "retry-after" in slowed.headers) == (429, True)


async def test_what_is_no_code_is_refused(nobody: Person) -> None:
    for body in ({}, {"code": 7}, {"code": "A" * 65}, {"code": CODE, "password": 7}):
        assert (await said(nobody, **body)).status_code == 400
