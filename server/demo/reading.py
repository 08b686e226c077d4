"""What the demo's people were told, in its own time: each event when it happened. What came before this morning, or
more than six hours ago, has been read; at desks, what came more than ten minutes ago."""

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
from server.person.models import Post
from server.person.policy import held_on
from server.viewer import Role

BATCH = 20  # events that are told at one moment
UNREAD = timedelta(hours=6)  # after which people have looked
AT_DESKS = timedelta(minutes=10)  # after which those have who sit before the list all day
DESKS = (Role.COMMUNITY, Role.STREET_INTAKE, Role.STREET_DISPATCH)


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
    desks = await Post.filter(held_on(clock.today()), role__in=list(DESKS)).values_list("person_id", flat=True)
    just, theirs = now - AT_DESKS, Notice.filter(person_id__in=sorted(set(desks)), digest_id=None, read_at=None)
    await theirs.filter(at__lt=just).update(read_at=just)
    await Notice.filter(digest__at__lt=morning).update(read_at=morning)
    await Digest.filter(at__lt=morning).update(read_at=morning)
