"""The digest of a morning on its way: one push to each browser of whom it is for, once its hour has come.

Browsers are looked up in the morning, so that whoever turned reminders on at night is told as well. Each digest is
handed over once, by whichever process takes it first, and only on its own day: after an outage nobody gets two.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from server.core import clock
from server.core.ids import new_id
from server.data.database import reader, transaction
from server.reach.notice import quiet_hours
from server.reach.notice.models import Delivery, Digest, Means, NoticeKind, PushSubscription
from server.reach.notice.on_call import windows_of

DAY = timedelta(days=1)
TOGETHER = 200  # digests of one transaction
CALM = 1  # the severity of a digest: it never wakes anybody


async def hand_over() -> int:
    """Make the deliveries of digests that have come and were not handed over yet, at most `TOGETHER`; of how many."""
    now = clock.now()
    waiting = Digest.filter(at__lte=now, at__gt=now - DAY, pushed_at=None)
    due = await waiting.order_by("at").limit(TOGETHER).using_db(reader())

    async def work() -> None:
        ours = [one for one in due if await Digest.filter(id=one.id, pushed_at=None).update(pushed_at=now)]
        made = await _deliveries([one for one in ours if one.read_at is None], now)
        if made:
            await Delivery.bulk_create(made)

    if due:
        await transaction(work)
    return len(due)


async def _deliveries(digests: Sequence[Digest], now: datetime) -> list[Delivery]:
    """One to each browser of each, from the moment on at which that person may be disturbed."""
    by_person = {one.person_id: one for one in digests}
    if not by_person:
        return []
    own = await windows_of(list(by_person))
    return [
        _delivery(by_person[browser.person_id], browser, now, quiet_hours.opens(now, own.get(browser.person_id, ())))
        for browser in await PushSubscription.filter(person_id__in=list(by_person))
    ]


def _delivery(digest: Digest, browser: PushSubscription, now: datetime, opens: datetime) -> Delivery:
    return Delivery(
        id=new_id(),
        event_id=digest.id,
        target_id=browser.id,
        means=Means.PUSH,
        digest_id=digest.id,
        kind=NoticeKind.DIGEST,
        severity=CALM,
        made_at=now,
        next_at=opens,
    )
