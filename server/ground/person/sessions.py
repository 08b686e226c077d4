"""Signed-in browsers: opened, kept alive, ended. The cookie's secret is told once; we keep only its digest.

Decision: a session is no event. A log of when each person signs in and out would be a record of their hours, which this
product must not keep; the row itself says what they need to see of their own devices, and is deleted when it ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from hashlib import blake2b
from uuid import UUID

from server.core import clock
from server.core.errors import StorageFull
from server.data.database import reader, transaction
from server.data.resting import Rest, in_order
from server.ground.person import viewers
from server.ground.person.credentials import HERE, MOST, Credential, CredentialKind, Issued, day_of
from server.ground.person.models import Session
from server.ground.person.secrets import digest_of, new_secret
from server.ground.person.viewers import TOUCHED_EVERY

LENT = timedelta(hours=1)  # for which a session holds that the disk had no room for
AGENT = 120  # characters kept of what the browser calls itself


async def open_session(
    person_id: UUID, *, hours: int, agent: str = "", rests_on: Sequence[Rest] = ()
) -> tuple[Session, str]:
    """A new session for `hours` from now, and the secret for its cookie. Over-aged sessions are swept away with it.
    Raises Stale when what was verified for it (`rests_on`) no longer holds.

    With a full disk this process alone knows of it, and for an hour: people still sign in and read.
    """
    secret, digest = new_secret()
    now = clock.now()
    session = Session(
        digest=digest, person_id=person_id, created_at=now, seen_at=now,
        expires_at=now + timedelta(hours=hours), agent=agent[:AGENT],
    )  # fmt: skip

    async def work() -> None:
        await in_order(rest.hold() for rest in rests_on)
        await Session.filter(person_id=person_id, expires_at__lte=now).delete()
        await session.save(force_create=True)

    try:
        await transaction(work)
    except StorageFull:
        await viewers.lend(digest, person_id, now + LENT)
    return session, secret


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

    lent = viewers.take_back(digest)
    viewers.forget_secret(digest)
    ended = await transaction(work)
    viewers.forget_secret(digest)
    return ended or lent


def named(digest: str) -> UUID:
    """By which a session is told to people, and from which nothing of its secret can be learnt."""
    return UUID(bytes=blake2b(digest.encode(), digest_size=16).digest())


def in_use() -> UUID | None:
    """The session, or what a token would be as one, that this request came by."""
    return named(digest_of(secret)) if (secret := HERE.get()) else None


async def _held(person_id: UUID) -> list[Credential]:
    live = Session.filter(person_id=person_id, expires_at__gt=clock.now()).using_db(reader())
    here = digest_of(secret) if (secret := HERE.get()) else ""
    return [
        Credential(
            id=named(one.digest), kind=CredentialKind.SESSION, name=one.agent, since=day_of(one.created_at),
            last_used_on=day_of(one.seen_at), ends_on=day_of(one.expires_at), here=one.digest == here,
        )
        for one in await live.order_by("-seen_at", "digest").limit(MOST)
    ]  # fmt: skip


async def _end(person_id: UUID, *, only: UUID | None, but: UUID | None) -> int:
    theirs = Session.filter(person_id=person_id)
    if only is None:
        viewers.take_back(person_id=person_id)
    if only is not None or but is not None:
        digests: list[str] = await theirs.values_list("digest", flat=True)  # type: ignore[assignment]  # of one column
        theirs = theirs.filter(digest__in=[one for one in digests if named(one) != but and only in (None, named(one))])
    return await theirs.delete()


CREDENTIALS = Issued(_held, _end)
