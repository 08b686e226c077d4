"""What the demo's people were told, in its own time: each event when it happened. What came before this morning, or
long enough ago for somebody of that post to have looked, has been read."""

from __future__ import annotations

from datetime import datetime, timedelta

from tortoise.queryset import QuerySet

from server.core import clock
from server.core.viewer import Role
from server.data.database import transaction
from server.demo.history import Report
from server.ground.person.models import Post
from server.ground.person.policy import held_on
from server.ground.worktime.calendar import local_day
from server.ground.worktime.queries import calendar
from server.journal.models import Event, Seal
from server.journal.projection import keep, place, sealed
from server.journal.relay import seal_all
from server.reach.notice import quiet_hours
from server.reach.notice.fan_out import LOG, NEWS, tell
from server.reach.notice.models import Digest, Notice

BATCH = 20  # events that are told at one moment
EVENING = timedelta(hours=12)  # after the morning: from then on nobody looks
AFTER = {Role.DISTRICT_SUPERVISOR: timedelta(hours=6)} | dict.fromkeys(
    (Role.COMMUNITY, Role.STREET_INTAKE, Role.STREET_DISPATCH), timedelta(minutes=10)
)  # when somebody has looked: a supervisor in half a day, a desk that sits before its list at once …
USUALLY = timedelta(minutes=20)  # … and everybody else, who is pushed to


async def build(progress: Report = lambda done, total: None) -> None:
    """Tell the news of the last days, and let people have read what came before this morning."""
    await seal_all()
    new = await Event.filter(at__gte=clock.now() - NEWS).order_by("number").first()  # parts are built one after another
    passed = await Seal.filter(event_number__lt=new.number).order_by("-number").first() if new else None
    await transaction(lambda: keep(LOG, passed.number if passed else 0))
    last = await Seal.all().order_by("-number").first()
    while batch := await sealed(done := await place(LOG), BATCH):
        with clock.at(max(event.at for event in batch)):
            await tell(BATCH)
        progress(done, last.number if last else done)
    await transaction(lambda: _read(clock.now()))


async def _read(now: datetime) -> None:
    """Mark what people have seen by now, but for the digests that came since the last workday's morning."""
    morning = quiet_hours.next_morning(now) - timedelta(days=1)
    day = min(now, morning + EVENING)
    alone = Notice.filter(digest_id=None, read_at=None)
    for role, after in AFTER.items():
        holders = Post.filter(held_on(clock.today()), role=role)
        people = sorted(set(await holders.values_list("person_id", flat=True)))
        await _seen(alone.filter(person_id__in=people), max(morning, day - after))
        alone = alone.exclude(person_id__in=people)
    await _seen(alone, max(morning, day - USUALLY))
    worked, at = morning - timedelta(days=1), await calendar()
    while not at.is_workday(local_day(worked)):
        worked -= timedelta(days=1)
    await Notice.filter(digest__at__lte=worked).update(read_at=morning)
    await Digest.filter(at__lte=worked).update(read_at=morning)


async def _seen(notices: QuerySet[Notice], until: datetime) -> None:
    await notices.filter(at__lt=until).update(read_at=until)
