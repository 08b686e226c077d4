"""People come, take posts, lay them down and go; passwords are set (tokens: `bearer_tokens`). Each with one event.

`by` is the viewer who does it; None is the operator at the server's own command line. Events carry no names, logins or
secrets: the log is never deleted from, so it says which post on which area, and the person only by their id.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from tortoise import Model
from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q, Subquery

from server.core import clock
from server.core.errors import Forbidden, Invalid, Missing, Problem
from server.core.ids import new_id
from server.core.text import code, line
from server.core.viewer import Role, Seat, Viewer
from server.data.database import queue_for, reader, transaction
from server.data.resting import Rest, anew, guarded
from server.ground.area.models import Area
from server.ground.catalogue.queries import catalogue
from server.ground.catalogue.resting import in_force
from server.ground.person import credentials, policy, queries, secrets, viewers
from server.ground.person.models import Person, Post
from server.journal import log


@dataclass(frozen=True)
class NewPerson:
    name: str
    login: str | None = None  # None: known, but does not sign in
    password: str | None = None
    hashed: str | None = None  # of a password that was hashed before, instead of one
    id: UUID = field(default_factory=new_id)


@dataclass(frozen=True)
class NewPost:
    person_id: UUID
    role: Role
    area: str
    unit_id: UUID | None = None
    starts_on: date | None = None  # None: today
    ends_on: date | None = None  # the last day
    id: UUID = field(default_factory=new_id)


async def add_person(by: Viewer | None, new: NewPerson) -> Person:
    """A new person, without any right until they hold a post. Raises Invalid naming every fault, Forbidden."""
    district = await queries.district()
    seat = policy.keeper_of(by, district)
    name, login = line(new.name), code(new.login).lower() if new.login else None
    if problems := _faults(name, login, new.password):
        raise Invalid.of(problems)
    hashed = await secrets.hash_password(new.password) if new.password else new.hashed

    async def work() -> Person:
        await _require_free(login)
        person = await Person.create(id=new.id, name=name, login=login, password_hash=hashed, created_at=clock.now())
        await record("person.added", person.id, district, by, seat, first=True)
        return person

    try:
        return await transaction(work)
    except IntegrityError:  # somebody took the login, or this very person was added, between our look and our write
        raise Invalid("this login is taken", field="login", code="LOGIN_TAKEN") from None


def _faults(name: str, login: str | None, password: str | None) -> list[Problem]:
    problems = [] if 0 < len(name) <= 64 else [Problem("NAME_MISSING", "a person has a name of at most 64", "name")]
    if login is not None:
        problems += policy.login_problems(login)
    if password is not None:
        problems += policy.password_problems(password, login)
    return problems


async def _require_free(login: str | None) -> None:
    if login is not None and await Person.filter(login=login).using_db(reader()).exists():
        raise Invalid("this login is taken", field="login", code="LOGIN_TAKEN")


async def set_password(by: Viewer | None, person_id: UUID, password: str) -> None:
    """A new password; everything by which they could act ends with the old one. One may set one's own, a keeper
    anybody's."""
    person, district = await _person(person_id), await queries.district()
    own = by is not None and by.person_id == person_id
    seat = None if own else policy.keeper_of(by, district)
    if problems := policy.password_problems(password, person.login):
        raise Invalid.of(problems)
    hashed = await secrets.hash_password(password)

    await transaction(lambda: replace_password(person_id, hashed, by, seat, district))
    viewers.forget(person_id)


async def replace_password(person_id: UUID, hashed: str, by: Viewer | None, seat: Seat | None, district: str) -> bool:
    """Within a transaction: a new password, with which all by which they could act ends; whether they are with us."""
    there = await Person.filter(id=person_id, ended_at=None).update(password_hash=hashed)
    if there:
        await credentials.end_all(person_id)
        await record("person.password_set", person_id, district, by, seat)
    return bool(there)


async def refresh_hash(person: Person, password: str) -> None:
    """Hash a password that was just verified at today's cost: no change that anybody needs to be told of."""
    if person.password_hash is None or not secrets.outdated(person.password_hash):
        return
    stored, hashed = person.password_hash, await secrets.hash_password(password)

    async def work() -> None:
        await Person.filter(id=person.id, password_hash=stored).update(password_hash=hashed)

    await transaction(work)


async def add_post(by: Viewer | None, new: NewPost) -> Post:
    """A post from a day on, with all its rights in its subtree. Raises Invalid, Missing, Forbidden."""
    return await anew(lambda: _add_post(by, new))


async def _add_post(by: Viewer | None, new: NewPost) -> Post:
    await require_with_us(new.person_id)
    await _require_area(new.area)
    seat = policy.keeper_of(by, new.area)
    require_another(by, new.person_id)
    policy.refuse_administrators(by, [new.role])
    starts_on = new.starts_on or clock.today()
    rests_on = [stays(new.person_id)]
    if new.unit_id is not None:
        day = max(starts_on, clock.today())
        if new.unit_id not in {unit.id for unit in (await catalogue()).units_in_force(as_of=day)}:
            raise Missing("there is no such unit", field="unit")
        rests_on.append(in_force([new.unit_id], day))
    if problems := policy.post_problems(
        new.role, in_unit=new.unit_id is not None, starts_on=starts_on, ends_on=new.ends_on
    ):
        raise Invalid.of(problems)

    async def work() -> Post:
        await require_apart(new.person_id, new.role, starts_on, new.ends_on)
        post = Post(
            id=new.id, person_id=new.person_id, role=new.role, area_id=new.area, unit_id=new.unit_id,
            starts_on=starts_on, ends_on=new.ends_on,
        )  # fmt: skip
        await guarded((Post, post.id), lambda: created(post), rests_on)
        await record("person.post_added", new.person_id, new.area, by, seat, payload_of(post))
        return post

    post = await transaction(work)
    viewers.forget_posts()
    return post


