"""The epoch: to which history of this district a phone's copy belongs. A restored backup begins a new one."""

from __future__ import annotations

from uuid import UUID

from server.core import clock
from server.core.ids import new_id
from server.data.database import inside, reader
from server.journal.models import Epoch


async def current() -> UUID:
    """The epoch that holds. The first was begun when the database was made."""
    return await _id("-number")


async def first() -> UUID:
    """The first one, by which a district is known: it stays, whatever is restored."""
    return await _id("number")


async def begin() -> UUID:
    """Begin a new one, within a transaction: what phones held is to be offered again."""
    if not inside():
        raise RuntimeError("an epoch begins in a transaction")
    last = await Epoch.all().using_db(reader()).order_by("-number").first()
    begun = await Epoch.create(number=last.number + 1 if last else 1, id=new_id(), began_at=clock.now())
    return begun.id


async def _id(order: str) -> UUID:
    found = await Epoch.all().using_db(reader()).order_by(order).first()
    if found is None:
        raise LookupError("this database has no epoch: migrate it")
    return found.id
