"""A person's own notices, page by page, how many are unread, and how he wants to be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from server.database import reader
from server.notice.duty import on_duty, windows_of
from server.notice.models import Notice, PushSubscription
from server.notice.policy import visible_to
from server.notice.windows import Window
from server.reading import choice
from server.reading.choice import One, Page
from server.viewer import Viewer

CAP = 100  # more unread ones are not counted


@dataclass(frozen=True)
class Settings:
    """How somebody is told, besides his list."""

    windows: tuple[Window, ...]
    browsers: int  # that are pushed to
    pushed_at: datetime | None  # when a push last arrived at one of them
    on_duty: bool


def page(viewer: Viewer, *, unread: bool, first: int, after: str | None) -> Page:
    """His notices, the last first. Raises Invalid for a cursor that is none of this list's."""
    chosen = Notice.filter(visible_to(viewer))
    if unread:
        chosen = chosen.filter(read_at=None)
    if after is not None:
        chosen = chosen.filter(id__lt=choice.place_of(after))
    return choice.page([chosen], ("-id",), first, lambda notice: str(notice.id))


def one(viewer: Viewer, notice_id: UUID) -> One:
    """One of his notices; none when it is not there, or not for him to see now."""
    return One([Notice.filter(visible_to(viewer), id=notice_id)])


async def visible(viewer: Viewer, notice_id: UUID) -> bool:
    """Whether this notice is his to see now: what a live stream asks before it tells."""
    return await Notice.filter(visible_to(viewer), id=notice_id).using_db(reader()).exists()


async def unread(viewer: Viewer) -> int:
    """How many he has not read, counted up to `CAP`."""
    chosen = Notice.filter(visible_to(viewer), read_at=None).limit(CAP).using_db(reader())
    return len(await chosen.values_list("id", flat=True))


async def settings(viewer: Viewer) -> Settings:
    """How he is told. Nobody is not told at all."""
    if viewer.person_id is None:
        return Settings((), 0, None, on_duty=False)
    me = [viewer.person_id]
    browsers = await PushSubscription.filter(person_id__in=me).using_db(reader())
    sent = [one.sent_at for one in browsers if one.sent_at]
    own = sorted((await windows_of(me)).get(viewer.person_id, ()))
    return Settings(tuple(own), len(browsers), max(sent, default=None), on_duty=bool(await on_duty(me)))
