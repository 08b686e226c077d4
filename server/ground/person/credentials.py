"""Everything by which a person can act: browsers that are signed in, phones' keys with their PINs, tokens.

Each kind says what of it a person holds and how it ends (`Issued`), and `server/slices.py` names its module, so that
`end_all` ends what comes later too. Streams end with the session or token that they were opened by. What is shown of
them are days and not hours: nobody's working hours can be read from a list of phones.
"""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from server import slices
from server.core import clock
from server.core.errors import Forbidden, Missing
from server.core.text import Worded
from server.core.viewer import Role, Seat, Viewer
from server.data.database import transaction
from server.ground.person import queries, resting, viewers
from server.ground.person.secrets import digest_of
from server.journal import log

MOST = 100  # of one kind that are listed, those used last
HERE: ContextVar[str] = ContextVar("here", default="")  # the secret of the session or token that this request came by


class CredentialKind(Worded):
    """What somebody is known by."""

    SESSION = "SESSION", "登录着的浏览器。A browser that is signed in."
    PHONE = "PHONE", "登记了公钥的手机。A phone whose key is registered."
    TOKEN = "TOKEN", "程序用的令牌。A token for programs."


@dataclass(frozen=True, kw_only=True)
class Credential:
    """One of them. `name`: what the browser calls itself, the version of the phone's app, the token's name."""

    id: UUID
    kind: CredentialKind
    name: str
    since: date
    last_used_on: date | None = None  # None: nobody notes it
    ends_on: date | None = None  # unless it is used
    here: bool = False  # it is what this request came by
    pin: bool = False
    within: UUID | None = None  # the session that a phone is in: to its owner both are one


class Held(Protocol):
    def __call__(self, person_id: UUID, /) -> Awaitable[list[Credential]]: ...


class End(Protocol):
    """Within a transaction: how many have ended. `only` one of them, or all but one, with what is within it."""

    def __call__(self, person_id: UUID, /, *, only: UUID | None, but: UUID | None) -> Awaitable[int]: ...


@dataclass(frozen=True)
class Issued:
    """One kind of credential: what of it a person holds, and its end."""

    held: Held
    end: End


async def held_by(person_id: UUID) -> list[Credential]:
    """What this person can act by now, kind by kind."""
    return [one for kind in slices.credentials() for one in await kind.held(person_id)]


async def end_all(person_id: UUID, *, but: UUID | None = None) -> int:
    """Within a transaction: end everything by which they can act, but for one; how many that were, as they are told
    of them. What is being opened for them at this moment is among it, or is not opened."""
    await resting.hold(person_id)
    held = await held_by(person_id)
    sessions = {one.id for one in held} - {but}
    twice = sum(one.within in sessions for one in held)
    return sum([await kind.end(person_id, only=None, but=but) for kind in slices.credentials()]) - twice


async def here(person_id: UUID) -> UUID | None:
    """Which of theirs this request came by; None where it came by none."""
    return next((one.id for one in await held_by(person_id) if one.here), None)


async def hold_here(person_id: UUID) -> None:
    """Within a transaction: what this request came by is still in force, and is until its end. Raises Forbidden. Whose
    a secret is may have been remembered since before another process ended it."""
    await resting.hold(person_id)
    if secret := HERE.get():
        (viewer,) = (await viewers.viewers_by_digest([digest_of(secret)])).values()
        if viewer.person_id != person_id:
            raise Forbidden("sign in again", code="AUTH_EXPIRED")


async def listed(viewer: Viewer, login: str | None) -> Sequence[Credential] | None:
    """The viewer's own, or those of the person who signs in so; None for nobody, and for who may not know."""
    try:
        person_id, _ = await _whose(viewer, login)
    except Missing:
        return None
    return _as_one(await held_by(person_id))


async def end(viewer: Viewer, login: str | None, *, only: UUID | None = None) -> int:
    """End one of them, or all: of one's own, all but the one that the request came by.

    Raises Missing, also where the viewer may not know of the person.
    """
    person_id, seat = await _whose(viewer, login)
    in_use = await here(person_id)
    which = next((one.within for one in await held_by(person_id) if one.id == only and one.within), only)

    async def work() -> int:
        if only is None:
            ended = await end_all(person_id, but=in_use)
        else:
            await resting.hold(person_id)
            ended = int(any([await kind.end(person_id, only=which, but=None) for kind in slices.credentials()]))
        if ended:
            district = await queries.district()
            await log.record(
                "person.credential_ended",
                subject_id=person_id,
                area=district,
                viewer=viewer,
                seat=seat,
                payload={"count": ended},
            )
        return ended

    ended = await transaction(work)
    viewers.forget(person_id)
    if only is not None and not ended:
        raise Missing("there is no such credential", field="id")
    return ended


async def _whose(viewer: Viewer, login: str | None) -> tuple[UUID, Seat | None]:
    """Whose they are, and the post in which the viewer looks after another's. Raises Missing."""
    if viewer.person_id is None:
        raise Missing("sign in first", field="login")
    if login is None:
        return viewer.person_id, None
    seat = viewer.seat_for({Role.SEC_ADMIN}, await queries.district())
    person = await queries.person_by_login(login) if seat else None
    if person is None:
        raise Missing("there is nobody with this login", field="login")
    return person.id, seat


def _as_one(held: Sequence[Credential]) -> list[Credential]:
    """A session and the phone that it is on are one thing to its owner, told as the session."""
    sessions = {one.id for one in held}
    on = {one.within: one for one in held if one.within in sessions}
    told = []
    for one in held:
        if (phone := on.get(one.id)) is not None:
            used = max(day for day in (one.last_used_on, phone.last_used_on) if day)
            told.append(replace(one, since=min(one.since, phone.since), last_used_on=used, pin=phone.pin))
        elif one.within not in sessions:
            told.append(one)
    return told


def day_of(moment: datetime) -> date:
    """The day in Shanghai."""
    return moment.astimezone(clock.SHANGHAI).date()
