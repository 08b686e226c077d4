"""What every request passes: origin, headers, small plain refusals, and nothing of the inside on the way out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from server.core import clock
from server.core.runner import Runner
from server.core.settings import Settings
from server.data.database import Database, reader, transaction
from server.data.migrate import names
from server.edge import crowd
from server.edge.doors import health
from server.edge.security import CSP
from server.keep.backup import last
from tests.edge import toy
from tests.edge.conftest import GRAPHQL, ORIGIN, SAY, WHO, Person, code, person, running

FOREIGN = [
    {"origin": "https://evil.test"},
    {"origin": "null"},
    {"origin": "http://grid.test.evil.test"},
    {"origin": "ftp://grid.test"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
async def test_a_page_of_somebody_else_changes_nothing(wang: Person, headers: dict[str, str]) -> None:
    toy.said.clear()
    del wang.headers["origin"]
    answer = await wang.post("/graphql", json={"query": SAY, "variables": {"text": "boo"}}, headers=headers)
    assert (answer.status_code, code(answer)) == (403, "ORIGIN")
    put = await wang.put("/media/" + "0" * 64, content=b"x", headers=headers)
    assert put.status_code == 403
    assert (await wang.delete("/session", headers=headers)).status_code == 403
    assert toy.said == []
    assert (await wang.get("/session")).status_code == 200


async def test_our_own_page_and_a_program_with_a_token_may(wang: Person, program: Person) -> None:
    del wang.headers["origin"]
    for headers in ({"origin": ORIGIN}, {"sec-fetch-site": "same-origin"}):
        answer = await wang.post("/graphql", json={"query": SAY, "variables": {"text": "hello"}}, headers=headers)
        assert answer.json() == {"data": {"say": "hello"}}
    assert (await program.trusted(SAY, text="hello")).json() == {"data": {"say": "hello"}}


@pytest.fixture
async def public(town: Database, tmp_path: Path, web_folder: Path) -> AsyncIterator[Starlette]:
    settings = Settings(database_url=town.url, data_dir=tmp_path, public_url="https://grid.test:8443")
    async with running(settings, web_folder) as started:
        yield started


async def test_a_name_in_chinese_is_ours_as_browsers_send_it(town: Database, tmp_path: Path, web_folder: Path) -> None:
    settings = Settings(database_url=town.url, data_dir=tmp_path, public_url="https://网格.test")
    async with running(settings, web_folder) as started, person(started) as somebody:
        assert code(await somebody.get("/session", headers={"host": "xn--pssy2u.test"})) == "HOST_UNKNOWN"
        assert code(await somebody.get("/session", headers={"host": "xn--0xvs72c.test"})) == "AUTH_EXPIRED"


async def test_only_who_asks_for_our_name_is_answered_where_we_have_one(public: Starlette) -> None:
    async with person(public) as somebody:
        for host in ("grid.test", "grid.test:8443", "GRID.test", "localhost:8000", "127.0.0.1", "[::1]:8000"):
            answer = await somebody.get("/session", headers={"host": host})
            assert (answer.status_code, code(answer)) == (401, "AUTH_EXPIRED"), host
        for host in ("evil.test", "grid.test.evil.test", "evil.test:8443", "10.0.0.7", "", "[::1", "a@grid.test.x"):
            answer = await somebody.get("/session", headers={"host": host})
            assert (answer.status_code, code(answer)) == (400, "HOST_UNKNOWN"), host
            assert "grid.test" in answer.json()["message"]
            assert (await somebody.get("/healthz", headers={"host": host})).status_code == 200


@pytest.mark.parametrize("limit", ["REQUESTS_OF_PERSON", "CONNECTIONS_OF_ADDRESS"])
async def test_a_person_and_an_address_have_so_many_requests_at_a_time(
    wang: Person, app: Starlette, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(crowd, limit, 3)
    go, picture = asyncio.Event(), {"content-type": "image/jpeg"}

    async def slowly() -> AsyncIterator[bytes]:
        await go.wait()
        yield b"x"

    at_work = [asyncio.create_task(wang.put("/media/" + "0" * 64, content=slowly(), headers=picture)) for _ in range(3)]
    async with person(app, address="10.0.0.77") as feng:
        await asyncio.sleep(0.1)
        refused = await wang.trusted(WHO)
        assert (refused.status_code, code(refused)) == (429, "RATE_LIMITED")
        assert (await feng.sign_in("feng")).status_code == 200
    go.set()
    assert {code(await one) for one in at_work} == {"HASH_MISMATCH"}
    assert (await wang.trusted(WHO)).status_code == 200


@pytest.mark.parametrize("path", ["/session", "/graphql", "/healthz", "/nowhere", "/media/" + "0" * 64])
async def test_every_answer_carries_the_headers_that_keep_a_browser_safe(nobody: Person, path: str) -> None:
    headers = (await nobody.get(path)).headers
    assert headers["content-security-policy"] == CSP
    assert "require-trusted-types-for 'script'" in CSP
    assert "unsafe" not in CSP
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "geolocation=(self), camera=(self), microphone=()" in headers["permissions-policy"]
    assert len(headers["x-request-id"]) == 16
    assert "server" not in headers


async def test_the_parts_of_a_page_carry_only_what_keeps_them_from_being_anything_else(nobody: Person) -> None:
    headers = (await nobody.get("/v/0123456789abcdef/main.js")).headers
    kept = {"x-content-type-options": "nosniff", "cross-origin-resource-policy": "same-origin"}
    assert headers.items() >= kept.items()
    assert "content-security-policy" not in headers


async def test_an_address_or_a_method_that_is_not_there_is_told_as_a_code(nobody: Person) -> None:
    assert code(await nobody.get("/nowhere")) == "NOT_FOUND"
    answer = await nobody.patch("/session")
    assert (answer.status_code, code(answer)) == (405, "METHOD_NOT_ALLOWED")


async def test_a_bug_tells_a_number_and_nothing_else(app: Starlette, nobody: Person, wu: Person) -> None:
    app.state.settings = None  # whoever reads it breaks
    answer = await nobody.get("/session", headers={"cookie": "grid=anything"})
    assert answer.status_code == 401
    broken = await wu.get("/session")
    assert (broken.status_code, code(broken)) == (500, "INTERNAL")
    assert broken.headers["x-request-id"] in broken.json()["message"]
    assert "Traceback" not in broken.text
    assert "NoneType" not in broken.text


async def test_a_bug_in_a_resolver_is_masked_and_a_refusal_is_told(wu: Person) -> None:
    answer = await wu.ask("{ broken missing viewer { name } }")
    broken, missing = sorted(answer.json()["errors"], key=lambda error: str(error["path"]))
    assert answer.status_code == 200
    assert broken["extensions"]["code"] == "INTERNAL"
    assert broken["extensions"]["id"] in broken["message"]
    assert "passwd" not in answer.text
    assert missing["extensions"] == {"code": "NOT_FOUND"}
    assert answer.json()["data"]["viewer"] == {"name": "吴敏"}


async def test_bodies_are_cut_off_while_they_stream(wu: Person) -> None:
    sent = 0

    async def endless() -> httpx.AsyncByteStream:  # type: ignore[misc]
        nonlocal sent
        for _ in range(1000):
            sent += 1024
            yield b"x" * 1024

    headers = {"content-type": "application/json", "accept": GRAPHQL}
    answer = await wu.post("/graphql", content=endless(), headers=headers)
    assert (answer.status_code, code(answer)) == (413, "BODY_TOO_LARGE")
    assert sent <= 70 * 1024
    declared = await wu.post("/graphql", content=b"x" * 65_537, headers=headers)
    assert (declared.status_code, code(declared)) == (413, "BODY_TOO_LARGE")


async def test_health_says_that_the_process_lives_and_readiness_that_it_can_serve(nobody: Person) -> None:
    assert (await nobody.get("/healthz")).json() == {"alive": True, "failing": []}
    ready = await nobody.get("/readyz")
    assert (ready.status_code, ready.json()) == (
        200,
        {"ready": True, "reason": None, "failing": [], "backup_age": None},
    )


async def test_readiness_names_the_parts_that_fail_and_asks_for_migrations_once(
    app: Starlette, nobody: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[set[str]]()

    async def same() -> set[str]:
        asked.append(set(names()))
        return asked[-1]

    monkeypatch.setattr(health, "applied", same)
    monkeypatch.setattr(Runner, "failing", property(lambda loop: loop.name == "relay"))
    monkeypatch.setattr(app.state.bus, "failing", True)
    monkeypatch.setattr(health, "LEAST_FREE", 1 << 80)
    for _ in range(3):
        ready = await nobody.get("/readyz")
        assert (ready.status_code, ready.json()["failing"]) == (200, ["relay", "bus", "disk"])
    assert len(asked) == 1


async def test_whoever_watches_is_told_how_old_the_last_backup_is(
    town: Database, tmp_path: Path, web_folder: Path
) -> None:
    bounded = Settings(database_url=town.url, data_dir=tmp_path, backup_hours=7)
    hour = timedelta(hours=1)
    async with running(bounded, web_folder) as started, person(started) as watcher:
        for made, failing in ((None, ["backup"]), (7.1 * hour, ["backup"]), (6.9 * hour, [])):
            if made is not None:
                last.note(bounded, clock.now() - made, "a backup", 1)
            ready = await watcher.get("/readyz")
            assert (ready.status_code, ready.json()["failing"]) == (200, failing)
            assert (ready.json()["backup_age"] is None) == (made is None)


async def test_a_database_that_is_behind_is_not_ready(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    async with person(app) as somebody:
        (last_one,) = names()[-1:]
        await transaction(lambda: reader().execute_query(f"DELETE FROM tortoise_migrations WHERE name = '{last_one}'"))
        behind = await somebody.get("/readyz")
        assert (behind.status_code, behind.json()["reason"]) == (503, "MIGRATIONS_PENDING")

        async def away() -> set[str]:
            raise OSError("secret-host is away")

        monkeypatch.setattr(health, "applied", away)
        gone = await somebody.get("/readyz")
    assert (gone.status_code, gone.json()["reason"]) == (503, "DATABASE_UNREACHABLE")
    assert "secret-host" not in gone.text


async def test_the_release_before_stays_ready_while_the_next_is_put_in_place_and_migrates(
    app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "AGAIN", 0.0)
    known = names()
    on_disk = [(None, name, False) for name in [*known, "9999_next"]]
    monkeypatch.setattr("server.data.migrate.pkgutil.iter_modules", lambda path: on_disk)
    async with person(app) as somebody:
        in_place = await somebody.get("/readyz")
        assert (in_place.status_code, in_place.json()["reason"]) == (200, None)
        add = "INSERT INTO tortoise_migrations (app, name, applied_at) VALUES ('grid', '9999_next', CURRENT_TIMESTAMP)"
        await transaction(lambda: reader().execute_query(add))
        migrated = await somebody.get("/readyz")
    assert migrated.status_code == 200
    assert (migrated.json()["ready"], migrated.json()["reason"]) == (True, "NEWER_DATABASE")
