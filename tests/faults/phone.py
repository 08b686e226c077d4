"""A phone at work against a real server, and what a database holds of many such phones' work."""

from __future__ import annotations

import asyncio
import os
import ssl
from collections.abc import Sequence
from typing import Any

import httpx

from server.data.database import connect
from server.grid.incident.models import Incident
from server.journal import audit
from server.journal.models import Event, Receipt
from tests import town
from tests.faults.outbox import Outbox
from tests.faults.test_parallel import document
from tests.reach.sync.phone import settle

ROLLS = int(os.environ.get("GRID_TEST_ROLLS", "0"))  # restarts and moves of whole servers, which start cold


class Phone:
    """wang's phone, which reports and notes for as long as it is told to; a lost answer is asked for again."""

    def __init__(self, address: str, trust: ssl.SSLContext | None = None) -> None:
        verify = trust or ssl.create_default_context()
        self.client = httpx.AsyncClient(base_url=address, timeout=30, headers={"origin": address}, verify=verify)
        self.outbox, self.lost, self.refused, self.over = Outbox(), 0, list[Any](), False

    async def sign_in(self) -> None:
        answer = await self.client.post("/session", json={"login": "wang", "password": town.PASSWORD})
        assert answer.is_success, answer.text

    async def work(self) -> None:
        while not self.over:
            incident = self.outbox.report(f"第 {len(self.outbox.operations)} 件")
            self.outbox.note(incident, "还在")
            while self.outbox.waiting:
                for one in self.outbox.waiting:
                    await self.outbox.send(one, self._wire(one.verb))

    def _wire(self, verb: str) -> Any:
        async def wire(text: str, told: dict[str, Any]) -> dict[str, Any] | None:
            try:
                body = {"documentId": document(verb), "variables": {"input": told}}
                answer = await self.client.post("/graphql", json=body)
            except httpx.TransportError:
                self.lost += 1
                await asyncio.sleep(0.1)
                return None
            if answer.status_code != 200:
                self.refused.append((answer.status_code, answer.text))
                return None
            return dict(next(iter(answer.json()["data"].values())))

        return wire


async def kept_once(url: str, phones: Sequence[Phone]) -> int:
    """How many incidents the phones reported, all of which are there once, with their notes and a whole log."""
    reported = sum(len(phone.outbox.operations) for phone in phones) // 2
    async with connect(url) as database:
        with database.entered():
            await settle()
            assert await Incident.all().count() == reported
            assert await Receipt.all().count() == 2 * reported
            assert await Event.filter(kind__startswith="incident.").count() == 2 * reported
            assert await audit.verify() == []
    return reported
