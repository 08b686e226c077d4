"""The address of whoever asks, behind proxies that we were told of (`GRID_TRUSTED_PROXIES`).

Each proxy adds at the end of X-Forwarded-For from whom it took the request. Read from the end, the first address that
is no proxy of ours is the client's; what stands before that anybody may have written. Who is no proxy of ours is
believed nothing. uvicorn's own reading keeps one header line of several, which a chain of proxies writes.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from functools import lru_cache

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from server.core.settings import networks

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Proxies:
    """ASGI middleware, outside of all that asks for the client's address. `trusted` lists addresses and networks."""

    def __init__(self, app: ASGIApp, *, trusted: str) -> None:
        self.app, self.trusted = app, trusted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan" and scope.get("client") and is_trusted(scope["client"][0], self.trusted):
            headers = Headers(scope=scope)
            scope["client"] = (self._client(scope["client"][0], headers), 0)
            if headers.get("x-forwarded-proto", "").rpartition(",")[2].strip().lower() == "https":
                scope["scheme"] = "https" if scope["type"] == "http" else "wss"
        await self.app(scope, receive, send)

    def _client(self, peer: str, headers: Headers) -> str:
        """The last hop that is no proxy; where all are, the one that stands farthest away."""
        client = peer
        for hop in _hops(headers):
            if (address := _address(hop)) is None:
                break
            client = str(address)
            if not is_trusted(client, self.trusted):
                break
        return client


@lru_cache(4096)
def is_trusted(host: str, trusted: str) -> bool:
    """Whether this address is one of the proxies that the setting lists."""
    address = _address(host)
    return address is not None and any(address in network for network in networks(trusted))


def neighbourhood(address: str) -> str:
    """An IPv4 address itself, also where a socket of both kinds says it as IPv6; of an IPv6 address the /64 that one
    subscriber owns."""
    if (known := _address(address)) is None:
        return address
    return str(ipaddress.ip_network((known, 64), strict=False)) if known.version == 6 else str(known)


def _hops(headers: Headers) -> Iterator[str]:
    """Who is named, the nearest first."""
    for line in reversed(headers.getlist("x-forwarded-for")):
        yield from reversed(line.split(","))


def _address(text: str) -> Address | None:
    """The address in `1.2.3.4`, `1.2.3.4:80`, `2001:db8::1` or `[2001:db8::1]:80`; IPv4 in IPv6 as IPv4."""
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        known = ipaddress.ip_address(bare)
    except ValueError:
        return None
    return getattr(known, "ipv4_mapped", None) or known
