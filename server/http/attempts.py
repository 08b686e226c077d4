"""Limits for logins: five errors for one account, or thirty from one address, and the next try waits two minutes,
then four …
"""

from __future__ import annotations

import ipaddress
import math
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from limits.aio.storage import MemoryStorage

from server.errors import Busy
from server.http.refusal import Refused

FORGOTTEN_AFTER = 3600  # seconds without an error
FIRST_WAIT, LONGEST_WAIT = 120, 3600
BY_ACCOUNT, BY_ADDRESS = 5, 30  # a street office shares one address


class Attempts:
    """Counts the logins of one process. An unknown login counts like a known one."""

    def __init__(self, storage: MemoryStorage | None = None) -> None:
        self._storage = storage or MemoryStorage()

    async def enter(self, login: str, address: str) -> None:
        """Raises Refused 429 with the seconds to wait when the account or the address has erred too often.

        A try counts as an error until it has succeeded, so that many at once count too; from the limit on each doubles
        the wait of the next.
        """
        keys = _keys(login, address)
        if (wait := max([await self._left(key) for key, _ in keys])) > 0:
            raise Refused(429, "LIMITED", "too many failed logins; try again later", retry_after=wait)
        for key, allowed in keys:
            tries = await self._storage.incr(f"tries:{key}", FORGOTTEN_AFTER)
            if tries >= allowed:
                await self._storage.clear(f"wait:{key}")
                await self._storage.incr(f"wait:{key}", min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(tries - allowed, 10)))

    async def succeeded(self, login: str, address: str) -> None:
        """The account's errors are forgotten; the address keeps its others, or one password would open the rest."""
        account, neighbours = (key for key, _ in _keys(login, address))
        await self._storage.clear(f"tries:{account}")
        await self._storage.clear(f"wait:{account}")
        if await self._storage.get(f"tries:{neighbours}"):
            await self._storage.decr(f"tries:{neighbours}")
        if await self._storage.get(f"tries:{neighbours}") < BY_ADDRESS:
            await self._storage.clear(f"wait:{neighbours}")

    @asynccontextmanager
    async def decided(self, login: str, address: str) -> AsyncIterator[None]:
        """A try of which nobody could find out whether it was right, since the database was away, is none."""
        await self.enter(login, address)
        try:
            yield
        except Busy:
            for key, allowed in _keys(login, address):
                if await self._storage.get(f"tries:{key}"):
                    await self._storage.decr(f"tries:{key}")
                if await self._storage.get(f"tries:{key}") < allowed:
                    await self._storage.clear(f"wait:{key}")
            raise

    async def _left(self, key: str) -> int:
        if not await self._storage.get(f"wait:{key}"):
            return 0
        return max(1, math.ceil(await self._storage.get_expiry(f"wait:{key}") - time.time()))


def _keys(login: str, address: str) -> tuple[tuple[str, int], tuple[str, int]]:
    return (f"account:{login}", BY_ACCOUNT), (f"address:{_neighbourhood(address)}", BY_ADDRESS)


def _neighbourhood(address: str) -> str:
    """An IPv4 address itself; of an IPv6 address the /64 that one subscriber owns."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((known, 64), strict=False)) if known.version == 6 else address
