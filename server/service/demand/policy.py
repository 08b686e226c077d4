"""Who sees a demand, and who may do what with it.

The desks of its place keep it. Once it is published, whoever speaks for a firm sees what the places of their firm's
street need; nobody else's sight is wider by it.
"""

from __future__ import annotations

from tortoise.expressions import Q

from server.core.viewer import Role, Seat, Viewer
from server.ground.area.queries import below
from server.process.desks import LEVELS, within
from server.service.demand.lifecycle import Step
from server.service.demand.models import Demand

STREET = 9  # digits of its code
KEEPERS = frozenset({Role.COMMUNITY, Role.STREET_INTAKE, Role.STREET_DISPATCH, Role.STREET_HEAD})
FIRMS = frozenset({Role.ENTERPRISE_LIAISON})
_kept = within(LEVELS.keys())


def visible_to(viewer: Viewer) -> Q:
    """Those of one's desk's place, and what is published in one's firm's street."""
    streets = {seat.area[:STREET] for seat in viewer.seats if seat.role in FIRMS}
    published = [Q(below(one, "area"), published_at__isnull=False) for one in sorted(streets)]
    return Q(_kept(viewer), *published, join_type=Q.OR)


def taker(step: Step, viewer: Viewer, row: Demand) -> Seat | None:
    """The post in which the viewer could take `step`."""
    return viewer.seat_for(KEEPERS, row.area)


def why(step: Step, viewer: Viewer, row: Demand) -> str | None:
    """What a firm has claimed is not taken back: it may be under way already."""
    return "DEMAND_CLAIMED" if step is Step.WITHDRAW and row.claimed else None
