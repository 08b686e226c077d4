"""What is noted of a saved question without an event: when it is looked at next, and when its owner asked it last."""

from __future__ import annotations

from datetime import datetime, timedelta

from server.core import clock
from server.core.viewer import Viewer
from server.data.database import transaction
from server.insight.saved_question.models import SavedQuestion

USED_EVERY = timedelta(minutes=10)  # how often it is written that it is used


async def looked(row: SavedQuestion, look_at: datetime | None, told_at: datetime | None) -> None:
    """It was asked and nobody told; who changed it meanwhile goes before."""
    same = SavedQuestion.filter(id=row.id, version=row.version, look_at=row.look_at)

    async def note() -> None:
        await same.update(look_at=look_at, told_at=told_at)

    await transaction(note)


async def used(row: SavedQuestion, viewer: Viewer) -> None:
    """The viewer asked it: noted of its owner, at most once in some minutes."""
    now = clock.now()
    if row.made_by_id != viewer.person_id or (row.used_at and now - row.used_at < USED_EVERY):
        return

    async def note() -> None:
        await SavedQuestion.filter(id=row.id).update(used_at=now)

    await transaction(note)
