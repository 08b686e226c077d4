"""Whether this machine holds the keys of what is sealed: asked before the first key is made, after a restore, each hour
and by `./grid check`.

Decision: where keys are missing, nothing is sealed with a new ring unasked. Else the old contacts would open as
nothing, and whoever puts the right file back would overwrite the new keys. The writer of a complaint hears that it is
to be sent again later, as phones do by themselves, so that it waits for the operator and is not lost.
"""

from __future__ import annotations

from collections.abc import Mapping

import structlog
from tortoise.functions import Count

from server.core.errors import Busy
from server.data.database import queue_for, reader
from server.process.contact.keys import KeyRing, ring
from server.process.contact.models import Contact

NAMED = 5  # keys

log = structlog.get_logger("grid.contact")


async def missing(own: KeyRing) -> Mapping[str, int]:
    """By key that the ring has not, how many contacts it sealed. Raises OSError for a file that cannot be read."""
    known = {one.id for one in own.all()}
    counted = Contact.annotate(sealed=Count("subject_id")).group_by("key_id").order_by("key_id")
    found = await counted.using_db(reader()).values_list("key_id", "sealed")
    return {str(key): int(count) for key, count in found if key not in known}


def named(lacking: Mapping[str, int]) -> str:
    return ", ".join([*list(lacking)[:NAMED], *["…"] * (len(lacking) > NAMED)])


def told(own: KeyRing, lacking: Mapping[str, int]) -> str:
    """What is missing, and what to type."""
    return (
        f"{sum(lacking.values())} contacts cannot be opened: {own.path} lacks their keys ({named(lacking)}); bring "
        "them from a copy of it by ./grid contacts import FILE"
    )


async def able() -> None:
    """Have a key that seals, in the transaction that is going to: the first is made where nothing is sealed yet.
    Raises Busy, and tells the log why."""
    own = ring()
    try:
        if own.all():
            return
        await queue_for("keys of contacts")
        if not (lacking := await missing(own)):
            own.begin()
            return
        cause = told(own, lacking)
    except OSError as failure:
        cause = str(failure)
    log.error("no contact can be sealed", cause=cause)
    raise Busy("contacts cannot be sealed now; the same again later is safe")


class Watched:
    """Tells the log while keys are missing. A job of the scheduler, seldom."""

    async def sweep(self) -> int:
        try:
            lacking = await missing(ring())
        except OSError as failure:
            log.error("contacts cannot be opened", cause=str(failure))
        else:
            if lacking:
                log.error("contacts cannot be opened", cause=told(ring(), lacking))
        return 0
