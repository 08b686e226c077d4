"""The newest head of the log that this process knows of: what a receipt names, so that phones are witnesses of the log.

Decision: it may be some seconds old. It costs an operation nothing, and a head that is a little older witnesses all
that came before it just as well.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from server.journal.audit import Head, head

OLDEST = 10.0  # seconds


@dataclass
class Newest:
    """`head` is read by whoever answers; the relay keeps it."""

    head: Head = field(default_factory=lambda: Head(0, ""))
    looked_at: float = float("-inf")  # by the loop's clock

    async def refresh(self) -> None:
        """Look how far the log has come, unless that was done a moment ago."""
        now = asyncio.get_running_loop().time()
        if now - self.looked_at >= OLDEST:
            self.looked_at = now
            self.head = await head()
