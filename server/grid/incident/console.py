"""What the operator does when somebody leaves: see what is in hand, say to whom it goes, end the post or account."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from server.core.errors import Invalid
from server.grid.incident import leaving
from server.grid.incident.leaving import InHand
from server.grid.incident.models import Awaits
from server.ground.area.territory import territory
from server.ground.catalogue.queries import catalogue
from server.ground.person import actions, queries
from server.ground.person.console import held_posts, person_of
from server.ground.person.models import Post

Ask = Callable[[list[str], str], str]  # the lines of what is in hand, and whom to propose → a login, or DESK

DESK = "desk"
ASKED = {Awaits.VERIFIER: "verify", Awaits.CHECKER: "check", Awaits.HANDLER: "handle"}


@dataclass(frozen=True)
class Leaving:
    """Who leaves which posts; `whole`: the account too."""

    login: str
    person: UUID
    posts: frozenset[UUID]
    whole: bool


async def end(login: str, *, to: str | None, ask: Ask) -> str:
    """The person leaves: posts, sessions and tokens end. `to` is who takes over (`DESK`: the desks send somebody);
    without one it is asked, where there is something in hand."""
    person = await person_of(login)
    return await _leave(Leaving(login, person.id, _ids(await queries.posts(person.id)), whole=True), to, ask)


async def end_post(login: str, *, role: str, area: str, to: str | None, ask: Ask) -> str:
    """End at once what posts of this role a person holds on exactly this area, as `end` does."""
    person, held = await held_posts(login, role=role, area=area)
    return await _leave(Leaving(login, person.id, _ids(held), whole=False), to, ask)


def _ids(posts: Iterable[Post]) -> frozenset[UUID]:
    return frozenset(one.id for one in posts)


async def _leave(one: Leaving, to: str | None, ask: Ask) -> str:
    work = await leaving.in_hand(one.person, one.posts)
    if to is None and work:
        to = ask(await _listed(work), await _best(work))
    successor = await person_of(to) if to is not None and to != DESK else None
    if successor is not None and work and not any(successor.id in task.others for task in work):
        raise Invalid(f"{to} may take nothing of this: name somebody else of these places, or {DESK}", field="to")
    empty = await _emptied(one)
    given, left = await leaving.leave(one.person, one.posts, _end(one), to=successor.id if successor else None)
    told = [f"{one.login} holds {'no post any more' if one.whole else 'this post no longer'}."]
    told += [f"{to} takes over: {given}."] if given else []
    told += [f"Waiting for a desk to send somebody: {left}."] if left else []
    return "\n".join([*told, *empty])


async def _best(work: list[InHand]) -> str:
    """The login of who could best go on."""
    best = leaving.nearest(work)
    person = await queries.person(best) if best else None
    return (person and person.login) or DESK


async def _listed(work: list[InHand]) -> list[str]:
    areas, classes = (await territory()).areas, (await catalogue()).classes
    return [
        f"{one.incident.number or one.incident.id}  to {ASKED[one.incident.awaits]}  "
        f"{classes[one.incident.incident_class_id].name}  {areas[one.incident.grid_id].name}"
        for one in work
    ]


async def _emptied(one: Leaving) -> list[str]:
    units = (await catalogue()).units
    return [
        f"Nobody is left in {units[unit].name}; waiting there, for a desk to dispatch anew: {count}."
        for unit, count in (await leaving.emptied(one.posts)).items()
    ]


def _end(one: Leaving) -> Callable[[], Awaitable[object]]:
    async def posts() -> None:
        for post in one.posts:
            await actions.end_post(None, post)

    async def person() -> None:
        await actions.end_person(None, one.person)

    return person if one.whole else posts
