"""Writers who come at once share a commit: nobody answers before it, and who fails, leaves or is slow harms nobody."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from server.core import clock
from server.core.errors import Conflict
from server.data import group_commit
from server.data.database import Database, reader, transaction
from server.data.group_commit import Line
from server.data.sqlite import ImmediateClient
from server.journal.models import Unsealed
from tests.conftest import copied
from tests.data.test_busy import lock_held
from tests.data.test_transaction import write, written
from tests.stores import SqliteStore, beside


@pytest.fixture
async def file(sqlite_store: SqliteStore) -> AsyncIterator[Database]:
    """An open, entered, empty database of SQLite."""
    async with copied(sqlite_store, "bare") as opened:
        yield opened


def line(database: Database) -> Line:
    writer = database.context.connections.get("default")
    assert isinstance(writer, ImmediateClient)
    return writer.line


class Slow:
    """An operation that writes its number and then goes on until it is told to stop."""

    def __init__(self, number: int) -> None:
        self.number, self.begun, self.stop = number, asyncio.Event(), asyncio.Event()
        self.task = asyncio.create_task(transaction(self.work))

    async def work(self) -> None:
        await Unsealed.create(event_number=self.number)
        self.begun.set()
        await self.stop.wait()


async def refused(number: int) -> None:
    """Write, and then raise."""

    async def work() -> None:
        await Unsealed.create(event_number=number)
        raise Conflict("not this one")

    await transaction(work)


async def turns(count: int) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


async def test_two_hundred_writers_at_once_need_few_commits(file: Database) -> None:
    await asyncio.gather(*(write(number) for number in range(200)))
    assert await written() == list(range(200))
    assert line(file).commits < 40


async def test_writers_who_come_one_after_another_have_a_commit_each(file: Database) -> None:
    for number in range(5):
        await write(number)
    assert line(file).commits == 5


async def test_nobody_is_answered_and_nothing_is_seen_before_the_commit(file: Database) -> None:
    slow = Slow(3)
    await slow.begun.wait()
    early = [asyncio.create_task(write(number)) for number in (1, 2)]
    last = Slow(4)
    slow.stop.set()
    await last.begun.wait()  # the others have written in the same transaction
    assert not any(task.done() for task in (slow.task, *early))
    assert await beside(file, written()) == []
    last.stop.set()
    await asyncio.gather(slow.task, *early, last.task)
    assert await written() == [1, 2, 3, 4]
    assert line(file).commits == 1


async def test_a_refusal_is_told_after_the_commit_of_what_it_rests_on(file: Database) -> None:
    slow = Slow(1)
    await slow.begun.wait()

    async def look() -> None:
        if await Unsealed.exists(event_number=1):
            raise Conflict("it is there already")

    told = asyncio.create_task(transaction(look))
    last = Slow(2)
    slow.stop.set()
    await last.begun.wait()
    assert not told.done()
    last.stop.set()
    with pytest.raises(Conflict, match="there already"):
        await told
    assert await written() == [1, 2]


async def test_a_refused_write_is_undone_alone_wherever_it_stands(file: Database) -> None:
    for first in range(3):
        told = await asyncio.gather(
            *(refused(number) if number % 3 == first else write(number) for number in range(first * 9, first * 9 + 9)),
            return_exceptions=True,
        )
        assert sum(isinstance(one, Conflict) for one in told) == 3
    assert await written() == [number for number in range(27) if number % 3 != number // 9]


@pytest.mark.parametrize("ticks", [0, 1, 2, 4, 7, 12])
async def test_who_is_cancelled_in_line_or_at_work_harms_nobody(file: Database, ticks: int) -> None:
    for start in range(0, 60, 10):
        tasks = [asyncio.create_task(write(number)) for number in range(start, start + 10)]
        await turns(ticks)
        await asyncio.sleep(ticks / 2000)
        for task in tasks[::3]:
            task.cancel()
        told = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(one is None for number, one in enumerate(told) if number % 3)
    kept = set(await written())
    assert {number for number in range(60) if number % 10 % 3} <= kept
    await write(100)
    assert not line(file)._waiting


async def test_who_is_cancelled_at_work_leaves_nothing(file: Database) -> None:
    before, gone, after = Slow(1), Slow(2), asyncio.create_task(write(3))
    before.stop.set()
    await gone.begun.wait()
    gone.task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone.task
    await asyncio.gather(before.task, after)
    assert await written() == [1, 3]


async def test_nobody_is_overtaken_and_nobody_waits_for_ever(file: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(group_commit, "MOST", 4)
    called: list[int] = []

    async def one(number: int) -> None:
        async def work() -> None:
            called.append(number)
            await Unsealed.create(event_number=number)

        await transaction(work)
        if number < 100:
            await one(number + 20)  # comes again at once

    await asyncio.gather(*(one(number) for number in range(20)))
    assert called == list(range(120))
    assert line(file).commits == 30


async def test_a_group_is_closed_when_it_is_old(file: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(group_commit, "LONGEST", -1)
    await asyncio.gather(*(write(number) for number in range(5)))
    assert line(file).commits == 5


async def test_a_transaction_within_one_is_undone_alone_among_neighbours(file: Database) -> None:
    async def both(number: int) -> None:
        await Unsealed.create(event_number=number)
        with pytest.raises(Conflict):
            await refused(number + 100)
        await write(number + 200)

    await asyncio.gather(*(transaction(lambda number=number: both(number)) for number in range(10)))  # type: ignore[misc]
    assert await written() == [*range(10), *range(200, 210)]
    assert line(file).commits < 10


async def test_everybody_writes_in_their_own_time_and_on_their_own_connection(file: Database) -> None:
    connections = []

    async def one(number: int) -> None:
        async def work() -> None:
            connections.append(reader())
            await asyncio.sleep(0)
            await Unsealed.create(event_number=int(clock.now().timestamp()))
            assert reader() is connections[-1]

        with clock.at(datetime.fromtimestamp(number, UTC)):
            await transaction(work)

    await asyncio.gather(*(one(number) for number in range(10)))
    assert await written() == list(range(10))
    assert len(set(map(id, connections))) == 10
    assert line(file).commits < 10


async def test_when_the_commit_fails_only_the_one_at_fault_fails(file: Database) -> None:
    writer: Any = file.context.connections.get("default")
    await writer.execute_script(
        "CREATE TABLE parent (id INTEGER PRIMARY KEY);"
        "CREATE TABLE child (id INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)"
    )

    async def orphan() -> None:
        await reader().execute_query("INSERT INTO child VALUES (7)")  # told at COMMIT, not before

    told = await asyncio.gather(write(1), write(2), transaction(orphan), write(3), return_exceptions=True)
    assert [type(one).__name__ for one in told] == ["NoneType", "NoneType", "OperationalError", "NoneType"]
    assert "FOREIGN KEY" in str(told[2])
    assert await written() == [1, 2, 3]


async def test_when_the_database_undoes_everything_by_itself_the_neighbours_are_run_again(file: Database) -> None:
    runs = 0

    async def again() -> None:
        nonlocal runs
        runs += 1
        await Unsealed.create(event_number=2)

    async def ruin() -> None:
        await reader().execute_query("INSERT OR ROLLBACK INTO unsealed VALUES (1)")

    told = await asyncio.gather(
        write(1), transaction(again), transaction(ruin), write(3), refused(4), return_exceptions=True
    )
    assert [type(one).__name__ for one in told] == ["NoneType", "NoneType", "IntegrityError", "NoneType", "Conflict"]
    assert await written() == [1, 2, 3]
    assert runs == 2


async def test_who_hides_that_everything_was_undone_is_found_out(file: Database) -> None:
    async def hide() -> None:
        await Unsealed.create(event_number=2)
        with pytest.raises(Exception, match="UNIQUE"):
            await reader().execute_query("INSERT OR ROLLBACK INTO unsealed VALUES (2)")

    told = await asyncio.gather(write(1), transaction(hide), write(3), return_exceptions=True)
    assert [type(one).__name__ for one in told] == ["NoneType", "OperationalError", "NoneType"]
    assert await written() == [1, 3]


async def test_who_waits_while_another_process_writes_comes_through_together(file: Database) -> None:
    await file.context.connections.get("default").execute_query("PRAGMA busy_timeout=20")
    async with lock_held(file):
        running = [asyncio.create_task(write(number)) for number in range(20)]
        await asyncio.sleep(0.1)
        assert not any(task.done() for task in running)
    await asyncio.gather(*running)
    assert await written() == list(range(20))
    assert line(file).commits < 20


async def test_who_outlives_their_operation_does_not_write_into_a_neighbours(file: Database) -> None:
    over, last = asyncio.Event(), Slow(1)

    async def later() -> None:
        await over.wait()
        await Unsealed.create(event_number=3)  # without a transaction: by itself, when the line is empty
        await Unsealed.bulk_create([Unsealed(event_number=4)])

    async def work() -> asyncio.Task[None]:
        return asyncio.create_task(later())

    await last.begun.wait()
    begun, refusal = asyncio.create_task(transaction(work)), Slow(2)
    last.stop.set()
    await refusal.begun.wait()
    over.set()
    await asyncio.sleep(0.02)
    refusal.task.cancel()
    await asyncio.wait([refusal.task])
    await (await begun)
    assert await written() == [1, 3, 4]


async def test_a_script_which_would_commit_for_others_is_refused(file: Database) -> None:
    async def script() -> None:
        await reader().execute_script("DELETE FROM unsealed; DELETE FROM seal")

    told = await asyncio.gather(write(1), transaction(script), write(2), return_exceptions=True)
    assert [type(one).__name__ for one in told] == ["NoneType", "OperationalError", "NoneType"]
    assert await written() == [1, 2]


async def test_plain_writes_and_shared_ones_take_turns(file: Database) -> None:
    await asyncio.gather(
        *(write(number) for number in range(40)),
        *(Unsealed.create(event_number=number) for number in range(100, 140)),
        *(Unsealed.bulk_create([Unsealed(event_number=number)]) for number in range(200, 210)),
    )
    assert await written() == [*range(40), *range(100, 140), *range(200, 210)]
