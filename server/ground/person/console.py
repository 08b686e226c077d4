"""What the operator may do to people from the server's own command line: whoever holds the database may."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from server.core import clock
from server.core.errors import Invalid, Missing
from server.core.viewer import Role
from server.data.database import transaction
from server.ground.person import actions, bearer_tokens, policy, queries
from server.ground.person.models import Person, Post
from server.ground.person.viewers import viewer_of


async def add(login: str, *, name: str, role: str, area: str, unit: str | None, password: str) -> str:
    """A person with a first post, or neither. Raises Invalid for a role or unit that does not exist."""
    post = {"role": _role(role), "area": area, "unit_id": _id(unit, "unit") if unit else None}

    async def work() -> Person:
        person = await actions.add_person(None, actions.NewPerson(name=name, login=login, password=password))
        await actions.add_post(None, actions.NewPost(person_id=person.id, **post))  # type: ignore[arg-type]
        return person

    person = await transaction(work)
    return f"Added {person.login} as {role} of {area}."


async def people() -> str:
    """A line for each person who may sign in, with the posts they hold today."""
    lines: list[str] = []
    after = ""
    while page := await queries.everybody(first=100, after=after):
        for person in page:
            posts = [post for post in person.posts if policy.in_force(post, clock.today())]
            held = ", ".join(f"{post.role.value} {post.area_id}" for post in posts) or "no post"
            lines.append(f"{person.login:<24}{person.name}  {held}")
        after = page[-1].login or ""
    return "\n".join(lines) or "Nobody yet: ./grid user add LOGIN"


async def password(login: str, new: str) -> str:
    """A new password; whatever the person was signed in by ends."""
    await actions.set_password(None, (await person_of(login)).id, new)
    return f"{login} has a new password; sessions, phones' keys and tokens have ended."


async def post(login: str, *, role: str, area: str, unit: str | None = None, ends_on: str | None = None) -> str:
    """One more post for a person, from today on; `ends_on` is its last day (2026-12-31)."""
    new = actions.NewPost(
        person_id=(await person_of(login)).id,
        role=_role(role),
        area=area,
        unit_id=_id(unit, "unit") if unit else None,
        ends_on=_day(ends_on) if ends_on else None,
    )
    made = await actions.add_post(None, new)
    return f"{login} is {made.role} of {made.area_id} from today on."


async def held_posts(login: str, *, role: str, area: str) -> tuple[Person, list[Post]]:
    """A person, and what posts of this role they hold on exactly this area. Raises Missing when there is none."""
    person, wanted = await person_of(login), _role(role)
    held = [one for one in await queries.posts(person.id) if one.role is wanted and one.area_id == area]
    if not held:
        raise Missing(f"{login} is no {wanted} of {area}", field="role")
    return person, held


async def token(login: str, name: str) -> str:
    """A bearer token, told once."""
    person = await person_of(login)
    made, secret = await bearer_tokens.add_token(None, person.id, name)
    asks = (await viewer_of(person.id)).explores
    only = (
        "" if asks else f"\n({login} neither supervises nor heads a street: only the app's own documents are answered)"
    )
    return f"{secret}\n(token {made.id} of {login}; it is shown only this once){only}"


async def tokens(login: str) -> str:
    """The tokens of a person that are in force."""
    held = await queries.tokens((await person_of(login)).id)
    return "\n".join(f"{one.id}  {one.created_at:%Y-%m-%d}  {one.name}" for one in held) or f"{login} has no token."


async def end_token(login: str, token_id: str) -> str:
    """Raises Missing for a token that is not theirs."""
    held = await queries.tokens((await person_of(login)).id)
    wanted = _id(token_id, "token")
    if wanted not in {one.id for one in held}:
        raise Missing(f"{login} has no such token", field="token")
    await bearer_tokens.end_token(None, wanted)
    return "The token has ended."


async def person_of(login: str) -> Person:
    """Who signs in so. Raises Missing."""
    if (person := await queries.person_by_login(login.strip().lower())) is None:
        raise Missing(f"there is nobody with the login {login}", field="login")
    return person


def _role(name: str) -> Role:
    try:
        return Role(name.upper())
    except ValueError:
        raise Invalid(f"{name} is no role; there are {', '.join(Role)}", field="role") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(f"{text} is no day; write it as 2026-12-31", field="endsOn") from None


def _id(text: str, field: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid(f"{text} is no id", field=field) from None
