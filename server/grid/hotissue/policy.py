"""Who sees a hot issue: who sees its community as a whole, since its count is one of all; and who takes its steps."""

from __future__ import annotations

from typing import Any

from tortoise.expressions import Q

from server.core.viewer import Role, Seat, Viewer
from server.grid.hotissue.lifecycle import Step
from server.grid.incident.policy import areas_of
from server.ground.area.queries import below

COMMUNITY = 12  # digits of its code
DECIDERS = frozenset({Role.STREET_HEAD, Role.STREET_DISPATCH, Role.DISTRICT_SUPERVISOR})
OWNERS = frozenset({Role.STREET_HEAD, Role.STREET_DISPATCH, Role.STREET_INTAKE, Role.COMMUNITY})  # posts that may own


def visible_to(viewer: Viewer) -> Q:
    """Those of the communities that they see as a whole, and those that a unit of theirs owns."""
    found = [below(code, "grid_id") for code in sorted(areas_of(viewer)) if len(code) <= COMMUNITY]
    if viewer.unit_ids:
        found.append(Q(owner_unit_id__in=list(viewer.unit_ids)))
    return Q(*found, join_type=Q.OR) if found else Q(id__in=[])


def taker(step: Step, viewer: Viewer, issue: Any) -> Seat | None:
    """The street and the district decide; who owns it may say that it is solved.

    Wants `grid_id`, `owner_unit_id` and `owner_role` of the issue.
    """
    if seat := viewer.seat_for(DECIDERS, issue.grid_id):
        return seat
    if step is not Step.SOLVE:
        return None
    unit, role = issue.owner_unit_id, issue.owner_role
    return (viewer.seat_in_unit(unit) if unit else None) or (viewer.seat_for({role}, issue.grid_id) if role else None)
