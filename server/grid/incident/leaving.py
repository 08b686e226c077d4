"""Whoever leaves hands on what waits for them by name: what that is, who may take it, and both in one transaction.

What waits for a desk falls to another (`standing_in`), and what waits for a unit to the rest of it. What a person was
asked to do waits for nobody once they have left: it goes to whom the one names who ends the post, else the desks see it
among theirs and send somebody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from server.core import clock
from server.core.viewer import Viewer
from server.data.database import reader, transaction
from server.data.resting import anew
from server.grid.incident import aggregate, inputs, lookers, queries
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.decisions.handing_on import NAMED, hand_on
from server.grid.incident.models import Awaits, Incident
from server.grid.incident.steps import HANDS, LOOKERS
from server.ground.person.models import Post
from server.ground.person.policy import held_on
from server.ground.person.viewers import viewer_of
from server.process.commit import commit

End = Callable[[], Awaitable[object]]


@dataclass(frozen=True)
class InHand:
    """Something that one person was asked to do, and in which posts others may be asked, the nearest first."""

    incident: Aggregate
    others: dict[UUID, UUID]


async def in_hand(person: UUID, ending: Collection[UUID]) -> list[InHand]:
    """What a person could do no more once these posts have ended, the longest waiting first."""
    held = await viewer_of(person)
    left = replace(held, seats=tuple(seat for seat in held.seats if seat.post_id not in ending))
    return [InHand(one, await _others(one)) for one in await _asked(person) if not _keeps(held, left, one)]


async def _asked(person: UUID, only: Collection[UUID] | None = None) -> list[Aggregate]:
    """What waits for a person by name, the longest waiting first; of these alone, where some are named."""
    asked = Incident.filter(assignee_id=person, awaits__in=list(NAMED)).using_db(reader()).order_by("changed_at", "id")
    asked = asked if only is None else asked.filter(id__in=list(only))
    rows = await asked.select_related("incident_class", "condition").prefetch_related(*queries.TO_MANY)
    return [aggregate.of(row) for row in rows]


async def hand_over(
    person: UUID, to: UUID, *, ending: Collection[UUID] = (), only: Collection[UUID] | None = None
) -> list[UUID]:
    """Within a transaction: what a person could not do without these posts, or these cases alone, waits for another
    from now on, as far as they may take it: which those are."""
    if only is None:
        work = await in_hand(person, ending)
    else:
        work = [InHand(one, await _others(one)) for one in await _asked(person, only)]
    turn, given = await inputs.turn(Viewer.nobody()), [one for one in work if to in one.others]
    for one in given:
        change = hand_on(one.incident, to, turn, people=one.others, left=False)
        await commit(None, inputs.asking(change, one.others))
    return [one.incident.id for one in given]


async def _others(incident: Aggregate) -> dict[UUID, UUID]:
    """Who else may be asked, and in which post, the nearest first."""
    if incident.awaits is Awaits.HANDLER:
        people, _ = await inputs.hands(incident, Viewer.nobody())
        return people
    return await lookers.others(incident)


def _keeps(held: Viewer, left: Viewer, incident: Aggregate) -> bool:
    """Whether it stays theirs to act: where they had a post one is left, elsewhere any in which they may."""
    roles = frozenset(HANDS) if incident.awaits is Awaits.HANDLER else LOOKERS
    if held.seat_for(roles, incident.grid_id) is not None:
        return left.seat_for(roles, incident.grid_id) is not None
    return not left.roles.isdisjoint(roles)


def nearest(work: Collection[InHand]) -> UUID | None:
    """Who may take most of it, the nearest where several may."""
    fitting: Counter[UUID] = Counter(person for one in work for person in one.others)
    return fitting.most_common(1)[0][0] if fitting else None


async def emptied(ending: Collection[UUID]) -> dict[UUID, int]:
    """Units in which nobody is left once these posts have ended, each with how many cases wait for it."""
    units = {one.unit_id for one in await Post.filter(id__in=list(ending)).using_db(reader()) if one.unit_id}
    held = Post.filter(held_on(clock.today()), unit_id__in=list(units), person__ended_at=None).using_db(reader())
    manned = set(await held.exclude(id__in=list(ending)).values_list("unit_id", flat=True))
    waiting = Incident.filter(awaits=Awaits.UNIT, lead_unit_id__in=list(units - manned)).using_db(reader())
    counted: Counter[Any] = Counter(await waiting.values_list("lead_unit_id", flat=True))
    return {unit: counted[unit] for unit in units - manned}


async def leave(person: UUID, ending: Collection[UUID], end: End, *, to: UUID | None) -> tuple[int, int]:
    """Have `end` end the posts, and hand on to one person what they may take of what is in hand: how many they take,
    and how many wait for a desk. Without one all of it does."""
    return await anew(lambda: _leave(person, ending, end, to))


async def _leave(person: UUID, ending: Collection[UUID], end: End, to: UUID | None) -> tuple[int, int]:
    work, turn = await in_hand(person, ending), await inputs.turn(Viewer.nobody())
    given = [one for one in work if to in one.others]
    changes = [
        inputs.asking(hand_on(one.incident, to, turn, people=one.others), one.others) for one in given if to is not None
    ]

    async def write() -> None:
        await end()
        for change in changes:
            await commit(None, change)

    await transaction(write)
    return len(given), len(work) - len(given)
