"""A phone that seals parcels as the app does, by the letter of the contract and with another's library."""

from __future__ import annotations

import base64
import hashlib
import os
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from server.core.ids import new_id


def raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Phone:
    """One phone with its key."""

    device: UUID = field(default_factory=new_id)
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    @property
    def public_key(self) -> str:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return base64.urlsafe_b64encode(point).decode().rstrip("=")

    def text(self, person: UUID, operations: list[dict[str, Any]], photos: tuple[bytes, ...] = ()) -> dict[str, Any]:
        blobs = [{"sha256": hashlib.sha256(one).hexdigest(), "size": len(one)} for one in photos]
        told = {"format": 1, "device": str(self.device), "person": str(person), "made": "2026-03-02T09:00:00Z"}
        return told | {"operations": operations, "blobs": blobs}

    def signed(self, text: bytes) -> bytes:
        r, s = decode_dss_signature(self.key.sign(text, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32) + s.to_bytes(32)

    def seal(self, server_key: str, said: dict[str, Any], photos: tuple[bytes, ...] = ()) -> bytes:
        """The parcel of what is said."""
        text = orjson.dumps(said)
        return sealed(server_key, len(text).to_bytes(4) + text + self.signed(text) + b"".join(photos))


def sealed(server_key: str, content: bytes) -> bytes:
    """Any content, sealed for the server."""
    ours = ec.generate_private_key(ec.SECP256R1())
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw(server_key))
    key = HKDF(hashes.SHA256(), 32, b"", b"gridwhistle carried 1").derive(ours.exchange(ec.ECDH(), theirs))
    header = b"GWB1" + ours.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    iv = os.urandom(12)
    return header + iv + AESGCM(key).encrypt(iv, content, header)
