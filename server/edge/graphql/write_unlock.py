"""修改: the playground only reads until its user opens changes, for ten minutes, in this browser's session only.

Decision: what opens them is a pass with its end in it, signed with a key made from the session's own secret, so
that any process can check it and nothing is kept. It guards a person from their own hand; rights are checked as ever.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from server.core import clock
from server.edge.caller import Caller
from server.edge.refusal import Refused

OPEN_FOR = timedelta(minutes=10)


def open_changes(caller: Caller) -> tuple[str, datetime]:
    """A pass for the next ten minutes, and when it ends."""
    until = clock.now() + OPEN_FOR
    stamp = str(int(until.timestamp()))
    return f"{stamp}.{_signature(caller, stamp)}", until


def require_open(caller: Caller, shown: str) -> None:
    """Raises Refused 403 READ_ONLY unless `shown` is a pass of this session that still holds."""
    stamp, _, signature = shown.partition(".")
    genuine = hmac.compare_digest(signature.encode(), _signature(caller, stamp).encode())
    if not genuine or int(stamp) < clock.now().timestamp():
        raise Refused(403, "READ_ONLY", "the playground only reads until changes are opened (修改)")


def _signature(caller: Caller, stamp: str) -> str:
    return hmac.new(f"changes:{caller.secret}".encode(), stamp.encode(), hashlib.sha256).hexdigest()
