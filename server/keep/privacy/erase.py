"""What is kept of somebody who has left goes, as far as it is theirs: their name, their login, what they were told, the
phones and browsers that were theirs, operations that wait, and what they wrote under their own name, with its contact.

What they did in their post belongs to the cases: it stays, under an id that names nobody any more. The log names people
by ids alone, so that its chain holds.
"""

from __future__ import annotations

from uuid import UUID

from tortoise import Model

from server.core.errors import Invalid
from server.data import orm
from server.data.database import reader, transaction
from server.ground.person import credentials, viewers
from server.ground.person.models import Person
from server.keep.privacy.export import noted
from server.keep.privacy.naming import BATCH, owned, person_of, tables
from server.slices import slices

KIND, NOBODY = "privacy.erased", "已注销"
THEIRS = (
    "notice",
    "digest",
    "notice_window",
    "push_subscription",
    "stuck_operation",
    "held_operation",
    "pin",
    "device",
    "session",
    "token",
    "person_phone",
)


async def erase(whom: str) -> str:
    """Do it; safe to repeat and to kill. Raises Missing; Invalid for somebody who is still with us."""
    person = await person_of(whom)
    if person.ended_at is None:
        raise Invalid("they are still with us: end them first, ./grid user end LOGIN", code="INVALID")
    known = {orm.table(one): one for one in tables()}
    gone = sum([await one.forgets(person.id) for one in slices() if one.forgets])
    for table in THEIRS:
        while batch := await _batch(known[table], person.id):
            gone += batch
    await transaction(lambda: _unnamed(person.id))
    viewers.forget(person.id)
    await noted(KIND, person.id)
    return f"{gone} rows are gone, and what stays names nobody: {person.id}"


async def _batch(model: type[Model], person: UUID) -> int:
    key = orm.key(model)
    keys = await model.filter(owned(model, person)).limit(BATCH).using_db(reader()).values_list(key, flat=True)
    if not keys:
        return 0
    gone: int = await transaction(lambda: model.filter(**{f"{key}__in": list(keys)}).delete())
    return gone


async def _unnamed(person: UUID) -> None:
    await credentials.end_all(person)
    await Person.filter(id=person).update(name=NOBODY, login=None, password_hash=None)
