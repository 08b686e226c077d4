"""Where the server may send to: push services and gateways by name, and only at addresses of the public net.

Decision: whoever may name an address could have the server knock at doors of the inner net. So a host must be on a
list, it is reached by https only, and its addresses are looked up once and checked in the same step that connects
(aiohttp asks our resolver, and nothing else), so that a name cannot point elsewhere a moment later. Redirects are not
followed.
An operator who runs a gateway of their own names its origin in full, e.g. http://10.0.0.7:8080: that one is trusted.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import SplitResult, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

PUSH_SERVICES = (
    "fcm.googleapis.com",
    "*.push.services.mozilla.com",
    "*.notify.windows.com",
    "*.push.apple.com",
)
LONGEST = 2000  # characters of an address
NAT64 = IPv6Network("64:ff9b::/96")  # addresses of the old net written as ones of the new
ISATAP = (0x00005EFE, 0x02005EFE)  # what stands before such an address in its last half
GLOBAL = IPv6Network("2000::/3")  # of the new net nothing else is anybody's
INNER = (  # what Python calls global, and clouds or providers keep inside
    IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"), IPv4Network("168.63.129.16/32"),
    IPv6Network("3fff::/20"),
)  # fmt: skip


class Barred(OSError):
    """An address that is not on the list, or not of the public net."""


@dataclass(frozen=True)
class Allowed:
    """Hosts by name ("*." for those beneath) and origins in full."""

    hosts: frozenset[str]
    origins: frozenset[str] = frozenset()

    @classmethod
    def of(cls, known: tuple[str, ...], more: str) -> Allowed:
        """The known hosts, and what a setting adds to them: hosts or full origins, with commas between."""
        added = [one.strip().lower().rstrip("/") for one in more.split(",") if one.strip()]
        origins = frozenset(one for one in added if "://" in one)
        return cls(frozenset(known) | (frozenset(added) - origins), origins)

    def admits(self, url: str) -> bool:
        """Whether this address may be sent to, as far as its words tell."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            return False
        if len(url) > LONGEST or parts.username or parts.password or not parts.hostname or not url.isascii():
            return False
        if origin_of(parts) in self.origins:
            return True
        return parts.scheme == "https" and port in (None, 443) and self.knows(parts.hostname)

    def knows(self, host: str) -> bool:
        """Whether a host is on the list."""
        beneath = host.partition(".")[2]
        return host in self.hosts or any(
            one.startswith("*.") and (beneath == one[2:] or beneath.endswith(one[1:])) for one in self.hosts
        )

    def trusts(self, url: str) -> bool:
        """Whether its origin was named in full: then it may lie wherever it lies."""
        return origin_of(urlsplit(url)) in self.origins


def origin_of(parts: SplitResult) -> str:
    """Scheme, host and port as an operator writes them."""
    return f"{parts.scheme}://{parts.netloc}".lower()


def is_public(address: str) -> bool:
    """Whether this is an address of the public net, also in what is only another way of writing an older address."""
    found = ip_address(address.partition("%")[0])
    if not found.is_global or found.is_multicast or any(found in net for net in INNER if net.version == found.version):
        return False
    if isinstance(found, IPv4Address):
        return True
    inner = _inner(found)
    return found in GLOBAL if inner is None else is_public(str(inner))


def _inner(address: IPv6Address) -> IPv4Address | None:
    last = int(address)
    if address in NAT64 or (last >> 32) & 0xFFFFFFFF in ISATAP:
        return IPv4Address(last & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _is_literal(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


class PublicResolver(AbstractResolver):
    """Looks hosts up as usual and gives only addresses of the public net. Raises Barred when there is none."""

    def __init__(self, usual: AbstractResolver | None = None) -> None:
        self._usual = usual or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._usual.resolve(host, port, family)
        public = [one for one in found if is_public(one["host"])]
        if not public:
            raise Barred(f"{host} has no address of the public net")
        return public

    async def close(self) -> None:
        await self._usual.close()


async def post(
    url: str, *, allowed: Allowed, data: bytes, headers: dict[str, str], patience: float, resolver: Any = None
) -> tuple[int, str]:
    """Send by POST within `patience` seconds; the status and the header Retry-After.

    Raises Barred, OSError, TimeoutError and aiohttp.ClientError.
    """
    if not allowed.admits(url):
        raise Barred("the address is not on the list")
    trusted, host = allowed.trusts(url), urlsplit(url).hostname or ""
    if not trusted and _is_literal(host) and not is_public(host):  # a resolver is not asked for these
        raise Barred("the address is not of the public net")
    found = None if trusted else PublicResolver(resolver)
    connector = aiohttp.TCPConnector(resolver=found, limit=4)
    limit = aiohttp.ClientTimeout(total=patience)
    async with (
        aiohttp.ClientSession(connector=connector, timeout=limit, trust_env=False) as session,
        session.post(url, data=data, headers=headers, allow_redirects=False) as answer,
    ):
        await answer.content.read(2000)
        return answer.status, answer.headers.get("Retry-After", "")
