"""Limits for logins: five errors for one account, or thirty from one address, and the next try waits two minutes,
then four …
"""

from __future__ import annotations

import asyncio
import ipaddress
import math
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from limits.aio.storage import MemoryStorage

from server.core.errors import Busy
from server.edge.refusal import Refused

FORGOTTEN_AFTER = 3600  # seconds without an error
FIRST_WAIT, LONGEST_WAIT = 120, 3600
BY_ACCOUNT, BY_ADDRESS = 5, 30  # a street office shares one address
AT_ONCE = 4  # tries that are looked at; a password takes its hundred milliseconds of a processor anyway


class Attempts:
    """Counts the logins of one process. An unknown login counts like a known one."""

    def __init__(self, storage: MemoryStorage | None = None) -> None:
        self._storage, self._turn = storage or MemoryStorage(), asyncio.Semaphore(AT_ONCE)

    @asynccontextmanager
    async def attempt(self, login: str, address: str) -> AsyncIterator[None]:
        """One try, which has failed if the block is left by a Refused.

        Raises Refused 429 with the seconds to wait when the account or the address has erred too often; from the limit
        on each error doubles the wait of the next. For the account a try counts as an error until it has succeeded, so
        that many at once count too. For the address only what has failed counts, since an office begins its day at
        once; few tries are at work at a time, so that no more than those are past the limit before it is known.
        """
        account, neighbours = _keys(login, address)
        await self._check(account, neighbours)
        async with self._turn:
            await self._check(account, neighbours)
            await self._count(account, BY_ACCOUNT)
            try:
                yield
            except Refused:
                await self._count(neighbours, BY_ADDRESS)
                raise
            except Busy:  # nobody could find out whether it was right
                if await self._storage.decr(f"tries:{account}") < BY_ACCOUNT:
                    await self._storage.clear(f"wait:{account}")
                raise
            await self._storage.clear(f"tries:{account}")  # the address keeps its own: one password opens no others
            await self._storage.clear(f"wait:{account}")

    async def _check(self, *keys: str) -> None:
        if (wait := max([await self._left(key) for key in keys])) > 0:
            raise Refused(429, "LIMITED", "too many failed logins; try again later", retry_after=wait)

    async def _count(self, key: str, allowed: int) -> None:
        tries = await self._storage.incr(f"tries:{key}", FORGOTTEN_AFTER)
        if tries >= allowed:
            await self._storage.clear(f"wait:{key}")
            await self._storage.incr(f"wait:{key}", min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(tries - allowed, 10)))

    async def _left(self, key: str) -> int:
        if not await self._storage.get(f"wait:{key}"):
            return 0
        return max(1, math.ceil(await self._storage.get_expiry(f"wait:{key}") - time.time()))


def _keys(login: str, address: str) -> tuple[str, str]:
    return f"account:{login}", f"address:{neighbourhood(address)}"


def neighbourhood(address: str) -> str:
    """An IPv4 address itself; of an IPv6 address the /64 that one subscriber owns."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((known, 64), strict=False)) if known.version == 6 else address
