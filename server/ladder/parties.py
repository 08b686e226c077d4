"""The parties of whistles: whose silence the unit's head hears of, then the district; and whose duty is disputed, with
which the incident rises to the district's desk that settles it."""

from __future__ import annotations

from uuid import UUID

from server.database import queue_for, transaction
from server.incident import facts
from server.incident.decisions import ladder
from server.incident.decisions.ladder import Look
from server.ladder.incidents import locked
from server.process.commit import commit
from server.viewer import Viewer
from server.whistle import ladder as whistles

BATCH = 50


class WhistleParties:
    """The source that looks at the clocks of whistles' parties."""

    async def sweep(self) -> int:
        return await whistles.sweep(BATCH)


class Disputes:
    """The source that looks at what units object to."""

    async def sweep(self) -> int:
        disputed = await whistles.disputed(ladder.DISTRICT, BATCH)
        return await transaction(lambda: _raise(disputed)) if disputed else 0


async def _raise(disputed: set[UUID]) -> int:
    """Within a transaction: let these rise; how many did."""
    await queue_for("sweep")
    turn = await facts.turn(Viewer.nobody())
    raised = 0
    for before in await locked(disputed):
        if move := ladder.raised(Look(before, turn, disputed=True)):
            await commit(None, move)
            raised += 1
    return raised
