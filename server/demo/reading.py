"""What the demo's people were told, in its own time: each event when it happened. What came before this morning, or
more than six hours ago, has been read."""

from __future__ import annotations

from datetime import datetime, timedelta

from server import clock
from server.database import transaction
from server.demo.history import Report
from server.event.follow import keep, place, sealed
from server.event.models import Event, Seal
from server.event.relay import seal_all
from server.notice import windows
from server.notice.models import Digest, Notice
from server.notice.telling import LOG, NEWS, tell

BATCH = 20  # events that are told at one moment
UNREAD = timedelta(hours=6)  # after which people have looked


async def build(progress: Report = lambda done, total: None) -> None:
    """Tell the news of the last days, and let people have read what came before this morning."""
    await seal_all()
    old = await Event.filter(at__lt=clock.now() - NEWS).order_by("-number").first()
    passed = await Seal.filter(event_number__lte=old.number).order_by("-number").first() if old else None
    await transaction(lambda: keep(LOG, passed.number if passed else 0))
    last = await Seal.all().order_by("-number").first()
    while batch := await sealed(done := await place(LOG), BATCH):
        with clock.at(max(event.at for event in batch)):
            await tell(BATCH)
        progress(done, last.number if last else done)
    await transaction(lambda: _read(clock.now()))


async def _read(now: datetime) -> None:
    """Mark what people have seen by now, but for the digest that came this morning."""
    morning = windows.next_morning(now) - timedelta(days=1)
    seen = max(morning, now - UNREAD)
    await Notice.filter(at__lt=seen, digest_id=None).update(read_at=seen)
    await Notice.filter(digest__at__lt=morning).update(read_at=morning)
    await Digest.filter(at__lt=morning).update(read_at=morning)
