"""Who sees a claim, and whose steps are whose: the firm's people and the desks of the place; never another firm."""

from __future__ import annotations

from uuid import UUID

from tortoise.expressions import Q

from server.core.viewer import Seat, Viewer
from server.process.desks import LEVELS, within
from server.process.subject.desks import Case
from server.service.claim.lifecycle import Step
from server.service.claim.models import Claim
from server.service.demand.policy import FIRMS, KEEPERS

DESKS = frozenset({Step.CONFIRM, Step.NOT_ACCEPTED})  # their steps; all others are the firm's
_kept = within(LEVELS.keys())


def firms(viewer: Viewer) -> list[Seat]:
    """The posts in which the viewer speaks for a firm."""
    return [seat for seat in viewer.seats if seat.role in FIRMS and seat.unit_id is not None]


def spokesman(viewer: Viewer, unit: UUID) -> Seat | None:
    return next((seat for seat in firms(viewer) if seat.unit_id == unit), None)


def visible_to(viewer: Viewer) -> Q:
    units = [seat.unit_id for seat in firms(viewer)]
    return Q(_kept(viewer), *([Q(unit_id__in=units)] if units else []), join_type=Q.OR)


def taker(step: Step, viewer: Viewer, row: Claim) -> Seat | None:
    """The post in which the viewer could take `step`."""
    return viewer.seat_for(KEEPERS, row.area) if step in DESKS else spokesman(viewer, row.unit_id)


def why(step: Step, viewer: Viewer, row: Claim) -> str | None:
    """Who speaks for the firm does not confirm what it delivered, whatever posts they hold besides."""
    return "TWO_PERSON" if step in DESKS and spokesman(viewer, row.unit_id) else None


def case(row: Claim) -> Case:
    """Whom it waits for and whose it is: for notices and streams."""
    return Case(area=row.area, desks=(KEEPERS,), owner_unit=row.unit_id)
