"""The fan-out: every event of the log to all who may hear of it, and to who comes back what they missed.

Decision: a subscriber who names a cursor first pulls what the log holds behind it at their own pace, and joins the
others in the very moment when nothing is left between the two; so nothing is told twice and nothing is left out,
however long they were away, up to `MOST_MISSED` events. Then, as when they do not keep up, they are told LAGGED:
read anew.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing

import orjson
import structlog

from server.core.runner import Runner
from server.edge.graphql.engine import LAGGED, Engine, GraphQLRequest, Source
from server.edge.live.listener import Frame, Listener
from server.edge.live.scribe import Scribe, Wish
from server.edge.refusal import as_graphql
from server.edge.session_watch import Followed
from server.journal.bus import MemoryBus, Message
from server.journal.catch_up import Tail, between
from server.journal.live_topic import Listening, Standing, Topic

MOST_MISSED = 1000
PAUSE = 1.0  # seconds before the log is looked at again after it could not be read
LOST = Frame(orjson.dumps(as_graphql(LAGGED)))

log = structlog.get_logger("grid.live")


class Subscriber(Listener):
    """A listener with what they want to hear, and who they are now."""

    __slots__ = ("followed", "wish")

    def __init__(self, wish: Wish, followed: Followed) -> None:
        super().__init__()
        self.wish, self.followed = wish, followed


class FanOut:
    """One in each process. `position`: the last event that was taken up for telling;
    `settled`: the last that everybody who hears of it has in their queue."""

    def __init__(self, engine: Engine, bus: MemoryBus) -> None:
        self.engine, self.bus, self.scribe = engine, bus, Scribe(engine)
        self.position = self.settled = 0
        self._ready, self._subscribers = asyncio.Event(), set[Subscriber]()

    @property
    def audience(self) -> int:
        """How many listen now."""
        return len(self._subscribers)

    def runner(self) -> Runner:
        """Beside the server; a round lasts until the log cannot be read."""
        return Runner("live", self._follow, pause=PAUSE)

    async def _follow(self) -> None:
        """Tell what happens. When the log cannot be read all streams end; who comes back with their cursor misses
        nothing."""
        try:
            async with aclosing(Tail(self.bus).messages(self._begin)) as messages:
                async for message in messages:
                    await self._tell(message)
        except Exception:
            self._ready.clear()
            for subscriber in tuple(self._subscribers):
                subscriber.close()
            raise

    def _begin(self, number: int) -> None:
        self.position = self.settled = number
        self._ready.set()

    async def _tell(self, message: Message) -> None:
        """One event, to all who listen at this moment; who joins later finds it in the log."""
        self.position = message.get("seal", self.position)
        concerned = [one for one in self._subscribers if one.wish.listening.covers(message)]
        try:
            for group in await self._groups(message, concerned):
                first, standing = group[0]
                frame = await self.scribe.frame(message, first.wish, first.followed.viewer, standing)
                if frame is not None:
                    for subscriber, _ in group:
                        subscriber.offer(frame)
        except Exception as failure:
            log.error("an event could not be told", kind=message["kind"], exc_info=failure)
            for subscriber in concerned:
                subscriber.lose()
        self.settled = self.position

    async def _groups(
        self, message: Message, concerned: Iterable[Subscriber]
    ) -> Iterable[list[tuple[Subscriber, Standing]]]:
        """Who may hear of the event, those together who are told the same. Of one person's streams one is judged."""
        groups: dict[object, list[tuple[Subscriber, Standing]]] = {}
        judged: dict[tuple[int, Topic | None], Standing | None] = {}
        for subscriber in concerned:
            viewer, topic = subscriber.followed.viewer, subscriber.wish.listening.topic(message)
            who = (id(viewer), topic)  # the watch gives all streams of a session the same viewer
            if who not in judged:
                audience = await self.scribe.audience(topic, message)
                judged[who] = audience.standing(viewer) if audience else None
            if (standing := judged[who]) is not None:
                groups.setdefault((subscriber.wish.shape, standing), []).append((subscriber, standing))
        return groups.values()

    async def responses(
        self, request: GraphQLRequest, followed: Followed, cursor: str | None = None
    ) -> AsyncGenerator[Frame, None]:
        """A generator of the responses of any operation as they come, until it ends or their session does: to be
        closed. `cursor`: goes before the operation's own."""
        source = await self.engine.source(request, followed.viewer)
        if isinstance(source, Listening):
            wish, after = Wish.of(source, request), cursor or source.after
            await self._ready.wait()
            return self._joined(wish, followed) if after is None else self._behind(wish, followed, place(after))
        return self._alone(request, source, followed)

    async def _alone(self, request: GraphQLRequest, source: Source, followed: Followed) -> AsyncGenerator[Frame, None]:
        """What nobody shares: a query, or a stream of its own."""
        listener = Listener()

        async def pump() -> None:
            try:
                async with aclosing(self.engine.responses(request, source, followed.now)) as bodies:
                    async for body in bodies:
                        listener.offer(Frame(orjson.dumps(body)))
            finally:
                listener.finish()

        pumping = asyncio.create_task(pump())
        try:
            async for one in self._read(listener, followed):
                yield one
            if pumping.done():
                pumping.result()
        finally:
            pumping.cancel()
            await asyncio.wait([pumping])

    async def _behind(self, wish: Wish, followed: Followed, at: int) -> AsyncGenerator[Frame, None]:
        """What they missed behind the cursor, then what happens."""
        while at != self.position:
            upto = self.position
            if not 0 <= upto - at <= MOST_MISSED:
                yield LOST
                return
            async with aclosing(self._missed(wish, followed, at, upto)) as missed:
                async for one in missed:
                    yield one
            at = upto
        async with aclosing(self._joined(wish, followed)) as responses:
            async for one in responses:
                yield one

    def _joined(self, wish: Wish, followed: Followed) -> AsyncGenerator[Frame, None]:
        """What happens from the moment on in which they are first asked for."""
        return self._read(Subscriber(wish, followed), followed)

    async def _missed(self, wish: Wish, followed: Followed, after: int, upto: int) -> AsyncGenerator[Frame, None]:
        """What the log holds for them, at their pace."""
        async with aclosing(between(after, upto)) as messages:
            async for message in messages:
                if followed.over:
                    return
                if not wish.listening.covers(message):
                    continue
                audience = await self.scribe.audience(wish.listening.topic(message), message)
                standing = audience.standing(followed.viewer) if audience else None
                if standing and (frame := await self.scribe.frame(message, wish, followed.viewer, standing)):
                    yield frame

    async def _read(self, listener: Listener, followed: Followed) -> AsyncGenerator[Frame, None]:
        """What is offered, with a word now and then in between, until the session is over. A subscriber is told first
        from where on they listen: it is one generator, since thousands of them lie open."""
        since = None
        if isinstance(listener, Subscriber):
            since = self.position
            self._subscribers.add(listener)
            listener.offer(Frame(cursor=since))
        followed.ending.append(listener.close)
        try:
            while not (listener.ended or followed.over):
                if frame := await listener.take():
                    yield frame
                elif not listener.over:
                    yield Frame(cursor=None if since is None else max(since, self.settled))
            if listener.lost:
                yield LOST
        finally:
            self._subscribers.discard(listener)
            followed.ending.remove(listener.close)
            listener.leave()


def place(cursor: str) -> int:
    """The number that a cursor says; one that nobody has been given lies behind everything."""
    return int(cursor) if cursor.isascii() and cursor.isdigit() and len(cursor) < 19 else 2**63
