"""People's phones: the key that each signs with, and how its sync stands now, for those who have to help.

Decision: only the present state is kept, told by the phone itself: what waits on it, since when, whether the browser
keeps it, which version runs. No place, no history, and the last contact only to the quarter of an hour: a desk must see
that somebody's work is stuck, and must not see when they work.

Decision: a phone numbers its operations 1, 2, 3 … and says which of the last `LOOKED_BACK` it still holds or its person
took back. A number that is neither among those nor on a receipt of ours is work that was lost on the way; we say so,
since a phone cannot know what it has lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from server.core import clock, moments
from server.core.errors import Conflict, Forbidden, Invalid
from server.core.ids import new_id
from server.core.moments import STAMP
from server.core.viewer import Viewer
from server.data.database import queue_for, reader, transaction
from server.ground.person import credentials, sessions
from server.journal import signing
from server.journal.models import Receipt
from server.process.fields import Declared, asked, given, several
from server.reach.sync import stuck
from server.reach.sync.models import Device, StuckOperation

QUARTER = 15  # minutes
LOOKED_BACK = 100  # numbers of operations
POINT = 65  # bytes of an uncompressed point
SIGNED = 64  # bytes of a signature
DEVICE = "手机编号，由手机生成。The phone's id, made by it."


class Report(Declared, words="手机自己说同步怎样。What a phone tells of its sync."):
    """Counts below nothing are nothing."""

    device: UUID = asked(DEVICE)
    pending: int = asked("还没送出几件。How many operations are unsent.", default=0)
    needs_you: int = asked("几件要本人处理。How many the person has to see to.", default=0)
    oldest_recorded_at: datetime | None = given(
        "最早一件何时按下，按手机的钟。When the oldest was recorded, by the phone's clock.", within=STAMP
    )
    app_version: str | None = given("应用版本。The app's version.")
    persisted: bool | None = given("存储受保护。Whether the browser promised to keep it.")
    usage_mb: int | None = given("用了多少 MB。How many MB are in use.")
    quota_mb: int | None = given("可用多少 MB。How many MB it may use.")
    unsent_kb: int = given("没送出的有多少 KB。How many KB are unsent.", default=0)
    at: datetime | None = given("手机的钟此刻。Now, by the phone's clock.", within=STAMP)
    sequence: int | None = given("最后一次操作的序号。The number of its last operation.")
    accounted: tuple[int, ...] = several(
        "最近的序号里还在手机上或撤下的。Of its last numbers, those held or taken back.", LOOKED_BACK
    )
    erased: int = given(
        "系统清掉手机数据时没送出的件数。How many were unsent when the phone's system erased its store.", default=0
    )
    stuck: tuple[stuck.Told, ...] = several(
        "没被收下、等本人处理的。What was refused and waits for its person.", stuck.MOST
    )

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


class Register(Declared, words="登记这台手机的公钥。Register this phone's public key."):
    device: UUID = asked(DEVICE)
    public_key: str = asked("P-256 公钥，未压缩点，base64url。The P-256 key: an uncompressed point in base64url.")


@dataclass(frozen=True)
class Heard:
    """What a phone hears back: a desk's word to its person, and advice about what was refused. `registered`: its key is
    known in this session; if not, it registers again."""

    device: UUID | None = None
    registered: bool = False
    reminded_at: datetime | None = None
    advice: Sequence[StuckOperation] = ()


async def register(viewer: Viewer, command: Register) -> Heard:
    """Note the key, and the session that this phone is in; the same again changes nothing.

    Raises Forbidden where the session was ended a moment ago, and Conflict DEVICE_TAKEN for another key of the same
    person on the same phone: whoever holds their session must not be able to sign for what the phone recorded before.
    """
    me = _me(viewer)
    point(command.public_key)

    async def work() -> Heard:
        await credentials.hold_here(me)
        known = await _found(me, command.device)
        if known is not None and known.public_key not in (None, command.public_key):
            raise Conflict("this phone is known by another key", code="DEVICE_TAKEN")
        here = sessions.in_use()
        if here is not None:
            await Device.filter(person_id=me, session_id=here).exclude(device_id=command.device).update(session_id=None)
        columns = {"public_key": command.public_key, "session_id": here or (known and known.session_id)}
        return replace(await _kept(me, command.device, known, columns), registered=True)

    return await transaction(work)


async def report(viewer: Viewer, state: Report) -> Heard:
    """Note how the phone's sync stands now, and what lies on it refused. Raises Invalid."""
    me = _me(viewer)
    if len(state.accounted) > LOOKED_BACK:
        raise Invalid(f"at most {LOOKED_BACK} numbers", field="accounted")
    stuck.check(state.stuck)

    async def work() -> Heard:
        known = await _found(me, state.device)
        columns = state.columns(clock.now()) | {"missing": await _missing(me, state)}
        advice = await stuck.keep(me, state.device, state.stuck)
        registered = known is not None and known.public_key is not None and known.session_id == sessions.in_use()
        return replace(await _kept(me, state.device, known, columns), advice=advice, registered=registered)

    return await transaction(work)


async def _missing(me: UUID, state: Report) -> int:
    """How many of the phone's last numbers nobody knows of. What somebody sends under the id of a phone that is not
    theirs, too, is no work of that phone, and hides nothing of it."""
    if state.sequence is None:
        return 0
    wanted = set(range(max(1, state.sequence - LOOKED_BACK + 1), state.sequence + 1)) - set(state.accounted)
    if not wanted:
        return 0
    shared = Device.filter(device_id=state.device).using_db(reader())
    people = {me, *await shared.values_list("person_id", flat=True)}
    chosen = Receipt.filter(
        device_id=state.device, person_id__in=list(people), sequence__gte=min(wanted), sequence__lte=max(wanted)
    )
    return len(wanted - set(await chosen.using_db(reader()).values_list("sequence", flat=True)))


async def _found(person_id: UUID, device_id: UUID) -> Device | None:
    await queue_for(f"device {device_id}")
    return await Device.filter(device_id=device_id, person_id=person_id).using_db(reader()).first()


async def _kept(person_id: UUID, device_id: UUID, known: Device | None, columns: dict[str, Any]) -> Heard:
    """Write the columns of a device, which is new when it is not known."""
    now = clock.now()
    seen = now.replace(minute=now.minute - now.minute % QUARTER, second=0, microsecond=0)
    if known is None:
        await Device.create(
            id=new_id(), device_id=device_id, person_id=person_id, registered_at=now, contact_at=seen, **columns
        )
        return Heard(device_id)
    await Device.filter(id=known.id).update(contact_at=seen, **columns)
    return Heard(device_id, reminded_at=known.reminded_at)


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
