"""What is put waits for the next statement: it is seen by it, undone with its transaction, and its faults are told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from tortoise.exceptions import IntegrityError

from server.core.errors import Conflict
from server.data.database import Database, reader, transaction
from server.data.write_batch import MOST_PUT, RoundTransaction
from server.grid.incident import actions, commands
from server.journal.models import Unsealed
from tests import town as place
from tests.data.test_transaction import written
from tests.grid.incident import road
from tests.statements import heard


async def put(*numbers: int) -> None:
    await Unsealed.bulk_create([Unsealed(event_number=number) for number in numbers])


async def test_what_was_put_is_seen_by_the_next_statement_and_kept_at_the_end(database: Database) -> None:
    async def work() -> list[int]:
        await put(1, 2)
        await put(3)
        seen = await written()
        await put(4)
        return seen

    assert await transaction(work) == [1, 2, 3]
    assert await written() == [1, 2, 3, 4]


async def test_a_fault_in_what_was_put_last_is_told_and_leaves_nothing(database: Database) -> None:
    async def work() -> None:
        await put(1)
        await Unsealed.create(event_number=2)
        await put(2)

    told = await asyncio.gather(transaction(work), transaction(lambda: put(5)), return_exceptions=True)
    assert isinstance(told[0], IntegrityError)
    assert await written() == [5]


async def test_who_is_refused_leaves_nothing_of_what_they_put(database: Database) -> None:
    async def work() -> None:
        await put(1)
        raise Conflict("no")

    with pytest.raises(Conflict):
        await transaction(work)
    assert await written() == []


async def test_what_was_put_within_a_part_is_undone_with_it_and_what_was_put_before_is_not(database: Database) -> None:
    async def part() -> None:
        await put(2)
        raise Conflict("only this part")

    async def work() -> None:
        await put(1)
        with pytest.raises(Conflict):
            await transaction(part)
        await transaction(lambda: put(3))
        await put(4)

    await transaction(work)
    assert await written() == [1, 3, 4]


async def test_a_fault_within_a_part_is_told_at_its_end_and_undoes_that_part(database: Database) -> None:
    async def part() -> None:
        await put(2)
        await put(1)

    async def work() -> None:
        await put(1)
        with pytest.raises(IntegrityError):
            await transaction(part)
        await put(3)

    await transaction(work)
    assert await written() == [1, 3]


async def test_many_rows_do_not_pile_up(database: Database) -> None:
    async def work() -> int:
        for start in range(0, 20 * MOST_PUT, MOST_PUT // 5):
            await put(*range(start, start + MOST_PUT // 5))
            connection = reader()
            if isinstance(connection, RoundTransaction):
                assert sum(len(rows) for _, rows in connection._put) <= MOST_PUT
        return len(await written())

    assert await transaction(work) == 20 * MOST_PUT


async def test_a_report_with_photos_is_one_round_and_writes_seven_kinds_of_rows(
    town: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    photos = tuple(commands.Photo(sha256=f"{number:02x}" * 32) for number in range(3))
    wang = await place.viewer("wang")
    await actions.report(wang, road.draft())  # what is kept in memory is there
    rounds = [0]
    if town.dialect == "sqlite":
        monkeypatch.setattr(RoundTransaction, "_round", _counting(rounds))
    with heard() as statements:
        await actions.report(wang, road.draft(photos=photos))
    sent = [one.sql for one in statements]
    looks = [sql for sql in sent if sql.startswith("SELECT") and "advisory" not in sql]
    assert len(looks) == 1  # beforehand, whether it has a receipt already
    assert '"receipt"' in looks[0]
    assert sum(sql.startswith("INSERT") for sql in sent) == (8 if town.dialect == "sqlite" else 7)
    assert rounds == [1 if town.dialect == "sqlite" else 0]


def _counting(rounds: list[int]) -> Callable[..., Awaitable[int]]:
    whole = RoundTransaction._round

    async def counted(self: RoundTransaction, *words: Any) -> int:
        rounds[0] += 1
        return await whole(self, *words)

    return counted
