"""A delivery that is due, claimed by one process for a minute and settled by whoever still holds the claim.

Decision: a claim is an update that only one process can make (it counts the attempt), and a settlement is one only of
whoever holds the claim. A process that dies while it sends loses its claim after `LEASE`, and the message is sent
again: at least once, and the phone shows the same notice once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from tortoise.expressions import Q

from server.core import clock
from server.data.database import reader, transaction
from server.reach.notice.channels import Gone, Later, SendResult, Sent
from server.reach.notice.models import Delivery, Fate, Means, PushSubscription, UnitChannel

log = structlog.get_logger("grid.notice")
AT_ONCE = 16
LEASE = timedelta(minutes=1)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
MOST_ATTEMPTS = 8  # about an hour in all


@dataclass(frozen=True)
class Waits:
    """It may not be sent before this moment after all; no attempt was made."""

    until: datetime


@dataclass(frozen=True)
class Idle:
    """There is no need any more."""


async def claim() -> list[Delivery]:
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


async def settle(delivery: Delivery, result: SendResult | Waits | Idle) -> None:
    """Write down what became of it, unless our claim has run out and another's holds."""
    changes = _settled(delivery, result)
    if changes.get("fate") is Fate.DEAD:
        log.warning("a delivery was given up", means=delivery.means, why=changes["why"], attempts=delivery.attempts)
    model = PushSubscription if delivery.means is Means.PUSH else UnitChannel

    async def work() -> None:
        if await Delivery.filter(id=delivery.id, attempts=delivery.attempts).update(leased_until=None, **changes) != 1:
            return
        if isinstance(result, Sent):
            await model.filter(id=delivery.target_id).update(sent_at=clock.now())
        elif isinstance(result, Gone) and delivery.means is Means.PUSH:
            await PushSubscription.filter(id=delivery.target_id).delete()

    await transaction(work)


def _settled(delivery: Delivery, result: SendResult | Waits | Idle) -> dict[str, Any]:
    """The columns that say so."""
    match result:
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
