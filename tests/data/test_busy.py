"""A busy database: what may succeed when run again is run again, a bounded number of times, then refused as BUSY."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import uuid4

import asyncpg
import pytest

from server.core.errors import Busy
from server.data import database as door
from server.data import pooler, sqlite
from server.data.configuration import postgres_address
from server.data.database import Database, queue_for, reader, transaction
from server.journal.models import Unsealed
from tests.data.test_transaction import write, written
from tests.stores import PostgresStore


@asynccontextmanager
async def lock_held(database: Database) -> AsyncIterator[None]:
    """Another process writes and does not end."""
    if database.dialect == "sqlite":
        other = sqlite3.connect(unquote(urlsplit(database.url).path), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.close()
        return
    address = postgres_address(database.url)
    address.pop("schema")
    connection: asyncpg.Connection[Any] = await asyncpg.connect(**address)
    try:
        await connection.execute("BEGIN; LOCK TABLE unsealed, person")
        yield
    finally:
        await connection.close()


async def test_a_database_that_stays_busy_is_a_refusal_after_bounded_attempts(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "ATTEMPTS", 3)
    tried = 0

    async def work() -> None:
        nonlocal tried
        tried += 1
        await Unsealed.create(event_number=1)

    await _be_impatient(database)
    async with lock_held(database):
        with pytest.raises(Busy):
            await transaction(lambda: _patiently(work))
    assert tried == (0 if database.dialect == "sqlite" else 3)
    await write(2)
    assert await written() == [2]


@pytest.fixture
async def impatient(database: Database, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """The same database, where nobody waits for others longer than a moment."""
    for module in (door, sqlite, pooler):
        monkeypatch.setattr(module, "LOCK_SECONDS", 0.3)
    monkeypatch.setitem(sqlite.WRITER, "busy_timeout", 300)
    async with door.connect(database.url):
        yield


@pytest.mark.usefixtures("impatient")
async def test_a_write_waits_so_long_for_another_process_and_no_longer(database: Database) -> None:
    async with lock_held(database):
        begun = monotonic()
        with pytest.raises(Busy):
            await write(1)
        assert monotonic() - begun < 1.2


@pytest.mark.usefixtures("impatient")
async def test_a_write_waits_so_long_for_another_of_its_own_process_and_no_longer() -> None:
    go = asyncio.Event()

    async def slow() -> None:
        await queue_for("the same")
        await go.wait()

    holder = asyncio.create_task(transaction(slow))
    await asyncio.sleep(0.05)
    for ways in (1, 3):
        begun = monotonic()
        told = await asyncio.gather(
            *(transaction(lambda: queue_for("the same")) for _ in range(ways)), return_exceptions=True
        )
        assert {type(one) for one in told} == {Busy}
        assert monotonic() - begun < 1.2
    go.set()
    await holder
    await transaction(lambda: queue_for("the same"))


async def _be_impatient(database: Database) -> None:
    if database.dialect == "sqlite":
        await database.context.connections.get("default").execute_query("PRAGMA busy_timeout=20")


async def _patiently(work: Any) -> None:
    if (connection := reader()).capabilities.dialect == "postgres":
        await connection.execute_query("SET LOCAL lock_timeout = '20ms'")
    await work()


async def test_a_busy_moment_is_waited_out(database: Database) -> None:
    await _be_impatient(database)
    if database.dialect == "sqlite":
        async with lock_held(database):
            running = asyncio.create_task(write(1))
            await asyncio.sleep(0.05)
        await running
    else:
        async with lock_held(database):
            running = asyncio.create_task(transaction(lambda: _patiently(lambda: Unsealed.create(event_number=1))))
            await asyncio.sleep(0.05)
        await running
    assert await written() == [1]


async def test_two_who_wait_for_each_other_both_come_through(postgres_store: PostgresStore) -> None:
    url = postgres_store.copy("bare")
    async with door.connect(url):
        met = asyncio.Barrier(2)
        runs = 0

        async def work(first: str, second: str) -> None:
            nonlocal runs
            runs += 1
            await queue_for(first)
            if runs <= 2:
                await met.wait()
            await queue_for(second)
            await Unsealed.create(event_number=ord(first))

        await asyncio.gather(transaction(lambda: work("a", "b")), transaction(lambda: work("b", "a")))
        assert runs == 3  # the database chose one to begin again
        assert await written() == [ord("a"), ord("b")]


async def test_a_serialisation_failure_is_run_again(postgres_store: PostgresStore) -> None:
    url = postgres_store.copy("bare")
    async with door.connect(url):
        runs, both = 0, asyncio.Barrier(2)

        async def work() -> None:
            nonlocal runs
            runs += 1
            turn = runs
            await reader().execute_query("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")
            count = await Unsealed.all().using_db(reader()).count()
            if turn <= 2:
                await both.wait()  # each has read before the other writes, however busy the machine is
            await Unsealed.create(event_number=count)

        await asyncio.gather(transaction(work), transaction(work))
        assert runs == 3
        assert await written() == [0, 1]


async def test_what_is_wrong_is_not_tried_again(database: Database) -> None:
    runs = 0

    async def work() -> None:
        nonlocal runs
        runs += 1
        await reader().execute_query(f"SELECT * FROM nothing_{uuid4().hex}")

    with pytest.raises(Exception, match="nothing_"):
        await transaction(work)
    assert runs == 1


async def test_after_the_database_went_away_it_is_busy_and_then_as_before(postgres_store: PostgresStore) -> None:
    url = postgres_store.copy("bare")
    name = url.split("/")[3].split("?")[0]
    end_all = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    async with door.connect(url):

        async def work() -> None:
            await Unsealed.create(event_number=1)
            postgres_store.run(end_all)
            await Unsealed.create(event_number=2)

        with pytest.raises(Busy):
            await transaction(work)
        await write(3)
        assert await written() == [3]
