"""Who sees a hot issue: who sees its community as a whole, since its number of reports is one of all; and his steps."""

from __future__ import annotations

from uuid import UUID

from tortoise.expressions import Q

from server.area.queries import below
from server.hotissue.lifecycle import LIFE, State, Step
from server.hotissue.models import HotIssue
from server.incident.policy import areas_of
from server.process.guards import Allowed, held, same_version
from server.viewer import Role, Seat, Viewer

COMMUNITY = 12  # digits of its code
DECIDERS = frozenset({Role.STREET_HEAD, Role.STREET_DISPATCH, Role.DISTRICT_SUPERVISOR})
OWNERS = frozenset({Role.STREET_HEAD, Role.STREET_DISPATCH, Role.STREET_INTAKE, Role.COMMUNITY})  # posts that may own


def visible_to(viewer: Viewer) -> Q:
    """Those of the communities that he sees as a whole, and those that a unit of his owns."""
    found = [below(code, "grid_id") for code in sorted(areas_of(viewer)) if len(code) <= COMMUNITY]
    if viewer.unit_ids:
        found.append(Q(owner_unit_id__in=list(viewer.unit_ids)))
    return Q(*found, join_type=Q.OR) if found else Q(id__in=[])


def admit(step: Step, issue: HotIssue, seen: int | None, viewer: Viewer) -> Seat:
    """The post in which he may take `step`.

    Raises Conflict STEP_CLOSED or CONFLICT for what is over or was changed, Forbidden when the step is not his.
    """
    LIFE.after(issue.state, step)
    same_version("hot issue", seen, issue.version)
    return held(step, taker(step, viewer, issue.grid_id, issue.owner_unit_id, issue.owner_role))


def taker(step: Step, viewer: Viewer, grid: str, unit: UUID | None, role: Role | None) -> Seat | None:
    """In which post he could take `step`: the street and the district decide; who owns it may say that it is solved."""
    if seat := viewer.seat_for(DECIDERS, grid):
        return seat
    if step is not Step.SOLVE:
        return None
    return (viewer.seat_in_unit(unit) if unit else None) or (viewer.seat_for({role}, grid) if role else None)


def allowed(viewer: Viewer, state: State, grid: str, unit: UUID | None, role: Role | None) -> list[Allowed[Step]]:
    """The steps that leave this state and that his posts take."""
    return [Allowed(step) for step in LIFE.steps_from(state) if taker(step, viewer, grid, unit, role)]
