"""What somebody does to their own notices: mark them read, let a browser be told, take it back, set their windows.

None of it is an event of the district (see `models`), and each may be sent twice: the second time changes nothing.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Any
from uuid import UUID

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from server.core import clock
from server.core.errors import Forbidden, Invalid, Problem
from server.core.ids import new_id
from server.core.viewer import Viewer
from server.data.database import transaction
from server.process.fields import Declared, asked
from server.reach.notice import quiet_hours as windows
from server.reach.notice.addresses import Allowed
from server.reach.notice.models import Digest, Notice, NoticeWindow, PushSubscription
from server.reach.notice.policy import visible_to
from server.reach.notice.quiet_hours import MOST_WINDOWS, Window

MOST_MARKED = 100  # at once
MOST_BROWSERS = 8  # of one person; the one that was made first gives way
POINT, SECRET = 65, 16  # bytes of a browser's public key and of its shared secret


class Read(Declared, words="标为已读。What to mark as read."):
    ids: tuple[UUID, ...] = asked("哪些消息。Which notices.", most=MOST_MARKED)


class ReadAll(Declared, words="全部标为已读。Mark all as read."):
    upto: UUID = asked("看到的最上面一条。The topmost notice that was seen.")


class Set(Declared, words="怎样提醒我。How I want to be told."):
    windows: tuple[Window, ...] = asked("时段；空表按全区。Windows; empty: the district's.", most=MOST_WINDOWS)


class Subscribe(Declared, words="浏览器的订阅，照原样交来。A browser's subscription, as it gave it."):
    endpoint: str = asked("推送地址。The address to push to.")
    p256dh: str = asked("浏览器的公钥，base64url。The browser's public key, base64url.")
    auth: str = asked("共享密钥，base64url。The shared secret, base64url.")


class Unsubscribe(Declared, words="不再推送到此浏览器。Push to this browser no more."):
    endpoint: str = asked("推送地址。The address.")


async def read(viewer: Viewer, command: Read) -> int:
    """Mark some of their notices as read, and some of their digests with all that stands in them; how many were not
    before. Others' are passed over like those not there."""
    me = signed_in(viewer)
    if len(command.ids) > MOST_MARKED:
        raise Invalid(f"at most {MOST_MARKED} at once", field="ids")
    meant = Q(id__in=list(command.ids))
    mine = Notice.filter(visible_to(viewer), meant, read_at=None)
    return await transaction(lambda: _mark(me, mine, meant))


async def read_all(viewer: Viewer, command: ReadAll) -> int:
    """Mark everything as read up to the notice that was seen on top: what came since stays unread."""
    me = signed_in(viewer)
    mine = Notice.filter(visible_to(viewer), id__lte=command.upto, read_at=None, digest_id=None)
    return await transaction(lambda: _mark(me, mine, Q(at__lte=clock.now())))


async def _mark(me: UUID, mine: QuerySet[Notice], meant: Q) -> int:
    """Within a transaction: mark these notices, and the digests that are meant with what was held for them."""
    now = clock.now()
    come = await Digest.filter(meant, person_id=me, at__lte=now, read_at=None).values_list("id", flat=True)
    if come:
        await Digest.filter(id__in=list(come)).update(read_at=now)
        await Notice.filter(digest_id__in=list(come), read_at=None).update(read_at=now)
    return await mine.update(read_at=now) + len(come)


async def subscribe(viewer: Viewer, browser: Subscribe, allowed: Allowed) -> None:
    """Push to this browser from now on; whoever used it before is no longer told there. Raises Invalid."""
    me = signed_in(viewer)
    if problems := _faults(browser, allowed):
        raise Invalid.of(problems)
    digest = digest_of(browser.endpoint)

    async def work() -> None:
        await PushSubscription.filter(digest=digest).exclude(person_id=me).delete()
        words: dict[str, Any] = {"endpoint": browser.endpoint, "p256dh": browser.p256dh, "auth": browser.auth}
        if not await PushSubscription.filter(digest=digest).update(**words):
            await PushSubscription.create(id=new_id(), person_id=me, digest=digest, made_at=clock.now(), **words)
        mine = PushSubscription.filter(person_id=me).order_by("-made_at", "-id")
        kept = await mine.limit(MOST_BROWSERS).values_list("id", flat=True)
        await PushSubscription.filter(person_id=me).exclude(id__in=list(kept)).delete()

    await transaction(work)


def _faults(browser: Subscribe, allowed: Allowed) -> list[Problem]:
    problems = []
    if not allowed.admits(browser.endpoint):
        problems.append(Problem("PUSH_SERVICE_UNKNOWN", "this is none of the push services we speak to", "endpoint"))
    if len(_bytes(browser.p256dh)) != POINT:
        problems.append(Problem("INVALID", "a public key of 65 bytes in base64url", "p256dh"))
    if len(_bytes(browser.auth)) != SECRET:
        problems.append(Problem("INVALID", "a secret of 16 bytes in base64url", "auth"))
    return problems


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text.encode() + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""


async def unsubscribe(viewer: Viewer, browser: Unsubscribe) -> None:
    """Push to this browser no more. What is not there, or is another's, stays as it is."""
    await forget_browser(signed_in(viewer), browser.endpoint)


async def forget_browser(person_id: UUID, endpoint: str) -> None:
    """The same for somebody who has left, perhaps also their post."""
    theirs = PushSubscription.filter(digest=digest_of(endpoint), person_id=person_id)
    await transaction(lambda: theirs.delete())


def digest_of(endpoint: str) -> str:
    """By what a browser is found again."""
    return hashlib.sha256(endpoint.encode()).hexdigest()


async def set_(viewer: Viewer, command: Set) -> None:
    """Be pushed to only within these windows; without any, whenever the district allows. Raises Invalid."""
    me = signed_in(viewer)
    if problems := windows.faults(command.windows):
        raise Invalid.of(problems)

    async def work() -> None:
        await NoticeWindow.filter(person_id=me).delete()
        await NoticeWindow.bulk_create(
            NoticeWindow(id=new_id(), person_id=me, weekday=one.weekday, starts=one.starts, ends=one.ends)
            for one in sorted(set(command.windows))
        )

    await transaction(work)


def signed_in(viewer: Viewer) -> UUID:
    """Who asks. Raises Forbidden for nobody."""
    if viewer.person_id is None:
        raise Forbidden("sign in first")
    return viewer.person_id
