"""The sweeper: looks at every clock whose time has come, warns, raises, resumes. One task in each process.

Decision: what is to be looked at stands in indexed columns (`look_at`, `resume_at` …), so that a round costs what there
is to do and not what there is; nothing is kept in memory, so that after a kill or three days off it simply goes on.
One process sweeps at a time by a lease; that a threshold is acted on once is kept by the transaction that does it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Protocol
from uuid import UUID

import structlog

from server import clock
from server.database import Database
from server.errors import Busy
from server.ids import new_id
from server.ladder import lease

PAUSE = 10.0  # seconds between two rounds: the shortest limit is ten minutes
NAME = "sweep"

log = structlog.get_logger("grid.sweeper")


class Source(Protocol):
    """One kind of thing that has its time."""

    async def sweep(self) -> int:
        """Do a batch of what is due by now, in one short transaction; how many things were looked at, 0 for none."""
        ...


class Sweeper:
    """`start()` at the server's start, `once()` for one round."""

    def __init__(
        self, database: Database, sources: Sequence[Source], *, pause: float = PAUSE, holder: UUID | None = None
    ) -> None:
        self.database, self.sources, self.pause = database, tuple(sources), pause
        self.holder = holder or new_id()  # who we are among those who sweep

    def start(self) -> asyncio.Task[None]:
        """Run beside the server until cancelled."""
        return self.database.start(self.run())

    async def run(self) -> None:
        """Sweep for ever while the lease is ours. What fails is logged and tried again."""
        try:
            while True:
                try:
                    await self.once()
                except (Busy, OSError) as failure:
                    log.warning("sweeper waits", reason=type(failure).__name__)
                except Exception:
                    log.exception("sweeper failed")
                await asyncio.sleep(self.pause)
        finally:
            with suppress(Exception):
                await asyncio.shield(lease.let_go(NAME, self.holder, clock.now()))

    async def once(self) -> int:
        """Everything that is due by now, if it is ours to sweep, a batch of each source in turn: a long one keeps none
        waiting. How many things were looked at."""
        looked, done = 0, 1
        while done:
            done = 0
            for source in self.sources:
                if not await lease.hold(NAME, self.holder, clock.now()):
                    return looked
                done += await source.sweep()
            looked += done
        return looked
