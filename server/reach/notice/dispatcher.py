"""Sending what is due: claimed for a minute, tried, settled; tried again later and later, and given up in the end.

Decision: a claim is an update that only one process can make (it counts the attempt), and a settlement is one only of
whoever holds the claim. A process that dies while it sends loses its claim after `LEASE`, and the message is sent
again: at least once, and the phone shows the same notice once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from tortoise.expressions import Q

from server import slices
from server.core import clock
from server.core.viewer import Viewer
from server.data.database import reader, transaction
from server.ground.person.queries import viewer_of
from server.process.subject.port import About, Subject
from server.reach.notice import quiet_hours
from server.reach.notice.channels import Gone, Later, Message, Outcome, Sender, Sent
from server.reach.notice.models import Delivery, Digest, Fate, Means, Notice, PushSubscription, UnitChannel
from server.reach.notice.on_call import on_duty, units_on_duty, windows_of
from server.reach.notice.policy import visible_to
from server.reach.notice.push import Push, PushService
from server.reach.notice.webhook import Webhook, Webhooks

AT_ONCE = 16
LEASE = timedelta(minutes=1)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
MOST_ATTEMPTS = 8  # about an hour in all

log = structlog.get_logger("grid.notice")


@dataclass(frozen=True)
class Waits:
    """It may not be sent before this moment after all; no attempt was made."""

    until: datetime


@dataclass(frozen=True)
class Idle:
    """There is no need any more."""


@dataclass(frozen=True)
class Post:
    """How this server sends."""

    pushing: PushService
    hooks: Webhooks

    async def once(self) -> int:
        """Send what is due, at most `AT_ONCE`; how many were claimed."""
        claimed = await _claim()
        await asyncio.gather(*(self._deliver(one) for one in claimed))
        return len(claimed)

    async def _deliver(self, delivery: Delivery) -> None:
        try:
            outcome = await self._attempt(delivery)
        except Exception as failure:
            log.exception("a delivery failed", means=delivery.means)
            outcome = Later(type(failure).__name__)
        await _settle(delivery, outcome)

    async def _attempt(self, delivery: Delivery) -> Outcome | Waits | Idle:
        if await _passed(delivery):
            return Idle()
        if delivery.means is Means.PUSH:
            return await self._push(delivery)
        channel = await UnitChannel.get_or_none(id=delivery.target_id, using_db=reader())
        if channel is None:
            return Gone("the channel was ended")
        wakes = quiet_hours.wakes(delivery.severity, on_duty=bool(await units_on_duty([channel.unit_id])))
        return await _sent(Webhook(self.hooks, channel), _message(delivery, delivery.id), (), wakes=wakes)

    async def _push(self, delivery: Delivery) -> Outcome | Waits | Idle:
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

    async def _digest(self, delivery: Delivery, browser: PushSubscription) -> Outcome | Waits | Idle:
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
) -> Outcome | Waits | Idle:
    """Send it, unless one may not be disturbed now."""
    opens = quiet_hours.opens(clock.now(), own, wakes=wakes)
    return Waits(opens) if opens > clock.now() else await sender.send(message)


def _message(delivery: Delivery, id: UUID) -> Message:
    about, noun = _about(delivery)
    path = noun.path(about) if noun and about else ""
    return Message(id, delivery.kind, delivery.severity, delivery.due_at, about, path)


async def _claim() -> list[Delivery]:
    """Deliveries that are due and that nobody else is sending, for `LEASE`; ours alone from here on."""
    now = clock.now()
    free = Q(next_at__lte=now) & (Q(leased_until=None) | Q(leased_until__lte=now))
    due = await Delivery.filter(free).order_by("next_at").limit(AT_ONCE).using_db(reader())

    async def work() -> list[Delivery]:
        return [one for one in due if await _is_ours(one, free, now + LEASE)]

    claimed = await transaction(work) if due else []
    for one in claimed:
        one.attempts += 1
    return claimed


async def _is_ours(delivery: Delivery, free: Q, until: datetime) -> bool:
    chosen = Delivery.filter(free, id=delivery.id, attempts=delivery.attempts)
    return await chosen.update(attempts=delivery.attempts + 1, leased_until=until) == 1


async def _settle(delivery: Delivery, outcome: Outcome | Waits | Idle) -> None:
    """Write down what became of it, unless our claim has run out and another's holds."""
    changes = _settled(delivery, outcome)
    if changes.get("fate") is Fate.DEAD:
        log.warning("a delivery was given up", means=delivery.means, why=changes["why"], attempts=delivery.attempts)
    model = PushSubscription if delivery.means is Means.PUSH else UnitChannel

    async def work() -> None:
        if await Delivery.filter(id=delivery.id, attempts=delivery.attempts).update(leased_until=None, **changes) != 1:
            return
        if isinstance(outcome, Sent):
            await model.filter(id=delivery.target_id).update(sent_at=clock.now())
        elif isinstance(outcome, Gone) and delivery.means is Means.PUSH:
            await PushSubscription.filter(id=delivery.target_id).delete()

    await transaction(work)


def _settled(delivery: Delivery, outcome: Outcome | Waits | Idle) -> dict[str, Any]:
    """The columns that say so."""
    match outcome:
        case Sent():
            return {"fate": Fate.SENT, "next_at": None, "why": ""}
        case Idle():
            return {"fate": Fate.IDLE, "next_at": None}
        case Gone(why):
            return {"fate": Fate.GONE, "next_at": None, "why": why[:80]}
        case Waits(until):
            return {"next_at": until, "attempts": delivery.attempts - 1}
        case Later(why, after):
            if delivery.attempts >= MOST_ATTEMPTS:
                return {"fate": Fate.DEAD, "next_at": None, "why": why[:80]}
            own = min(FIRST_WAIT * 2 ** (delivery.attempts - 1), LONGEST_WAIT)
            return {"next_at": clock.now() + max(own, after or own), "why": why[:80]}
