"""The job that removes what is over, kind by kind, and tells what went: numbers in the log, and one event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

import structlog

from server.core import clock
from server.core.settings import Settings
from server.data.database import transaction
from server.ground.person import queries
from server.journal import log as journal
from server.keep.retention.copies import Copies
from server.keep.retention.pictures import Pictures
from server.keep.retention.rows import ROWS

PAUSE = timedelta(hours=6)
KIND, CHAIN = "retention.purged", UUID("018cc251-f400-7000-8000-00000000e7e7")  # the chain of all that retention tells

log = structlog.get_logger("grid.retention")


class Kept(Protocol):
    """Something that is kept for a time."""

    @property
    def name(self) -> str: ...

    async def sweep(self, now: datetime) -> int:
        """Remove a batch of what is over by now; how much went."""
        ...


class Retention:
    """A job of the scheduler: a batch of each kind in turn until nothing is over."""

    def __init__(self, things: Sequence[Kept]) -> None:
        self._things, self._gone = tuple(things), Counter[str]()

    @classmethod
    def of(cls, settings: Settings, *more: Kept) -> Retention:
        """All that a district keeps for a time, with what stands beside us."""
        return cls((*ROWS, *more, Pictures(), Copies(settings.database)))

    async def sweep(self) -> int:
        now = clock.now()
        gone = Counter({one.name: await one.sweep(now) for one in self._things})
        if gone.total():
            self._gone += gone
            return gone.total()
        if self._gone:
            await self._tell()
        return 0

    async def _tell(self) -> None:
        said: dict[str, object] = dict(self._gone)
        district = await queries.district()
        await transaction(
            lambda: journal.record(KIND, subject_id=CHAIN, area=district, viewer=None, payload={"gone": said})
        )
        log.info("what was over is gone", **said)
        self._gone.clear()
