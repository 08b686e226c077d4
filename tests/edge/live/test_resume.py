"""Who comes back goes on where they were cut: nothing twice, nothing left out, in the order of the log."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Mapping
from typing import Any
from uuid import UUID

import pytest

from server.core.runner import running
from server.data.database import Database
from server.edge.live import fanout
from server.journal.bus import EVENTS, MemoryBus
from server.journal.models import Event, Seal
from server.journal.postgres_bus import PostgresBus, bus_for
from tests.edge.live.ears import CHANGED, Sky
from tests.schema.road import ACCEPT, DISPATCH, FILE, FOUND, Walk

WALKS = 12


class HoledBus(MemoryBus):
    """Loses each third message, and now and then everybody."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    async def publish(self, topic: str, message: Mapping[str, Any] | bytes) -> None:
        self.count += 1
        if self.count % 7 == 0:
            self.lose_all("a test")
        if self.count % 3:
            await super().publish(topic, message)


async def write(walks: int, chance: random.Random) -> None:
    """Several incidents on their way at once."""

    async def one() -> None:
        walk = Walk()
        await walk.report(*FOUND)
        for stride in (ACCEPT, FILE):
            await asyncio.sleep(chance.random() / 20)
            await walk.take(stride)

    await asyncio.gather(*(one() for _ in range(walks)))


async def logged() -> list[str]:
    """The ids of all events about incidents, in the order of their seals."""
    order = {seal.event_number: seal.number for seal in await Seal.all()}
    events = await Event.filter(kind__startswith="incident.")
    return [str(event.id) for event in sorted(events, key=lambda one: order[one.number])]


async def listen_with_cuts(air: Sky, chance: random.Random, until: asyncio.Event) -> list[str]:
    """The ids that somebody hears whose line is cut again and again, until all was written and told."""
    heard, cursor = [], "0"
    while True:
        over = until.is_set()
        ear = await air.listen("wu", cursor=cursor)
        await asyncio.sleep(0.3 if over else chance.random() / 10)
        await ear.leave()
        heard += [answer.only["eventId"] for answer in ear.heard]
        cursor = ear.cursor if ear.heard else cursor
        if over:
            return heard


@pytest.fixture(params=[bus_for, lambda url: HoledBus()], ids=["whole", "holed"])
async def sky(request: pytest.FixtureRequest, town: Database) -> AsyncIterator[Sky]:
    """Over the database's own bus, PostgreSQL's where that is the database, and over one that loses messages."""
    bus = request.param(town.url)
    async with bus:
        made = Sky(town, bus)
        async with running([made.relay.runner()], town.entered), made.running():
            yield made
            for ear in made.ears:
                await ear.leave()


async def test_however_often_the_line_is_cut_everything_is_heard_once_and_in_order(sky: Sky) -> None:
    chance, written = random.Random(7), asyncio.Event()
    listeners = [asyncio.create_task(listen_with_cuts(sky, chance, written)) for _ in range(3)]
    steady = await sky.listen("wu", cursor="0")
    breaking = asyncio.create_task(_break(sky.bus, chance))
    await write(WALKS, chance)
    breaking.cancel()
    await _all_told(sky)
    written.set()
    order = await logged()

    assert len(order) == 3 * WALKS
    for heard in await asyncio.gather(*listeners):
        assert heard == order
    assert [answer.only["eventId"] for answer in steady.heard] == order


async def _break(bus: MemoryBus, chance: random.Random) -> None:
    """Cut the bus's own connection now and then, where it has one."""
    while isinstance(bus, PostgresBus):
        await asyncio.sleep(0.1 + chance.random() / 3)
        if bus._connection is not None:
            bus._connection.terminate()


async def _all_told(air: Sky) -> None:
    """Wait until the log is told to its end; a bus that lost the last message rings with the next one."""
    nothing = {"id": str(UUID(int=1)), "kind": "test.rung", "subject_id": "", "area": ""}
    async with asyncio.timeout(20):
        while air.live.settled < 3 * WALKS:
            await asyncio.sleep(0.1)
            air.bus.lose_all("a test")
            await MemoryBus.publish(air.bus, EVENTS, nothing)


async def test_too_much_missed_is_said_and_so_is_a_cursor_of_another_log(
    air: Sky, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fanout, "MOST_MISSED", 3)
    walk = Walk()
    await walk.report(*FOUND)
    for stride in (ACCEPT, FILE, DISPATCH):
        await walk.take(stride)
    await air.tell()
    for cursor in ("0", "99", "-1", "nonsense", "9" * 40, "１"):
        ear = await air.listen("wu", cursor=cursor)
        await ear.ended()
        assert [answer.codes for answer in ear.heard] == [["LAGGED"]], cursor
    assert (await air.listen("wu", cursor="1")).kinds == ["incident.accepted", "incident.filed", "incident.dispatched"]
    assert (await air.listen("wu", cursor="4")).heard == []


async def test_the_cursor_may_be_an_argument_and_one_in_the_header_goes_before_it(air: Sky) -> None:
    walk = Walk()
    await walk.report(*FOUND)
    await walk.take(ACCEPT)
    await air.tell()
    document = CHANGED.replace("$id: ID", "$id: ID, $after: String").replace("id: $id", "id: $id, after: $after")
    assert (await air.listen("wu", document=document, after="0")).kinds == ["incident.reported", "incident.accepted"]
    assert (await air.listen("wu", document=document, after="0", cursor="1")).kinds == ["incident.accepted"]


async def test_many_who_come_back_at_once_are_told_from_one_reading(air: Sky) -> None:
    walk = Walk()
    await walk.report(*FOUND)
    await air.tell()
    asked = air.live.scribe.asked
    ears = [await air.listen("wu", cursor="0") for _ in range(20)]

    assert [ear.kinds for ear in ears] == [["incident.reported"]] * 20
    assert air.live.scribe.asked == asked + 1
