"""A push service on this machine, and a browser that subscribed there and can read what it was sent (RFC 8291)."""

from __future__ import annotations

import asyncio
import base64
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import http_ece
import orjson
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from server.reach.notice.actions import Subscribe


@dataclass(frozen=True)
class Received:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Service:
    """Answers every POST with `status`, and keeps what it got."""

    status: int = 201
    answers: dict[str, str] = field(default_factory=dict)  # headers of the answer
    got: list[Received] = field(default_factory=list)
    origin: str = ""
    something: asyncio.Event = field(default_factory=asyncio.Event)  # it got something

    async def __aenter__(self) -> Service:
        app = web.Application()
        app.router.add_post("/{path:.*}", self._take)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.origin = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.got.append(Received(request.path, headers, await request.read()))
        self.something.set()
        return web.Response(status=self.status, headers=self.answers)


class Subscriber:
    """A browser with keys of its own."""

    def __init__(self, endpoint: str) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._secret = b"0123456789abcdef"
        point = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.browser = Subscribe(endpoint=endpoint, p256dh=_text(point), auth=_text(self._secret))

    def reads(self, received: Received) -> dict[str, Any]:
        """The message, decrypted by the standard's own way."""
        told = http_ece.decrypt(received.body, private_key=self._key, auth_secret=self._secret, version="aes128gcm")
        found: dict[str, Any] = orjson.loads(told)
        return found

    @property
    def input(self) -> dict[str, str]:
        """The mutation's input."""
        return {"endpoint": self.browser.endpoint, "p256dh": self.browser.p256dh, "auth": self.browser.auth}


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def endpoint(service: Service, name: str = "one") -> str:
    """An address at the service."""
    return f"{service.origin}/push/{name}-{UUID(int=1).hex}"
