"""People's phones: the key that each signs with, and how its sync stands now, for those who have to help.

Decision: only the present state is kept, told by the phone itself: what waits on it, since when, whether the browser
keeps it, which version runs. No place, no history, and the last contact only to the quarter of an hour: a desk must see
that somebody's work is stuck, and must not see when he works.
"""

from __future__ import annotations

import base64
from binascii import Error
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from tortoise.expressions import Q, Subquery

from server import clock
from server.area.queries import below
from server.database import queue_for, reader, transaction
from server.errors import Conflict, Forbidden, Invalid
from server.ids import new_id
from server.person.models import Post
from server.reading import choice
from server.reading.choice import Page
from server.sync.models import Device
from server.viewer import Role, Viewer

QUARTER = 15  # minutes
POINT = 65  # bytes of an uncompressed point
SIGNED = 64  # bytes of a signature
LEADS = frozenset(
    {Role.COMMUNITY, Role.STREET_INTAKE, Role.STREET_DISPATCH, Role.STREET_HEAD, Role.DISTRICT_SUPERVISOR}
)


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

    def columns(self) -> dict[str, Any]:
        """The device's columns that tell of it."""
        return {
            "pending": max(0, self.pending),
            "needs_you": max(0, self.needs_you),
            "oldest_recorded_at": self.oldest_recorded_at,
            "app_version": (self.app_version or "")[:40],
            "persisted": self.persisted,
            "usage_mb": self.usage_mb,
            "quota_mb": self.quota_mb,
        }


@dataclass(frozen=True, kw_only=True)
class Register:
    """The public key of one person on one phone: a P-256 point, uncompressed, in base64url."""

    device: UUID
    public_key: str = ""


async def register(viewer: Viewer, order: Register) -> Device:
    """Note the key; the same again changes nothing. Raises Conflict DEVICE_TAKEN for another key of the same person on
    the same phone: whoever holds his session must not be able to sign for what the phone recorded before."""
    me = _me(viewer)
    point(order.public_key)

    async def work() -> Device:
        known = await _found(me, order.device)
        if known is not None and known.public_key not in (None, order.public_key):
            raise Conflict("this phone is known by another key", code="DEVICE_TAKEN")
        return await _kept(me, order.device, known, {"public_key": order.public_key})

    return await transaction(work)


async def report(viewer: Viewer, told: Told) -> Device:
    """Note how the phone's sync stands now."""
    me = _me(viewer)

    async def work() -> Device:
        return await _kept(me, told.device, await _found(me, told.device), told.columns())

    return await transaction(work)


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
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        if len(raw) != POINT:
            raise ValueError("no uncompressed point")
        return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), raw)
    except (ValueError, Error):
        raise Invalid("the key is a P-256 point in base64url", field="public_key", code="KEY_MALFORMED") from None


def visible_to(viewer: Viewer, area: str | None = None) -> Q:
    """The phones of people who hold a post today in a subtree that he leads (within `area`, when it is said)."""
    led = {seat.area for seat in viewer.seats if seat.role in LEADS}
    codes = led if area is None else {area for one in led if area.startswith(one)}
    if viewer.person_id is None or not codes:
        return Q(id__in=[])
    today = clock.today()
    within = Q(*(below(code, "area_id") for code in sorted(codes)), join_type=Q.OR)
    holds = Q(starts_on__lte=today) & (Q(ends_on=None) | Q(ends_on__gte=today))
    return Q(person_id__in=Subquery(Post.filter(within, holds).values("person_id")), person__ended_at=None)


def page(viewer: Viewer, area: str | None, waiting: bool | None, first: int, after: str | None) -> Page:
    """Phones in the order in which they were registered. `waiting`: only those with something unsent or refused.

    Raises Invalid for an area that is no code and for a cursor of another list.
    """
    chosen = Device.filter(visible_to(viewer, area))
    if waiting is not None:
        stuck = Q(pending__gt=0) | Q(needs_you__gt=0)
        chosen = chosen.filter(stuck if waiting else ~stuck)
    if after is not None:
        chosen = chosen.filter(id__gt=_place(after))
    return choice.page([chosen], ("id",), first, lambda device: str(device.id))


def _place(cursor: str) -> UUID:
    try:
        return UUID(cursor)
    except ValueError:
        raise Invalid("this cursor is none of this list's", field="after") from None


def _me(viewer: Viewer) -> UUID:
    if viewer.person_id is None:
        raise Forbidden("sign in first")
    return viewer.person_id
