"""What a login rests on: that what was verified, which takes a while, still holds when it is written.

Whoever ends all by which a person can act holds their row first, and who opens something for them rests on it: so that
a login beside a change of the password comes before its end, or is refused.
"""

from __future__ import annotations

from uuid import UUID

from tortoise.expressions import Q

from server.data.resting import Rest
from server.ground.person.models import Person, Pin


def same_password(person: Person) -> Rest:
    """They still have the password that was verified."""
    return Rest(model=Person, keys=frozenset({person.id}), still=Q(password_hash=person.password_hash, ended_at=None))


def same_pin(pin: Pin) -> tuple[Rest, ...]:
    """The phone still opens by the PIN that was verified, and its person is with us."""
    theirs = Rest(model=Person, keys=frozenset({pin.person_id}), still=Q(ended_at=None))
    return theirs, Rest(model=Pin, keys=frozenset({pin.id}), still=Q(proof_hash=pin.proof_hash))


async def hold(person_id: UUID) -> None:
    """Within a transaction: nothing is opened for them until its end."""
    await Rest(model=Person, keys=frozenset({person_id}), still=Q(), written=True).holds()