def require_another(by: Viewer | None, person_id: UUID) -> None:
    """Raises Forbidden for who would change their own posts."""
    if by is not None and by.person_id == person_id:
        raise Forbidden("another administrator gives and ends your posts", code="TWO_PERSON")


async def require_apart(person_id: UUID, role: Role, first: date, last: date | None) -> None:
    """Within the transaction. Raises Invalid where the person holds a post, within these days, that does not go with
    one of this role."""
    await queue_for(f"posts of {person_id}")
    if not policy.apart(role, await queries.coming_roles(person_id, first, last)):
        raise Invalid("one person holds no two posts of administrators", field="role", code="ADMINS_APART")


async def end_post(by: Viewer | None, post_id: UUID, *, last_day: date | None = None) -> Post:
    """End a post after `last_day`; without one it ends at once, which is: yesterday was its last day.

    A post that began today or later and ends at once never held: it is taken to end before it begins.
    """
    return await anew(lambda: _end_post(by, post_id, last_day))


async def _end_post(by: Viewer | None, post_id: UUID, last_day: date | None) -> Post:
    post = await Post.filter(id=post_id).using_db(reader()).first()
    if post is None:
        raise Missing("there is no such post", field="post")
    seat = policy.keeper_of(by, post.area_id)
    require_another(by, post.person_id)
    ends_on = last_day or clock.today() - timedelta(days=1)
    if post.ends_on is not None and post.ends_on <= ends_on:
        raise Invalid("this post has ended already", field="post", code="ALREADY_ENDED")

    async def work() -> None:
        as_read = Post.filter(id=post_id, ends_on=post.ends_on)
        await guarded((Post, post_id), lambda: as_read.update(ends_on=ends_on), ())
        await Post.filter(stands_for_id=post_id, ends_on__gt=ends_on).update(ends_on=ends_on)
        await record("person.post_ended", post.person_id, post.area_id, by, seat, payload_of(post, ends_on=ends_on))

    await transaction(work)
    viewers.forget_posts()
    post.ends_on = ends_on
    return post


async def end_person(by: Viewer | None, person_id: UUID) -> None:
    """They leave: posts and everything by which they could act end at once. What they did stays with their name."""
    await anew(lambda: _end_person(by, person_id))


async def _end_person(by: Viewer | None, person_id: UUID) -> None:
    await require_with_us(person_id)
    district = await queries.district()
    seat = policy.keeper_of(by, district)
    yesterday = clock.today() - timedelta(days=1)
    with_us = Person.filter(id=person_id, ended_at=None)

    async def work() -> None:
        await guarded((Person, person_id), lambda: with_us.update(ended_at=clock.now()), ())
        await Post.filter(person_id=person_id, ends_on=None).update(ends_on=yesterday)
        await Post.filter(person_id=person_id, ends_on__gt=yesterday).update(ends_on=yesterday)
        theirs = Subquery(Post.filter(person_id=person_id).values("id"))
        await Post.filter(stands_for_id__in=theirs, ends_on__gt=yesterday).update(ends_on=yesterday)
        await credentials.end_all(person_id)
        await record("person.ended", person_id, district, by, seat)

    await transaction(work)
    viewers.forget_posts()


async def _person(person_id: UUID) -> Person:
    if (person := await queries.person(person_id)) is None:
        raise Missing("there is no such person", field="person")
    return person


async def require_with_us(person_id: UUID) -> None:
    """Raises Missing for nobody, Invalid for who has left."""
    if (await _person(person_id)).ended_at is not None:
        raise Invalid("this person has left already", field="person", code="ALREADY_ENDED")


def stays(person_id: UUID) -> Rest:
    return Rest(model=Person, keys=frozenset({person_id}), still=Q(ended_at=None))


async def created(row: Model) -> bool:
    await row.save(force_create=True)
    return True


async def _require_area(code: str) -> None:
    if not await Area.filter(code=code).using_db(reader()).exists():
        raise Missing(f"there is no area {code}", field="area")


def payload_of(post: Post, *, ends_on: date | None = None) -> dict[str, object]:
    """What the event says of a post: role and days, no name."""
    last = ends_on or post.ends_on
    return {
        "post": str(post.id),
        "role": post.role.value,
        "startsOn": post.starts_on.isoformat(),
        "endsOn": last.isoformat() if last else None,
        **({"unit": str(post.unit_id)} if post.unit_id else {}),
    }


async def record(
    kind: str,
    person_id: UUID,
    area: str,
    by: Viewer | None,
    seat: Seat | None,
    payload: dict[str, object] | None = None,
    *,
    first: bool = False,
) -> None:
    await log.record(kind, subject_id=person_id, area=area, viewer=by, seat=seat, payload=payload or {}, first=first)
