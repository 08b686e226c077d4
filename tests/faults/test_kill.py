"""kill -9 at a random one of the reports under way: nothing that was acknowledged is lost, nothing is there twice.

`GRID_TEST_KILLS=200` kills it more often than the suite does.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest

from server.core.ids import new_id
from server.data.database import connect
from server.grid.incident.models import Incident, IncidentClock
from server.ground.area.coordinates import from_e7
from server.journal import audit
from server.journal.models import Event, Receipt
from tests import town
from tests.browser.process import ROOT, Server
from tests.stores import SqliteStore

ROUNDS, PHONES = int(os.environ.get("GRID_TEST_KILLS", "4")), 40
AT_ONCE = 12  # reports that are under way at any moment


@pytest.fixture
def server(sqlite_store: SqliteStore, tmp_path: Path) -> Iterator[Server]:
    """A server process on its own copy of the town."""
    data = tmp_path / "data"
    data.mkdir()
    copied = Path(sqlite_store.copy("town", town.build).removeprefix("sqlite:///"))
    copied.rename(data / "gridwhistle.sqlite3")
    running = Server(data)
    try:
        yield running
    finally:
        running.kill()


def reports() -> list[dict[str, Any]]:
    """What each phone sends, the same every time it sends it again."""
    lat, lon = (from_e7(one) for one in town.inside(town.FIRST))
    place = {"lat": lat, "lon": lon, "source": "GPS", "accuracyM": 8}
    return [
        {"opId": str(new_id()), "id": str(new_id()), "classCode": town.COVER, "text": f"第 {n} 件", "place": place}
        for n in range(PHONES)
    ]


def document() -> str:
    """The id of the phones' own report operation."""
    known: dict[str, str] = orjson.loads((ROOT / "web" / "api" / "documents.json").read_bytes())
    return next(name for name, text in known.items() if "incidentReport(" in text)


async def send_all(server: Server, sent: list[dict[str, Any]], kill_at: int | None = None) -> dict[str, str]:
    """Send everything, some at once; receipts by operation id. The server is killed as the last byte of the report
    `kill_at` has left, whose answer is not read; the others under way get theirs or do not: what the server said
    before its end may still lie in the socket of one that had not yet looked."""
    receipts: dict[str, str] = {}
    left, turn = 0, asyncio.Semaphore(AT_ONCE)

    async def leaving(event: str, _: dict[str, Any]) -> None:
        nonlocal left
        if event == "http11.send_request_body.complete":
            left += 1
            if left == kill_at:
                server.kill()
                raise httpx.ReadError("nobody reads the answer, should there be one")

    limits = httpx.Limits(max_connections=200, max_keepalive_connections=200)
    async with httpx.AsyncClient(base_url=server.address, timeout=60, limits=limits) as phones:
        phones.headers["Origin"] = server.address
        signed_in = await phones.post("/session", json={"login": "wang", "password": town.PASSWORD})
        assert signed_in.is_success
        which = document()

        async def one(report: dict[str, Any]) -> None:
            said = {"documentId": which, "variables": {"input": report}}
            try:
                async with turn:
                    answer = await phones.post("/graphql", json=said, extensions={"trace": leaving})
            except httpx.TransportError:
                return
            if not answer.is_success:
                return
            done = answer.json()["data"]["incidentReport"]
            assert done["problems"] == []
            receipts[report["opId"]] = done["receipt"]["code"]

        await asyncio.gather(*(one(report) for report in sent))
    return receipts


async def send_until_answered(server: Server, sent: list[dict[str, Any]]) -> dict[str, str]:
    """As phones do: what got no answer, a connection having gone while idle, is sent again."""
    receipts = await send_all(server, sent)
    for _ in range(3):
        unanswered = [one for one in sent if one["opId"] not in receipts]
        receipts |= await send_all(server, unanswered) if unanswered else {}
    return receipts


async def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(server: Server) -> None:
    chance = random.Random(ROUNDS)
    everything: list[dict[str, Any]] = []
    acknowledged: dict[str, str] = {}
    for _ in range(ROUNDS):
        unanswered = [one for one in everything if one["opId"] not in acknowledged]
        sent = [*unanswered, *reports()]
        everything += sent[len(unanswered) :]
        server.start()
        kill_at = chance.randrange(AT_ONCE + 1, PHONES + 1)
        now = await send_all(server, sent, kill_at)
        assert kill_at - AT_ONCE <= len(now) < min(kill_at + AT_ONCE, len(sent))
        acknowledged |= now
        assert acknowledged.keys() <= await kept(server)
    server.start()
    again = await send_until_answered(server, everything)
    server.stop()
    assert len(again) == ROUNDS * PHONES
    assert {op: again[op] for op in acknowledged} == acknowledged
    assert await kept(server) == again.keys()
    assert await sums(server) == dict.fromkeys(("incidents", "events", "clocks", "receipts"), ROUNDS * PHONES)


async def test_what_is_in_flight_finishes_at_the_end_and_a_closed_terminal_ends_nothing(server: Server) -> None:
    await asyncio.to_thread(server.start)
    assert server.process is not None
    body = orjson.dumps({"login": "wang", "password": town.PASSWORD})
    head = (
        f"POST /session HTTP/1.1\r\nhost: x\r\norigin: http://x\r\nconnection: close\r\ncontent-length: {len(body)}\r\n"
    )
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(f"{head}content-type: application/json\r\n\r\n".encode() + body[:9])
    server.process.send_signal(signal.SIGHUP)
    await asyncio.sleep(0.2)
    assert await asyncio.to_thread(server.ready)
    server.process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(5):
        await asyncio.to_thread(_lets_nobody_in, server)
        writer.write(body[9:])
        assert (await reader.read()).startswith(b"HTTP/1.1 200")
    writer.close()


def _lets_nobody_in(server: Server) -> None:
    while server.ready():
        time.sleep(0.05)


def _url(server: Server) -> str:
    return f"sqlite:///{server.data / 'gridwhistle.sqlite3'}"


async def kept(server: Server) -> set[str]:
    """The operations whose receipt is there together with its incident and the event that tells of it."""
    async with connect(_url(server)) as database:
        with database.entered():
            incidents = {one.id for one in await Incident.all()}
            told = {one.subject_id for one in await Event.filter(kind="incident.reported")}
            receipts = await Receipt.all()
    assert {one.subject_id for one in receipts} == incidents == told
    return {str(one.op_id) for one in receipts}


async def sums(server: Server) -> dict[str, int]:
    """How many rows there are; and the log's chains and seals hold."""
    async with connect(_url(server)) as database:
        with database.entered():
            assert await audit.verify() == []
            return {
                "incidents": await Incident.all().count(),
                "events": await Event.filter(kind="incident.reported").count(),
                "clocks": await IncidentClock.all().count(),
                "receipts": await Receipt.all().count(),
            }
