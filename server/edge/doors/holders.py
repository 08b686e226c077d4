"""What may be sent without a login, and how much of it: by whoever holds a code, or by nobody at all.

Decision: a code opens nothing but what was written under it. Codes under which nothing stands are answered ever more
slowly, so that nobody finds one by trying; and one address sends only so much within an hour.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from uuid import UUID

from graphql import OperationType
from limits.aio.storage import MemoryStorage

from server.edge.attempts import Attempts
from server.edge.proxies import neighbourhood
from server.edge.refusal import Refused

AN_HOUR, MOST_SENT = 3600, 60  # by one address


@dataclass(frozen=True)
class Holders:
    """`known`: whether anything stands under a holder's code."""

    known: Callable[[UUID], Awaitable[bool]]
    attempts: Attempts = field(default_factory=Attempts)
    storage: MemoryStorage = field(default_factory=MemoryStorage)

    async def check(self, holder: UUID | None, kind: OperationType, address: str) -> None:
        """Raises Refused LIMITED for too much from one address, CODE_WRONG for a code under which nothing stands."""
        if kind is OperationType.MUTATION:
            await self.count(address)
        elif holder is not None and not await self.known(holder):
            async with self.attempts.attempt(f"code {neighbourhood(address)}", address):
                raise Refused(401, "CODE_WRONG", "nothing was written under this code")

    async def count(self, address: str, much: int = 1) -> None:
        """One thing more is sent, or as much as so many. Raises Refused LIMITED."""
        key = f"sent:{neighbourhood(address)}"
        if await self.storage.incr(key, AN_HOUR, amount=much) > MOST_SENT:
            wait = max(1, int(await self.storage.get_expiry(key) - time.time()))
            raise Refused(429, "LIMITED", "too much from this address within an hour", retry_after=wait)
