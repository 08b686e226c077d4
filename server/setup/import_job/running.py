"""The job that runs imports: a few rows in each transaction, in the rights of who runs it, until done, stopped, or a
row cannot go in.

That a row went in and that it is counted are one transaction; after a kill the rest is planned anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

import structlog

from server.core import clock
from server.core.errors import Busy, Forbidden, Refusal, StorageFull
from server.data.database import reader, transaction
from server.data.db_errors import is_lost, is_transient
from server.data.resting import Stale
from server.ground.person.viewers import viewer_of
from server.process.change import erased
from server.process.commit import commit
from server.process.importing.kind import Act
from server.process.steps import Moved
from server.setup.import_job import checking
from server.setup.import_job.checking import Checked
from server.setup.import_job.kinds import KINDS
from server.setup.import_job.lifecycle import State, Step
from server.setup.import_job.models import ImportJob
from server.setup.import_job.policy import taker
from server.setup.import_job.verbs import STEPS

SHOWN_UNTIL_DONE = "preview", "faults", "missing"

log = structlog.get_logger("grid.import")


@dataclass
class _Work:
    """What this process knows of an import that runs: what is left of its plan."""

    job: UUID
    version: int
    found: Checked
    left: list[Act]
    done: int
    counted: int  # as its row says


class Running:
    """One import at a time, the one that was run first."""

    def __init__(self) -> None:
        self._work: _Work | None = None

    async def sweep(self) -> int:
        """Write some rows of it; how many, or 1 for a step of its own."""
        running = ImportJob.filter(state=State.RUNNING).order_by("run_at", "id").using_db(reader())
        if (job := await running.first()) is None:
            self._work = None
            return 0
        try:
            work = await self._planned(job)
            if not work.left:
                await self._finish(job, work)
                return 1
            return await self._some(job, work)
        except Stale:  # somebody stopped it
            self._work = None
            return 1
        except (Busy, StorageFull):
            raise
        except Exception as failure:
            if is_transient(failure) or is_lost(failure):
                raise
            if not isinstance(failure, Refusal):
                log.exception("an import fails", id=str(job.id), kind=str(job.kind))
            await self._halt(job, None, failure, job.done)
            return 1

    async def _planned(self, job: ImportJob) -> _Work:
        """Raises Invalid: rows have faults by now that had none when it was checked."""
        known = self._work
        if known is not None and (known.job, known.version, known.counted) == (job.id, job.version, job.done):
            return known
        assert job.since is not None  # only what was checked runs
        found = await checking.checked(job, job.since)
        if found.faults.total and not job.only_good:
            first = found.faults.kept[0]
            log.info("an import has faults by now", id=str(job.id), row=first.row, fault=first.wrong.en)
            raise Faulty(first.row)
        left = found.plan.acts
        self._work = _Work(job.id, job.version, found, left, max(0, job.to_do - len(left)), job.done)
        return self._work

    async def _some(self, job: ImportJob, work: _Work) -> int:
        acts = work.left[: KINDS[job.kind].batch]
        try:
            await transaction(lambda: _written(job, work, acts))
        except (Busy, StorageFull):
            raise
        except Refusal:
            return await self._singly(job, work, acts)
        self._count(work, acts)
        return len(acts)

    async def _singly(self, job: ImportJob, work: _Work, acts: list[Act]) -> int:
        """One of these rows cannot go in: those before it do, and it is told."""
        for one in acts:
            try:
                await transaction(partial(_written, job, work, [one]))
            except (Busy, StorageFull):
                raise
            except Refusal as refusal:
                await self._halt(job, one.row, refusal, work.done)
                break
            self._count(work, [one])
        return len(acts)

    @staticmethod
    def _count(work: _Work, acts: list[Act]) -> None:
        work.left, work.done = work.left[len(acts) :], work.done + len(acts)
        work.counted = work.done

    async def _halt(self, job: ImportJob, row: int | None, why: Exception, done: int) -> None:
        self._work = None
        if isinstance(why, Faulty):
            row = why.row
        code = why.problems[0].code if isinstance(why, Refusal) else "REFUSED"
        moved: dict[str, Any] = {"stopped_row": row, "stopped_code": code}
        await _step(job, Step.HALT, Moved(moved, told={"row": row, "code": code, "done": done}))

    async def _finish(self, job: ImportJob, work: _Work) -> None:
        self._work = None
        columns = {"ended_at": clock.now()} | erased(*SHOWN_UNTIL_DONE)

        async def done() -> None:
            await _step(job, Step.FINISH, Moved(columns, told={"done": work.done, "same": work.found.plan.same}))
            await checking.remember(job, work.found)

        await transaction(done)


class Faulty(Refusal):
    """A row that was good when it was checked has a fault by now."""

    code = "FAULTS_LEFT"

    def __init__(self, row: int | None) -> None:
        self.row = row
        super().__init__()


async def _written(job: ImportJob, work: _Work, acts: list[Act]) -> None:
    """Write these, and count them. Raises Stale when somebody stopped it meanwhile, whatever the rows refuse, and when
    another process, whose turn it was before, has written some."""
    assert job.run_by_id is not None  # somebody runs it
    viewer = await viewer_of(job.run_by_id)
    if taker(Step.RUN, viewer, job) is None:
        raise Forbidden("whoever runs this import has no such post any more")
    await KINDS[job.kind].apply(viewer, work.found.given, acts)
    still = ImportJob.filter(id=job.id, version=job.version, state=State.RUNNING, done=work.counted)
    if not await still.update(done=work.done + len(acts)):
        raise Stale


async def _step(job: ImportJob, step: Step, moved: Moved) -> None:
    """A step of nobody's. Raises Stale when somebody was faster."""
    now = await ImportJob.get(id=job.id, using_db=reader())
    if now.version != job.version:
        raise Stale
    await commit(None, STEPS.change(step, now, clock.now(), moved))
