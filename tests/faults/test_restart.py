"""PostgreSQL goes away under load and comes back: phones are told to try again, and each operation has one effect."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from server.core.errors import Busy
from server.data.database import connect
from server.grid.incident.models import Incident
from server.journal import audit
from server.journal.models import Event, Receipt
from tests import town
from tests.faults.outbox import Operation, Outbox
from tests.people import Actor
from tests.reach.sync.phone import settle
from tests.stores import PostgresStore

PHONES, EACH = 6, 4


@pytest.fixture
def alone() -> Iterator[PostgresStore]:
    """A server of this test's own, which it may take down."""
    store = PostgresStore()
    try:
        yield store
    finally:
        store.close()


async def drained(outbox: Outbox, turns: int) -> None:
    """Send what waits, again and again, as a phone does; a failure is a lost answer."""

    async def wire(document: str, told: dict[str, Any]) -> dict[str, Any] | None:
        answer = await Actor("wang").send(document, input=told)
        return None if answer.errors else dict(answer.only)

    for _ in range(turns):
        for one in outbox.waiting:
            await _sent(outbox, one, wire)
        if not outbox.waiting:
            return
        await asyncio.sleep(0.05)


async def _sent(outbox: Outbox, one: Operation, wire: Any) -> None:
    try:
        await outbox.send(one, wire)
    except (OSError, Busy):  # the answer is lost, or the server says to come again
        await asyncio.sleep(0.05)


async def test_a_restart_under_load_loses_nothing_and_doubles_nothing(alone: PostgresStore) -> None:
    url = alone.copy("town", town.build)
    async with connect(url) as database:
        with database.entered():
            phones = [Outbox() for _ in range(PHONES)]
            for phone in phones:
                for number in range(EACH):
                    phone.note(phone.report(f"第 {number} 件"), "还在")
            load = asyncio.gather(*(drained(phone, 400) for phone in phones))
            for _ in range(2):
                await asyncio.sleep(0.15)
                await asyncio.to_thread(alone.restart)
            await load
            assert [phone.waiting for phone in phones] == [[]] * PHONES
            assert [one.problems for phone in phones for one in phone.operations] == [[]] * PHONES * EACH * 2
            await settle()
            assert await Incident.all().count() == PHONES * EACH
            assert await Receipt.all().count() == PHONES * EACH * 2
            assert await Event.filter(kind__startswith="incident.").count() == PHONES * EACH * 2
            assert await audit.verify() == []
