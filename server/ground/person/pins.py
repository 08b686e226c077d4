"""PINs: six digits that open one phone for one of its people, set with the password and gone after a few errors.

Decision: the PIN itself never reaches us. The phone stretches it (PBKDF2, salted with phone and person) and proves with
its registered key that it is that phone; what arrives is hashed once more. Six digits alone would soon be guessed; with
the phone's key, and a count that is kept here, they are enough for a phone that goes from hand to hand.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from tortoise.expressions import F

from server.core import clock
from server.core.ids import new_id
from server.core.viewer import Viewer
from server.data.database import queue_for, reader, transaction
from server.data.resting import Rest, in_order
from server.ground.person import queries, secrets
from server.ground.person.models import Pin
from server.ground.person.resting import same_pin
from server.journal import log

PROOF = re.compile(r"[A-Za-z0-9_-]{43}")  # 32 bytes in base64url


@dataclass(frozen=True)
class PinCheck:
    """Whether the PIN was right; if not, how many tries are left (0: it is gone, or never was). `spent`: the challenge
    was tried before, and nothing was looked at. `rests_on`: what it was right by."""

    right: bool
    left: int = 0
    spent: bool = False
    rests_on: tuple[Rest, ...] = ()


async def set_pin(
    viewer: Viewer, person_id: UUID, device_id: UUID, proof: str, *, rests_on: Sequence[Rest] = ()
) -> None:
    """From now on this proof opens that phone for them; another one of theirs there is replaced. Raises Stale when what
    was verified for it no longer holds."""
    hashed = await secrets.hash_password(proof)

    async def work() -> None:
        await queue_for(f"pin {device_id} {person_id}")
        await in_order(rest.hold() for rest in rests_on)
        await Pin.filter(device_id=device_id, person_id=person_id).delete()
        await Pin.create(
            id=new_id(), device_id=device_id, person_id=person_id, proof_hash=hashed, set_at=clock.now(),
            challenge=int(time.time() * 1_000_000),  # what was sent for the PIN before opens nothing by this one
        )  # fmt: skip
        await _record("person.pin_set", person_id, viewer)

    await transaction(work)


async def end_pin(viewer: Viewer | None, person_id: UUID, device_id: UUID) -> None:
    """That phone asks for the password again. Where there is no PIN nothing changes."""

    async def work() -> None:
        if await Pin.filter(device_id=device_id, person_id=person_id).delete():
            await _record("person.pin_ended", person_id, viewer)

    await transaction(work)


async def verify(person_id: UUID, device_id: UUID, proof: str, *, tries: int, challenge: int) -> PinCheck:
    """Look at one try. It counts as an error, and spends the challenge (when it was made, in microseconds), before it
    is looked at, so that many at once count too."""
    row = Pin.filter(device_id=device_id, person_id=person_id)

    async def count() -> tuple[Pin | None, bool]:
        fresh = row.filter(errors__lt=tries, challenge__lt=challenge)
        counted = bool(await fresh.update(errors=F("errors") + 1, challenge=challenge))
        return await row.using_db(reader()).first(), counted

    pin, counted = await transaction(count)
    if pin is not None and pin.challenge >= challenge and not counted:
        return PinCheck(False, spent=True)
    right = await secrets.verify_password(pin.proof_hash if pin and counted else None, proof)
    if pin is None or not counted:
        return PinCheck(False)
    if right:
        await transaction(lambda: Pin.filter(id=pin.id).update(errors=0))
        return PinCheck(True, rests_on=same_pin(pin))
    left = tries - pin.errors
    if left <= 0:
        await end_pin(None, person_id, device_id)
    return PinCheck(False, max(0, left))


async def _record(kind: str, person_id: UUID, viewer: Viewer | None) -> None:
    """Which person, and nothing of the phone: the log is never deleted from."""
    area = await queries.district()
    await log.record(kind, subject_id=person_id, area=area, viewer=viewer, payload={})
