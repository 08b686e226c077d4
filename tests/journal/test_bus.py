"""The bus: everyone hears everything or is told that they did not; and one slow listener holds nobody up."""

from __future__ import annotations

import asyncio

import asyncpg
import pytest

from server.core.ids import new_id
from server.data.at_work import at_work
from server.journal.bus import EVENTS, Lagged, MemoryBus, Seen
from server.journal.postgres_bus import PostgresBus, bus_for
from tests.stores import PostgresStore, Store


@pytest.fixture
def url(store: Store) -> str:
    """Where the bus of each dialect is."""
    return store.copy("bare")


async def test_everyone_hears_what_was_said_on_their_topic(url: str) -> None:
    async with bus_for(url) as bus:
        wu, zhao, other = bus.subscribe(EVENTS), bus.subscribe(EVENTS), bus.subscribe("else")
        await bus.publish(EVENTS, {"id": "1", "kind": "井盖"})
        await bus.publish("else", b'{"id":"2"}')
        async with asyncio.timeout(5):
            assert [await anext(wu), await anext(zhao)] == [{"id": "1", "kind": "井盖"}] * 2
            assert await anext(other) == {"id": "2"}


async def test_who_does_not_keep_up_is_dropped_and_told_so_and_nobody_waits(url: str) -> None:
    async with bus_for(url) as bus:
        bus.bound = 3
        slow, quick = bus.subscribe(EVENTS), bus.subscribe(EVENTS)
        for number in range(6):
            await bus.publish(EVENTS, {"id": number})
            async with asyncio.timeout(5):
                assert await anext(quick) == {"id": number}
        with pytest.raises(Lagged):
            await anext(slow)
        with pytest.raises(Lagged):
            await anext(slow)


async def test_who_leaves_hears_nothing_more(url: str) -> None:
    async with bus_for(url) as bus:
        subscription = bus.subscribe(EVENTS)
        await subscription.aclose()
        await bus.publish(EVENTS, {"id": 1})
        assert [message async for message in subscription] == []


async def test_closing_the_bus_ends_every_stream(url: str) -> None:
    async with bus_for(url) as bus:
        subscription = bus.subscribe(EVENTS)
    assert [message async for message in subscription] == []


async def test_two_processes_hear_each_other(postgres_store: PostgresStore) -> None:
    url = postgres_store.copy("bare")
    async with bus_for(url) as here, bus_for(url) as there:
        subscription = there.subscribe(EVENTS)
        await here.publish(EVENTS, {"id": "1"})
        async with asyncio.timeout(5):
            assert await anext(subscription) == {"id": "1"}


async def test_two_districts_in_one_database_do_not_hear_each_other(postgres_store: PostgresStore) -> None:
    url = postgres_store.copy("bare")
    async with bus_for(url + "&schema=d140214") as here, bus_for(url + "&schema=d140215") as there:
        subscription = there.subscribe(EVENTS)
        await here.publish(EVENTS, {"id": "1"})
        await there.publish(EVENTS, {"id": "2"})
        async with asyncio.timeout(5):
            assert await anext(subscription) == {"id": "2"}


async def test_after_a_broken_connection_listeners_are_told_and_hear_again(postgres_store: PostgresStore) -> None:
    bus = PostgresBus(postgres_store.copy("bare"))
    async with bus:
        subscription = bus.subscribe(EVENTS)
        postgres_store.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")
        with pytest.raises(Lagged):
            async with asyncio.timeout(5):
                await anext(subscription)
        again = bus.subscribe(EVENTS)
        async with asyncio.timeout(10):
            while True:
                try:
                    await bus.publish(EVENTS, {"id": "1"})
                    break
                except ConnectionError:
                    await asyncio.sleep(0.05)
            assert await anext(again) == {"id": "1"}


async def test_a_bus_that_cannot_be_reached_is_told_at_the_start(postgres_store: PostgresStore) -> None:
    with pytest.raises((OSError, asyncpg.PostgresError)):
        async with bus_for(postgres_store.url("nowhere")):
            raise AssertionError("it opened")


async def test_whom_the_server_shows_out_while_they_begin_to_listen_leaves_no_line_open(
    postgres_store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refusal is heard before the line is closed: who then forgets the connection leaves it to the collector."""
    tried: list[asyncpg.Connection[asyncpg.Record]] = []

    async def shown_out(connection: asyncpg.Connection[asyncpg.Record], *_: object) -> None:
        tried.append(connection)
        raise asyncpg.AdminShutdownError("terminating connection due to administrator command")

    monkeypatch.setattr(asyncpg.Connection, "add_listener", shown_out)
    monkeypatch.setattr(asyncpg.Connection, "fetchval", shown_out)
    url = postgres_store.copy("bare")
    with pytest.raises(asyncpg.AdminShutdownError):
        async with bus_for(url):
            raise AssertionError("it opened")
    with pytest.raises(OSError, match="cannot open the database"):
        async with at_work(url):
            raise AssertionError("it opened")
    assert [one.is_closed() for one in tried] == [True, True]


def test_an_unknown_bus_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="memory:// or postgres://"):
        bus_for("redis://localhost")


def test_an_event_is_seen_once_and_the_memory_of_it_is_bounded() -> None:
    seen, first = Seen(bound=3), new_id()
    assert seen.first(first)
    assert not seen.first(str(first))
    for _ in range(3):
        assert seen.first(new_id())
    assert seen.first(first)


async def test_the_memory_bus_forgets_whoever_left() -> None:
    bus = MemoryBus()
    for _ in range(10):
        async with bus.subscribe(EVENTS):
            pass
    assert bus.audience(EVENTS) == 0
