"""One change, a thousand subscribers: how long until the last of them has heard, and what each costs.

Every subscriber is a stream of server-sent events with the same selection. A hundred people who see the street where
something is then reported, its heads and the district's supervisors, hold ten streams each.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import orjson

from server.edge.graphql.documents import identify
from tests.bench.client import Shot, WrongAnswer, ask, shot
from tests.bench.contenders import Running
from tests.bench.district import WATCHERS, watcher
from tests.bench.measure import reports
from tests.bench.works import DOCUMENTS, REPORT, Ask

LIVE = DOCUMENTS / "live.graphql"
PATIENCE = 60.0  # seconds to wait for the last
QUIET = 3.0  # seconds without an event
EVENT = re.compile(rb'"kind":"incident\.reported"')  # whatever else the server finds to tell of meanwhile


@dataclass(frozen=True)
class Live:
    """Seconds from sending the report to hearing of it, over all subscribers and events; `cpu` of one event."""

    subscribers: int
    events: int
    p50: float
    p99: float
    cpu: float
    memory: float


class Listener(asyncio.Protocol):
    """A subscriber: notes when each event begins to arrive."""

    def __init__(self, request: bytes) -> None:
        self.request, self.tail, self.opened = request, b"", asyncio.get_running_loop().create_future()
        self.heard: list[float] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        now, text = time.perf_counter(), self.tail + data
        if not self.opened.done():
            good = text.startswith(b"HTTP/1.1 200")
            self.opened.set_result(None) if good else self.opened.set_exception(WrongAnswer(text[:300].decode()))
        self.heard += [now] * len(EVENT.findall(text))
        self.tail = text[-len(b'"kind":"incident.reported') :]

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.opened.done():
            self.opened.set_exception(WrongAnswer("the server closed the stream"))


async def measure(running: Running, database: Path, *, subscribers: int = 1_000, events: int = 10) -> Live:
    """Open the streams, report `events` incidents one after another, and wait for each to be heard by all."""
    asks = _reporter(database)
    await _quiet(database)
    before = running.memory()
    opened = [await _open(running, number) for number in range(subscribers)]
    memory = (running.memory() - before) / subscribers
    listeners, waited = [listener for _, listener in opened], list[float]()
    try:
        first, *rest = reports(REPORT, running, asks, events + 1)
        await _told(running, first, listeners, 1)  # the server's first report and first news: other works warm up, too
        used = running.cpu()
        for number, one in enumerate(rest, 2):
            waited += await _told(running, one, listeners, number)
    finally:
        for transport, _ in opened:
            transport.close()
    ranked = sorted(waited)
    return Live(
        subscribers, events, p50=ranked[len(ranked) // 2], p99=ranked[int(len(ranked) * 0.99)],
        cpu=(running.cpu() - used) / events, memory=memory,
    )  # fmt: skip


async def _quiet(database: Path) -> None:
    """Wait until the server has looked at every clock that fell due before it began, and tells of none any more."""
    until, last, since = time.monotonic() + 4 * PATIENCE, -1, 0.0
    with closing(sqlite3.connect(database)) as file:
        while time.monotonic() < until and time.monotonic() - since < QUIET:
            (number,) = file.execute("SELECT max(number) FROM event").fetchone()
            if number != last:
                last, since = number, time.monotonic()
            await asyncio.sleep(0.2)


def _reporter(database: Path) -> list[Ask]:
    """The first street's first worker, who reports in a grid of theirs."""
    with closing(sqlite3.connect(database)) as file:
        login, lat, lon = file.execute(
            "SELECT p.login, a.lat, a.lon FROM post o JOIN person p ON p.id = o.person_id "
            "JOIN area a ON a.code = o.area_id WHERE o.role = 'GRID_WORKER' ORDER BY a.code LIMIT 1"
        ).fetchone()
        code = file.execute("SELECT code FROM incident_class WHERE code LIKE 'C%' ORDER BY code").fetchone()[0]
    place = {"lat": lat / 1e7, "lon": lon / 1e7, "accuracyM": 9, "source": "GPS"}
    return [Ask(login, {"input": {"classCode": code, "text": "巡查发现，影响居民出行", "place": place}})]


async def _open(running: Running, number: int) -> tuple[asyncio.BaseTransport, Listener]:
    """One stream; returns when the server has begun to answer."""
    headers = {"authorization": f"Bearer {watcher(number % WATCHERS)}", "accept": "text/event-stream"}
    body = orjson.dumps({"documentId": identify(LIVE.read_text("utf-8")), "variables": {}})
    request = shot("/graphql", body, headers).data
    transport, listener = await asyncio.get_running_loop().create_connection(
        lambda: Listener(request), "127.0.0.1", running.port
    )
    await asyncio.wait_for(listener.opened, PATIENCE)
    return transport, listener


async def _told(running: Running, one: Shot, listeners: list[Listener], count: int) -> list[float]:
    """Send the report; the seconds until each listener has heard it. Raises WrongAnswer when some never do."""
    begun = time.perf_counter()
    await ask(running.port, one)
    until = begun + PATIENCE
    while any(len(listener.heard) < count for listener in listeners):
        if time.perf_counter() > until:
            deaf = sum(len(listener.heard) < count for listener in listeners)
            raise WrongAnswer(f"{deaf} of {len(listeners)} subscribers heard nothing within {PATIENCE:.0f} s")
        await asyncio.sleep(0.005)
    return [listener.heard[count - 1] - begun for listener in listeners]
