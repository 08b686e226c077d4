"""Signed-in browsers: opened, kept alive, ended. The cookie's secret is told once; we keep only its digest.

Decision: a session is no event. A log of when each person signs in and out would be a record of their hours, which this
product must not keep; the row itself says what they need to see of their own devices, and is deleted when it ends.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from server.core import clock
from server.data.database import transaction
from server.ground.person import viewers
from server.ground.person.models import Session
from server.ground.person.secrets import digest_of, new_secret
from server.ground.person.viewers import TOUCHED_EVERY

AGENT = 120  # characters kept of what the browser calls itself


async def open_session(person_id: UUID, *, hours: int, agent: str = "") -> tuple[Session, str]:
    """A new session for `hours` from now, and the secret for its cookie. Over-aged sessions are swept away with it."""
    secret, digest = new_secret()
    now = clock.now()

    async def work() -> Session:
        await Session.filter(person_id=person_id, expires_at__lte=now).delete()
        return await Session.create(
            digest=digest, person_id=person_id, created_at=now, seen_at=now,
            expires_at=now + timedelta(hours=hours), agent=agent[:AGENT],
        )  # fmt: skip

    return await transaction(work), secret


async def touch(session: Session, *, hours: int) -> bool:
    """Keep a used session alive for `hours` more; writes at most once an hour, and says whether it did."""
    now = clock.now()
    if now - session.seen_at < TOUCHED_EVERY:
        return False

    async def work() -> None:
        await Session.filter(digest=session.digest).update(seen_at=now, expires_at=now + timedelta(hours=hours))

    await transaction(work)
    return True


async def end_session(secret: str) -> bool:
    """Sign this browser out; false when it was not signed in."""
    return await end(digest_of(secret))


async def end(digest: str) -> bool:
    """End the session whose secret has this digest; false when it is over already."""

    async def work() -> bool:
        return bool(await Session.filter(digest=digest).delete())

    ended = await transaction(work)
    viewers.forget_secret(digest)
    return ended


async def end_all(person_id: UUID, *, but: str | None = None) -> int:
    """Sign a person out everywhere, except where the secret `but` is; how many sessions that were."""
    kept = digest_of(but) if but else ""

    async def work() -> int:
        return await Session.filter(person_id=person_id).exclude(digest=kept).delete()

    ended = await transaction(work)
    viewers.forget(person_id)
    return ended
