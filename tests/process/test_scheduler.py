"""One process sweeps at a time; whoever stops or is killed is followed by another."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from server.core import clock
from server.core.ids import new_id
from server.core.runner import running
from server.data.database import Database
from server.process import lease
from server.process.models import Lease
from server.process.scheduler import NAME, Scheduler
from tests.grid.incident.test_reckoning import on

NINE = "03-02 09:00"


@dataclass
class Work:
    """Something to do, so often."""

    left: int = 3
    fails: int = 0
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def sweep(self) -> int:
        if self.fails:
            self.fails -= 1
            raise RuntimeError("this round fails")
        if not self.left:
            return 0
        self.left -= 1
        if not self.left:
            self.over.set()
        return 1


async def test_a_round_does_all_that_is_there(database: Database) -> None:
    first, second = Work(3), Work(2)
    assert await Scheduler([first, second]).once() == 5
    assert (first.left, second.left) == (0, 0)


async def test_a_long_work_keeps_a_short_one_waiting_for_one_batch_only(database: Database) -> None:
    long, short = Work(100), Work(1)
    turns = []

    class Watched(Work):
        async def sweep(self) -> int:
            turns.append(long.left)
            return await short.sweep()

    await Scheduler([long, Watched()]).once()
    assert turns[0] == 99
    assert short.left == 0


async def test_only_one_sweeps_until_its_lease_ends(database: Database) -> None:
    work = Work(9)
    one, other = new_id(), new_id()
    with clock.at(on(NINE)):
        assert await lease.hold(NAME, one, clock.now())
        assert await Scheduler([work], holder=other).once() == 0
    with clock.at(on("03-02 09:00:59")):
        assert await Scheduler([work], holder=other).once() == 0
    with clock.at(on("03-02 09:01")):  # they were killed: nobody lengthened it
        assert await Scheduler([work], holder=other).once() == 9
        assert not await lease.hold(NAME, one, clock.now())


async def test_of_many_who_come_at_once_one_holds_it(database: Database) -> None:
    with clock.at(on(NINE)):
        held = await asyncio.gather(*(lease.hold(NAME, new_id(), clock.now()) for _ in range(8)))
    assert sum(held) == 1
    assert await Lease.all().count() == 1


async def test_whoever_stops_in_order_lets_the_next_begin(database: Database) -> None:
    work = Work(1)
    async with running([Scheduler([work], pause=0.01).runner()], database.entered):
        await work.over.wait()
    assert await lease.hold(NAME, new_id(), clock.now())


async def test_a_failure_is_not_the_end(database: Database) -> None:
    work = Work(2, fails=2)
    async with running([Scheduler([work], pause=0.01).runner()], database.entered), asyncio.timeout(20):
        await work.over.wait()
