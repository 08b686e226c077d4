"""Sending what is due: claimed for a minute, tried, settled; tried again later and later, and given up in the end."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import structlog

from server import slices
from server.core import clock
from server.core.viewer import Viewer
from server.data.database import reader
from server.ground.person.viewers import viewer_of
from server.process.subject.port import About, Subject
from server.reach.notice import quiet_hours
from server.reach.notice.channels import Gone, Later, Message, Sender, SendResult
from server.reach.notice.claims import Idle, Waits, claim, settle
from server.reach.notice.models import Delivery, Digest, Means, Notice, PushSubscription, UnitChannel
from server.reach.notice.on_call import on_duty, units_on_duty, windows_of
from server.reach.notice.policy import visible_to
from server.reach.notice.push import Push, PushService
from server.reach.notice.webhook import Webhook, Webhooks

log = structlog.get_logger("grid.notice")


@dataclass(frozen=True)
class Post:
    """How this server sends."""

    pushing: PushService
    hooks: Webhooks

    async def once(self) -> int:
        """Send what is due, at most `AT_ONCE`; how many were claimed."""
        claimed = await claim()
        await asyncio.gather(*(self._deliver(one) for one in claimed))
        return len(claimed)

    async def _deliver(self, delivery: Delivery) -> None:
        try:
            result = await self._attempt(delivery)
        except Exception as failure:
            log.exception("a delivery failed", means=delivery.means)
            result = Later(type(failure).__name__)
        await settle(delivery, result)

    async def _attempt(self, delivery: Delivery) -> SendResult | Waits | Idle:
        if await _passed(delivery):
            return Idle()
        if delivery.means is Means.PUSH:
            return await self._push(delivery)
        channel = await UnitChannel.get_or_none(id=delivery.target_id, using_db=reader())
        if channel is None:
            return Gone("the channel was ended")
        wakes = quiet_hours.wakes(delivery.severity, on_duty=bool(await units_on_duty([channel.unit_id])))
        return await _sent(Webhook(self.hooks, channel), _message(delivery, delivery.id), (), wakes=wakes)

    async def _push(self, delivery: Delivery) -> SendResult | Waits | Idle:
        browser = await PushSubscription.get_or_none(id=delivery.target_id, using_db=reader())
        if browser is None:
            return Gone("the browser was unsubscribed")
        if delivery.digest_id is not None:
            return await self._digest(delivery, browser)
        viewer = await viewer_of(browser.person_id)
        notice = await Notice.filter(visible_to(viewer), id=delivery.notice_id).using_db(reader()).first()
        if notice is None or notice.read_at is not None:
            return Idle()
        me = [browser.person_id]
        own, duty = (await windows_of(me)).get(browser.person_id, []), await on_duty(me)
        wakes = quiet_hours.wakes(delivery.severity, on_duty=bool(duty))
        message = replace(_message(delivery, notice.id), badge=await _waiting(viewer))
        return await _sent(Push(self.pushing, browser), message, own, wakes=wakes)

    async def _digest(self, delivery: Delivery, browser: PushSubscription) -> SendResult | Waits | Idle:
        """How much stands in it, unless it was read, nothing is left to see, or a later one has come."""
        viewer, now = await viewer_of(browser.person_id), clock.now()
        come = Digest.filter(person_id=browser.person_id, at__lte=now).order_by("-at").using_db(reader())
        last = await come.first()
        if last is None or last.id != delivery.digest_id or last.read_at is not None:
            return Idle()
        held = Notice.filter(visible_to(viewer), digest_id=last.id, read_at=None).using_db(reader())
        if not (count := await held.count()):
            return Idle()
        message = replace(_message(delivery, last.id), badge=await _waiting(viewer), digest_id=last.id, count=count)
        own = (await windows_of([browser.person_id])).get(browser.person_id, [])
        return await _sent(Push(self.pushing, browser), message, own, wakes=False)


async def _passed(delivery: Delivery) -> bool:
    """Whether it need not be done any more, as the noun says that it is about."""
    if delivery.digest_id is not None:
        return False
    about, noun = _about(delivery)
    return noun is None or about is None or not await noun.relevant(delivery.kind, about)


def _about(delivery: Delivery) -> tuple[About | None, Subject | None]:
    """What it is about, and the noun that knows it."""
    kind, id, state = delivery.subject_kind, delivery.subject_id, delivery.state
    if kind is None or id is None or state is None:
        return None, None
    about = About(kind=kind, id=id, severity=delivery.severity, state=state, due_at=delivery.due_at,
                  incident_id=delivery.incident_id)  # fmt: skip
    return about, slices.subject(kind)


async def _waiting(viewer: Viewer) -> int:
    """How many things wait for somebody, of all nouns."""
    return sum([await noun.waiting(viewer) for noun in slices.subjects() if noun.waiting])


async def _sent(
    sender: Sender, message: Message, own: Sequence[quiet_hours.Window], *, wakes: bool
) -> SendResult | Waits | Idle:
    """Send it, unless one may not be disturbed now."""
    opens = quiet_hours.opens(clock.now(), own, wakes=wakes)
    return Waits(opens) if opens > clock.now() else await sender.send(message)


def _message(delivery: Delivery, id: UUID) -> Message:
    about, noun = _about(delivery)
    path = noun.path(about) if noun and about else ""
    return Message(id, delivery.kind, delivery.severity, delivery.due_at, about, path)
