"""How those who listen learn that something happened: `memory://` within one process, `postgres://` between several.

Messages carry ids only, and with `seal` the event's place in the district's order; who listens looks up what they may
see. Delivery is at least once, so consumers use `Seen`. Each subscriber has a queue with a bound: one who does not keep
up is dropped and told so by `Lagged`, and then reads anew; so is everyone when the connection to PostgreSQL was lost,
since nobody knows what was missed. `event.tail` reads it from the log.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator, Mapping
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Any, Protocol
from urllib.parse import urlsplit
from uuid import UUID

import asyncpg
import orjson
import structlog

from server.core.runner import Runner, running
from server.data.database import postgres_address

EVENTS = "events"  # the topic on which the relay tells of events
QUEUE = 1000
CHANNEL = "gridwhistle"
AGAIN = 0.5  # seconds between two looks whether the connection is whole

Message = Mapping[str, Any]

log = structlog.get_logger("grid.bus")


class Lagged(Exception):
    """Messages were lost on the way to this subscriber: read anew, and subscribe again."""


class Subscription:
    """An async iterator of messages. Close it (`aclose`, or `async with`) when it is no longer read."""

    def __init__(self, bus: MemoryBus, topic: str, bound: int) -> None:
        self._bus, self.topic, self._lost = bus, topic, ""
        self._queue: asyncio.Queue[Message | None] = asyncio.Queue(bound)

    def offer(self, message: Message) -> None:
        """Hand over a message, or drop the subscriber whose queue is full."""
        try:
            self._queue.put_nowait(message)
        except asyncio.QueueFull:
            self.lose("the subscriber did not keep up")

    def lose(self, why: str) -> None:
        """Drop the subscriber: what waits is thrown away, since it would be told with a gap."""
        self._lost = why
        self._stop()

    def _stop(self) -> None:
        self._bus.leave(self)
        while not self._queue.empty():
            self._queue.get_nowait()
        self._queue.put_nowait(None)

    def __aiter__(self) -> Subscription:
        return self

    async def __anext__(self) -> Message:
        message = await self._queue.get()
        if message is not None:
            return message
        self._queue.put_nowait(None)
        if self._lost:
            raise Lagged(self._lost)
        raise StopAsyncIteration

    async def aclose(self) -> None:
        self._stop()

    async def __aenter__(self) -> Subscription:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


class Bell(Subscription):
    """Only says that there is news: `rung` is set by every message, and by what was lost."""

    def __init__(self, bus: MemoryBus, topic: str) -> None:
        super().__init__(bus, topic, 1)
        self.rung = asyncio.Event()

    def offer(self, message: Message) -> None:
        self.rung.set()

    def lose(self, why: str) -> None:
        self.rung.set()


class Bus(Protocol):
    """What every bus can do. Open it with `async with`."""

    async def publish(self, topic: str, message: Message | bytes) -> None:
        """Tell all subscribers of `topic`, in every process. Raises OSError when that is not possible now."""
        ...

    def subscribe(self, topic: str) -> Subscription:
        """From now on; nothing is lost between this call and the first `async for`."""
        ...

    async def __aenter__(self) -> Bus: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class MemoryBus:
    """Subscribers of this process."""

    def __init__(self, bound: int = QUEUE) -> None:
        self.bound = bound
        self._subscribers: dict[str, set[Subscription]] = {}

    async def publish(self, topic: str, message: Message | bytes) -> None:
        parsed = orjson.loads(message) if isinstance(message, bytes) else message
        for subscriber in tuple(self._subscribers.get(topic, ())):
            subscriber.offer(parsed)

    def subscribe(self, topic: str) -> Subscription:
        subscriber = Subscription(self, topic, self.bound)
        self._subscribers.setdefault(topic, set()).add(subscriber)
        return subscriber

    def bell(self, topic: str) -> asyncio.Event:
        """An event that is set by everything that is told on `topic` from now on, and by what is lost."""
        bell = Bell(self, topic)
        self._subscribers.setdefault(topic, set()).add(bell)
        return bell.rung

    def audience(self, topic: str) -> int:
        """How many listen to `topic` in this process."""
        return len(self._subscribers.get(topic, ()))

    def leave(self, subscriber: Subscription) -> None:
        """Forget a subscriber; harmless when it has left before."""
        self._subscribers.get(subscriber.topic, set()).discard(subscriber)

    def lose_all(self, why: str) -> None:
        """Tell every subscriber that messages may have been missed."""
        for subscribers in tuple(self._subscribers.values()):
            for subscriber in tuple(subscribers):
                subscriber.lose(why)

    async def __aenter__(self) -> MemoryBus:
        return self

    async def __aexit__(self, *_: object) -> None:
        for subscribers in tuple(self._subscribers.values()):
            for subscriber in tuple(subscribers):
                await subscriber.aclose()


class PostgresBus(MemoryBus):
    """LISTEN/NOTIFY on one connection of its own, which is opened again when it breaks."""

    def __init__(self, url: str, bound: int = QUEUE) -> None:
        super().__init__(bound)
        self._address = postgres_address(url)
        self._channel = "_".join(filter(None, (CHANNEL, self._address.pop("schema"))))
        self._connection: asyncpg.Connection[asyncpg.Record] | None = None
        self._turn = asyncio.Lock()
        self._broken, self._kept = asyncio.Event(), AsyncExitStack()

    async def publish(self, topic: str, message: Message | bytes) -> None:
        text = message if isinstance(message, bytes) else orjson.dumps(message)
        payload = orjson.dumps({"topic": topic, "message": orjson.Fragment(text)}).decode()
        async with self._turn:
            if self._connection is None or self._connection.is_closed():
                raise ConnectionError("the bus has no connection to PostgreSQL now")
            try:
                await self._connection.execute("SELECT pg_notify($1, $2)", self._channel, payload)
            except (asyncpg.PostgresError, asyncpg.InterfaceError) as failure:
                raise ConnectionError("the bus lost its connection to PostgreSQL") from failure

    async def __aenter__(self) -> PostgresBus:
        await self._listen()
        await self._kept.enter_async_context(running([Runner("bus", self._listen_again, self._broken, AGAIN)]))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._kept.aclose()
        if self._connection is not None:
            await self._connection.close(timeout=5)
        await super().__aexit__()

    async def _listen(self) -> None:
        connection = await asyncpg.connect(**self._address)
        try:
            await connection.add_listener(self._channel, self._heard)
        except BaseException:
            connection.terminate()  # whom the server shows out is told so before the line is closed
            raise
        connection.add_termination_listener(lambda _: self._broken.set())
        self._connection = connection
        if connection.is_closed():
            self._broken.set()

    def _heard(self, _connection: object, _process: int, _channel: str, payload: object) -> None:
        said = orjson.loads(str(payload))
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


class Seen:
    """Remembers the last event ids: `first(id)` is true once for each. What consumers need when told at least once."""

    def __init__(self, bound: int = 10_000) -> None:
        self._bound = bound
        self._ids: OrderedDict[UUID, None] = OrderedDict()

    def first(self, event_id: UUID | str) -> bool:
        """Whether this id comes for the first time."""
        key = UUID(str(event_id))
        if key in self._ids:
            return False
        self._ids[key] = None
        if len(self._ids) > self._bound:
            self._ids.popitem(last=False)
        return True


def bus_for(url: str) -> MemoryBus:
    """The bus of a URL: `memory://` (and `sqlite://`, whose processes are one), or `postgres://…` like the database."""
    scheme = urlsplit(url).scheme
    if scheme in {"memory", "sqlite"}:
        return MemoryBus()
    if scheme in {"postgres", "postgresql"}:
        return PostgresBus(url)
    raise ValueError("the bus URL must begin with memory:// or postgres://")


def news(bus: MemoryBus, topic: str = EVENTS) -> AsyncGenerator[Message, None]:
    """Messages of `topic` from now on, each event once. Raises Lagged when some were lost."""
    return _once_each(bus.subscribe(topic))


async def _once_each(subscription: Subscription) -> AsyncGenerator[Message, None]:
    seen = Seen()
    async with subscription:
        async for message in subscription:
            if seen.first(message["id"]):
                yield message
