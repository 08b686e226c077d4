"""Who a person is today: his viewer with the posts in force, found by id, login, session or token.

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
from tortoise.expressions import Q

from server import clock
from server.area.models import Area
from server.area.queries import below
from server.database import reader
from server.errors import Invalid
from server.person.models import Person, Post, Session, Token
from server.person.policy import login_problems
from server.person.secrets import digest_of
from server.viewer import Role, Seat, Viewer

REMEMBERED = 1.5  # seconds
MOST_REMEMBERED = 4096
TOUCHED_EVERY = timedelta(hours=1)  # how often it is written that a session is used
_SEAT = ("id", "role", "area_id", "unit_id", "starts_on", "ends_on")


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


_memories: WeakKeyDictionary[TortoiseContext, dict[UUID, _Memory]] = WeakKeyDictionary()
_holders: WeakKeyDictionary[TortoiseContext, dict[str, _Holder]] = WeakKeyDictionary()


async def viewer_of(person_id: UUID) -> Viewer:
    """The person as viewer, with the posts in force today in Shanghai; nobody at all when he left or never was."""
    return (await viewers_of({person_id}))[person_id]


async def viewers_of(ids: Collection[UUID]) -> dict[UUID, Viewer]:
    """Each of these people as viewer; two statements for all who are not remembered."""
    known, day = _memories.setdefault(require_context(), {}), clock.today()
    remembered = {one: known[one] for one in ids if one in known}
    found = {one: m.viewer for one, m in remembered.items() if m.day == day and monotonic() < m.until}
    if missing := set(ids) - found.keys():
        read = await _read(missing, day)
        if len(known) + len(read) > MOST_REMEMBERED:
            known.clear()
        known.update({one: _Memory(viewer, day, monotonic() + REMEMBERED) for one, viewer in read.items()})
        found |= read
    return found


async def _read(ids: set[UUID], day: date) -> dict[UUID, Viewer]:
    people = Person.filter(id__in=list(ids), ended_at=None).using_db(reader()).values_list("id", "name")
    names: dict[UUID, str] = dict(await people)
    held = Post.filter(_in_force(day), person_id__in=list(names)).using_db(reader()).order_by("starts_on", "id")
    seats: dict[UUID, list[Seat]] = {one: [] for one in names}
    for one, *seat in await held.values_list("person_id", *_SEAT) if names else ():
        seats[one].append(Seat(*seat))
    there = {one: Viewer(person_id=one, name=name, seats=tuple(seats[one])) for one, name in names.items()}
    return dict.fromkeys(ids, Viewer.nobody()) | there


def forget(person_id: UUID) -> None:
    """Read this person's posts, sessions and tokens anew next time: called after they were changed here."""
    _memories.get(require_context(), {}).pop(person_id, None)


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


def _hold(found: Session | Token, expires_at: datetime | None = None) -> None:
    known = _holders.setdefault(require_context(), {})
    if len(known) >= MOST_REMEMBERED:
        known.clear()
    known[found.digest] = _Holder(found.person_id, monotonic() + REMEMBERED, expires_at)


async def posts(person_id: UUID, *, on: date | None = None) -> list[Post]:
    """His posts in force on a day (today), oldest first, with area and unit; the first one's area is his home."""
    return (
        await Post.filter(_in_force(on or clock.today()), person_id=person_id)
        .using_db(reader())
        .select_related("area", "unit")
        .order_by("starts_on", "id")
    )


def _in_force(day: date) -> Q:
    return Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gte=day))


async def district() -> str:
    """The code of the one district that this database is for. Raises Invalid NO_TERRITORY."""
    root = await Area.filter(parent_id=None).using_db(reader()).order_by("code").first()
    if root is None:
        raise Invalid("there is no territory yet: people come after it", field="area", code="NO_TERRITORY")
    return root.code


async def person(person_id: UUID) -> Person | None:
    return await Person.filter(id=person_id).using_db(reader()).first()


async def persons(ids: Iterable[UUID]) -> dict[UUID, Person]:
    """Several people at once by id; those who are not there are left out."""
    found = await Person.filter(id__in=list(set(ids))).using_db(reader())
    return {one.id: one for one in found}


async def roles(post_ids: Iterable[UUID]) -> dict[UUID, Role]:
    """The roles of several posts at once, in force or over: in which role somebody acted."""
    found = await Post.filter(id__in=list(set(post_ids))).using_db(reader())
    return {post.id: post.role for post in found}


async def person_by_login(login: str) -> Person | None:
    """Who signs in so, if he is still with us. Case does not matter; what can be nobody's login is not asked for."""
    spelled = login.strip().lower()
    if login_problems(spelled):
        return None
    return await Person.filter(login=spelled, ended_at=None).using_db(reader()).first()


async def holders(role: Role, area: str, *, on: date | None = None) -> list[Person]:
    """Who holds `role` on exactly this area on a day (today), by name: e.g. the workers of one grid."""
    held = (
        await Post.filter(_in_force(on or clock.today()), role=role, area_id=area, person__ended_at=None)
        .using_db(reader())
        .select_related("person")
        .order_by("starts_on", "id")
    )
    return list({post.person_id: post.person for post in held}.values())


async def everybody(*, under: str = "", first: int = 100, after: str = "") -> list[Person]:
    """People by login with their posts of all times, for the operator's list: those with a post under an area code."""
    found = Person.filter(login__gt=after).using_db(reader()).order_by("login").limit(first)
    if under:
        found = found.filter(below(under, "posts__area_id")).distinct()
    return await found.prefetch_related("posts__area", "posts__unit")


async def session(secret: str) -> Session | None:
    """The live session of a cookie's secret, or None."""
    return await Session.filter(digest=digest_of(secret), expires_at__gt=clock.now()).using_db(reader()).first()


async def viewer_by_session(secret: str) -> Viewer:
    """Who sent this cookie; nobody at all when the session is over or no post of his is left in force."""
    if (found := await session(secret)) is None:
        return Viewer.nobody()
    _hold(found, min(found.expires_at, found.seen_at + TOUCHED_EVERY))  # then it is to be touched again
    return await _with_a_post(found.person_id)


async def viewer_by_token(secret: str) -> Viewer:
    """Which person's program sent this bearer token; nobody at all when it was ended."""
    token = await Token.filter(digest=digest_of(secret), ended_at=None).using_db(reader()).first()
    if token is None:
        return Viewer.nobody()
    _hold(token)
    return await _with_a_post(token.person_id)


async def _with_a_post(person_id: UUID) -> Viewer:
    viewer = await viewer_of(person_id)
    return viewer if viewer.seats else Viewer.nobody()


async def viewers_by_digest(digests: Collection[str]) -> dict[str, Viewer]:
    """The same for many sessions and tokens at once, by the digests of their secrets: at most four statements."""
    live = Session.filter(digest__in=list(digests), expires_at__gt=clock.now()).using_db(reader())
    who: dict[str, UUID] = dict(await live.values_list("digest", "person_id")) if digests else {}
    if others := set(digests) - who.keys():
        working = Token.filter(digest__in=list(others), ended_at=None).using_db(reader())
        who |= dict(await working.values_list("digest", "person_id"))
    people = await viewers_of(set(who.values()))
    found = {one: people[person] for one, person in who.items() if people[person].seats}
    return dict.fromkeys(digests, Viewer.nobody()) | found


async def tokens(person_id: UUID) -> list[Token]:
    """His tokens that still work, newest first."""
    return await Token.filter(person_id=person_id, ended_at=None).using_db(reader()).order_by("-created_at", "-id")
