"""Each operation five times at once, to two processes: one effect and five equal answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest

from server.data.database import connect
from server.grid.incident.models import Incident
from server.journal import audit
from server.journal.models import Event, Receipt
from tests import town
from tests.browser.process import ROOT, Server
from tests.faults.outbox import Operation, Outbox
from tests.reach.sync.phone import settle
from tests.stores import Store

TIMES = 5
DOCUMENTS: dict[str, str] = orjson.loads((ROOT / "web" / "api" / "documents.json").read_bytes())


def document(name: str) -> str:
    """The phones' own document of a verb."""
    return next(id for id, text in DOCUMENTS.items() if f"incident{name}(" in text)


@pytest.fixture
def servers(store: Store, tmp_path: Path) -> Iterator[tuple[str, list[Server]]]:
    """Two processes on one database of the town, with one data folder, as they would be deployed."""
    url, data = store.copy("town", town.build), tmp_path / "data"
    data.mkdir()
    both = [Server(data, url=url) for _ in range(2)]
    try:
        for one in both:
            one.start()
        yield url, both
    finally:
        for one in both:
            one.kill()
        store.drop(url)


@pytest.fixture
async def phones(servers: tuple[str, list[Server]]) -> AsyncIterator[list[httpx.AsyncClient]]:
    """wang's phone, once to each process."""
    async with AsyncExitStack() as stack:
        clients = []
        for one in servers[1]:
            client = httpx.AsyncClient(base_url=one.address, timeout=60, headers={"origin": one.address})
            await stack.enter_async_context(client)
            assert (await client.post("/session", json={"login": "wang", "password": town.PASSWORD})).is_success
            clients.append(client)
        yield clients


async def test_five_sendings_to_two_processes_have_one_effect_and_equal_answers(
    servers: tuple[str, list[Server]], phones: list[httpx.AsyncClient]
) -> None:
    outbox = Outbox()
    for number in range(4):
        incident = outbox.report(f"第 {number} 件")
        for word in ("一", "二"):
            outbox.note(incident, word)

    async def sent(operation: Operation, number: int) -> Any:
        told = operation.told | {"sent": {"device": outbox.device, "sequence": operation.sequence}}
        body = {"documentId": document(operation.verb), "variables": {"input": told}}
        answer = await phones[number % 2].post("/graphql", json=body)
        assert answer.status_code == 200, answer.text
        (payload,) = answer.json()["data"].values()
        assert payload["problems"] == []
        return payload["receipt"]

    for verb in ("Report", "Note"):
        operations = [one for one in outbox.operations if one.verb == verb]
        answers = await asyncio.gather(*(sent(one, number) for one in operations for number in range(TIMES)))
        for place in range(0, len(answers), TIMES):
            assert answers[place : place + TIMES] == [answers[place]] * TIMES

    async with connect(servers[0]) as database:
        with database.entered():
            await settle()
            assert await Incident.all().count() == 4
            assert await Receipt.all().count() == await Event.filter(kind__startswith="incident.").count() == 12
            assert await audit.verify() == []
