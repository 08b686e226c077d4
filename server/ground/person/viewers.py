"""Who asks: a person with the posts in force today, found by id, by session or by token, and remembered for a moment.

Decision: a viewer, and whose a secret is, are remembered for at most `REMEMBERED` seconds per process, so that one
screen's requests read them once, and what another process ended still bites within two seconds. What this process
writes, it forgets at once (`forget`, `forget_secret`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from time import monotonic
from uuid import UUID
from weakref import WeakKeyDictionary

from tortoise.context import TortoiseContext, require_context

from server.core import clock
from server.core.viewer import Seat, Viewer
from server.data.database import reader
from server.ground.person import standing_in
from server.ground.person.models import Person, Post, Session, Token
from server.ground.person.secrets import digest_of
from server.ground.person.standing_in import LADDER, Desks, desks
from server.query.lookup import Lookup
from server.query.projection import Hanging, Link
from server.query.rows import Row

REMEMBERED = 1.5  # seconds
MOST_REMEMBERED = 4096
TOUCHED_EVERY = timedelta(hours=1)  # how often it is written that a session is used
_SEAT = ("id", "role", "area_id", "unit_id", "starts_on", "ends_on", "stands_for_id")
_POSTS = Hanging("posts", Post, "person_id", ("starts_on", "id"))
_SEATED = ("id", "name", "ended_at", (_POSTS, _SEAT))  # what makes a person a viewer
_HOLDER = ("digest", "person_id", (Link("person", Person, "person_id"), _SEATED))
_PEOPLE = Lookup(Person, _SEATED)
_SESSIONS = Lookup(Session, (*_HOLDER, "seen_at", "expires_at"))
_TOKENS = Lookup(Token, _HOLDER)


@dataclass(frozen=True)
class _Memory:
    viewer: Viewer
    day: date
    until: float  # by the monotonic clock


@dataclass(frozen=True)
class _Holder:
    """Whose a secret is, and until when: by the monotonic clock, and by the session's own end."""

    person_id: UUID
    until: float
    expires_at: datetime | None  # None: it is a token


@dataclass(frozen=True)
class _Lent:
    """A session that the disk had no room for: this process alone knows of it."""

    person_id: UUID
    expires_at: datetime
    password: str | None  # its hash then: another one ends it, whichever process sets it


_lent: WeakKeyDictionary[TortoiseContext, dict[str, _Lent]] = WeakKeyDictionary()
_memories: WeakKeyDictionary[TortoiseContext, dict[UUID, _Memory]] = WeakKeyDictionary()
_holders: WeakKeyDictionary[TortoiseContext, dict[str, _Holder]] = WeakKeyDictionary()


async def viewer_of(person_id: UUID) -> Viewer:
    """The person as viewer, with the posts in force today in Shanghai; nobody at all when they left or never were
    there."""
    return (await viewers_of({person_id}))[person_id]


async def viewers_of(ids: Collection[UUID]) -> dict[UUID, Viewer]:
    """Each of these people as viewer; one statement for all who are not remembered."""
    known, day = _memories.setdefault(require_context(), {}), clock.today()
    remembered = {one: known[one] for one in ids if one in known}
    found = {one: m.viewer for one, m in remembered.items() if m.day == day and monotonic() < m.until}
    if missing := set(ids) - found.keys():
        rows = await _PEOPLE.all(Person.filter(id__in=list(missing)))
        held = await _desks_for(rows)
        read = dict.fromkeys(missing, Viewer.nobody()) | {row.id: _viewer(row, day, held) for row in rows}
        _remember(read, day)
        found |= read
    return found


async def _desks_for(people: Iterable[Row]) -> Desks | None:
    """Which desks are held, where one of these people may stand in for an empty one."""
    return await desks() if any(post.role in LADDER for one in people for post in one.posts) else None


def _viewer(person: Row, day: date, desks: Desks | None) -> Viewer:
    """A person with their seats of a day, and the empty desks that fall to them; nobody at all when they left."""
    if person.ended_at is not None:
        return Viewer.nobody()
    held = (_seat(post) for post in person.posts)
    seats = tuple(one for one in held if one.in_force(day))
    return Viewer(person_id=person.id, name=person.name, seats=seats + (desks.beside(seats) if desks else ()))


def _seat(post: Row) -> Seat:
    return Seat(
        post.id, post.role, post.area_id, post.unit_id, post.starts_on, post.ends_on, stands_for=post.stands_for_id
    )  # fmt: skip


def _remember(read: dict[UUID, Viewer], day: date) -> None:
    known = _memories.setdefault(require_context(), {})
    if len(known) + len(read) > MOST_REMEMBERED:
        known.clear()
    known.update({one: _Memory(viewer, day, monotonic() + REMEMBERED) for one, viewer in read.items()})


