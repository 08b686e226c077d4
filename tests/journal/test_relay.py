"""The relay: what was committed is sealed once and told at least once, whoever dies in between."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import AsyncExitStack
from typing import Any
from uuid import uuid4

import pytest

from server.core.runner import running
from server.data.database import Database, connect, inside, reader, transaction
from server.journal import log
from server.journal.bus import EVENTS, MemoryBus, Subscription, news
from server.journal.models import Seal, Unsealed
from server.journal.relay import Relay, seal_all
from tests.journal.conftest import happened


async def heard(subscription: Subscription, count: int) -> list[str]:
    """The ids of the next messages."""
    async with asyncio.timeout(5):
        return [str((await anext(subscription))["id"]) for _ in range(count)]


async def test_what_is_told_names_the_event_and_nothing_of_its_content(database: Database, bus: MemoryBus) -> None:
    subscription = bus.subscribe(EVENTS)
    event = await happened(uuid4(), secret="井盖")
    assert await Relay(database, bus).once() == 1
    told = await anext(subscription)
    assert told == {
        "id": str(event.id),
        "kind": event.kind,
        "subject_id": str(event.subject_id),
        "area": event.area,
        "seal": 1,
    }


async def test_nothing_uncommitted_is_sealed_or_told(database: Database, bus: MemoryBus) -> None:
    subscription = bus.subscribe(EVENTS)

    async def work() -> None:
        await log.record("incident.noted", subject_id=uuid4(), area="140214", viewer=None, payload={})
        raise ValueError("refused")

    with pytest.raises(ValueError, match="refused"):
        await transaction(work)
    event = await happened(uuid4())
    await Relay(database, bus).once()
    assert await heard(subscription, 1) == [str(event.id)]


class DeafBus(MemoryBus):
    """A bus that cannot be reached after `good` messages."""

    def __init__(self, good: int) -> None:
        super().__init__()
        self.good = good

    async def publish(self, topic: str, message: Mapping[str, Any] | bytes) -> None:
        if self.good == 0:
            raise ConnectionError("away")
        self.good -= 1


async def test_a_crash_between_commit_and_telling_loses_nothing(database: Database, bus: MemoryBus) -> None:
    events = [await happened(uuid4()) for _ in range(3)]
    with pytest.raises(ConnectionError):
        await Relay(database, DeafBus(good=1)).once()
    assert await Seal.all().using_db(reader()).count() == 3
    subscription = bus.subscribe(EVENTS)
    restarted = Relay(database, bus)
    assert await restarted.once() == 3
    assert await heard(subscription, 3) == [str(event.id) for event in events]
    assert await restarted.once() == 0
    assert await Seal.all().using_db(reader()).count() == 3
    assert await Unsealed.all().using_db(reader()).count() == 0


async def test_a_relay_whose_bus_comes_back_goes_on_where_it_stopped(database: Database) -> None:
    events = [await happened(uuid4()) for _ in range(3)]
    deaf = DeafBus(good=2)
    relay = Relay(database, deaf)
    with pytest.raises(ConnectionError):
        await relay.once()
    deaf.good = 9
    assert await relay.once() == 1
    assert deaf.good == 8
    assert await relay.once() == 0
    assert await Seal.all().using_db(reader()).count() == len(events)


async def test_who_is_told_twice_acts_once(database: Database, bus: MemoryBus) -> None:
    stream = news(bus)
    first, second = await happened(uuid4()), await happened(uuid4())
    await Relay(database, bus).once()
    await Relay(database, bus).once()  # another process, which does not know that these were told
    third = await happened(uuid4())
    await Relay(database, bus).once()
    async with asyncio.timeout(5):
        told = [str((await anext(stream))["id"]) for _ in range(3)]
    await stream.aclose()
    assert told == [str(event.id) for event in (first, second, third)]


async def test_a_commit_of_this_process_wakes_the_relay(database: Database, bus: MemoryBus) -> None:
    subscription = bus.subscribe(EVENTS)
    async with running([Relay(database, bus, pause=60).runner()], database.entered):
        await asyncio.sleep(0.05)
        event = await happened(uuid4())
        assert await heard(subscription, 1) == [str(event.id)]


async def test_a_commit_of_another_process_is_found_by_looking(database: Database, bus: MemoryBus) -> None:
    subscription = bus.subscribe(EVENTS)
    relay = Relay(database, bus, pause=0.05).runner()
    async with running([relay], database.entered), connect(database.url) as elsewhere:
        with elsewhere.entered():
            event = await happened(uuid4())
        assert await heard(subscription, 1) == [str(event.id)]


async def test_a_relay_started_inside_a_transaction_is_outside_of_it(database: Database, bus: MemoryBus) -> None:
    subscription = bus.subscribe(EVENTS)
    async with AsyncExitStack() as stack:

        async def work() -> None:
            with pytest.raises(RuntimeError, match="inside a transaction"):
                await Relay(database, bus).once()
            await stack.enter_async_context(running([Relay(database, bus, pause=0.05).runner()], database.entered))

        await transaction(work)
        assert not inside()
        event = await happened(uuid4())
        assert await heard(subscription, 1) == [str(event.id)]


async def test_four_relays_make_one_order(database: Database, bus: MemoryBus) -> None:
    relays = [Relay(database, bus) for _ in range(4)]
    for _ in range(5):
        await asyncio.gather(*(happened(uuid4()) for _ in range(8)), *(relay.once() for relay in relays))
    while sum([await relay.once() for relay in relays]):
        continue
    seals = await Seal.all().using_db(reader()).order_by("number")
    assert [seal.number for seal in seals] == list(range(1, 41))
    assert await log.verify() == []


async def test_a_made_history_is_sealed_at_once_and_told_to_nobody(database: Database, bus: MemoryBus) -> None:
    subscription = bus.subscribe(EVENTS)
    for _ in range(7):
        await happened(uuid4())
    assert await seal_all(batch=3) == 7
    assert await Relay(database, bus).once() == 0
    assert await log.verify() == []
    await subscription.aclose()
    assert [message async for message in subscription] == []
