"""What who keeps people does about them, by `server.ground.person`; sent twice it is done once, by the id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from server.core import clock
from server.core.errors import Invalid, Missing
from server.core.ids import new_id
from server.core.moments import HELD
from server.core.viewer import Viewer
from server.data.database import reader, transaction
from server.ground.person import actions, extending, policy
from server.ground.person.actions import NewPerson, NewPost
from server.ground.person.models import Person, Post
from server.ground.person.queries import district
from server.process.validation import Check
from server.setup.people.commands import Add, AddPost, EndPost, Extend, Leave, Placed


@dataclass(frozen=True)
class Kept:
    """How many people or posts are other than they were."""

    changed: int = 0


async def add(viewer: Viewer, command: Add) -> Kept:
    """A person and a first post, or neither. Raises Forbidden, Missing, Invalid."""
    policy.keeper_of(viewer, await district())
    _check_days(command)
    check = Check()
    check.text("name", command.name, least=1, most=64)
    check.text("login", command.login, least=1, most=63)
    check.settle()
    known = await Person.filter(id=command.id).using_db(reader()).first()
    if known is not None and known.name == command.name.strip():
        return Kept()

    async def work() -> None:
        await actions.add_person(viewer, NewPerson(name=command.name, login=command.login, id=command.id))
        await actions.add_post(viewer, _post(command, command.id))

    await transaction(work)
    return Kept(1)


async def add_post(viewer: Viewer, command: AddPost) -> Kept:
    policy.keeper_of(viewer, command.area)
    _check_days(command)
    if await Post.filter(id=command.id, person_id=command.person_id).using_db(reader()).exists():
        return Kept()
    await actions.add_post(viewer, _post(command, command.person_id, command.id))
    return Kept(1)


def _post(asked: Placed, person_id: UUID, key: UUID | None = None) -> NewPost:
    return NewPost(person_id, asked.role, asked.area, asked.unit_id, asked.starts_on, asked.ends_on, key or new_id())


def _check_days(command: Placed | EndPost | Extend) -> None:
    """Raises Invalid MOMENT_TOO_EARLY, MOMENT_TOO_LATE."""
    check, now = Check(), clock.now()
    check.within("starts_on", getattr(command, "starts_on", None), HELD, now)
    check.within("ends_on", command.ends_on, HELD, now)
    check.settle()


async def end_post(viewer: Viewer, command: EndPost) -> Kept:
    """Raises Invalid for a day before yesterday, and for a post that was over: what was held stays as it was."""
    _check_days(command)
    today, post = clock.today(), await Post.filter(id=command.id).using_db(reader()).first()
    if post is not None and post.ends_on is not None and post.ends_on < today:
        policy.keeper_of(viewer, post.area_id)
        raise Invalid("this post has ended already", field="id", code="ALREADY_ENDED")
    if command.ends_on is not None and command.ends_on < today - timedelta(days=1):
        raise Invalid("it ends yesterday at the earliest", field="ends_on", code="MOMENT_TOO_EARLY")
    await actions.end_post(viewer, command.id, last_day=command.ends_on)
    return Kept(1)


async def extend(viewer: Viewer, command: Extend) -> Kept:
    """All of them or none. Raises Missing, Forbidden, Invalid ALREADY_ENDED, ENDS_BEFORE_IT_BEGINS, ADMINS_APART."""
    if not command.ids:
        raise Missing("there is no such post", field="ids")
    _check_days(command)
    return Kept(await extending.extend_posts(viewer, command.ids, command.ends_on))


async def leave(viewer: Viewer, command: Leave) -> Kept:
    policy.keeper_of(viewer, await district())
    await actions.end_person(viewer, command.id)
    return Kept(1)