def forget(person_id: UUID) -> None:
    """Read this person's posts, sessions and tokens anew next time: called after they were changed here. Another
    session of theirs may bring the person back into memory at once, so whose a secret is goes, too."""
    _memories.get(require_context(), {}).pop(person_id, None)
    holders = _holders.get(require_context(), {})
    for digest in [one for one, holder in holders.items() if holder.person_id == person_id]:
        del holders[digest]


def forget_posts() -> None:
    """Read everybody's posts anew next time: called after one was changed here, since it may have been a desk that
    another stands in for."""
    _memories.pop(require_context(), None)
    standing_in.forget()


def forget_secret(digest: str) -> None:
    """Ask anew whose this secret is: called after its session or token was ended here."""
    _holders.get(require_context(), {}).pop(digest, None)


def remembered(secret: str, *, token: bool) -> Viewer | None:
    """Whose session or token this was a moment ago, with a post in force; None: that has to be read."""
    holder = _holders.setdefault(require_context(), {}).get(digest_of(secret))
    if holder is None or monotonic() > holder.until or token != (holder.expires_at is None):
        return None
    if holder.expires_at is not None and holder.expires_at <= clock.now():
        return None
    memory = _memories.setdefault(require_context(), {}).get(holder.person_id)
    if memory is None or monotonic() > memory.until or memory.day != clock.today() or not memory.viewer.seats:
        return None
    return memory.viewer


async def _hold(found: Row, expires_at: datetime | None = None) -> Viewer:
    """Remember whose a secret is and who they are today; nobody at all when no post of theirs is in force."""
    known, day = _holders.setdefault(require_context(), {}), clock.today()
    if len(known) >= MOST_REMEMBERED:
        known.clear()
    known[found.digest] = _Holder(found.person_id, monotonic() + REMEMBERED, expires_at)
    viewer = _viewer(found.person, day, await _desks_for([found.person]))
    _remember({found.person_id: viewer}, day)
    return _with_post(viewer)


def _with_post(viewer: Viewer) -> Viewer:
    return viewer if viewer.seats else Viewer.nobody()


async def lend(digest: str, person_id: UUID, expires_at: datetime) -> None:
    """Know this session until then, for it could not be written."""
    known, password = _lent.setdefault(require_context(), {}), (await _passwords([person_id])).get(person_id)
    if len(known) >= MOST_REMEMBERED:
        known.clear()
    known[digest] = _Lent(person_id, expires_at, password)


def take_back(digest: str = "", *, person_id: UUID | None = None) -> bool:
    """End a session that was lent, or all of a person; whether there was one."""
    known = _lent.get(require_context(), {})
    theirs = [one for one, lent in known.items() if one == digest or lent.person_id == person_id]
    return bool([known.pop(one) for one in theirs])


async def _borrowed(digests: Iterable[str]) -> dict[str, UUID]:
    """Whose these are of those that were lent."""
    known, now = _lent.get(require_context(), {}), clock.now()
    lent = {one: known[one] for one in digests if one in known and known[one].expires_at > now}
    passwords = await _passwords({one.person_id for one in lent.values()}) if lent else {}
    return {one: its.person_id for one, its in lent.items() if (its.person_id, its.password) in passwords.items()}


async def _passwords(ids: Collection[UUID]) -> dict[UUID, str | None]:
    """The hashes of their passwords."""
    found: dict[UUID, str | None] = dict(
        await Person.filter(id__in=list(ids)).using_db(reader()).values_list("id", "password_hash")
    )
    return found


async def viewer_by_session(secret: str) -> Viewer:
    """Who sent this cookie; nobody at all when the session is over or no post of theirs is left in force."""
    digest = digest_of(secret)
    if whose := await _borrowed([digest]):
        return _with_post(await viewer_of(whose[digest]))
    found = await _SESSIONS.first(Session.filter(digest=digest, expires_at__gt=clock.now()))
    if found is None:
        return Viewer.nobody()
    return await _hold(found, min(found.expires_at, found.seen_at + TOUCHED_EVERY))  # then it is to be touched again


async def viewer_by_token(secret: str) -> Viewer:
    """Which person's program sent this bearer token; nobody at all when it was ended."""
    found = await _TOKENS.first(Token.filter(digest=digest_of(secret), ended_at=None))
    return Viewer.nobody() if found is None else await _hold(found)


async def viewers_by_digest(digests: Collection[str]) -> dict[str, Viewer]:
    """The same for many sessions and tokens at once, by the digests of their secrets: at most three statements."""
    live = Session.filter(digest__in=list(digests), expires_at__gt=clock.now()).using_db(reader())
    who: dict[str, UUID] = dict(await live.values_list("digest", "person_id")) if digests else {}
    who |= await _borrowed(digests)
    if others := set(digests) - who.keys():
        working = Token.filter(digest__in=list(others), ended_at=None).using_db(reader())
        who |= dict(await working.values_list("digest", "person_id"))
    people = await viewers_of(set(who.values()))
    found = {one: people[person] for one, person in who.items() if people[person].seats}
    return dict.fromkeys(digests, Viewer.nobody()) | found
