"""What nothing keeps is removed, in transactions that hold its rows: who sends it again meanwhile waits."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from server.data.database import reader
from server.ground.media import queries
from server.ground.media.models import Media, MediaSender

UNOWNED = """
INSERT INTO media_sender (sha256, by_id)
SELECT m.sha256, m.sent_by FROM media m
WHERE m.size > 0 AND NOT EXISTS (SELECT 1 FROM media_sender s WHERE s.sha256 = m.sha256)
ON CONFLICT DO NOTHING
"""


async def own_the_unowned() -> None:
    """Note who sent what has no sender: a server of 0.1.0 that runs until the restart takes photos without one."""
    await reader().execute_query(UNOWNED)


async def held_still(names: Collection[str], *, before: datetime) -> dict[str, datetime | None]:
    """Those of `names` that are here and came before then, locked, and since when nothing keeps each (None: it is not
    marked)."""
    found = Media.filter(queries.HERE, sha256__in=list(names), received_at__lte=before).order_by("sha256")
    return {one.sha256: one.unkept_since for one in await found.select_for_update()}


async def mark(names: Collection[str], since: datetime | None) -> None:
    """Nothing keeps these since then; None: something does."""
    if names:
        await Media.filter(sha256__in=list(names)).update(unkept_since=since)


async def remove(names: Collection[str], now: datetime) -> int:
    """Nobody is given these any more, and whoever sent them did; how many there were."""
    if not names:
        return 0
    await MediaSender.filter(sha256__in=list(names)).update(removed_at=now)
    gone: int = await Media.filter(queries.HERE, sha256__in=list(names)).update(size=0)
    return gone
