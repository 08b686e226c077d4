"""graphql-transport-ws: streams and queries over one socket, for programs that prefer it; changes go by POST only.

What is wrong with a socket closes it with a code of its own: 4400 a malformed message, 4401 not greeted, 4403 nobody
(any more), 4406 another protocol, 4408 no greeting in time, 4409 an id that is in use, 4413 too large, 4429 too many,
1013 the database is away, the same later is safe.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import GraphQLError, OperationType
from starlette.websockets import WebSocket, WebSocketDisconnect

from server.core.errors import Busy
from server.edge import origin
from server.edge.body import parsed
from server.edge.caller import Caller, caller_of
from server.edge.graphql.admission import Gate, Unsound
from server.edge.graphql.masking import error_told
from server.edge.graphql.request import MOST, checked
from server.edge.graphql.stream import STUCK
from server.edge.live.fanout import FanOut
from server.edge.refusal import BUSY, Refused, as_graphql
from server.edge.session_watch import Followed, Watch

PROTOCOL = "graphql-transport-ws"
GREETING_WITHIN = 10.0  # seconds
MOST_OPERATIONS = 10
LONGEST_MESSAGE = 4 * MOST  # bytes that the server's own socket takes at all; from MOST characters on it is our refusal
MOST_MESSAGES, PER = 60, 10.0  # messages in so many seconds


class Closing(Exception):
    """The socket has to be closed with this code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


@dataclass(frozen=True)
class Socket:
    """The endpoint: opens a conversation for each socket that may be opened."""

    gate: Gate
    watch: Watch
    live: FanOut

    async def serve(self, socket: WebSocket) -> None:
        try:
            origin.check(socket, socket.app.state.settings.public_url)
        except Refused:
            await socket.close(4403, "ORIGIN")  # before it is accepted: a plain 403
            return
        if PROTOCOL not in socket.scope["subprotocols"]:
            await socket.accept()
            await socket.close(4406, "speak graphql-transport-ws")
            return
        await socket.accept(subprotocol=PROTOCOL)
        await self._talk(socket)

    async def _talk(self, socket: WebSocket) -> None:
        try:
            caller = await caller_of(socket)
            if not caller.viewer.signed_in:
                raise Closing(4403, "AUTH_EXPIRED")
            followed = self.watch.follow(caller)
            try:
                await Conversation(socket, self.gate, self.live, followed, caller.secret).hold()
            finally:
                followed.leave()
        except Closing as closing:
            await socket.close(closing.code, closing.reason)
        except Refused as refused:
            await socket.close(4429, refused.code)
        except Busy:
            await socket.close(1013, BUSY.code)
        except WebSocketDisconnect:
            return


class Conversation:
    """One open socket and the operations that run on it."""

    def __init__(self, socket: WebSocket, gate: Gate, live: FanOut, followed: Followed, secret: str) -> None:
        self.socket, self.gate, self.live, self.followed, self.secret = socket, gate, live, followed, secret
        self.running: dict[str, asyncio.Task[None]] = {}
        self.greeted, self.heard = False, deque[float](maxlen=MOST_MESSAGES)
        self.stuck = asyncio.Event()  # what was said is not taken

    async def hold(self) -> None:
        """Until the client leaves or has to leave. Raises Closing, WebSocketDisconnect."""
        ended = asyncio.Event()
        self.followed.ending.append(ended.set)
        over = asyncio.ensure_future(ended.wait())
        stuck = asyncio.ensure_future(self.stuck.wait())
        listening = asyncio.ensure_future(self._listen())
        try:
            await asyncio.wait({over, stuck, listening}, return_when=asyncio.FIRST_COMPLETED)
            if listening.done():
                listening.result()
            if stuck.done():
                raise Closing(1008, "read what is sent")
            gone = not self.followed.viewer.signed_in
            raise Closing(4403, "AUTH_EXPIRED") if gone else Closing(1001, "the server stops")
        finally:
            tasks = [over, stuck, listening, *self.running.values()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _listen(self) -> None:
        await self._greet()
        while True:
            await self._hear(await self._message())

    async def _greet(self) -> None:
        try:
            message = await asyncio.wait_for(self._message(), GREETING_WITHIN)
        except TimeoutError:
            raise Closing(4408, "connection_init did not come in time") from None
        if message["type"] != "connection_init":
            raise Closing(4401, "say connection_init first")
        self.greeted = True
        await self._say(type="connection_ack")

    async def _message(self) -> dict[str, Any]:
        """The next message. Raises Closing 4400, 4413, 4429."""
        frame = await self.socket.receive()
        if frame["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(frame.get("code", 1005))
        self._count()
        text = frame.get("text")
        if text is None:
            raise Closing(4400, "messages are text")
        if len(text) > MOST:
            raise Closing(4413, f"a message may have at most {MOST} characters")
        try:
            message = parsed(text.encode())
        except (Refused, UnicodeEncodeError):
            raise Closing(4400, "a message is JSON") from None
        if not isinstance(message, dict) or not isinstance(message.get("type"), str):
            raise Closing(4400, "a message is an object with a type")
        return message

    def _count(self) -> None:
        now = time.monotonic()
        if len(self.heard) == MOST_MESSAGES and now - self.heard[0] < PER:
            raise Closing(4429, "too many messages")
        self.heard.append(now)

    async def _hear(self, message: dict[str, Any]) -> None:
        match message["type"]:
            case "ping":
                await self._say(type="pong")
            case "pong":
                return
            case "subscribe":
                self._begin(message)
            case "complete":
                if task := self.running.pop(_id(message), None):
                    task.cancel()
            case "connection_init":
                raise Closing(4429, "connection_init came twice")
            case other:
                raise Closing(4400, f"unknown message type {other[:40]!r}")

    def _begin(self, message: dict[str, Any]) -> None:
        name = _id(message)
        if name in self.running:
            raise Closing(4409, "an operation with this id is running")
        if len(self.running) >= MOST_OPERATIONS:
            raise Closing(4429, f"at most {MOST_OPERATIONS} operations at a time")
        self.running[name] = asyncio.create_task(self._run(name, message.get("payload")))

    async def _run(self, name: str, payload: Any) -> None:
        try:
            admitted = self.gate.admit(checked(payload), Caller(self.followed.viewer, self.secret))
            if admitted.order.kind is OperationType.MUTATION:
                raise Refused(405, "METHOD_NOT_ALLOWED", "changes go by POST")
            async with aclosing(await self.live.told(admitted.order, self.followed)) as responses:
                async for told in responses:
                    if told.body:
                        await self._say(id=name, type="next", payload=orjson.Fragment(told.body))
            await self._say(id=name, type="complete")
        except Refused as refused:
            await self._say(id=name, type="error", payload=as_graphql(refused)["errors"])
        except Unsound as unsound:
            await self._say(id=name, type="error", payload=[error_told(error) for error in unsound.errors])
        except GraphQLError as error:
            await self._say(id=name, type="error", payload=[error_told(error)])
        except Busy:
            await self._say(id=name, type="error", payload=as_graphql(BUSY)["errors"])
        except TimeoutError:
            self.stuck.set()
        finally:
            self.running.pop(name, None)

    async def _say(self, **message: Any) -> None:
        async with asyncio.timeout(STUCK):
            await self.socket.send_text(orjson.dumps(message).decode())


def _id(message: dict[str, Any]) -> str:
    name = message.get("id")
    if not isinstance(name, str) or not 0 < len(name) <= 100:
        raise Closing(4400, "an operation needs an id of 1 to 100 characters")
    return name
