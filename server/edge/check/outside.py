"""What the way from outside tells: the public address with the proxy in front, and the push services in use.

Nothing but these is asked: no internet is needed where there is none. How we are seen through the proxy is asked of our
own server (`/healthz/seen`), with a forged address that must not be believed.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Set
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import orjson

from server.core import clock
from server.core.settings import Settings
from server.data.database import reader
from server.edge.check.finding import Finding, finding
from server.edge.check.told import is_here
from server.reach.notice.addresses import PUSH_SERVICES, Allowed
from server.reach.notice.models import PushSubscription

PATIENCE = 5.0  # seconds, for each
MOST_APART = 30.0  # seconds; a Date header is of whole ones
MOST_SERVICES = 20
FORGED = "192.0.2.77"  # an address that is nobody's (RFC 5737)
MOST = 4096  # bytes of an answer


async def public(settings: Settings) -> AsyncIterator[Finding]:
    """Whether our server answers at the public address, and sees whoever comes there as they are."""
    url = settings.public_url.rstrip("/")
    try:
        own = await _own(url)
        seen, date = await _seen(url)
    except (OSError, TimeoutError, ValueError, KeyError, aiohttp.ClientError) as failure:
        yield finding("PUBLIC_UNREACHABLE", url=url, cause=str(failure).partition("\n")[0] or type(failure).__name__)
        return
    apart = abs((date - clock.now()).total_seconds()) if date else 0.0
    for one in judged(url, seen, apart=apart, own=own):
        yield one


def judged(url: str, seen: Mapping[str, str], *, apart: float, own: Set[str]) -> Iterator[Finding]:
    """What is wrong with how the server sees us, who came from one of the addresses `own`."""
    host = (urlsplit(url).hostname or "").encode("idna").decode()
    if apart > MOST_APART:
        yield finding("CLOCK_PUBLIC", host=host, seconds=round(apart))
    if urlsplit(f"//{seen['host']}").hostname != host:
        yield finding("PROXY_HOST", seen=seen["host"], host=host)
    if url.startswith("https://") and seen["scheme"] != "https":
        yield finding("PROXY_SCHEME")
    if seen["address"] == FORGED:
        yield finding("PROXY_FORGED")
    elif seen["address"] not in own and _is_inner(seen["address"]):
        yield finding("PROXY_ADDRESS", seen=seen["address"])


async def _seen(url: str) -> tuple[dict[str, str], datetime | None]:
    """How the server sees us, and the time that the answer bears. Who asks on this machine, without a proxy, is
    believed what they forge, and does not."""
    limit = aiohttp.ClientTimeout(total=PATIENCE)
    forged = {} if is_here(urlsplit(url).hostname or "") else {"X-Forwarded-For": FORGED}
    async with (
        aiohttp.ClientSession(timeout=limit) as session,
        session.get(f"{url}/healthz/seen", headers=forged, allow_redirects=False) as answer,
    ):
        if answer.status != 200:
            raise ValueError(f"it answers {answer.status}")
        return _told(await answer.content.read(MOST)), _moment(answer.headers.get("Date"))


async def _own(url: str) -> set[str]:
    """The addresses from which we come there; nothing is sent to find them."""
    parts, found = urlsplit(url), set[str]()
    looked_up = asyncio.get_running_loop().getaddrinfo(parts.hostname, _port(url), type=socket.SOCK_DGRAM)
    for family, kind, protocol, _, address in await looked_up:
        with suppress(OSError), socket.socket(family, kind, protocol) as way:
            way.connect(address)
            found.add(way.getsockname()[0])
    return found


def _told(body: bytes) -> dict[str, str]:
    found: Any = orjson.loads(body)
    if not isinstance(found, dict):
        raise ValueError("it is not Gridwhistle that answers")
    return {name: str(found[name]) for name in ("host", "address", "scheme")}


def _moment(date: str | None) -> datetime | None:
    found = parsedate_to_datetime(date) if date else None
    return found.astimezone(UTC) if found else None


def _is_inner(address: str) -> bool:
    try:
        return not ip_address(address).is_global
    except ValueError:
        return True


async def pushes(settings: Settings) -> AsyncIterator[Finding]:
    """Whether each push service of our browsers lets itself be connected to."""
    allowed = Allowed.of(PUSH_SERVICES, settings.push_services)
    endpoints = await PushSubscription.all().using_db(reader()).values_list("endpoint", flat=True)
    used = Counter(
        "{0.scheme}://{0.netloc}".format(urlsplit(str(one))) for one in endpoints if allowed.admits(str(one))
    )
    services = [service for service, _ in used.most_common(MOST_SERVICES)]
    for service, cause in zip(services, await asyncio.gather(*map(_why_not, services)), strict=True):
        if cause:
            parts = urlsplit(service)
            yield finding(
                "PUSH_UNREACHABLE", host=parts.hostname, port=_port(service), cause=cause, count=used[service]
            )


async def _why_not(service: str) -> str:
    """Why nobody answers there; "" where somebody does."""
    parts = urlsplit(service)
    secure = ssl.create_default_context() if parts.scheme == "https" else None
    try:
        async with asyncio.timeout(PATIENCE):
            _, writing = await asyncio.open_connection(parts.hostname, _port(service), ssl=secure)
            writing.close()
    except (OSError, TimeoutError) as failure:
        return str(failure).partition("\n")[0] or f"no answer in {PATIENCE:.0f} s"
    return ""


def _port(service: str) -> int:
    parts = urlsplit(service)
    return parts.port or (443 if parts.scheme == "https" else 80)
