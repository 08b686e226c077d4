"""Who sees an order from outside, and who may do what with it: the desks of its place.

A report against somebody goes to the street and no lower; units see none of them, but the incidents that they become.
"""

from __future__ import annotations

from tortoise.expressions import Q

from server.core import clock
from server.core.viewer import Role, Seat, Viewer
from server.grid.incident.models import Channel
from server.grid.incident.policy import CHANNELS
from server.ground.area.queries import below
from server.process.desks import audited
from server.service.hotline.lifecycle import Step
from server.service.hotline.models import Kind, OuterOrder

TAKERS = frozenset(role for role, by in CHANNELS.items() if Channel.HOTLINE in by)
DESKS = TAKERS | {Role.STREET_HEAD, Role.DISTRICT_DISPATCH}


def visible_to(viewer: Viewer) -> Q:
    """Those of the places of their desks; of a community's none against somebody."""
    found = audited(viewer)
    for seat in viewer.seats:
        if seat.role is Role.COMMUNITY:
            found.append(below(seat.area, "area") & ~Q(kind=Kind.REPORT))
        elif seat.role in DESKS:
            found.append(below(seat.area, "area"))
    return Q(*found, join_type=Q.OR) if found else Q(id__in=[])


def desk(viewer: Viewer, row: OuterOrder) -> Seat | None:
    """The post in which they act for it."""
    return viewer.seat_for(TAKERS - {Role.COMMUNITY} if row.kind is Kind.REPORT else TAKERS, row.area)


def taker(step: Step, viewer: Viewer, row: OuterOrder) -> Seat | None:
    """The post in which the viewer could take `step`."""
    return desk(viewer, row)


def why(step: Step, viewer: Viewer, row: OuterOrder) -> str | None:
    """It is given back within its window, and declined again after an appeal by somebody else."""
    if step is Step.GIVE_BACK and clock.now() > row.return_by:
        return "WINDOW_PASSED"
    if step is Step.APPEAL and row.appeal:
        return "APPEAL_LIMIT"
    if step is Step.DECLINE and row.appeal and row.decided_by_id == viewer.person_id:
        return "TWO_PERSON"
    return None
