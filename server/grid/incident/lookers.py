"""Whom a desk may send to look at a place: to verify what was told, or to check what was done."""

from __future__ import annotations

from uuid import UUID

from server.core.viewer import Viewer
from server.grid.incident import inputs, steps
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.lifecycle import State, Step
from server.ground.person import queries
from server.ground.person.models import Person

MOST = 20  # the nearest
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


async def of(viewer: Viewer, incident: Aggregate) -> list[Person]:
    """The same by name, for a desk whose step it is to send somebody; else none."""
    step = SENDING.get(incident.state)
    if step is None or steps.desk_seat(step, incident.level, incident.grid_id, viewer) is None:
        return []
    nearest = list(await others(incident))[:MOST]
    people = await queries.persons(nearest)
    return [people[one] for one in nearest if one in people]
