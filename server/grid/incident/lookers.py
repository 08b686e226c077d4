"""Whom a desk may send to look at a place: to verify what was told, or to check what was done."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from server.core.viewer import Role, Viewer
from server.data.database import reader
from server.grid.incident import inputs, steps
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.lifecycle import State, Step
from server.grid.incident.whom import shared
from server.ground.person import queries
from server.ground.person.models import Person, Post

MOST = 20  # the nearest
NEAR = {15: "SAME_GRID", 12: "SAME_COMMUNITY", 9: "SAME_STREET", 0: "DISTRICT_WIDE"}  # by digits shared with its grid
SENDING = {State.REPORTED: Step.SEND_VERIFY, State.VERIFYING: Step.SEND_VERIFY,
           State.DISPOSED: Step.SEND_CHECK, State.CHECKING: Step.SEND_CHECK}  # fmt: skip


async def others(incident: Aggregate) -> dict[UUID, UUID]:
    """Who else may be asked, and in which post, the nearest first: not who was asked already, nor to check who
    disposed of it."""
    checks = SENDING.get(incident.state) is Step.SEND_CHECK
    asked = {incident.assignee_id} if incident.state in (State.VERIFYING, State.CHECKING) else set()
    gone = {one for one in asked | (incident.disposers if checks else set()) if one is not None}
    found = await inputs.workers(incident.grid_id, but=gone)
    return {person: post for person, post in found.items() if person not in gone}


@dataclass(frozen=True)
class Looker:
    """Somebody who may be sent, the post in which they may be, and how near that is, as a code."""

    person: Person
    role: Role
    area_id: str
    reasons: tuple[str, ...]


async def of(viewer: Viewer, incident: Aggregate) -> list[Person]:
    """The same by name, for a desk whose step it is to send somebody; else none."""
    posts = await _nearest(viewer, incident)
    people = await queries.persons(list(posts))
    return [people[one] for one in posts if one in people]


async def told(viewer: Viewer, incident: Aggregate) -> list[Looker]:
    """The same, each with the post in which they may be sent and how near it is."""
    posts = await _nearest(viewer, incident)
    held = {one.id: one for one in await Post.filter(id__in=list(posts.values())).using_db(reader())}
    people = await queries.persons(list(posts))
    return [
        Looker(people[one], held[post].role, held[post].area_id, (NEAR[shared(held[post].area_id, incident.grid_id)],))
        for one, post in posts.items() if one in people and post in held
    ]  # fmt: skip


async def _nearest(viewer: Viewer, incident: Aggregate) -> dict[UUID, UUID]:
    step = SENDING.get(incident.state)
    if step is None or steps.desk_seat(step, incident.level, incident.grid_id, viewer) is None:
        return {}
    return dict(islice((await others(incident)).items(), MOST))
