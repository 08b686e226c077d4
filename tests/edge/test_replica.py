"""Lists and figures by a replica: nobody is told less than they know, and without it nothing is missing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock

import asyncpg
import pytest
from starlette.applications import Starlette

from server.app import create_app
from server.core.settings import Settings
from server.data import replica as replicas
from server.data.database import connect
from server.data.replica import Replica
from server.edge.check import console, standby
from server.process.contact import keys
from tests import town
from tests.edge.conftest import Person, person, signed_in
from tests.edge.serving import until
from tests.faults.outbox import Outbox
from tests.faults.test_parallel import DOCUMENTS, document
from tests.replicas import Pair, paired
from tests.stores import SqliteStore

DEMO = console.Demo("known to everybody", {"nobody"})


def query(name: str) -> str:
    """A document that screens send."""
    return next(id for id, text in DOCUMENTS.items() if text.startswith((f"query {name}(", f"query {name} ")))


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    with paired() as found:
        yield found


@pytest.fixture
async def settings(pair: Pair, tmp_path: Path) -> AsyncIterator[Settings]:
    url = pair.primary.copy("town", town.build)
    name = url.split("/")[3].split("?")[0]
    await until_there(pair, name)
    (tmp_path / "data").mkdir()
    yield Settings(
        database_url=url,
        read_url=pair.url(name),
        data_dir=tmp_path / "data",
        contact_keys=keys.ring().path,
        metrics="loopback",
    )
    await on_standby(pair, "SELECT pg_wal_replay_resume() WHERE pg_is_wal_replay_paused()")
    pair.primary.drop(url)


@asynccontextmanager
async def process(settings: Settings) -> AsyncIterator[tuple[Starlette, Replica]]:
    """One process of the server, which reads from the replica."""
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        replica = app.state.database.replica
        await until(lambda: not replica.why)
        yield app, replica


async def on_standby(pair: Pair, sql: str, name: str = "postgres") -> Any:
    connection = await asyncpg.connect(pair.url(name))
    try:
        return await connection.fetchval(sql)
    finally:
        await connection.close()


async def until_there(pair: Pair, name: str) -> None:
    async with asyncio.timeout(20):
        asked = f"SELECT count(*) FROM pg_database WHERE datname = '{name}'"
        while not await on_standby(pair, asked):  # noqa: ASYNC110 - another server's
            await asyncio.sleep(0.05)


async def told(who: Person, name: str, **variables: Any) -> dict[str, Any]:
    answer = (await who.post("/graphql", json={"documentId": query(name), "variables": variables})).json()
    assert "errors" not in answer, answer
    return dict(answer["data"])


async def listed(who: Person) -> list[str]:
    found = (await told(who, "DeskList"))["incidents"]
    assert found["total"]["count"] == len(found["nodes"])
    return [str(one["text"]) for one in found["nodes"]]


async def report(who: Person, text: str) -> str:
    """By a phone of theirs; the incident's id."""
    outbox = Outbox()
    incident = outbox.report(text)
    body = {"documentId": document("Report"), "variables": {"input": outbox.operations[0].input(outbox.device)}}
    answer = await who.post("/graphql", json=body)
    assert answer.json()["data"]["incidentReport"]["problems"] == [], answer.text
    return incident


