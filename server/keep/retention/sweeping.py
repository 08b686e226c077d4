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
from server.data.db_errors import is_lost, is_transient
from server.ground.person import queries
from server.journal import log as journal
from server.keep.retention.copies import Copies
from server.keep.retention.pictures import Pictures
from server.keep.retention.rows import ROWS
from server.process.evidence import Keeping
from server.process.retention import Swept

PAUSE = timedelta(hours=6)
KIND, CHAIN = "retention.purged", UUID("018cc251-f400-7000-8000-00000000e7e7")  # the chain of all that retention tells

log = structlog.get_logger("grid.retention")


class Kept(Protocol):
    """Something that is kept for a time."""

    @property
    def name(self) -> str: ...

    async def sweep(self, now: datetime) -> Swept:
        """Remove a batch of what is over by now."""
        ...


class Retention:
    """A job of the scheduler: a batch of each kind in turn. A kind of which nothing more is to be looked at rests for
    `PAUSE`, and so does one that failed: it stops none of the others."""

    def __init__(self, things: Sequence[Kept]) -> None:
        self._things, self._gone = tuple(things), Counter[str]()
        self._rests: dict[str, datetime] = {}  # until when

    @classmethod
    def of(cls, settings: Settings, *more: Kept, waits: Keeping | None = None) -> Retention:
        """All that a district keeps for a time, with what stands beside us. `waits`: which pictures something waits
        for that has not arrived."""
        return cls((*ROWS, *more, Pictures(*([waits] if waits else [])), Copies(settings)))

    async def sweep(self) -> int:
        now = clock.now()
        gone = sum([await self._swept(one, now) for one in self._awake(now)])
        if self._gone and not self._awake(now):
            await self._tell()
        return gone

    def _awake(self, now: datetime) -> list[Kept]:
        return [one for one in self._things if self._rests.get(one.name, now) <= now]

    async def _swept(self, one: Kept, now: datetime) -> int:
        try:
            gone, more = await one.sweep(now)
        except Exception as failure:
            if is_transient(failure) or is_lost(failure):
                raise
            log.exception("what is over could not be removed", kept=one.name)
            gone, more = 0, False
        if gone:
            self._gone[one.name] += gone
        if not more:
            self._rests[one.name] = now + PAUSE
        return gone

    async def _tell(self) -> None:
        said: dict[str, object] = dict(self._gone)
        district = await queries.district()
        await transaction(
            lambda: journal.record(KIND, subject_id=CHAIN, area=district, viewer=None, payload={"gone": said})
        )
        log.info("what was over is gone", **said)
        self._gone.clear()
