"""Transactions: what fails leaves nothing, what is busy is tried again, and every way out gives the lock back."""

from __future__ import annotations

import asyncio

import pytest

from server.core.errors import Conflict
from server.data.database import Database, inside, queue_for, reader, transaction
from server.journal.models import Unsealed
from tests.stores import beside


async def write(number: int) -> None:
    """One small transaction."""

    async def work() -> None:
        await Unsealed.create(event_number=number)

    await transaction(work)


async def written() -> list[int]:
    """What everybody sees."""
    return sorted(row.event_number for row in await Unsealed.all().using_db(reader()))


async def test_what_is_refused_leaves_nothing(database: Database) -> None:
    async def work() -> None:
        await Unsealed.create(event_number=1)
        raise Conflict("somebody was first")

    with pytest.raises(Conflict):
        await transaction(work)
    assert await written() == []
    await write(2)
    assert await written() == [2]


async def test_a_transaction_sees_its_own_writes_and_nobody_else_does(database: Database) -> None:
    async def work() -> list[int]:
        await Unsealed.create(event_number=1)
        assert await beside(database, written()) == []
        return await written()

    assert await transaction(work) == [1]


async def test_a_transaction_within_one_is_undone_alone(database: Database) -> None:
    async def inner() -> None:
        await Unsealed.create(event_number=2)
        raise Conflict("only this part")

    async def work() -> None:
        await Unsealed.create(event_number=1)
        with pytest.raises(Conflict):
            await transaction(inner)
        await transaction(lambda: Unsealed.create(event_number=3))

    await transaction(work)
    assert await written() == [1, 3]


async def test_a_reader_is_not_held_up_by_a_long_transaction(database: Database) -> None:
    await write(1)
    busy, done = asyncio.Event(), asyncio.Event()

    async def long() -> None:
        await Unsealed.create(event_number=2)
        busy.set()
        await done.wait()

    running = asyncio.create_task(transaction(long))
    await busy.wait()
    async with asyncio.timeout(5):
        assert await written() == [1]
    done.set()
    await running
    assert await written() == [1, 2]


@pytest.mark.parametrize("ticks", [0, 1, 2, 3, 5, 8])
async def test_a_cancelled_transaction_leaves_nothing_and_frees_the_lock(database: Database, ticks: int) -> None:
    async def work() -> None:
        for number in range(1000):
            await Unsealed.create(event_number=number)

    for _ in range(12):  # more often than the pool has connections
        running = asyncio.create_task(transaction(work))
        for _ in range(ticks):
            await asyncio.sleep(0)
        await asyncio.sleep(ticks / 1000)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
    async with asyncio.timeout(5):
        await write(5000)
    assert await written() == [5000]


async def test_a_transaction_that_waits_for_another_can_be_cancelled(database: Database) -> None:
    busy, done = asyncio.Event(), asyncio.Event()

    async def long() -> None:
        await queue_for("one")
        busy.set()
        await done.wait()

    async def waiting() -> None:
        await queue_for("one")
        await Unsealed.create(event_number=1)

    first = asyncio.create_task(transaction(long))
    await busy.wait()
    second = asyncio.create_task(transaction(waiting))
    await asyncio.sleep(0.02)
    second.cancel()
    with pytest.raises(asyncio.CancelledError):
        await second
    done.set()
    await first
    await write(2)
    assert await written() == [2]


async def test_a_task_that_outlives_its_transaction_is_no_longer_in_it(database: Database) -> None:
    over = asyncio.Event()

    async def later() -> bool:
        await over.wait()
        was_inside = inside()
        await write(2)
        assert await written() == [1, 2]
        return was_inside

    async def work() -> asyncio.Task[bool]:
        await Unsealed.create(event_number=1)
        return asyncio.create_task(later())

    task = await transaction(work)
    over.set()
    assert await task is False


async def test_work_begun_beside_a_transaction_is_not_in_it(database: Database) -> None:
    async def work() -> None:
        assert inside()
        assert await beside(database, _is_inside()) is False

    await transaction(work)


async def _is_inside() -> bool:
    return inside()


async def test_only_a_transaction_can_queue(database: Database) -> None:
    with pytest.raises(RuntimeError, match="only a transaction"):
        await queue_for("one")
