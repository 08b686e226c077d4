"""Beside the server: follows the log, tells people, and sends what is due. One in each process; they share the work."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

import structlog

from server.core import clock
from server.core.errors import Busy
from server.data.database import Database
from server.journal.bus import EVENTS, Bus, Lagged
from server.reach.notice.dispatcher import Post
from server.reach.notice.fan_out import NOTICES, tell
from server.reach.notice.models import Notice
from server.reach.notice.morning import hand_over
from server.reach.notice.retention import forget_old

PAUSE = 5.0  # seconds between two looks when nothing wakes us
TOGETHER = 0.2  # seconds of rest after somebody was told, for others to come along
TIDY = timedelta(hours=1)
LOOK = timedelta(minutes=1)

log = structlog.get_logger("grid.notice")


class Teller:
    """`start()` at the server's start; `once()` is one round of it."""

    def __init__(self, database: Database, bus: Bus, post: Post, *, pause: float = PAUSE) -> None:
        self.database, self.bus, self.post, self.pause = database, bus, post, pause
        self._tidied = clock.now() - TIDY
        self._morning: datetime | None = None  # when to look next for digests that have come
        self._news = asyncio.Event()

    def start(self) -> asyncio.Task[None]:
        """Run beside the server until cancelled, with nothing of the caller's transaction."""
        return self.database.start(self.run())

    async def run(self) -> None:
        """Tell and send for ever. What fails is logged and tried again."""
        listening = asyncio.create_task(self._listen())
        try:
            while True:
                self._news.clear()
                try:
                    rest = await self.once()
                except (Busy, OSError) as failure:
                    log.warning("notices wait", reason=type(failure).__name__)
                    rest = None
                except Exception:
                    log.exception("notices failed")
                    rest = None
                await (self._rest() if rest is None else asyncio.sleep(rest))
        finally:
            listening.cancel()

    async def once(self) -> float | None:
        """One round; in how many seconds there may be more to do, None: when there is news."""
        made = await tell()
        await self._announce(made or ())
        if clock.now() - self._tidied >= TIDY:
            self._tidied = clock.now()
            await forget_old()
        if self._morning is None or clock.now() >= self._morning:
            self._morning = None if await hand_over() else clock.now() + LOOK
        if await self.post.once() or made:
            return TOGETHER
        return None if made is None else 0.0  # what is old is passed over at once, however much of it there is

    async def _announce(self, made: Sequence[Notice]) -> None:
        """Tell whoever listens live. Who misses it finds the notice in their list."""
        for notice in made:
            await self.bus.publish(NOTICES, {"id": str(notice.id), "person": str(notice.person_id)})

    async def _listen(self) -> None:
        """The relay wakes us by what it tells; a gap in that is only a round more."""
        while True:
            with suppress(Lagged):
                async with self.bus.subscribe(EVENTS) as told:
                    async for _ in told:
                        self._news.set()

    async def _rest(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self.pause):
                await self._news.wait()
