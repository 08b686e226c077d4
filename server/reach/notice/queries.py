"""A person's own notices, page by page, how many are unread, and how they want to be told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from server.core import clock
from server.core.viewer import Viewer
from server.data.database import reader
from server.query.door import Door
from server.query.row_query import One, Page
from server.reach.notice.models import Digest, Notice, PushSubscription
from server.reach.notice.on_call import on_duty, windows_of
from server.reach.notice.policy import visible_to
from server.reach.notice.quiet_hours import Window

CAP = 100  # more unread ones are not counted
SHOWN = 14  # digests: two weeks of them
NOTICES = Door(Notice, visible_to)


@dataclass(frozen=True)
class Settings:
    """How somebody is told, besides their list."""

    windows: tuple[Window, ...]
    browsers: int  # that are pushed to
    pushed_at: datetime | None  # when a push last arrived at one of them
    on_duty: bool


@dataclass(frozen=True)
class Digested:
    """One morning's digest, and how many notices stand in it that the person may see now."""

    id: UUID
    at: datetime
    read_at: datetime | None
    count: int


def page(
    viewer: Viewer, *, unread: bool, first: int, after: str | None, digest: UUID | None = None, every: bool = False
) -> Page:
    """Their notices that stand by themselves, or those of a digest that has come, the last first. `every`: also those
    that are about no incident, which apps of before cannot show. Raises Invalid for a cursor of another list."""
    come = {"digest_id": digest, "digest__at__lte": clock.now()} if digest else {"digest_id": None}
    return NOTICES.page(viewer, [Q(**come), Q(read_at=None) if unread else Q(), _shown(every)], first, after)


def one(viewer: Viewer, notice_id: UUID) -> One:
    """One of their notices; none when it is not there, or not for them to see now."""
    return NOTICES.one(viewer, notice_id)


async def visible(viewer: Viewer, notice_id: UUID, *, every: bool = False) -> bool:
    """Whether this notice is theirs to see now: what a live stream asks before it tells."""
    return await Notice.filter(visible_to(viewer), _shown(every), id=notice_id).using_db(reader()).exists()


def _shown(every: bool) -> Q:
    return Q() if every else Q(incident_id__isnull=False)


async def unread(viewer: Viewer, *, every: bool = False) -> int:
    """How many they have not read, a digest being one, counted up to `CAP`."""
    chosen = (
        Notice.filter(visible_to(viewer), _shown(every), read_at=None, digest_id=None).limit(CAP).using_db(reader())
    )
    alone = len(await chosen.values_list("id", flat=True))
    return min(alone + await _come(viewer).filter(read_at=None).using_db(reader()).count(), CAP)


async def digests(viewer: Viewer) -> list[Digested]:
    """The digests of the last days, the last first; one in which nothing is left to see is none."""
    found = await _come(viewer).order_by("-at").limit(SHOWN).using_db(reader())
    if not found:
        return []
    held = Notice.filter(visible_to(viewer), digest_id__in=[one.id for one in found]).using_db(reader())
    counted = Counter(UUID(str(one)) for one in await held.values_list("digest_id", flat=True))
    return [Digested(one.id, one.at, one.read_at, counted[one.id]) for one in found if counted[one.id]]


def _come(viewer: Viewer) -> QuerySet[Digest]:
    """Their digests whose morning has come."""
    return Digest.filter(person_id__in=[viewer.person_id] if viewer.person_id else [], at__lte=clock.now())


async def settings(viewer: Viewer) -> Settings:
    """How they are told. Nobody is not told at all."""
    if viewer.person_id is None:
        return Settings((), 0, None, on_duty=False)
    me = [viewer.person_id]
    browsers = await PushSubscription.filter(person_id__in=me).using_db(reader())
    sent = [one.sent_at for one in browsers if one.sent_at]
    own = sorted((await windows_of(me)).get(viewer.person_id, ()))
    return Settings(tuple(own), len(browsers), max(sent, default=None), on_duty=bool(await on_duty(me)))
