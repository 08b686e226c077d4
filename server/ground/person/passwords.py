"""One's own password is changed; whatever else one can act by ends with the old one.

Decision: who changes it names the old one, so that a browser that was left open cannot take the account. Errors
are counted under the session or token that it comes by: nobody else's tries are in the way of its owner.
"""

from __future__ import annotations

import time
from hashlib import blake2b
from uuid import UUID

from server.core.errors import Conflict, Invalid, Missing, Problem, Refusal
from server.core.viewer import Viewer
from server.data.database import transaction
from server.ground.person import actions, credentials, policy, queries, secrets, tries, viewers
from server.ground.person.models import Person

TRIES = 5  # errors after which the next try waits


async def change(viewer: Viewer, old: str, new: str) -> int:
    """One's own, by the old one: how many sessions, phones and tokens have ended, all but the one in use.

    Raises Missing for nobody, Invalid PASSWORD_… and PASSWORD_WRONG, Refusal PASSWORD_TRIES, Conflict when it was
    changed meanwhile.
    """
    person = await queries.person(viewer.person_id) if viewer.person_id else None
    if person is None:
        raise Missing("sign in first")
    if problems := policy.password_problems(new, person.login):
        raise Invalid.of([Problem(one.code, one.message, "new") for one in problems])
    await _verify(person, old)
    hashed, in_use = await secrets.hash_password(new), await credentials.here(person.id)
    district = await queries.district()
    as_read = Person.filter(id=person.id, password_hash=person.password_hash)

    async def work() -> int:
        if not await as_read.update(password_hash=hashed):
            raise Conflict("the password was changed meanwhile")
        ended = await credentials.end_all(person.id, but=in_use)
        await actions.record("person.password_set", person.id, district, viewer, None)
        return ended

    ended = await transaction(work)
    viewers.forget(person.id)
    return ended


async def _verify(person: Person, password: str) -> None:
    """Raises Invalid PASSWORD_WRONG, and Refusal PASSWORD_TRIES after too many errors."""
    key = _key(person.id)
    if await tries.count(key, time.time(), TRIES):
        raise Refusal("too many errors; again later", field="old", code="PASSWORD_TRIES")
    if not await secrets.verify_password(person.password_hash, password):
        raise Invalid("this is not the present password", field="old", code="PASSWORD_WRONG")
    await tries.forget(key)


def _key(person_id: UUID) -> str:
    """Under which errors are counted; it tells nobody whose they are."""
    here = credentials.HERE.get().encode()[:64]
    return blake2b(b"own password" + person_id.bytes, key=here, digest_size=24).hexdigest()
