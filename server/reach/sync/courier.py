"""Work that a colleague carries: a sealed parcel that only the server can open, signed by the phone whose work it is.

    parcel  = "GWB1" | ephemeral P-256 point (65) | iv (12) | AES-256-GCM of content, over the first 69 bytes too
    content = length of text (4, big-endian) | text | ECDSA signature of text (64: r, s) | photos that it names
    text    = JSON: format, device, person, made, operations [{opId, id, variables}], blobs [{sha256, size}]

Decision: whoever brings a parcel need not be trusted: they cannot read it, a changed byte does not open, a repeated one
changes nothing since operations bear their ids, and only a phone that its own person registered can have signed it.
What is in it is done as that person, with the posts that they hold when it arrives.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from server.core.errors import Forbidden, Invalid
from server.journal import signing
from server.reach.sync import devices

MAGIC, INFO, PURPOSE = b"GWB1", b"gridwhistle carried 1", b"gridwhistle carried"
HEADER, IV, SIGNED = 69, 12, 64
MOST_OPERATIONS, MOST_BLOBS = 500, 500
FORMAT = 1


@dataclass(frozen=True)
class Carried:
    """One operation as the phone would have sent it: its id, the trusted document, the variables."""

    op_id: str
    document: str
    variables: dict[str, Any]


@dataclass(frozen=True)
class Parcel:
    """An opened parcel. Whose it is counts only after `signed_by` has found the key that signed it."""

    person: UUID
    device: UUID
    operations: Sequence[Carried]
    photos: Sequence[tuple[str, bytes]]  # by SHA-256, which was checked
    text: bytes
    signature: bytes


def public_key(secret: bytes) -> str:
    """The key to seal parcels for this server: the uncompressed point in base64url."""
    return signing.point_told(signing.elliptic_key(secret, PURPOSE).public_key())


def opened(raw: bytes, secret: bytes) -> Parcel:
    """The parcel in these bytes. Raises Invalid CARRIED_MALFORMED for whatever is cut, changed or not for us."""
    try:
        return _parsed(_decrypted(raw, secret))
    except (ValueError, KeyError, TypeError, AttributeError, InvalidTag):
        raise Invalid("this is not a whole parcel for this server", code="CARRIED_MALFORMED") from None


async def check(parcel: Parcel) -> None:
    """Raises Forbidden CARRIED_UNKNOWN unless a phone that its person registered has signed it."""
    if not await devices.has_signed(parcel.person, parcel.device, parcel.signature, parcel.text):
        raise Forbidden("no phone of this district signed it", code="CARRIED_UNKNOWN")


def _decrypted(raw: bytes, secret: bytes) -> bytes:
    if raw[: len(MAGIC)] != MAGIC or len(raw) < HEADER + IV + 16:
        raise ValueError("no parcel")
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw[len(MAGIC) : HEADER])
    shared = signing.elliptic_key(secret, PURPOSE).exchange(ec.ECDH(), theirs)
    key = HKDF(algorithm=hashes.SHA256(), length=32, salt=b"", info=INFO).derive(shared)
    return AESGCM(key).decrypt(raw[HEADER : HEADER + IV], memoryview(raw)[HEADER + IV :], raw[:HEADER])


def _parsed(content: bytes) -> Parcel:
    length = int.from_bytes(content[:4])
    text, signature = content[4 : 4 + length], content[4 + length : 4 + length + SIGNED]
    if len(text) != length or len(signature) != SIGNED:
        raise ValueError("cut off")
    said = orjson.loads(text)
    operations, blobs = said["operations"], said["blobs"]
    if said["format"] != FORMAT or len(operations) > MOST_OPERATIONS or len(blobs) > MOST_BLOBS:
        raise ValueError("of another format, or too many")
    return Parcel(
        UUID(said["person"]),
        UUID(said["device"]),
        [_operation(one) for one in operations],
        _photos(blobs, memoryview(content)[4 + length + SIGNED :]),  # 32 MB once, not once more for each look
        text,
        signature,
    )


def _operation(said: Any) -> Carried:
    op_id, document, variables = said["opId"], said["id"], said["variables"]
    if not (isinstance(op_id, str) and isinstance(document, str) and isinstance(variables, dict)):
        raise TypeError("no operation")
    return Carried(op_id, document, variables)


def _photos(blobs: Any, rest: memoryview) -> list[tuple[str, bytes]]:
    """The photos behind the signature, each with the hash that the signed text says."""
    found, at = [], 0
    for blob in blobs:
        size = blob["size"]
        data = bytes(rest[at : at + size]) if isinstance(size, int) and size >= 0 else b""
        if len(data) != size or hashlib.sha256(data).hexdigest() != blob["sha256"]:
            raise ValueError("another photo than was signed")
        found.append((str(blob["sha256"]), data))
        at += size
    if at != len(rest):
        raise ValueError("more than was signed")
    return found
