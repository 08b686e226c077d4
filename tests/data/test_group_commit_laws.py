"""Whoever writes together, in whatever order and with whatever mishaps: it is as if they had written one by one."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.core.errors import Conflict
from server.data.database import transaction
from server.journal.models import Unsealed
from tests.conftest import copied
from tests.data.test_transaction import written
from tests.stores import SqliteStore

# what one operation does in its turn: add or take away a number, pause, and at its end go well or not
ACTS = st.one_of(
    st.tuples(st.sampled_from(["add", "take", "try"]), st.integers(0, 5)),
    st.tuples(st.just("pause"), st.integers(0, 3)),
)
Act = tuple[str, int]
Operation = tuple[Sequence[Act], str]
OPERATIONS = st.tuples(st.lists(ACTS, max_size=5), st.sampled_from(["well", "well", "well", "refuse", "leave", "ruin"]))


def alone(rows: set[int], operation: Operation) -> tuple[set[int], str]:
    """The model: one operation by itself on a set of numbers; the numbers afterwards, and what it answers."""
    acts, end = operation
    after, read = set(rows), []
    for act, number in acts:
        if act == "add":
            if number in after:
                return rows, "IntegrityError"
            after.add(number)
        elif act == "take":
            after.discard(number)
        elif act == "try":  # within a transaction of its own, which is undone
            read.append(len(after | {number}))
    answers = {"refuse": "Conflict", "leave": "CancelledError", "ruin": "IntegrityError"}
    return (after, str(read)) if end == "well" else (rows, answers[end])


async def perform(place: int, operation: Operation, order: dict[int, None]) -> str:
    """The same for the database. `order` gets the operations in the order of those runs that counted, the last ones."""
    acts, end = operation

    async def work() -> str:
        order.pop(place, None)
        order[place] = None
        read: list[int] = []
        for act, number in acts:
            await _act(act, number, read)
        if end == "refuse":
            raise Conflict("no")
        if end == "ruin":
            await Unsealed.create(event_number=900)
            await Unsealed.raw("INSERT OR ROLLBACK INTO unsealed VALUES (900)")
        if end == "leave":
            raise asyncio.CancelledError
        return str(read)

    return await transaction(work)


async def _act(act: str, number: int, read: list[int]) -> None:
    if act == "add":
        await Unsealed.create(event_number=number)
    elif act == "take":
        await Unsealed.filter(event_number=number).delete()
    elif act == "pause":
        await asyncio.sleep(number / 1000)
    else:
        with suppress(Conflict):
            await transaction(lambda: _try(number, read))


async def _try(number: int, read: list[int]) -> None:
    await Unsealed.get_or_create(event_number=number)
    read.append(await Unsealed.all().count())
    raise Conflict("only tried")


def answer(told: str | BaseException) -> str:
    return told if isinstance(told, str) else type(told).__name__


async def together(store: SqliteStore, operations: list[Operation]) -> tuple[dict[int, str], list[int]]:
    """All at once on an empty database: what each was answered, in order, and what is there afterwards."""
    order: dict[int, None] = {}
    async with copied(store, "bare"):
        running = (perform(place, one, order) for place, one in enumerate(operations))
        told = await asyncio.gather(*running, return_exceptions=True)
        assert set(order) == set(range(len(operations)))
        return {place: answer(told[place]) for place in order}, await written()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(OPERATIONS, max_size=12))
def test_together_is_as_one_by_one(sqlite_store: SqliteStore, operations: list[Operation]) -> None:
    told, kept = asyncio.run(together(sqlite_store, operations))
    rows: set[int] = set()
    for place, said in told.items():
        rows, expected = alone(rows, operations[place])
        assert said == expected
    assert kept == sorted(rows)
    if all(end != "ruin" for _, end in operations):  # nobody had to be run again
        assert list(told) == sorted(told)
