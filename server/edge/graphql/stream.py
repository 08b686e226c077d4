"""Server-sent events for one operation ("distinct connections" of graphql-sse): next … next, complete; a heartbeat
between. Each event's `id` is its cursor: who comes back with `Last-Event-ID` is told first what they missed.

Decision: the response speaks ASGI itself, and only when routing is done with (`streamed`). A thousand streams lie open
at a time, and those frames, a task group, and a timer for each word would be most of what each costs.
"""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from contextlib import aclosing, suppress
from typing import Any

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from server.edge.graphql.engine import GraphQLRequest
from server.edge.live.fanout import FanOut
from server.edge.session_watch import Followed

STUCK = 30.0  # seconds in which a connection must take what is written to it
HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}
LAST = b"event: complete\ndata:\n\n"


LATER = "grid.stream"  # where a request's scope keeps the stream that it is answered with


async def streamed(scope: Scope, receive: Receive, send: Send) -> None:
    """Bring the stream with which a request was answered, if it was one: for the middleware outside of all routing."""
    stream: EventStream | None = scope.pop(LATER, None)
    if stream is not None:
        await stream.run(receive, send)


class EventStream(Response):
    """Streams what `request` brings, until it ends, the client goes or does not read, or the session is over."""

    media_type = "text/event-stream"

    def __init__(self, live: FanOut, request: GraphQLRequest, followed: Followed, cursor: str | None) -> None:
        self.status_code, self.background = 200, None
        self._live, self._request, self._followed, self._cursor = live, request, followed, cursor
        self.init_headers(HEADERS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope[LATER] = self

    async def run(self, receive: Receive, send: Send) -> None:
        """Stream until it is over."""
        going = asyncio.create_task(_gone(receive, self._followed))
        try:
            with suppress(TimeoutError):
                await self._stream(send)
        finally:
            going.cancel()
            self._followed.leave()

    async def _stream(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        async with aclosing(await self._live.responses(self._request, self._followed, self._cursor)) as responses:
            async for frame in responses:
                await _written(send, frame.block)
        await _written(send, LAST)
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _gone(receive: Receive, followed: Followed) -> None:
    """When the client goes, their stream is over."""
    while (await receive())["type"] != "http.disconnect":
        pass
    followed.end()


async def _written(send: Send, block: bytes) -> None:
    """Write; TimeoutError when the connection does not take it. A timer is set only where it makes us wait."""
    message: Message = {"type": "http.response.body", "body": block, "more_body": True}
    writing = send(message).__await__()
    try:
        first = next(writing)
    except StopIteration:
        return
    async with asyncio.timeout(STUCK):
        await _Rest(first, writing)


class _Rest:
    """What is left of something awaited that has begun: it waits for `first`, and then goes on."""

    def __init__(self, first: Any, going: Generator[Any, None, None]) -> None:
        self.first, self.going = first, going

    def __await__(self) -> Generator[Any, None, None]:
        yield self.first
        yield from self.going
