"""The parties of whistles: whose silence the unit's head hears of, then the district, to which the incident rises."""

from __future__ import annotations

from uuid import UUID

from server import clock
from server.database import transaction
from server.incident import facts
from server.incident.actions.writing import change
from server.incident.decisions import ladder
from server.incident.decisions.ladder import Look
from server.ladder.incidents import locked
from server.viewer import Viewer
from server.whistle import ladder as silence
from server.whistle.models import Whistle

BATCH = 50
SUPERVISED = "whistle.supervised"


class WhistleParties:
    """The source that looks at the clocks of whistles' parties."""

    async def sweep(self) -> int:
        told = 0
        for whistle, party in await silence.silent(clock.now(), BATCH):
            told += await transaction(lambda: _say(whistle, party))  # noqa: B023
        return told


async def _say(whistle: UUID, party: UUID) -> bool:
    """Say what there is to say of a party's silence; when the district hears of it, the incident rises to it."""
    kind = await silence.escalate(whistle, party)
    if kind == SUPERVISED:
        called = await Whistle.get(id=whistle)
        turn = await facts.turn(Viewer.nobody())
        for before in await locked({called.incident_id}):
            if raised := ladder.raised(Look(before, turn, silent=True)):
                await change(None, before, raised)
    return kind is not None
