"""Whom news of a whistle concerns: read once, and then asked in memory for each who listens."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from server.core.viewer import Viewer
from server.data.database import reader
from server.grid.whistle import lookups, policy
from server.grid.whistle.models import Whistle
from server.journal.live_topic import Audience, Topic


async def audience(whistle_id: UUID) -> Audience | None:
    """Whom the whistle concerns; None when there is none. What is told of it depends on posts alone, but for the step
    that takes a second person: to those who drafted it, it is told in person."""
    found = await Whistle.filter(id=whistle_id).using_db(reader()).prefetch_related("parties")
    if not found:
        return None
    return Audience(partial(_sees, whistle=found[0]), frozenset({found[0].drafted_by_id}))


def _sees(viewer: Viewer, whistle: Whistle) -> bool:
    return policy.may_see(viewer, whistle.area, whistle.parties)


CHANGES = Topic("whistle.", audience, lookups.change)
