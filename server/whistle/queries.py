"""Reading whistles through the one door of sight: one in full, for the decisions."""

from __future__ import annotations

from uuid import UUID

from tortoise.expressions import Q, Subquery

from server.database import reader
from server.errors import Missing
from server.viewer import Viewer
from server.whistle import snapshot
from server.whistle.models import Whistle, WhistleParty
from server.whistle.policy import visible_to
from server.whistle.snapshot import Snapshot


async def load(viewer: Viewer, whistle_id: UUID) -> Snapshot:
    """The whistle as the decisions see it. Raises Missing when it is not there, or not for him to know of."""
    return await _whole(visible_to(viewer), Q(id=whistle_id))


async def load_of_party(viewer: Viewer, party_id: UUID) -> Snapshot:
    """The whistle that called this party. Raises Missing in the same way."""
    return await _whole(visible_to(viewer), Q(id__in=Subquery(WhistleParty.filter(id=party_id).values("whistle_id"))))


async def load_unseen(whistle_id: UUID) -> Snapshot:
    """The same for the system, which sees everything."""
    return await _whole(Q(id=whistle_id))


async def _whole(*wanted: Q) -> Snapshot:
    found = await Whistle.filter(*wanted).using_db(reader()).prefetch_related("parties__objections")
    if not found:
        raise Missing("there is no such whistle, or it is not yours to see")
    return snapshot.of(found[0])
