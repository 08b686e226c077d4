"""Limits for logins: five errors for one account, or thirty from one address, and the next try waits two minutes, then
four …

Decision: others cannot lock somebody out where they have signed in before. Such a browser, and a phone that proves
itself by its key, has a counter of its own (`own`), and a line of its own to wait in; what others do to the account, or
from the same address, does not hold there. Only all that are known for one account together are counted as an address
is, so that nobody gathers words to guess by.

Decision: while the disk is full the process counts by itself, so that people still sign in and nobody guesses.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from hashlib import blake2b

from server.core.errors import Busy, StorageFull
from server.edge.proxies import neighbourhood
from server.edge.refusal import Refused
from server.ground.person import tries
from server.ground.person.tries import Tries

BY_ACCOUNT, BY_ADDRESS = 5, 30  # a street office shares one address
AT_ONCE = 4  # tries that are looked at; a password takes its hundred milliseconds of a processor anyway
MOST_WAITING = 200  # for their turn, in one line
MOST_HERE = 10_000  # keys that a process counts by itself


class Attempts:
    """Counts the logins. An unknown login counts like a known one. `secret`: the server's own, by which keys are
    hidden."""

    def __init__(self, secret: bytes = b"") -> None:
        self._secret = secret[:64]
        self._lines = {own: _Line() for own in (True, False)}
        self._here: dict[str, Tries] = {}  # while the store takes no writes

    @asynccontextmanager
    async def attempt(self, login: str, address: str, *, own: str | None = None) -> AsyncIterator[None]:
        """One try, which has failed if the block is left by a Refused.

        Raises Refused 429 with the seconds to wait when the account or the address has erred too often; from the limit
        on each error doubles the wait of the next. For the account a try counts as an error until it has succeeded, so
        that many at once count too. For the address only what has failed counts, since an office begins its day at
        once; few tries are at work at a time, so that no more than those are past the limit before it is known.
        `own`: what names a browser or a phone that is known for this login, instead of the account; all such of one
        login count together as those of one address do.
        """
        account = self._key(f"account:{login}" if own is None else f"own:{own}:{login}")
        neighbours = self._key(f"address:{neighbourhood(address)}" if own is None else f"known:{login}")
        keys = [account, neighbours]
        await self._check(keys)
        async with self._lines[own is not None].turn():
            await self._check(keys)
            await self._count(account, BY_ACCOUNT)
            try:
                yield
            except Refused:
                with suppress(Refused):
                    await self._count(neighbours, BY_ADDRESS)
                raise
            except Busy:  # nobody could find out whether it was right
                await tries.take_back(account, BY_ACCOUNT)
                raise
            await self._forget(account)  # the address keeps its own: one password opens no others

    def source(self, address: str) -> str:
        """What may be told of an address: the same word for the same neighbourhood."""
        return self._key(f"source:{neighbourhood(address)}")[:8]

    def _key(self, name: str) -> str:
        return blake2b(name.encode("utf-8", "surrogatepass"), key=self._secret, digest_size=24).hexdigest()

    async def _check(self, keys: Sequence[str]) -> None:
        now = time.time()
        counted = await tries.known(keys) + [self._here[key] for key in keys if key in self._here]
        if (wait := max((one.left(now) for one in counted), default=0)) > 0:
            raise _limited(wait)

    async def _count(self, key: str, allowed: int) -> None:
        """Raises Refused 429 when others were at work on the same, and erred meanwhile."""
        now = time.time()
        try:
            if wait := await tries.count(key, now, allowed):
                raise _limited(wait)
        except StorageFull:
            if len(self._here) >= MOST_HERE:
                self._here.clear()
            self._here[key] = self._here.get(key, Tries()).one_more(now, allowed)

    async def _forget(self, key: str) -> None:
        self._here.pop(key, None)
        try:
            await tries.forget(key)
        except StorageFull:
            return


def _limited(wait: int) -> Refused:
    return Refused(429, "LIMITED", "too many failed logins; try again later", retry_after=wait)


class _Line:
    """Those who wait for one of `AT_ONCE` places."""

    def __init__(self) -> None:
        self._places, self._waiting = asyncio.Semaphore(AT_ONCE), 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Raises Refused 503 when too many wait already."""
        if self._waiting >= MOST_WAITING:
            raise Refused(503, "BUSY", "too many sign in at once; again in a moment", retry_after=2)
        self._waiting += 1
        try:
            async with self._places:
                yield
        finally:
            self._waiting -= 1
