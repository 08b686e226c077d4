"""How those who listen learn that something happened; within one process (`postgres_bus` reaches several).

Messages carry ids only, and with `seal` the event's place in the district's order; who listens looks up what they may
see. Delivery is at least once, so consumers use `Seen`. Each subscriber has a queue with a bound: one who does not keep
up is dropped and told so by `Lagged`, and then reads anew; so is everyone when the connection to PostgreSQL was lost,
since nobody knows what was missed. `event.tail` reads it from the log.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator, Mapping
from types import TracebackType
from typing import Any, Protocol
from uuid import UUID

import orjson
import structlog

EVENTS = "events"  # the topic on which the relay tells of events
QUEUE = 1000

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

    failing = False  # what other processes tell does not arrive

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


def news(bus: MemoryBus, topic: str = EVENTS) -> AsyncGenerator[Message, None]:
    """Messages of `topic` from now on, each event once. Raises Lagged when some were lost."""
    return _once_each(bus.subscribe(topic))


async def _once_each(subscription: Subscription) -> AsyncGenerator[Message, None]:
    seen = Seen()
    async with subscription:
        async for message in subscription:
            if seen.first(message["id"]):
                yield message
