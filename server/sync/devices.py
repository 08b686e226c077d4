"""People's phones: the key that each signs with, and how its sync stands now, for those who have to help.

Decision: only the present state is kept, told by the phone itself: what waits on it, since when, whether the browser
keeps it, which version runs. No place, no history, and the last contact only to the quarter of an hour: a desk must see
that somebody's work is stuck, and must not see when he works.

Decision: a phone numbers its operations 1, 2, 3 … and says which of the last `LOOKED_BACK` it still holds or its person
took back. A number that is neither among those nor on a receipt of ours is work that was lost on the way; we say so,
since a phone cannot know what it has lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from server import clock, moments
from server.database import queue_for, reader, transaction
from server.errors import Conflict, Forbidden, Invalid
from server.event import signing
from server.event.models import Receipt
from server.ids import new_id
from server.moments import STAMP
from server.sync import stuck
from server.sync.models import Device, StuckOperation
from server.viewer import Viewer

QUARTER = 15  # minutes
LOOKED_BACK = 100  # numbers of operations
POINT = 65  # bytes of an uncompressed point
SIGNED = 64  # bytes of a signature


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a phone tells of itself. Counts below nothing are nothing."""

    device: UUID
    pending: int = 0
    needs_you: int = 0
    oldest_recorded_at: datetime | None = None
    app_version: str | None = None
    persisted: bool | None = None
    usage_mb: int | None = None
    quota_mb: int | None = None
    unsent_kb: int = 0
    at: datetime | None = None  # now, by the phone's clock
    sequence: int | None = None  # the last number that it gave to an operation
    accounted: tuple[int, ...] = ()  # those of the last numbers that it holds, or that a person took back
    erased: int = 0
    stuck: tuple[stuck.Told, ...] = ()

    def columns(self, now: datetime) -> dict[str, Any]:
        """The device's columns that tell of it."""
        return {
            "pending": max(0, self.pending),
            "needs_you": max(0, self.needs_you),
            "oldest_recorded_at": STAMP.or_now(self.oldest_recorded_at, now),
            "app_version": (self.app_version or "")[:40],
            "persisted": self.persisted,
            "usage_mb": self.usage_mb,
            "quota_mb": self.quota_mb,
            "unsent_kb": max(0, self.unsent_kb),
            "clock_off": self.at and moments.ahead(self.at, now),
            "erased": max(0, self.erased),
            "conflicts": sum(one.code in stuck.CONFLICTS for one in self.stuck),
        }


@dataclass(frozen=True, kw_only=True)
class Register:
    """The public key of one person on one phone: a P-256 point, uncompressed, in base64url."""

    device: UUID
    public_key: str = ""


@dataclass(frozen=True)
class Heard:
    """What a phone hears back: its row, with a desk's word in it, and advice about what was refused."""

    device: Device
    advice: Sequence[StuckOperation] = ()


async def register(viewer: Viewer, command: Register) -> Heard:
    """Note the key; the same again changes nothing. Raises Conflict DEVICE_TAKEN for another key of the same person on
    the same phone: whoever holds his session must not be able to sign for what the phone recorded before."""
    me = _me(viewer)
    point(command.public_key)

    async def work() -> Heard:
        known = await _found(me, command.device)
        if known is not None and known.public_key not in (None, command.public_key):
            raise Conflict("this phone is known by another key", code="DEVICE_TAKEN")
        return Heard(await _kept(me, command.device, known, {"public_key": command.public_key}))

    return await transaction(work)


async def report(viewer: Viewer, told: Told) -> Heard:
    """Note how the phone's sync stands now, and what lies on it refused. Raises Invalid."""
    me = _me(viewer)
    if len(told.accounted) > LOOKED_BACK:
        raise Invalid(f"at most {LOOKED_BACK} numbers", field="accounted")
    stuck.check(told.stuck)

    async def work() -> Heard:
        known = await _found(me, told.device)
        columns = told.columns(clock.now()) | {"missing": await _missing(told)}
        advice = await stuck.keep(me, told.device, told.stuck)
        return Heard(await _kept(me, told.device, known, columns), advice)

    return await transaction(work)


async def _missing(told: Told) -> int:
    """How many of the phone's last numbers nobody knows of."""
    if told.sequence is None:
        return 0
    wanted = set(range(max(1, told.sequence - LOOKED_BACK + 1), told.sequence + 1)) - set(told.accounted)
    if not wanted:
        return 0
    chosen = Receipt.filter(device_id=told.device, sequence__gte=min(wanted), sequence__lte=max(wanted))
    return len(wanted - set(await chosen.using_db(reader()).values_list("sequence", flat=True)))


async def _found(person_id: UUID, device_id: UUID) -> Device | None:
    await queue_for(f"device {device_id}")
    return await Device.filter(device_id=device_id, person_id=person_id).using_db(reader()).first()


async def _kept(person_id: UUID, device_id: UUID, known: Device | None, columns: dict[str, Any]) -> Device:
    """Write the columns of a device, which is new when it is not known."""
    now = clock.now()
    seen = now.replace(minute=now.minute - now.minute % QUARTER, second=0, microsecond=0)
    if known is None:
        return await Device.create(
            id=new_id(), device_id=device_id, person_id=person_id, registered_at=now, contact_at=seen, **columns
        )
    await Device.filter(id=known.id).update(contact_at=seen, **columns)
    return known.update_from_dict(columns | {"contact_at": seen})


async def key_of(person_id: UUID, device_id: UUID) -> EllipticCurvePublicKey | None:
    """The key that this person signs with on this phone, or None."""
    found = await Device.filter(device_id=device_id, person_id=person_id).using_db(reader()).first()
    return point(found.public_key) if found and found.public_key else None


async def has_signed(person_id: UUID, device_id: UUID, signature: bytes, text: bytes) -> bool:
    """Whether this person's key on this phone signed the text; `signature` is r ‖ s, 64 bytes, as browsers make it."""
    key = await key_of(person_id, device_id)
    if key is None or len(signature) != SIGNED:
        return False
    halves = [int.from_bytes(part) for part in (signature[: SIGNED // 2], signature[SIGNED // 2 :])]
    try:
        key.verify(encode_dss_signature(*halves), text, ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def point(text: str) -> EllipticCurvePublicKey:
    """The key that a text says. Raises Invalid KEY_MALFORMED."""
    try:
        raw = signing.untold(text)
        if len(raw) != POINT:
            raise ValueError("no uncompressed point")
        return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), raw)
    except ValueError:
        raise Invalid("the key is a P-256 point in base64url", field="public_key", code="KEY_MALFORMED") from None


def _me(viewer: Viewer) -> UUID:
    if viewer.person_id is None:
        raise Forbidden("sign in first")
    return viewer.person_id