async def test_who_wrote_by_one_process_reads_it_by_another_however_far_the_replica_is_behind(
    pair: Pair, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with (
        process(settings) as (here, first),
        process(settings) as (there, second),
        signed_in(here, "wang") as wang,
        signed_in(there, "wu") as wu,
        person(there) as again,
    ):
        assert await listed(wu) == []
        await until_told(second, wu)
        await on_standby(pair, "SELECT pg_wal_replay_pause()")
        with monkeypatch.context() as late:  # neither are news, nor does the other process write itself
            late.setattr(second, "news", asyncio.Event())
            late.setattr(second, "committed", lambda: None)
            late.setattr(second, "_ask", AsyncMock(return_value=True))  # as its runner does each second
            await report(wang, "井盖松动")
            again.cookies = wang.cookies
            assert await listed(again) == await listed(wang) == ["井盖松动"]
            assert await listed(wu) == []
        await until(second.news.is_set)
        assert await listed(wu) == ["井盖松动"]
        assert first.passed > 0 < second.passed
        await on_standby(pair, "SELECT pg_wal_replay_resume()")
        for one, who in ((first, wang), (second, again), (second, wu)):
            await until_told(one, who)
            assert await listed(who) == ["井盖松动"]


async def until_told(replica: Replica, who: Person) -> None:
    """They list until the replica tells it."""
    async with asyncio.timeout(10):
        before = replica.told
        while replica.told == before:
            await listed(who)
            await asyncio.sleep(0.02)


async def test_what_decides_and_what_phones_keep_is_read_from_the_primary(pair: Pair, settings: Settings) -> None:
    async with process(settings) as (app, replica), signed_in(app, "wang") as wang:
        await until_told(replica, wang)
        before = replica.told, replica.passed
        incident = await report(wang, "树倒了")
        assert [one["text"] for one in (await told(wang, "Pull"))["pull"]["incidents"]] == ["树倒了"]
        assert (await told(wang, "IncidentDetail", id=incident))["incident"]["text"] == "树倒了"
        assert (replica.told, replica.passed) == before


async def test_a_replica_that_is_behind_is_not_read_and_is_named(
    pair: Pair, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replicas, "MOST_LAG", 0.5)
    monkeypatch.setattr(standby, "MOST_LAG", 0.5)
    async with process(settings) as (app, replica), signed_in(app, "wang") as wang:
        await report(wang, "积水")
        await until_told(replica, wang)
        assert await failing(wang) == []
        assert await numbers(app) >= {"grid_replica_read 1.0", "grid_replica_lag_seconds 0.0"}

        await on_standby(pair, "SELECT pg_wal_replay_pause()")
        await report(wang, "积水")
        await until(lambda: replica.why == "LAGS")
        assert (await listed(wang), await failing(wang)) == (["积水"] * 2, ["replica"])
        assert [one.code for one in (await console.look(settings, DEMO))[0] if "REPLICA" in one.code] == [
            "REPLICA_LAGS"
        ]
        await on_standby(pair, "SELECT pg_wal_replay_resume()")
        await until_told(replica, wang)


async def test_while_a_replica_is_silent_or_away_the_primary_answers_and_then_it_is_read_again(
    pair: Pair, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replicas, "PATIENCE", 0.3)
    async with process(settings) as (app, replica), signed_in(app, "wang") as wang:
        await report(wang, "积水")
        await until_told(replica, wang)
        await asyncio.to_thread(pair.freeze, still=True)
        try:
            async with asyncio.timeout(2):
                assert await listed(wang) == ["积水"]
        finally:
            await asyncio.to_thread(pair.freeze, still=False)
        await until_told(replica, wang)

        await asyncio.to_thread(pair.stop)
        assert await listed(wang) == ["积水"]
        await until(lambda: replica.why == "AWAY")
        assert await failing(wang) == ["replica"]
        assert [one.code for one in (await console.look(settings, DEMO))[0] if "REPLICA" in one.code] == [
            "REPLICA_AWAY"
        ]
        await asyncio.to_thread(pair.start)
        await until_told(replica, wang)
        assert await failing(wang) == []


async def test_what_is_no_replica_of_the_database_is_not_read(pair: Pair, settings: Settings) -> None:
    other = settings.model_copy(update={"read_url": pair.url("postgres")})
    assert await found(other) == ["REPLICA_OTHER_DATABASE"]
    itself = settings.model_copy(update={"read_url": settings.database_url})
    assert await found(itself) == ["REPLICA_NO_STANDBY"]
    async with connect(itself.database_url, itself.read_url) as database:
        assert database.replica is not None
        await database.replica.look()
        assert database.replica.why == "NO_STANDBY"
        await database.replica.close()


async def found(settings: Settings) -> list[str]:
    """What `./grid check` finds of the replica."""
    return [one.code for one in (await console.look(settings, DEMO))[0] if one.code.startswith("REPLICA")]


async def failing(who: Person) -> list[str]:
    """What readiness names; it is ready all the same."""
    told = await who.get("/readyz")
    assert told.status_code == 200
    return list(told.json()["failing"])


async def numbers(app: Starlette) -> set[str]:
    async with person(app, address="127.0.0.1") as scraper:
        return set((await scraper.get("/metrics", headers={"host": "127.0.0.1:8000"})).text.splitlines())


async def test_on_sqlite_there_is_no_replica(tmp_path: Path, sqlite_store: SqliteStore) -> None:
    url = sqlite_store.copy("town", town.build)
    async with connect(url, "postgres://nowhere/at-all") as database:
        assert database.replica is None
    settings = Settings(database_url=url, data_dir=tmp_path, read_url="postgres://nowhere/at-all")
    assert await found(settings) == ["REPLICA_UNUSED"]
