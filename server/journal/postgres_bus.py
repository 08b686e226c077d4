"""The bus between several processes, by PostgreSQL's LISTEN and NOTIFY, and which bus a URL means.

Decision: LISTEN belongs to a session, and a pooler that lends connections for one transaction accepts it and then tells
nothing. So whenever the bus has begun to listen it calls itself over another connection; where nobody hears that, the
log and readiness say so, and this process at least hears what it tells itself.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from urllib.parse import urlsplit

import asyncpg
import orjson
import structlog

from server.core.runner import Runner, running
from server.data.pooler import single
from server.journal.bus import QUEUE, MemoryBus, Message

log = structlog.get_logger("grid.bus")
CHANNEL = "gridwhistle"
AGAIN = 0.5  # seconds between two looks whether the connection is whole
CALL, HEARD = "bus", 3.0  # the topic on which the bus calls itself, and the seconds in which that is heard
DEAF = (
    "live news of other processes do not arrive here: a pooler stands between this server and PostgreSQL; name "
    "PostgreSQL's own address by GRID_BUS_URL, or let the pooler lend connections for a session"
)


class PostgresBus(MemoryBus):
    """LISTEN/NOTIFY on one connection of its own, which is opened again when it breaks."""

    def __init__(self, url: str, bound: int = QUEUE, *, database: str | None = None) -> None:
        """`database` is the district's, where the bus has an address of its own."""
        super().__init__(bound)
        self._url, self._database = url, database or url
        self._channel = ""
        self._connection: asyncpg.Connection[asyncpg.Record] | None = None
        self._turn = asyncio.Lock()
        self._broken, self._called, self._kept = asyncio.Event(), asyncio.Event(), AsyncExitStack()

    async def publish(self, topic: str, message: Message | bytes) -> None:
        text = message if isinstance(message, bytes) else orjson.dumps(message)
        payload = orjson.dumps({"topic": topic, "message": orjson.Fragment(text)}).decode()
        if self.failing:
            await super().publish(topic, text)
        async with self._turn:
            if self._connection is None or self._connection.is_closed():
                raise ConnectionError("the bus has no connection to PostgreSQL now")
            try:
                await self._connection.execute("SELECT pg_notify($1, $2)", self._channel, payload)
            except (asyncpg.PostgresError, asyncpg.InterfaceError) as failure:
                raise ConnectionError("the bus lost its connection to PostgreSQL") from failure

    async def __aenter__(self) -> PostgresBus:
        told, district = await single(self._database)
        await told.close(timeout=5)
        self._channel = "_".join(filter(None, (CHANNEL, district)))
        await self._listen()
        await self._kept.enter_async_context(running([Runner("bus", self._listen_again, self._broken, AGAIN)]))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._kept.aclose()
        if self._connection is not None:
            await self._connection.close(timeout=5)
        await super().__aexit__()

    async def _listen(self) -> None:
        connection, _ = await single(self._url)
        try:
            await connection.add_listener(self._channel, self._heard)
            await self._call()
        except BaseException:
            connection.terminate()  # whom the server shows out is told so before the line is closed
            raise
        connection.add_termination_listener(lambda _: self._broken.set())
        self._connection = connection
        if connection.is_closed():
            self._broken.set()

    async def _call(self) -> None:
        """Call ourselves over another connection, as another process would. What is heard late is heard, too."""
        self._called.clear()
        other, _ = await single(self._url)
        try:
            called = orjson.dumps({"topic": CALL, "message": {}}).decode()
            await other.execute("SELECT pg_notify($1, $2)", self._channel, called)
        finally:
            await other.close(timeout=5)
        try:
            async with asyncio.timeout(HEARD):
                await self._called.wait()
        except TimeoutError:
            self.failing = True
            log.error(DEAF)

    def _heard(self, _connection: object, _process: int, _channel: str, payload: object) -> None:
        said = orjson.loads(str(payload))
        if said["topic"] == CALL:
            self.failing = False
            self._called.set()
        for subscriber in tuple(self._subscribers.get(said["topic"], ())):
            subscriber.offer(said["message"])

    async def _listen_again(self) -> None:
        """Connect again when the connection has broken. Raises OSError while that is not possible."""
        if self._connection is not None and not self._connection.is_closed():
            return
        if self._connection is not None:
            self._connection = None
            self.lose_all("the connection to PostgreSQL was lost")
            log.warning("bus lost, connecting again")
        try:
            await self._listen()
        except (asyncpg.PostgresError, asyncpg.InterfaceError) as failure:
            raise ConnectionError("the bus cannot reach PostgreSQL now") from failure


def bus_for(url: str, *, database: str | None = None) -> MemoryBus:
    """The bus of a URL: `memory://` (and `sqlite://`, whose processes are one), or `postgres://…` like the database;
    `database` is that of the district, where it is another address of PostgreSQL."""
    scheme = urlsplit(url).scheme
    if scheme in {"memory", "sqlite"}:
        return MemoryBus()
    if scheme in {"postgres", "postgresql"}:
        return PostgresBus(url, database=database)
    raise ValueError("the bus URL must begin with memory:// or postgres://")
