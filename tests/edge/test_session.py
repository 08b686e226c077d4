"""Signing in and out: who gets in, who does not, and how long they stay."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from server.core import clock
from server.core.settings import Settings
from server.data.database import Database
from server.edge import attempts
from server.ground.person import actions, bearer_tokens, queries, secrets, viewers
from server.ground.person.models import LoginTries, Post, Session
from server.journal.models import Event
from tests import town as people
from tests.edge.conftest import Person, code, person, running


async def test_wang_signs_in_and_is_known_by_the_cookie_alone(nobody: Person) -> None:
    answer = await nobody.sign_in(" Wang ")
    assert answer.status_code == 200
    assert answer.json()["person"] == {"id": str(people.WANG), "name": "王建国"}
    assert (await nobody.get("/session")).json()["person"]["id"] == str(people.WANG)
    cookie = answer.headers["set-cookie"]
    assert all(word in cookie for word in ("grid=", "HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=302400"))
    assert "Secure" not in cookie


async def test_under_https_the_cookie_is_secure_and_bound_to_the_host(
    town: Database, tmp_path: Path, web_folder: Path
) -> None:
    settings = Settings(database_url=town.url, data_dir=tmp_path, public_url="https://grid.test")
    async with running(settings, web_folder) as app, person(app) as wang:
        wang.headers["origin"] = "https://grid.test"
        answer = await wang.sign_in("wang")
    assert answer.headers["set-cookie"].startswith("__Host-grid=")
    assert "; Secure" in answer.headers["set-cookie"]
    assert "strict-transport-security" in answer.headers


async def test_only_the_digest_of_the_secret_is_kept(nobody: Person) -> None:
    await nobody.sign_in("wang")
    secret = nobody.cookies["grid"]
    assert await Session.filter(digest=secrets.digest_of(secret)).exists()
    assert not await Session.filter(digest=secret).exists()


async def test_a_wrong_password_an_unknown_login_and_a_person_without_a_post_are_told_the_same(app: Starlette) -> None:
    await Post.filter(person_id=people.FENG).update(ends_on=clock.today() - timedelta(days=1))
    tries = [("wang", "wrong password"), ("nobody.here", people.PASSWORD), ("feng", people.PASSWORD)]
    answers = []
    for login, password in tries:
        async with person(app) as somebody:
            answers.append(await somebody.sign_in(login, password))
            assert "set-cookie" not in answers[-1].headers
    assert {answer.status_code for answer in answers} == {401}
    assert {answer.content for answer in answers} == {answers[0].content}
    assert code(answers[0]) == "LOGIN_FAILED"


async def test_an_unknown_login_costs_a_hash_like_a_known_one(monkeypatch: pytest.MonkeyPatch, nobody: Person) -> None:
    hashed: list[str | None] = []
    verify = secrets.verify_password

    async def counting(stored: str | None, password: str) -> bool:
        hashed.append(stored)
        return await verify(stored, password)

    monkeypatch.setattr(secrets, "verify_password", counting)
    await nobody.sign_in("nobody.here", "wrong password")
    await nobody.sign_in("x" * 3000, "wrong password")
    assert hashed == [None, None]


@pytest.mark.parametrize(("new", "status"), [("another-long-password", 401), (people.PASSWORD, 200)])
async def test_a_login_beside_a_change_of_the_password_is_let_in_by_the_new_one_alone(
    monkeypatch: pytest.MonkeyPatch, nobody: Person, new: str, status: int
) -> None:
    """The same password, only hashed anew, still lets in."""
    verify = secrets.verify_password
    changes = iter([new])

    async def overtaken(stored: str | None, password: str) -> bool:
        right = await verify(stored, password)
        for one in changes:
            await actions.set_password(None, people.WANG, one)
        return right

    monkeypatch.setattr(secrets, "verify_password", overtaken)
    answer = await nobody.sign_in("wang")
    assert (answer.status_code, "set-cookie" in answer.headers) == (status, status == 200)
    assert await Session.filter(person_id=people.WANG).count() == (status == 200)


async def test_five_errors_for_one_account_wait_two_minutes_then_four(
    app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with person(app) as guesser, person(app, address="10.0.0.2") as wang:
        for _ in range(5):
            assert (await guesser.sign_in("wang", "wrong password")).status_code == 401
        refused = await wang.sign_in("wang")  # from another address, with the right password
        assert (refused.status_code, code(refused)) == (429, "LIMITED")
        assert 118 <= int(refused.headers["retry-after"]) <= 120
        start = time.time()
        monkeypatch.setattr(time, "time", lambda: start + 121)
        assert (await guesser.sign_in("wang", "wrong password")).status_code == 401
        later = await wang.sign_in("wang")
        assert 238 <= int(later.headers["retry-after"]) <= 240
        monkeypatch.setattr(time, "time", lambda: start + 121 + 241)
        assert (await wang.sign_in("wang")).status_code == 200


async def test_others_lock_nobody_out_of_a_browser_in_which_they_have_signed_in_before(
    app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with person(app) as wang, person(app) as stranger, person(app) as thief:
        assert (await wang.sign_in("wang")).status_code == 200
        word = wang.cookies["grid-known"]
        for number in range(attempts.BY_ADDRESS):  # also from the same address
            await stranger.sign_in(f"login{number}" if number >= attempts.BY_ACCOUNT else "wang", "wrong password")
        assert code(await stranger.sign_in("wang")) == "LIMITED"
        assert (await wang.sign_in("wang")).status_code == 200
        assert wang.cookies["grid-known"] == word
        for made_up in (word[:-3] + "AAA", "-", "." * 9, "A" * 38, f"{word[:4]}!~!*{word[4:]}"):
            thief.headers["cookie"] = f"grid-known={made_up}"
            assert code(await thief.sign_in("wang")) == "LIMITED"
        assert code(await wang.sign_in("feng")) == "LIMITED"  # in whose name nobody has signed in here
        tried = [code(await wang.sign_in("wang", "wrong password")) for _ in range(attempts.BY_ACCOUNT + 1)]
        assert tried == ["LOGIN_FAILED"] * attempts.BY_ACCOUNT + ["LIMITED"]
    assert await Event.filter(kind="person.sign_in_failed", subject_id=people.WANG).count() == attempts.BY_ACCOUNT


async def test_whoever_gathers_words_of_a_login_guesses_no_more_with_all_of_them_than_from_an_address(
    app: Starlette,
) -> None:
    failed = []
    for _ in range(attempts.BY_ADDRESS // attempts.BY_ACCOUNT + 1):
        async with person(app) as browser:
            assert (await browser.sign_in("wang")).status_code == 200
            failed += [code(await browser.sign_in("wang", "wrong password")) for _ in range(attempts.BY_ACCOUNT)]
    assert failed == ["LOGIN_FAILED"] * attempts.BY_ADDRESS + ["LIMITED"] * attempts.BY_ACCOUNT


async def test_errors_are_counted_once_for_all_processes_and_name_nobody(
    app: Starlette, settings: Settings, web_folder: Path
) -> None:
    async with running(settings, web_folder) as another, person(app) as here, person(another) as there:
        for _ in range(attempts.BY_ACCOUNT):
            assert code(await here.sign_in("wang", "wrong password")) == "LOGIN_FAILED"
        assert code(await there.sign_in("wang")) == "LIMITED"
    kept = await LoginTries.all().values_list("key", flat=True)
    assert len(kept) == 2
    assert not {"wang", "10.0.0.1"} & set(" ".join(map(str, kept)).replace(":", " ").split())


async def test_who_fails_to_sign_in_leaves_a_trail_that_names_no_address(app: Starlette) -> None:
    tries = [("10.0.0.1", "wang", "no"), ("10.0.0.2", "wang", "no"), ("10.0.0.1", "feng", "no"),
             ("10.0.0.1", "nobody.here", "no"), ("10.0.0.1", "wang", people.PASSWORD)]  # fmt: skip
    for address, login, password in tries:
        async with person(app, address=address) as somebody:
            await somebody.sign_in(login, password)
    found = await Event.filter(kind="person.sign_in_failed").order_by("number")
    assert [one.subject_id for one in found] == [people.WANG, people.WANG, people.FENG]
    first, other, same = (str(one.payload["source"]) for one in found)
    assert first == same != other
    assert {str(one.payload["by"]) for one in found} == {"PASSWORD"}
    assert "10.0" not in str([one.payload for one in found])


async def test_one_address_that_tries_many_accounts_is_stopped_and_its_neighbour_is_not(app: Starlette) -> None:
    async with person(app, address="2001:db8::1") as guesser:
        for number in range(attempts.BY_ADDRESS):
            await guesser.sign_in(f"login{number}", "wrong password")
    async with person(app, address="2001:db8::beef") as same_subscriber:
        assert (await same_subscriber.sign_in("wang")).status_code == 429
    async with person(app, address="2001:db8:1::1") as neighbour:
        assert (await neighbour.sign_in("wang")).status_code == 200


async def test_an_office_that_begins_its_day_at_once_is_let_in(app: Starlette) -> None:
    async with person(app) as office:
        for number in range(attempts.BY_ADDRESS - 1):
            await office.sign_in(f"login{number}", "wrong password")
        answers = await asyncio.gather(*(office.sign_in(login) for login in ("wang", "he", "zhang", "wu") * 15))
    assert {answer.status_code for answer in answers} == {200}


async def test_guesses_that_come_at_once_are_stopped_as_if_one_came_after_another(app: Starlette) -> None:
    async with person(app) as guesser:
        many = [guesser.sign_in(f"login{number}", "wrong password") for number in range(60)]
        codes = [code(answer) for answer in await asyncio.gather(*many)]
        assert codes.count("LOGIN_FAILED") < attempts.BY_ADDRESS + attempts.AT_ONCE
        one = await asyncio.gather(*(person(app, address=f"10.0.1.{n}").sign_in("wang", "no") for n in range(20)))
        assert [code(answer) for answer in one].count("LOGIN_FAILED") == attempts.BY_ACCOUNT


async def test_a_right_password_wipes_out_earlier_errors_of_the_account(app: Starlette) -> None:
    async with person(app) as wang:
        for _ in range(3):
            for _ in range(4):
                await wang.sign_in("wang", "wrong password")
            assert (await wang.sign_in("wang")).status_code == 200


async def test_signing_out_ends_the_session_at_the_server_too(app: Starlette, wang: Person) -> None:
    secret = wang.cookies["grid"]
    answer = await wang.delete("/session")
    assert answer.status_code == 204
    assert "Max-Age=0" in answer.headers["set-cookie"]
    async with person(app) as thief:
        thief.cookies.set("grid", secret)
        assert code(await thief.get("/session")) == "AUTH_EXPIRED"


async def test_signing_in_again_replaces_the_browsers_session(wang: Person) -> None:
    first = wang.cookies["grid"]
    await wang.sign_in("feng")
    assert wang.cookies["grid"] != first
    assert await queries.session(first) is None
    assert (await wang.get("/session")).json()["person"]["id"] == str(people.FENG)


async def test_a_used_session_lives_on_and_is_written_once_an_hour(wang: Person, settings: Settings) -> None:
    secret = wang.cookies["grid"]
    before = await queries.session(secret)
    assert before is not None
    quiet = await wang.get("/session")
    assert "set-cookie" not in quiet.headers
    await Session.filter(digest=before.digest).update(seen_at=before.seen_at - timedelta(minutes=61))
    viewers.forget_secret(before.digest)  # as it is a moment later
    used = await wang.get("/session")
    assert f"grid={secret}" in used.headers["set-cookie"]
    after = await queries.session(secret)
    assert after is not None
    assert after.expires_at >= before.expires_at
    assert "set-cookie" not in (await wang.get("/session")).headers


async def test_an_expired_session_is_over(wang: Person) -> None:
    await Session.all().update(expires_at=clock.now() - timedelta(seconds=1))
    assert (await wang.get("/session")).status_code == 401


async def test_a_session_ends_with_the_last_post(wang: Person) -> None:
    for post in await Post.filter(person_id=people.WANG):
        assert (await wang.get("/session")).status_code == 200
        await actions.end_post(None, post.id)
    assert (await wang.get("/session")).status_code == 401


async def test_a_token_works_until_it_is_ended(program: Person, app: Starlette) -> None:
    assert (await program.get("/session")).json()["explores"] is True
    (token,) = await queries.tokens(people.WU)
    await bearer_tokens.end_token(None, token.id)
    assert (await program.get("/session")).status_code == 401


@pytest.mark.parametrize(
    "body", [b"null", b"5", b"[]", b"{}", b'{"login":1,"password":2}', b'{"login":"wang"}', b"{", b"\xff", b""]
)
async def test_a_malformed_login_is_told_so(nobody: Person, body: bytes) -> None:
    answer = await nobody.post("/session", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert code(answer) in {"LOGIN_MALFORMED", "JSON_INVALID"}


async def test_a_form_of_another_site_and_a_large_body_are_refused(nobody: Person) -> None:
    form: httpx.Response = await nobody.post("/session", data={"login": "wang", "password": people.PASSWORD})
    assert (form.status_code, code(form)) == (415, "CONTENT_TYPE")
    large = await nobody.sign_in("wang", "x" * 5000)
    assert (large.status_code, code(large)) == (413, "BODY_TOO_LARGE")
