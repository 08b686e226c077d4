"""How a socket begins: its messages as they come, and who speaks, known by a token in `connection_init` where the
handshake brought neither cookie nor token.

Decision: browsers cannot set headers of a WebSocket and many clients do not, so the token may come in the payload, as
`token` or as `Authorization: Bearer …` in any case of letters. A handshake without an Origin comes from a program, and
then nothing but a token counts: a cookie is for our own pages.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson
from starlette.websockets import WebSocket, WebSocketDisconnect

from server.edge.body import parsed
from server.edge.caller import Caller, by_token
from server.edge.graphql.request import MOST
from server.edge.graphql.stream import STUCK
from server.edge.refusal import Refused

WITHIN = 10.0  # seconds
LONGEST_MESSAGE = 4 * MOST  # bytes that the server's own socket takes at all; from MOST characters on it is our refusal
MOST_MESSAGES, PER = 60, 10.0  # messages in so many seconds
MOST_UNKNOWN = 200  # sockets of whom nobody knows yet who speaks


class Closing(Exception):
    """The socket has to be closed with this code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


@dataclass
class Wire:
    """An accepted socket as messages."""

    socket: WebSocket
    heard: deque[float] = field(default_factory=lambda: deque(maxlen=MOST_MESSAGES))

    async def message(self) -> dict[str, Any]:
        """The next message. Raises Closing 4400, 4413, 4429, WebSocketDisconnect."""
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

    async def say(self, **message: Any) -> None:
        """Raises TimeoutError when it is not taken."""
        async with asyncio.timeout(STUCK):
            await self.socket.send_text(orjson.dumps(message).decode())


class Greetings:
    """The beginnings of this process's sockets."""

    def __init__(self) -> None:
        self.unknown = 0

    async def greeted(self, wire: Wire, known: Caller) -> Caller:
        """Who speaks: by the token of their greeting, else `known` by the handshake. Raises Closing."""
        if known.viewer.signed_in:
            return await _greeted(wire, known)
        async with self._room():
            return await _greeted(wire, known)

    @asynccontextmanager
    async def _room(self) -> AsyncIterator[None]:
        if self.unknown >= MOST_UNKNOWN:
            raise Closing(4429, "too many sockets wait to say who they are")
        self.unknown += 1
        try:
            yield
        finally:
            self.unknown -= 1


async def _greeted(wire: Wire, known: Caller) -> Caller:
    try:
        message = await asyncio.wait_for(wire.message(), WITHIN)
    except TimeoutError:
        raise Closing(4408, "connection_init did not come in time") from None
    if message["type"] != "connection_init":
        raise Closing(4401, "say connection_init first")
    token = _token(message.get("payload"))
    caller = known if token is None else await by_token(token)
    if not caller.viewer.signed_in:
        raise Closing(4403, "AUTH_EXPIRED")
    return caller


def _token(payload: Any) -> str | None:
    """The token that a greeting brings; None: it brings none. Raises Closing 4400 for one that is no text."""
    if payload is None:
        return None
    if not isinstance(payload, dict):
        raise Closing(4400, "the payload of connection_init is an object")
    said = {key.lower(): value for key, value in payload.items()}
    token = said.get("token", said.get("authorization"))
    if token is not None and not isinstance(token, str):
        raise Closing(4400, "a token is text")
    if token is None or "token" in said:
        return token
    scheme, _, rest = token.partition(" ")
    return rest.strip() if scheme.lower() == "bearer" else token.strip()
