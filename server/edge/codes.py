"""Who writes without a login: known by a code of eight characters that their own phone made.

Decision: the server keeps no code. It makes of it, with its own secret, the id under which the holder's things stand:
whoever reads the database learns no code, and there is nothing to forget.
"""

from __future__ import annotations

import hmac
from uuid import UUID

from starlette.requests import HTTPConnection

from server.core.text import code as kept

ALPHABET = frozenset("23456789ABCDEFGHJKMNPQRSTUVWXYZ")  # no 0 O 1 I L: it is read out and written down
LENGTH = 8


def holder_of(connection: HTTPConnection) -> UUID | None:
    """Who holds the code that was sent; None without one, for what is none, and for a socket: codes only ask once."""
    if connection.scope["type"] != "http":
        return None
    scheme, _, given = connection.headers.get("authorization", "").partition(" ")
    code = kept(given).upper().replace("-", "").replace(" ", "")
    if scheme.lower() != "code" or len(code) != LENGTH or not ALPHABET.issuperset(code):
        return None
    return holder(connection.app.state.secret, code)


def holder(secret: bytes, code: str) -> UUID:
    """The id under which the things of this code's holder stand."""
    return UUID(bytes=hmac.digest(secret, f"gridwhistle holder {code}".encode(), "sha256")[:16], version=5)
