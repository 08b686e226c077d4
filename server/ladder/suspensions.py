"""Suspended incidents whose day has come: they go on by themselves, and their clocks with what is left."""

from __future__ import annotations

from uuid import UUID

import structlog
from tortoise.queryset import QuerySet

from server.database import queue_for, reader, transaction
from server.failures import is_lost, is_transient
from server.incident import decisions, facts
from server.incident.lifecycle import State
from server.incident.models import Incident
from server.ladder.incidents import locked
from server.process.commit import commit
from server.process.deadlines import Turn
from server.viewer import Viewer

BATCH = 50

log = structlog.get_logger("grid.sweeper")


class Suspensions:
    """The source that looks at suspended incidents."""

    async def sweep(self) -> int:
        turn = await facts.turn(Viewer.nobody())
        if not await _due(turn).using_db(reader()).exists():
            return 0
        return await transaction(lambda: _batch(turn))


def _due(turn: Turn) -> QuerySet[Incident]:
    return Incident.filter(state=State.SUSPENDED, resume_at__lte=turn.now)


async def _batch(turn: Turn) -> int:
    """Within a transaction: let those go on whose day came first; how many did."""
    await queue_for("sweep")
    first = await _due(turn).order_by("resume_at").limit(BATCH).values_list("id", flat=True)
    resumed = 0
    for before in await locked({UUID(str(one)) for one in first}):
        if before.state is not State.SUSPENDED:  # somebody was faster
            continue
        try:
            await transaction(lambda: commit(None, decisions.resume_due(before, turn)))  # noqa: B023
            resumed += 1
        except Exception as failure:
            if is_transient(failure) or is_lost(failure):
                raise
            log.exception("a suspended incident stays so", incident=str(before.id))
    return resumed
