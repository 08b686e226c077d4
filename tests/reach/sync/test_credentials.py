"""Everything by which a person can act is listed for them, ends one by one, and ends together."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from server.core.errors import Forbidden
from server.core.ids import new_id
from server.core.viewer import Role, Viewer
from server.data.database import Database
from server.ground.person import (
    actions,
    bearer_tokens,
    credentials,
    passwords,
    pins,
    queries,
    secrets,
    sessions,
    viewers,
)
from server.ground.person.credentials import CredentialKind
from server.journal.models import Event
from server.reach.sync import devices
from tests import town as people
from tests.edge.conftest import _cheap_passwords as cheap_passwords  # noqa: F401  # a fixture
from tests.people import Actor, answered
from tests.reach.sync.parcel import Phone

MINE = "query Mine($login: String) { credentials(login: $login) { id kind name since lastUsedOn endsOn here pin } }"
END = "mutation End($input: CredentialEndInput!) { credentialEnd(input: $input) { ended problems { code } } }"
END_ALL = "mutation All($input: CredentialEndAllInput!) { credentialEndAll(input: $input) { ended problems { code } } }"
CHANGE = """mutation Change($input: PasswordChangeInput!) {
    passwordChange(input: $input) { ended problems { code field } } }"""
NEW = "a new long password"
PROOF = "A" * 43


class Known:
    """Wang with a browser, a phone that has a PIN, and a program."""

    def __init__(self) -> None:
        self.phone, self.session, self.token = Phone(), "", ""

    async def enter(self) -> Known:
        wang = await people.viewer("wang")
        _, self.session = await sessions.open_session(people.WANG, hours=12, agent="Firefox")
        _, self.token = await bearer_tokens.add_token(None, people.WANG, "周报")
        await self.register()
        await pins.set_pin(wang, people.WANG, self.phone.device, PROOF)
        return self

    async def register(self) -> None:
        key = devices.Register(device=self.phone.device, public_key=self.phone.public_key)
        await devices.register(await people.viewer("wang"), key)

    async def opens(self) -> dict[str, bool]:
        """Which of them still open something."""
        signed, now = self.phone.signed(b"text"), int(time.time() * 1e6)
        return {
            "session": (await viewers.viewer_by_session(self.session)).signed_in,
            "token": (await viewers.viewer_by_token(self.token)).signed_in,
            "key": await devices.has_signed(people.WANG, self.phone.device, signed, b"text"),
            "pin": (await pins.verify(people.WANG, self.phone.device, PROOF, tries=5, challenge=now)).right,
        }


async def _new_password() -> None:
    await actions.set_password(None, people.WANG, "a new long password")


async def _leave() -> None:
    await actions.end_person(None, people.WANG)


async def security(login: str = "wu") -> Actor:
    """Somebody of the cast with the post of the security administrator."""
    person, _ = people.NAMES[login]
    await actions.add_post(None, actions.NewPost(person, Role.SEC_ADMIN, people.DISTRICT))
    return Actor(login)


async def ids(somebody: Actor, login: str | None = None) -> dict[str, str]:
    """What is listed, by its kind."""
    return {one["kind"]: one["id"] for one in (await somebody.send(MINE, login=login)).only}


async def test_what_has_ended_is_forgotten_though_another_of_the_same_person_goes_on(town: Database) -> None:
    known = await Known().enter()
    _, other = await sessions.open_session(people.WANG, hours=12)
    await viewers.viewer_by_session(other)
    assert viewers.remembered(other, token=False) is not None
    with by(known.session):
        await credentials.end(await people.viewer("wang"), None)
    await viewers.viewer_by_session(known.session)  # which is remembered, and so wang is
    assert viewers.remembered(other, token=False) is None


@pytest.mark.parametrize("end", [_new_password, _leave])
async def test_a_session_that_another_process_remembers_registers_no_key_behind_its_end(
    town: Database, end: Callable[[], Awaitable[None]]
) -> None:
    known = await Known().enter()
    still = await people.viewer("wang")
    await end()
    key = devices.Register(device=known.phone.device, public_key=known.phone.public_key)
    for secret in (known.session, known.token):
        with by(secret), pytest.raises(Forbidden):
            await devices.register(still, key)
    assert (await known.opens())["key"] is False


@pytest.mark.parametrize("end", [_new_password, _leave])
async def test_everything_by_which_wang_could_act_ends_together(
    town: Database, end: Callable[[], Awaitable[None]]
) -> None:
    known = await Known().enter()
    assert set((await known.opens()).values()) == {True}
    await end()
    assert set((await known.opens()).values()) == {False}
    assert await credentials.held_by(people.WANG) == []


async def test_a_phone_that_signs_in_again_is_known_by_the_same_key(town: Database) -> None:
    known = await Known().enter()
    await _new_password()
    await known.register()
    assert (await known.opens())["key"]


async def test_wang_sees_what_they_are_known_by_in_days_and_ends_one(town: Database) -> None:
    known, wang = await Known().enter(), Actor("wang")
    listed = (await wang.send(MINE)).only
    assert [(one["kind"], one["name"], one["pin"]) for one in listed] == [
        ("SESSION", "Firefox", False), ("TOKEN", "周报", False), ("PHONE", "", True),
    ]  # fmt: skip
    assert {len(one[day]) for one in listed for day in ("since", "lastUsedOn", "endsOn") if one[day]} == {10}
    assert known.session not in str(listed)
    for kind, gone in (("PHONE", {"key", "pin"}), ("TOKEN", {"token"}), ("SESSION", {"session"})):
        before, which = await known.opens(), (await ids(wang))[kind]
        assert (await wang.send(END, input={"id": which})).only == {"ended": 1, "problems": []}
        assert {name for name, opens in (await known.opens()).items() if before[name] and not opens} == gone
        assert (await wang.send(END, input={"id": which})).problems == ["NOT_FOUND"]
    assert await Event.filter(kind="person.credential_ended", subject_id=people.WANG).count() == 3


async def test_of_ones_own_the_one_in_use_stays_when_all_the_others_end(town: Database) -> None:
    known, wang = await Known().enter(), Actor("wang")
    _, other = await sessions.open_session(people.WANG, hours=12)
    _, zhang = await sessions.open_session(people.ZHANG, hours=12)
    token = credentials.HERE.set(known.session)
    try:
        assert [one["here"] for one in (await wang.send(MINE)).only].count(True) == 1
        assert (await wang.send(END_ALL, input={})).only == {"ended": 3, "problems": []}
    finally:
        credentials.HERE.reset(token)
    assert await known.opens() == {"session": True, "token": False, "key": False, "pin": False}
    _, program = await bearer_tokens.add_token(None, people.WANG, "月报")
    token = credentials.HERE.set(program)
    try:
        assert [one["kind"] for one in (await wang.send(MINE)).only if one["here"]] == ["TOKEN"]
        assert (await wang.send(END_ALL, input={})).only["ended"] >= 1
    finally:
        credentials.HERE.reset(token)
    assert (await viewers.viewer_by_token(program)).signed_in
    assert not (await viewers.viewer_by_session(known.session)).signed_in
    assert not (await viewers.viewer_by_session(other)).signed_in
    assert (await viewers.viewer_by_session(zhang)).signed_in


async def test_the_security_administrator_ends_what_another_is_known_by(town: Database) -> None:
    known, wu = await Known().enter(), await security()
    found = await ids(wu, "wang")
    assert set(found) == {str(kind) for kind in CredentialKind}
    assert (await wu.send(END, input={"login": "Wang", "id": found["PHONE"]})).only["ended"] == 1
    assert (await wu.send(END_ALL, input={"login": "wang"})).only["ended"] == 2
    assert set((await known.opens()).values()) == {False}
    event = await Event.filter(kind="person.credential_ended").order_by("-number").first()
    assert event is not None
    assert (event.by_id, event.payload) == (people.WU, {"count": 2})


@pytest.mark.parametrize("login", ["zhang", "admin", "wu"])
async def test_to_whoever_is_not_the_security_administrator_others_are_as_nobody(town: Database, login: str) -> None:
    known, somebody = await Known().enter(), Actor(login)
    theirs = await ids(Actor("wang"))
    for named in ("wang", "nobody.here"):
        assert (await somebody.send(MINE, login=named)).only is None
        answers: list[Any] = [await somebody.send(END_ALL, input={"login": named})]
        answers += [await somebody.send(END, input={"login": named, "id": one}) for one in theirs.values()]
        assert {tuple(one.problems) for one in answers} == {("NOT_FOUND",)}
    for one in (*theirs.values(), str(new_id())):
        assert (await somebody.send(END, input={"id": one})).problems == ["NOT_FOUND"]
    assert set((await known.opens()).values()) == {True}
    assert await queries.tokens(people.WANG) != []


@contextmanager
def by(secret: str) -> Iterator[None]:
    """Requests come by this session or token."""
    token = credentials.HERE.set(secret)
    try:
        yield
    finally:
        credentials.HERE.reset(token)


async def signs_in(password: str) -> bool:
    wang = await queries.person(people.WANG)
    return wang is not None and await secrets.verify_password(wang.password_hash, password)


async def test_wang_changes_the_password_and_all_but_this_browser_ends(town: Database) -> None:
    known, wang = await Known().enter(), Actor("wang")
    with by(known.session):
        change = {"old": people.PASSWORD, "new": NEW}
        assert (await wang.send(CHANGE, input=change)).only == {"ended": 2, "problems": []}
        assert await known.opens() == {"session": True, "token": False, "key": False, "pin": False}
        again = (await wang.send(CHANGE, input=change)).only  # a replay: the old one is no longer the present one
    assert again["problems"] == [{"code": "PASSWORD_WRONG", "field": "old"}]
    assert (await signs_in(NEW), await signs_in(people.PASSWORD)) == (True, False)
    event = await Event.filter(kind="person.password_set", subject_id=people.WANG).order_by("-number").first()
    assert event is not None
    assert (event.by_id, event.payload) == (people.WANG, {})


@pytest.mark.parametrize(
    ("old", "new", "code", "field"),
    [
        ("not the present one", NEW, "PASSWORD_WRONG", "old"),
        (people.PASSWORD, "short", "PASSWORD_SHORT", "new"),
        (people.PASSWORD, "abcdefgh" * 26, "PASSWORD_LONG", "new"),
        (people.PASSWORD, "ababababababab", "PASSWORD_WEAK", "new"),
    ],
)
async def test_a_change_that_cannot_stand_changes_and_ends_nothing(
    town: Database, old: str, new: str, code: str, field: str
) -> None:
    known = await Known().enter()
    with by(known.session):
        answer = (await Actor("wang").send(CHANGE, input={"old": old, "new": new})).only
    assert answer == {"ended": 0, "problems": [{"code": code, "field": field}]}
    assert set((await known.opens()).values()) == {True}
    assert await signs_in(people.PASSWORD)
    assert not await Event.filter(kind="person.password_set").exists()


async def test_who_is_nobody_changes_nobodys_password(town: Database) -> None:
    answer = await answered(Viewer.nobody(), CHANGE, input={"old": people.PASSWORD, "new": NEW})
    assert answer.problems == ["NOT_FOUND"]
    assert await signs_in(people.PASSWORD)


async def test_a_browser_left_open_guesses_five_times_and_is_in_nobodys_way(town: Database) -> None:
    known, wang = await Known().enter(), Actor("wang")
    with by(known.session):
        for _ in range(passwords.TRIES):
            assert (await wang.send(CHANGE, input={"old": "a guess", "new": NEW})).problems == ["PASSWORD_WRONG"]
        right = {"old": people.PASSWORD, "new": NEW}
        assert (await wang.send(CHANGE, input=right)).problems == ["PASSWORD_TRIES"]
    _, other = await sessions.open_session(people.WANG, hours=12)
    with by(other):
        assert (await wang.send(CHANGE, input=right)).problems == []


async def test_of_two_changes_at_once_one_wins(town: Database) -> None:
    wang = Actor("wang")
    changes = [{"old": people.PASSWORD, "new": f"{NEW} {n}"} for n in (1, 2)]
    told = await asyncio.gather(*(wang.send(CHANGE, input=one) for one in changes))
    assert sorted(one.problems for one in told)[0] == []
    assert sorted(one.problems for one in told)[1] in (["CONFLICT"], ["PASSWORD_WRONG"])
    assert await Event.filter(kind="person.password_set").count() == 1
