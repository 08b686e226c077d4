"""A phone on a bad network: whatever is cut, doubled, late or out of order, each operation has one effect and receipt.

`GRID_TEST_WEATHER=50` asks more weathers than the suite does.
"""

from __future__ import annotations

import asyncio
import os
import random
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from server.data.database import Database, reader
from server.ground.person import secrets
from server.journal import audit
from server.journal.models import Event, Receipt
from tests import town as cast
from tests.edge.real import whole
from tests.edge.serving import served
from tests.faults.outbox import Operation, Outbox
from tests.faults.test_parallel import document
from tests.faults.weather import Weather, proxy
from tests.reach.sync.phone import settle

WEATHERS = int(os.environ.get("GRID_TEST_WEATHER", "2"))


async def signed_in(address: str) -> dict[str, str]:
    """wang's cookie, fetched where the network is good."""
    async with httpx.AsyncClient(base_url=address, headers={"origin": address}, timeout=20) as client:
        answer = await client.post("/session", json={"login": "wang", "password": cast.PASSWORD})
        assert answer.is_success
        return dict(client.cookies)


class Phone:
    """An outbox behind a proxy: a connection for each request, as after each loss of the signal."""

    def __init__(self, address: str, cookies: dict[str, str]) -> None:
        self.address, self.cookies, self.outbox = address, cookies, Outbox()

    async def send(self, operation: Operation) -> None:
        async def wire(_: str, told: dict[str, Any]) -> dict[str, Any] | None:
            body = {"documentId": document(operation.verb), "variables": {"input": told}}
            headers = {"origin": self.address, "connection": "close"}
            try:
                async with httpx.AsyncClient(base_url=self.address, cookies=self.cookies, timeout=15) as client:
                    answer = await client.post("/graphql", json=body, headers=headers)
            except httpx.TransportError:
                return None
            assert answer.status_code < 500
            payload: dict[str, Any] = next(iter(answer.json()["data"].values()))
            return payload

        await self.outbox.send(operation, wire)

    async def drain(self, chance: random.Random) -> None:
        """Send what waits, some of it at the same time and in any order."""
        waiting = self.outbox.waiting
        chance.shuffle(waiting)
        await asyncio.gather(*(self.send(one) for one in waiting))


@pytest.mark.parametrize("seed", range(WEATHERS))
async def test_one_effect_and_one_receipt_each_in_any_weather(town: Database, tmp_path: Path, seed: int) -> None:
    before, chance = secrets.use(secrets.CHEAP), random.Random(seed)
    try:
        async with whole(town, tmp_path) as app, served(app) as address:
            upstream, weather = urlsplit(address), Weather(chance)
            async with proxy((str(upstream.hostname), int(upstream.port or 0)), weather) as through:
                phone = Phone(through, await signed_in(address))
                for number in range(6):
                    incident = phone.outbox.report(f"第 {number} 件")
                    for word in ("一", "二"):
                        phone.outbox.note(incident, word)
                for _ in range(8):
                    await phone.drain(chance)
                weather.calm = True
                for _ in range(4):
                    await phone.drain(chance)
        assert weather.happened.keys() == {"cut there", "cut back", "twice", "late"}
    finally:
        secrets.use(before)
    assert phone.outbox.waiting == []
    assert [one.problems for one in phone.outbox.operations] == [[]] * 18
    await settle()
    assert await Receipt.all().using_db(reader()).count() == 18
    assert await Event.filter(kind__startswith="incident.").using_db(reader()).count() == 18
    assert await audit.verify() == []
