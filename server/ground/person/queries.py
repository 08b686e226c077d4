"""People, their posts, sessions and tokens, as they stand: found by id, by login, by role and area."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from tortoise.expressions import Q

from server.core import clock
from server.core.errors import Invalid
from server.core.text import code
from server.core.viewer import Role
from server.data.database import reader
from server.ground.area.models import Area
from server.ground.area.queries import below
from server.ground.person.models import Person, Post, Session, Token
from server.ground.person.policy import held_on, login_problems
from server.ground.person.secrets import digest_of


async def posts(person_id: UUID, *, on: date | None = None) -> list[Post]:
    """Their posts in force on a day (today), oldest first, with area and unit; the first one's area is their home."""
    return (
        await Post.filter(held_on(on or clock.today()), person_id=person_id)
        .using_db(reader())
        .select_related("area", "unit")
        .order_by("starts_on", "id")
    )


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
    """Who signs in so, if still with us. Case and width do not matter; what can be nobody's login is not asked for."""
    spelled = code(login).lower()
    if login_problems(spelled):
        return None
    return await Person.filter(login=spelled, ended_at=None).using_db(reader()).first()


async def coming_roles(person_id: UUID, first: date | None = None, last: date | None = None) -> set[Role]:
    """The roles of their posts that hold on a day from the first (today) to the last (None: any day after)."""
    held = Post.filter(Q(ends_on=None) | Q(ends_on__gte=first or clock.today()), person_id=person_id).using_db(reader())
    held = held if last is None else held.filter(starts_on__lte=last)
    roles: list[Role] = await held.values_list("role", flat=True)  # type: ignore[assignment]  # of one column
    return {Role(one) for one in roles}


async def holders(role: Role, area: str, *, on: date | None = None) -> list[Person]:
    """Who holds `role` on exactly this area on a day (today), by name: e.g. the workers of one grid."""
    held = (
        await Post.filter(held_on(on or clock.today()), role=role, area_id=area, person__ended_at=None)
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


async def tokens(person_id: UUID) -> list[Token]:
    """Their tokens that still work, newest first."""
    return await Token.filter(person_id=person_id, ended_at=None).using_db(reader()).order_by("-created_at", "-id")
