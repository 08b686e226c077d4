"""Beside the server: follows the log, tells people, and sends what is due. One in each process; they share the work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from server.core import clock
from server.core.runner import Runner
from server.journal.bus import EVENTS, MemoryBus
from server.reach.notice.dispatcher import Post
from server.reach.notice.fan_out import NOTICES, tell
from server.reach.notice.models import Notice
from server.reach.notice.morning import hand_over
from server.reach.notice.retention import forget_old

PAUSE = 5.0  # seconds between two looks when nothing wakes us
TOGETHER = 0.2  # seconds of rest after somebody was told, for others to come along
TIDY = timedelta(hours=1)
LOOK = timedelta(minutes=1)


class Teller:
    """`once()` is one round."""

    def __init__(self, bus: MemoryBus, post: Post, *, pause: float = PAUSE) -> None:
        self.bus, self.post, self.pause = bus, post, pause
        self._tidied = clock.now() - TIDY
        self._morning: datetime | None = None  # when to look next for digests that have come

    def runner(self) -> Runner:
        """Beside the server; woken by what the relay tells."""
        return Runner("notices", self.once, self.bus.bell(EVENTS), self.pause)

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
