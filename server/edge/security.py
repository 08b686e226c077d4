"""What every request passes first and every response last: a number, the origin check, headers, and masked failures.

Decision: a refusal waits for the rest of the body where the connection ends with the answer, as most proxies have it.
Closed while something comes, it would be reset, and nginx tell the phone 502 instead of 401 or 413.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from secrets import token_hex

import structlog
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.core.errors import Busy, StorageFull
from server.core.settings import Settings
from server.edge import origin
from server.edge.caller import cookie
from server.edge.crowd import Crowd
from server.edge.refusal import BUSY, Refused, answer, as_graphql, json

log = structlog.get_logger("grid.http")

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; trusted-types app-sw; require-trusted-types-for 'script'"
)
PERMISSIONS = "geolocation=(self), camera=(self), microphone=(), payment=(), usb=(), browsing-topics=()"
FILE = {"x-content-type-options": "nosniff", "cross-origin-resource-policy": "same-origin"}
HEADERS = FILE | {
    "content-security-policy": CSP,
    "referrer-policy": "same-origin",
    "permissions-policy": PERMISSIONS,
    "cross-origin-opener-policy": "same-origin",
    "x-frame-options": "DENY",
}
# The parts of a page, never pages themselves: a phone fetches 120 of them, and what is for pages weighs 600 bytes.
PARTS = "/v/"
REST = 180.0  # seconds for what is left of a body that is refused; `server.edge.connection` ends who hardly sends it


Answered = Callable[[Scope, int, float], None]  # is told of each request its scope, its status and how long it took


class Shield:
    """ASGI middleware. A response may bring its own policy (the playground does); the rest is the same for all."""

    def __init__(self, app: ASGIApp, *, settings: Settings, answered: Answered | None = None) -> None:
        self.app, self.settings, self.crowd = app, settings, Crowd(settings.trusted_proxies)
        self.answered = answered
        secure = {"strict-transport-security": "max-age=31536000"} if settings.secure else {}
        self.headers, self.of_parts = _raw(HEADERS | secure), _raw(FILE | secure)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await Passage(self, scope, send).run(receive)
            return
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        try:
            origin.check_host(HTTPConnection(scope), self.settings.public_url)
            with self.crowd.request(scope):
                await self.app(scope, receive, send)
        except Refused:
            await send({"type": "websocket.close", "code": 1008})


class Rest:
    """The two ends of a request whose answer is over only when its body has come, too."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send, self._whole = receive, send, False

    async def receive(self) -> Message:
        message = await self._receive()
        self._whole = message["type"] == "http.disconnect" or not message.get("more_body")
        return message

    async def send(self, message: Message) -> None:
        if self._whole or message["type"] == "http.response.start" or message.get("more_body"):
            await self._send(message)
            return
        await self._send({**message, "more_body": True})
        with suppress(TimeoutError):
            async with asyncio.timeout(REST):
                while not self._whole:
                    await self.receive()
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})


def _ends(scope: Scope) -> bool:
    """Whether the connection ends with the answer, because whoever asks wants it so."""
    asked = (value for name, value in scope["headers"] if name == b"connection")
    return scope.get("http_version") == "1.0" or any(b"close" in value.lower() for value in asked)


def _raw(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in headers.items()]


class Passage:
    """One request on its way through."""

    def __init__(self, shield: Shield, scope: Scope, send: Send) -> None:
        self.shield, self.scope, self._send = shield, scope, send
        self.number, self.status, self.started = token_hex(8), 0, time.perf_counter()

    async def run(self, receive: Receive) -> None:
        if self.scope["method"] not in origin.SAFE and _ends(self.scope):
            rest = Rest(receive, self._send)
            receive, self._send = rest.receive, rest.send
        bound = structlog.contextvars.bind_contextvars(request=self.number)
        try:
            try:
                with self.shield.crowd.request(self.scope):
                    await self._admitted(receive)
            except Refused as refused:
                await self.refuse(refused, receive)
            except StorageFull:
                await self.refuse(Refused(507, "STORAGE_FULL", "there is no room to write", retry_after=600), receive)
            except Busy:
                await self.refuse(BUSY, receive)
            except Exception as bug:
                log.error("bug", exc_info=bug)
                message = f"something went wrong here; quote {self.number}"
                await self.refuse(Refused(500, "INTERNAL", message), receive)
            self._note()
        finally:
            structlog.contextvars.reset_contextvars(**bound)

    async def _admitted(self, receive: Receive) -> None:
        origin.check_host(HTTPConnection(self.scope), self.shield.settings.public_url)
        if self.scope["method"] not in origin.SAFE:
            origin.check(HTTPConnection(self.scope), self.shield.settings.public_url)
        await self.shield.app(self.scope, receive, self.send)

    async def refuse(self, refused: Refused, receive: Receive) -> None:
        """Answer with the refusal, unless an answer has begun already: then all that is left is to end it."""
        if self.status:
            return
        graphql = self.scope["path"] == "/graphql"
        response = (
            json(as_graphql(refused), status=refused.status, headers=refused.headers) if graphql else answer(refused)
        )
        await response(self.scope, receive, self.send)

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            own = {name for name, _ in headers.raw}
            common = self.shield.of_parts if self.scope["path"].startswith(PARTS) else self.shield.headers
            headers.raw.extend(pair for pair in common if pair[0] not in own)
            headers.raw.append((b"x-request-id", self.number.encode()))
            if secret := self.scope.get("state", {}).get("renewed"):
                headers.append("set-cookie", cookie(self.shield.settings, secret))
        await self._send(message)

    def _note(self) -> None:
        seconds = time.perf_counter() - self.started
        if self.shield.answered is not None:
            self.shield.answered(self.scope, self.status, seconds)
        milliseconds = round(seconds * 1000)
        log.info("request", method=self.scope["method"], path=self.scope["path"], status=self.status, ms=milliseconds)
