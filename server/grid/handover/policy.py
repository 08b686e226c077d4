"""Whose desk it is: one hands over at a desk's own post, and sees what was handed over there; the street's head too."""

from __future__ import annotations

from tortoise.expressions import Q

from server.core.viewer import Role, Seat, Viewer
from server.grid.handover.models import Handover
from server.process.desks import audited

DESKS = frozenset({Role.COMMUNITY, Role.STREET_INTAKE, Role.STREET_DISPATCH})
READERS = DESKS | {Role.STREET_HEAD}


def visible_to(viewer: Viewer) -> Q:
    """The handovers of their own desks: not those of the desks beneath them, but for who reads everything."""
    own = Q(area__in=sorted({seat.area for seat in viewer.seats if seat.role in READERS}))
    return Q(own, *audited(viewer), join_type=Q.OR)


def desk(viewer: Viewer, area: str | None) -> Seat | None:
    """Their post at this very desk."""
    return next((seat for seat in viewer.seats if seat.role in DESKS and seat.area == area), None)


def may_confirm(viewer: Viewer, handover: Handover) -> bool:
    """Whether it is still to be confirmed, and by them: never by who wrote it."""
    waits = handover.confirmed_at is None and handover.written_by_id != viewer.person_id
    return waits and desk(viewer, handover.area) is not None
