"""Whom a whistle would ring if it were blown now, unit by unit and post by post, and when each unit would be due.

Asked while it is drafted and before it is approved. Posts are counted, nobody is named. The duty roster belongs to
what tells people, which stands above whistles: whoever asks hands it in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from server.core import clock
from server.core.viewer import Role, Viewer
from server.data.database import reader
from server.grid.incident import inputs, policy
from server.grid.incident.models import Incident
from server.grid.incident.notices.recipients import UNIT_PEOPLE
from server.grid.whistle import clocks
from server.grid.whistle.models import Kind
from server.grid.whistle.steps import DISPATCH, HEAD
from server.ground.catalogue.models import Unit
from server.ground.catalogue.queries import catalogue
from server.ground.person.models import Post
from server.ground.person.policy import held_on
from server.ground.worktime.calendar import local_day

OnDuty: TypeAlias = Callable[[Sequence[UUID]], Awaitable[Mapping[UUID, Sequence[Any]]]]  # by unit, its people


@dataclass(frozen=True)
class Rung:
    """Holders of one post that would be rung."""

    role: Role
    people: int


@dataclass(frozen=True)
class Ring:
    """One unit: who would be rung, how many of them are on duty now, and its times. `provisional`: one lies in a year
    whose holidays are not known yet."""

    unit: Unit
    posts: list[Rung]
    on_duty: int
    ack_due_at: datetime
    arrive_due_at: datetime | None
    done_due_at: datetime | None
    provisional: bool


async def rings(
    viewer: Viewer,
    incident_id: UUID | None,
    kind: Kind,
    units: Sequence[UUID],
    on_duty: OnDuty,
    meet_at: datetime | None = None,
    done_by: datetime | None = None,
) -> list[Ring]:
    """In the order of `units`; none for whoever neither drafts nor approves whistles about this incident."""
    found = await Incident.filter(policy.visible_to(viewer), id=incident_id).using_db(reader()).first()
    if found is None or not viewer.seat_for(DISPATCH | HEAD, found.grid_id):
        return []
    turn, known = await inputs.turn(viewer), await catalogue()
    ack, arrive, done = clocks.dues(kind, meet_at, done_by, turn)
    days = {local_day(moment) for moment in (ack, arrive, done) if moment}
    provisional = any(turn.calendar.day(day).provisional for day in days)
    posts, there = await _posts(units), await on_duty(units)
    return [
        Ring(unit, posts.get(key, []), len(there.get(key, ())), ack, arrive, done, provisional)
        for key in dict.fromkeys(units)
        if (unit := known.unit(key))
    ]


async def _posts(units: Sequence[UUID]) -> dict[UUID, list[Rung]]:
    """How many people hold each post of each unit today."""
    held = Post.filter(
        held_on(clock.today()), unit_id__in=list(units), role__in=list(UNIT_PEOPLE), person__ended_at=None
    )
    rows = {(row.unit_id, row.role, row.person_id) for row in await held.using_db(reader())}
    counts = Counter((unit, role) for unit, role, _ in rows if unit)
    found: dict[UUID, list[Rung]] = {}
    for unit, role in sorted(counts, key=lambda one: (str(one[0]), UNIT_PEOPLE.index(one[1]))):
        found.setdefault(unit, []).append(Rung(role, counts[unit, role]))
    return found
