"""What people were told is kept for 90 days and then gone, with all that was sent of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from server.core import clock
from server.data.database import transaction
from server.reach.notice.models import Delivery, Digest, Notice, Roster

KEPT = timedelta(days=90)
BATCH = 500  # rows of one transaction: others who write wait that long


async def forget_old() -> int:
    """Delete what is older than `KEPT`, a batch at a time; how many notices went."""
    before, gone = clock.now() - KEPT, 0
    while any(batch := await transaction(lambda: _forget(before))):
        gone += batch[0]
    return gone


async def _forget(before: datetime) -> tuple[int, int, int]:
    """Within a transaction: delete one batch; how many notices, deliveries and duties went."""
    old = await Notice.filter(at__lt=before).order_by("at").limit(BATCH).values_list("id", flat=True)
    sent = await Delivery.filter(made_at__lt=before).order_by("made_at").limit(BATCH).values_list("id", flat=True)
    held = await Digest.filter(at__lt=before).order_by("at").limit(BATCH).values_list("id", flat=True)
    over = await Roster.filter(ends_at__lt=before).order_by("ends_at").limit(BATCH).values_list("id", flat=True)
    await Delivery.filter(notice_id__in=list(old)).delete()
    await Notice.filter(digest_id__in=list(held)).delete()
    await Digest.filter(id__in=list(held)).delete()
    return (
        await Notice.filter(id__in=list(old)).delete(),
        await Delivery.filter(id__in=list(sent)).delete(),
        await Roster.filter(id__in=list(over)).delete(),
    )
