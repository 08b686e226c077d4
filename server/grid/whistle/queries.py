"""Reading whistles through the one door of sight: one in full, for the decisions."""

from __future__ import annotations

from uuid import UUID

from tortoise.expressions import Q, Subquery

from server.core.errors import Missing
from server.core.viewer import Viewer
from server.data.database import reader
from server.grid.whistle import aggregate
from server.grid.whistle.aggregate import Aggregate
from server.grid.whistle.commands import Command, PartyCommand
from server.grid.whistle.models import Whistle, WhistleParty
from server.grid.whistle.policy import visible_to


async def named(viewer: Viewer, command: Command) -> Aggregate | None:
    """The whistle that a command names, or one of whose parties it names, as the decisions see it. None: it is not
    there, or not for them to know of."""
    wanted = Q(id=command.id)
    if isinstance(command, PartyCommand):
        wanted = Q(id__in=Subquery(WhistleParty.filter(id=command.id).values("whistle_id")))
    return await _whole(visible_to(viewer), wanted)


async def load_unseen(whistle_id: UUID) -> Aggregate:
    """The same for the system, which sees everything. Raises Missing when it is not there."""
    found = await _whole(Q(id=whistle_id))
    if found is None:
        raise Missing("there is no such whistle")
    return found


async def _whole(*wanted: Q) -> Aggregate | None:
    found = await Whistle.filter(*wanted).using_db(reader()).prefetch_related("parties__objections")
    return aggregate.of(found[0]) if found else None
