"""A lease: one process does a work at a time, and another takes over when it stops or is killed.

Decision: a lease only spares double work. Clocks of machines differ and a process may stop for a minute between two
lines, so nothing relies on it: what must happen once is kept by keys and locks in the transaction that does it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q

from server.data.database import reader, transaction
from server.process.models import Lease

LENGTH = timedelta(seconds=60)


async def hold(name: str, holder: UUID, now: datetime) -> bool:
    """Whether the work is ours for the next minute: it was, or it was nobody's any more."""
    known = await Lease.filter(name=name).using_db(reader()).first()
    if known is not None and known.until > now:
        if known.holder != holder:
            return False
        if known.until - now > LENGTH / 2:  # no write for what is ours anyway
            return True
    return await transaction(lambda: _take(name, holder, now))


async def _take(name: str, holder: UUID, now: datetime) -> bool:
    free = Q(holder=holder) | Q(until__lte=now)
    if await Lease.filter(free, name=name).update(holder=holder, until=now + LENGTH):
        return True
    if await Lease.exists(name=name):
        return False
    try:
        await transaction(lambda: Lease.create(name=name, holder=holder, until=now + LENGTH))
    except IntegrityError:  # another was first
        return False
    return True


async def let_go(name: str, holder: UUID, now: datetime) -> None:
    """Whoever stops in order lets the next one begin at once."""
    await transaction(lambda: Lease.filter(name=name, holder=holder).update(until=now))
