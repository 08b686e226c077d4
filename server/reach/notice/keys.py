"""The key pair by which push services know this district (VAPID, RFC 8292).

Decision: it is derived from the server's own secret, so there is no second file to keep, every process of the district
has the same key, and a new secret is a new key: browsers then subscribe anew when the app is next opened.
"""

from __future__ import annotations

from functools import cache

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

from server.journal import signing


@cache
def private_key(secret: bytes) -> EllipticCurvePrivateKey:
    return signing.elliptic_key(secret, b"gridwhistle web push")


def public_key(secret: bytes) -> str:
    """The public key as a browser wants it: the uncompressed point in base64url."""
    return signing.point_told(private_key(secret).public_key())
