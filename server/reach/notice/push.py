"""Web Push: encrypted for one browser by pywebpush (RFC 8291), signed with our key (VAPID), sent by our own door."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import orjson
from py_vapid import Vapid
from pywebpush import WebPusher

from server.core import clock
from server.reach.notice import keys
from server.reach.notice.addresses import Allowed, Barred, origin_of, post
from server.reach.notice.channels import PATIENCE, Gone, Later, Message, SendResult, Sent
from server.reach.notice.models import PushSubscription

HOURS_KEPT = 12  # by the push service, for a phone that is off
SIGNED_FOR = timedelta(hours=12)  # RFC 8292 allows a day
LONGEST_WAIT = timedelta(hours=6)


@dataclass(frozen=True)
class PushService:
    """How this server pushes: where it may, as whom, and under which contact."""

    secret: bytes = field(repr=False)
    allowed: Allowed
    contact: str  # mailto: or https:, as push services ask

    def signed(self, endpoint: str) -> dict[str, str]:
        """The header by which a push service knows us."""
        signer = Vapid(keys.private_key(self.secret))
        claims: dict[str, Any] = {
            "aud": origin_of(urlsplit(endpoint)),
            "sub": self.contact,
            "exp": int((clock.now() + SIGNED_FOR).timestamp()),
        }
        headers: dict[str, str] = signer.sign(claims)
        return headers


@dataclass(frozen=True)
class Push:
    """The way to one browser."""

    service: PushService
    browser: PushSubscription

    async def send(self, message: Message) -> SendResult:
        endpoint = self.browser.endpoint
        headers = self.service.signed(endpoint) | {
            "Content-Type": "application/octet-stream",
            "Content-Encoding": "aes128gcm",
            "TTL": str(HOURS_KEPT * 3600),
            "Urgency": "high" if message.severity >= 3 else "normal",
            "Topic": _topic(message),  # the last about it, for a phone that is off
        }
        try:
            status, again = await post(
                endpoint, allowed=self.service.allowed, data=self._sealed(message), headers=headers, patience=PATIENCE
            )
        except Barred as barred:
            return Gone(str(barred))
        except (OSError, TimeoutError, aiohttp.ClientError) as failure:
            return Later(type(failure).__name__)
        return _judged(status, again)

    def _sealed(self, message: Message) -> bytes:
        """The message, which only this browser can read."""
        about = message.about
        content = {
            "id": str(message.id), "kind": message.kind,
            "subjectKind": about and about.kind, "subject": about and str(about.id),
            # since the first release, for apps that know no other nouns
            "incident": about and about.incident_id and str(about.incident_id),
            "whistle": str(about.id) if about and about.kind == "whistle" else None,
            "severity": message.severity, "due": message.due_at, "badge": message.badge,
        }  # fmt: skip
        if message.digest_id is not None:
            content |= {"digest": str(message.digest_id), "count": message.count}
        keyed = {"p256dh": self.browser.p256dh, "auth": self.browser.auth}
        pusher = WebPusher({"endpoint": self.browser.endpoint, "keys": keyed})
        body: bytes = pusher.encode(orjson.dumps(content), content_encoding="aes128gcm")["body"]
        return body


def _topic(message: Message) -> str:
    if message.about is None:
        return "digest" if message.digest_id else "trial"
    return (message.about.incident_id or message.about.id).hex


def _judged(status: int, again: str) -> SendResult:
    """What a push service's status means (RFC 8030)."""
    if 200 <= status < 300:
        return Sent()
    if status in (404, 410):
        return Gone(f"status {status}")
    if status == 429 or status >= 500 or status in (401, 403, 408):  # 401, 403: our clock or key, not their fault
        return Later(f"status {status}", _wait(again))
    return Gone(f"status {status}")


def _wait(again: str) -> timedelta | None:
    """What Retry-After asks for: seconds or a date, within reason."""
    if again.isascii() and again.isdigit():
        return min(timedelta(seconds=int(again[:6])), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(again) - clock.now()
    except (TypeError, ValueError):
        return None
    return min(max(until, timedelta(0)), LONGEST_WAIT)
