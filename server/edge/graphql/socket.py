"""graphql-transport-ws: streams and queries over one socket, for programs that prefer it; changes go by POST only.

Who speaks is known by the handshake, or by a token in the greeting (`greeting.py`). What is wrong with a socket closes
it with a code of its own: 4400 a malformed message, 4401 not greeted, 4403 nobody (any more), 4406 another protocol,
4408 no greeting in time, 4409 an id that is in use, 4413 too large, 4429 too many, 1013 the database is away, the same
later is safe.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import Any

import orjson
from graphql import GraphQLError, OperationType
from starlette.websockets import WebSocket, WebSocketDisconnect

from server.core.errors import Busy
from server.core.viewer import Viewer
from server.edge import origin
from server.edge.caller import Caller, caller_of
from server.edge.graphql.admission import Gate, Unsound
from server.edge.graphql.greeting import Closing, Greetings, Wire
from server.edge.graphql.masking import as_error
from server.edge.graphql.request import checked
from server.edge.live.fanout import FanOut
from server.edge.refusal import BUSY, Refused, as_graphql
from server.edge.session_watch import Followed, Watch

PROTOCOL = "graphql-transport-ws"
MOST_OPERATIONS = 10


@dataclass(frozen=True)
class Socket:
    """The endpoint: opens a conversation for each socket that may be opened."""

    gate: Gate
    watch: Watch
    live: FanOut

    greetings: Greetings = field(default_factory=Greetings)

    async def serve(self, socket: WebSocket) -> None:
        ours = _is_ours(socket)
        if not ours and "origin" in socket.headers:
            await socket.close(4403, "ORIGIN")  # before it is accepted: a plain 403
            return
        if PROTOCOL not in socket.scope["subprotocols"]:
            await socket.accept()
            await socket.close(4406, "speak graphql-transport-ws")
            return
        await socket.accept(subprotocol=PROTOCOL)
        await self._talk(Wire(socket), ours=ours)

    async def _talk(self, wire: Wire, *, ours: bool) -> None:
        try:
            known = await caller_of(wire.socket) if ours else Caller(Viewer.nobody())
            caller = await self.greetings.greeted(wire, known)
            followed = self.watch.follow(caller)
            try:
                await Conversation(wire, self.gate, self.live, followed).hold()
            finally:
                followed.leave()
        except Closing as closing:
            await wire.socket.close(closing.code, closing.reason)
        except Refused as refused:
            await wire.socket.close(4403 if refused.status == 401 else 4429, refused.code)
        except Busy:
            await wire.socket.close(1013, BUSY.code)
        except WebSocketDisconnect:
            return


def _is_ours(socket: WebSocket) -> bool:
    """Whether the handshake comes from our own pages, or from a program that shows a token in it."""
    try:
        origin.check(socket, socket.app.state.settings.public_url)
    except Refused:
        return False
    return True


class Conversation:
    """One greeted socket and the operations that run on it."""

    def __init__(self, wire: Wire, gate: Gate, live: FanOut, followed: Followed) -> None:
        self.wire, self.gate, self.live, self.followed = wire, gate, live, followed
        self.running: dict[str, asyncio.Task[None]] = {}
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
        await self.wire.say(type="connection_ack")
        while True:
            await self._hear(await self.wire.message())

    async def _hear(self, message: dict[str, Any]) -> None:
        match message["type"]:
            case "ping":
                await self.wire.say(type="pong")
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
            caller = replace(self.followed.caller, viewer=self.followed.viewer)
            admitted = self.gate.admit(checked(payload), caller)
            if admitted.request.kind is OperationType.MUTATION:
                raise Refused(405, "METHOD_NOT_ALLOWED", "changes go by POST")
            async with aclosing(await self.live.responses(admitted.request, self.followed)) as responses:
                async for frame in responses:
                    if frame.body:
                        await self.wire.say(id=name, type="next", payload=orjson.Fragment(frame.body))
            await self.wire.say(id=name, type="complete")
        except Refused as refused:
            await self.wire.say(id=name, type="error", payload=as_graphql(refused)["errors"])
        except Unsound as unsound:
            await self.wire.say(id=name, type="error", payload=[as_error(error) for error in unsound.errors])
        except GraphQLError as error:
            await self.wire.say(id=name, type="error", payload=[as_error(error)])
        except Busy:
            await self.wire.say(id=name, type="error", payload=as_graphql(BUSY)["errors"])
        except TimeoutError:
            self.stuck.set()
        finally:
            self.running.pop(name, None)


def _id(message: dict[str, Any]) -> str:
    name = message.get("id")
    if not isinstance(name, str) or not 0 < len(name) <= 100:
        raise Closing(4400, "an operation needs an id of 1 to 100 characters")
    return name
