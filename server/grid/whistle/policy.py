"""Who may see a whistle, and whom of the people in it, and when the two sides' words on each other are told.

The street of the place, its community and the district see it, and the units that were called. A unit knows its own
people and otherwise units and posts. What the street thinks of a unit's work and the unit of the street's call is each
side's own until both have spoken; then whoever sees the whistle sees both.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from tortoise.expressions import Q, Subquery

from server.core.viewer import READS_ALL, Role, Seat, Viewer
from server.grid.whistle.models import Whistle, WhistleParty
from server.grid.whistle.steps import STREET
from server.ground.area.queries import below

SEES = frozenset({Role.COMMUNITY, Role.STREET_INTAKE, Role.STREET_DISPATCH, Role.STREET_HEAD, Role.DISTRICT_DISPATCH,
                  Role.DISTRICT_SUPERVISOR, *READS_ALL})  # fmt: skip
DISTRICT = 6  # digits of its code


def visible_to(viewer: Viewer) -> Q:
    """The one door of sight. A district is a deployment of its own: who sees it sees every row."""
    if viewer.person_id is None:
        return Q(id__in=[])
    areas = {seat.area for seat in viewer.seats if seat.role in SEES}
    if any(len(code) == DISTRICT for code in areas):
        return Q()
    seen = Q(id__in=[])
    for code in sorted(areas):
        seen |= below(code, "area")
    if units := list(viewer.unit_ids):
        called = WhistleParty.filter(unit_id__in=units, called_at__isnull=False).values("whistle_id")
        seen |= Q(id__in=Subquery(called))
    return seen


def parties_of(viewer: Viewer) -> Q:
    """Which parties they see: all of each whistle that they see."""
    seen = visible_to(viewer)
    return Q(whistle_id__in=Subquery(Whistle.filter(seen).values("id"))) if seen else Q()


def may_see(viewer: Viewer, area: str, parties: Iterable[Any]) -> bool:
    """The same of one whistle that was read with its `parties`."""
    if viewer.person_id is None:
        return False
    return _over(viewer, area) is not None or any(
        one.unit_id in viewer.unit_ids and one.called_at is not None for one in parties
    )


def _over(viewer: Viewer, area: str) -> Seat | None:
    return viewer.seat_for(SEES, area)


def may_know_people(viewer: Viewer, area: str, unit_id: UUID) -> bool:
    """Whether they may know who acted for a party: the desks over the place, and the unit itself."""
    return _over(viewer, area) is not None or unit_id in viewer.unit_ids


def may_know_street(viewer: Viewer, area: str) -> bool:
    """Whether they may know who drafted, approved, reviewed: the desks over the place."""
    return _over(viewer, area) is not None


def may_know_marks(viewer: Viewer, area: str, party: Any) -> bool:
    """Whether they may know what the street thinks of the party's work: the street; all others once both have
    spoken."""
    return _both(party) or (viewer.seat_for(STREET, area) is not None and party.unit_id not in viewer.unit_ids)


def may_know_call(viewer: Viewer, party: Any) -> bool:
    """Whether they may know what the unit thinks of the call: the unit; all others once both have spoken."""
    return _both(party) or party.unit_id in viewer.unit_ids


def _both(party: Any) -> bool:
    return party.prompt_mark is not None and party.call_said_at is not None
