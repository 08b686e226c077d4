"""The server's own keys, and what a receipt proves: a text that anybody can read, signed with Ed25519.

Decision: each key is derived from the server's own secret: no second file to keep, the same key in every process. A new
secret makes new keys; whoever noted the old public key can still check old signatures.
"""

from __future__ import annotations

import base64
from datetime import UTC
from functools import cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    derive_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from server.journal.audit import Head
from server.journal.models import Receipt

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of the curve P-256 (FIPS 186-4, D.1.2.3)


def statement(receipt: Receipt, newest: Head) -> str:
    """What is signed: who did what, under which id, when it took effect, and how far the log had come when this was
    told. `asked` is the digest of the input."""
    said = {
        "operation": receipt.op_id,
        "person": receipt.person_id,
        "verb": receipt.verb,
        "asked": receipt.digest,
        "about": receipt.subject_id,
        "at": receipt.at.astimezone(UTC).isoformat(),
        "seal": f"{newest.number} {newest.seal}",
    }
    return "\n".join(["gridwhistle receipt 2", *(f"{name} {value}" for name, value in said.items())])


def signature(statement: str, secret: bytes) -> str:
    """The signature of a statement, in base64url."""
    return encoded(_key(secret).sign(statement.encode()))


def public_key(secret: bytes) -> str:
    """The key to check signatures with: 32 bytes in base64url."""
    return encoded(_key(secret).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))


def elliptic_key(secret: bytes, purpose: bytes) -> EllipticCurvePrivateKey:
    """The P-256 key of a server with this secret for one purpose."""
    # 48 bytes, so that what remains modulo the curve's order is as good as even (FIPS 186-4, B.4.1)
    found = HKDF(algorithm=hashes.SHA256(), length=48, salt=None, info=purpose).derive(secret)
    return derive_private_key(int.from_bytes(found) % (ORDER - 1) + 1, SECP256R1())


def point_told(key: EllipticCurvePublicKey) -> str:
    """A public key as a browser wants it: the uncompressed point in base64url."""
    return encoded(key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def encoded(raw: bytes) -> str:
    """Bytes in base64url without padding."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def untold(text: str) -> bytes:
    """The bytes that such a text says. Raises ValueError."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@cache
def _key(secret: bytes) -> Ed25519PrivateKey:
    seed = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"gridwhistle receipts").derive(secret)
    return Ed25519PrivateKey.from_private_bytes(seed)
