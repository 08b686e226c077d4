"""Who may stand in for whom, who sees it, and whose steps they are.

A colleague of the same unit, or of the same street and at most one rank below: nobody hands a desk's rights to a
stranger. No administrator, volunteer or organisation staff is stood in for: who keeps people gives a post.
"""

from __future__ import annotations

from typing import Any

from tortoise.expressions import Q

from server.core.viewer import Role, Seat, Viewer
from server.ground.person.policy import KEEPERS, UNIT_ROLES
from server.ground.person.present import Holder
from server.process.desks import within
from server.process.steps import OWN, Own
from server.setup.stand_in.lifecycle import Step
from server.setup.stand_in.models import StandIn

STREET = 9  # digits of its code
RANKS = {
    Role.GRID_WORKER: 0,
    Role.COMMUNITY: 1,
    Role.STREET_INTAKE: 2,
    Role.STREET_DISPATCH: 2,
    Role.STREET_HEAD: 2,
    Role.DISTRICT_DISPATCH: 3,
    Role.DISTRICT_SUPERVISOR: 3,
}
HEADS = frozenset({Role.STREET_HEAD, *KEEPERS})  # who may end it, too
_OVER = within(HEADS | {Role.COMMUNITY, Role.STREET_DISPATCH})


def visible_to(viewer: Viewer) -> Q:
    """One's own, of either side; those of one's place for its heads, who keeps people and who reads everything."""
    if viewer.person_id is None:
        return Q(id__in=[])
    return Q(Q(asked_by_id=viewer.person_id), Q(person_id=viewer.person_id), _OVER(viewer), join_type=Q.OR)


def taker(step: Step, viewer: Viewer, row: StandIn) -> Seat | Own | None:
    """As whom the viewer could take `step`."""
    if step is Step.ACCEPT:
        return OWN if viewer.person_id == row.person_id else None
    if viewer.person_id in (row.asked_by_id, row.person_id):
        return OWN
    return viewer.seat_for(HEADS, row.area)


def fits(post: Any, other: Holder) -> bool:
    """Whether who holds `other` may stand in for `post`; both say role, area_id and unit_id."""
    if post.unit_id is not None:
        return other.unit_id == post.unit_id and post.role in UNIT_ROLES
    rank, theirs = RANKS.get(post.role), RANKS.get(other.role)
    if rank is None or theirs is None or other.unit_id is not None:
        return False
    street, there = post.area_id[:STREET], other.area_id[:STREET]
    return theirs >= rank - 1 and (street.startswith(there) or there.startswith(street))
