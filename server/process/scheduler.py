"""The scheduler: runs the jobs that the nouns declare in their slices, from time to time. One in each process.

Decision: what is to be looked at stands in indexed columns (`look_at`, `resume_at` …), so that a round costs what there
is to do and not what there is; nothing is kept in memory, so that after a kill or three days off it simply goes on.
One process sweeps at a time by a lease; that a threshold is acted on once is kept by the transaction that does it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

import structlog
from tortoise import Model
from tortoise.queryset import QuerySet

from server.core import clock
from server.core.ids import new_id
from server.core.runner import Runner
from server.core.viewer import Viewer
from server.data.database import queue_for, reader, transaction
from server.data.db_errors import is_lost, is_transient
from server.process import lease
from server.process.execute import Inputs
from server.process.noun import S

PAUSE = 10.0  # seconds between two rounds: the shortest limit is ten minutes
HOUR = timedelta(hours=1)
NAME = "sweep"
BATCH = 50  # things in one transaction: other writers of SQLite wait that long

F = TypeVar("F", bound=Inputs)
M = TypeVar("M", bound=Model)

log = structlog.get_logger("grid.scheduler")


class Job(Protocol):
    """What has its time."""

    async def sweep(self) -> int:
        """Do a batch of what is due by now, in one short transaction; how much was done."""
        ...


async def nothing(before: Any, at: Any) -> None:
    """It stays as it is, and is tried again."""


def rows(model: type[M]) -> Callable[[set[UUID]], Awaitable[Sequence[M]]]:
    """Reads rows that are their own aggregates, as they are and stay until the end of the transaction."""

    async def locked(ids: set[UUID]) -> Sequence[M]:
        return await model.filter(id__in=list(ids)).order_by("id").select_for_update()

    return locked


@dataclass(frozen=True, kw_only=True)
class Due(Generic[S, F]):
    """A job over a noun's things whose time has come: a batch in one transaction, each by itself, so that one that
    cannot be reckoned stops none of the others.

    `due` chooses by a moment, first what came first, and `key` is the column that names the thing. `locked` reads
    things as they are and stay. `act` does with one what there is to do (still: others may have been faster) and
    answers how much that was; `failed` is what becomes of one that fails.
    """

    due: Callable[[datetime], QuerySet[Any]]
    key: str = "id"
    locked: Callable[[set[UUID]], Awaitable[Sequence[S]]]
    inputs: Callable[[Viewer], Awaitable[F]]
    act: Callable[[S, F], Awaitable[int]]
    failed: Callable[[S, F], Awaitable[None]] = nothing
    batch: int = BATCH

    async def sweep(self) -> int:
        at = await self.inputs(Viewer.nobody())
        if not await self.due(at.now).using_db(reader()).exists():
            return 0
        return await transaction(lambda: self._batch(at))

    async def _batch(self, at: F) -> int:
        await queue_for("sweep")
        first = await self.due(at.now).limit(self.batch).values_list(self.key, flat=True)
        found = await self.locked({UUID(str(one)) for one in first})
        return sum([await self._tried(before, at) for before in found])

    async def _tried(self, before: S, at: F) -> int:
        try:
            return await transaction(lambda: self.act(before, at))
        except Exception as failure:
            if is_transient(failure) or is_lost(failure):
                raise
            log.exception("left as it is", kind=type(before).__name__, id=str(before.id))
            await self.failed(before, at)
            return 0


class Seldom:
    """A job whose look costs something: when nothing is left of it, it rests for `pause`, and so it does when it fails,
    since the jobs after it wait for its next try."""

    def __init__(self, job: Job, pause: timedelta = HOUR) -> None:
        self._job, self._pause = job, pause
        self._again: datetime | None = None

    async def sweep(self) -> int:
        now = clock.now()
        if self._again is not None and now < self._again:
            return 0
        try:
            done = await self._job.sweep()
        except Exception as failure:
            if not (is_transient(failure) or is_lost(failure)):
                self._again = now + self._pause
            raise
        if not done:
            self._again = now + self._pause
        return done


class Scheduler:
    """Runs the jobs while the lease is ours; `once()` is one round."""

    def __init__(self, jobs: Sequence[Job], *, pause: float = PAUSE, holder: UUID | None = None) -> None:
        self.jobs, self.pause = tuple(jobs), pause
        self.holder = holder or new_id()  # who we are among those who sweep

    def runner(self) -> Runner:
        """Beside the server; when it ends it lets the lease go, so that another process need not wait for its end."""
        return Runner("scheduler", self._round, pause=self.pause, ended=self._let_go)

    async def _round(self) -> None:
        await self.once()

    async def _let_go(self) -> None:
        await lease.let_go(NAME, self.holder, clock.now())

    async def once(self) -> int:
        """Everything that is due by now, if it is ours to sweep, a batch of each job in turn: a long one keeps none
        waiting. With how many things."""
        looked, done = 0, 1
        while done:
            done = 0
            for job in self.jobs:
                if not await lease.hold(NAME, self.holder, clock.now()):
                    return looked
                done += await job.sweep()
            looked += done
        return looked
