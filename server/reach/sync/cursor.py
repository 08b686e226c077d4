"""Where a phone's copy stands, as a text that only the server can make: opaque, signed, good for any process."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import dataclass
from uuid import UUID

import orjson

from server.core.errors import Invalid

LONGEST = 400  # characters
SIGNED = 16  # bytes of the signature
FIRST = "incident"  # the noun of cursors that say none: the only one in the first release


@dataclass(frozen=True)
class Cursor:
    """A copy of one scope in one epoch. `seal`: what was sealed later is still to come. `after`: the listing goes on
    behind this row, which is of the noun `kind`; None: it is whole, and only changes follow."""

    epoch: UUID
    scope: str
    seal: int
    after: UUID | None = None
    kind: str = FIRST

    def told(self, secret: bytes) -> str:
        place = [1, self.epoch.hex, self.scope, self.seal, self.after.hex if self.after else None]
        said = orjson.dumps(place if self.kind == FIRST else [*place, self.kind])
        return urlsafe_b64encode(_signature(said, secret) + said).decode().rstrip("=")


def read(text: str, secret: bytes) -> Cursor:
    """The cursor that a text says. Raises Invalid CURSOR_MALFORMED for whatever we did not make."""
    try:
        if len(text) > LONGEST:
            raise ValueError("too long")
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        signature, said = raw[:SIGNED], raw[SIGNED:]
        if not hmac.compare_digest(signature, _signature(said, secret)):
            raise ValueError("not ours")
        _, epoch, scope, seal, after, *kind = orjson.loads(said)
        return Cursor(UUID(epoch), scope, seal, UUID(after) if after else None, *kind)
    except (ValueError, TypeError, Error):
        raise Invalid("this cursor is none of ours", field="cursor", code="CURSOR_MALFORMED") from None


def _signature(said: bytes, secret: bytes) -> bytes:
    return hmac.digest(secret, b"gridwhistle cursor " + said, "sha256")[:SIGNED]
