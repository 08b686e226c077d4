"""Pictures that something waits for that has not come: who sent them has work that was refused or that is held."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from server.data.database import reader
from server.ground.media.models import MediaSender
from server.reach.sync.models import HeldOperation, StuckOperation


async def awaited(names: Collection[str], now: datetime) -> set[str]:
    """Those of these pictures whose sender has such work: it is settled or forgotten within months, and may name them
    until then."""
    sent = MediaSender.filter(sha256__in=list(names)).using_db(reader()).values_list("sha256", "by_id")
    senders = [(str(sha256), str(by)) for sha256, by in await sent]
    people = list({by for _, by in senders})
    waiting = {
        str(by)
        for model in (StuckOperation, HeldOperation)
        for by in await model.filter(person_id__in=people).using_db(reader()).values_list("person_id", flat=True)
    }
    return {sha256 for sha256, by in senders if by in waiting}
