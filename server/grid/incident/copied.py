"""What a person's phone keeps of incidents for work without a network, and what of the log has to do with it.

`held` is the copy: of what they may see, the incidents of their own grids or community, what they reported, what
their unit leads or assists, each while it is open and for a week after its end; and whatever waits for them.
`reached` is wider: whatever changed within it was or may have been in their copy, so that an id that they are told
to drop tells them nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from tortoise.expressions import Q, Subquery

from server.core.viewer import Role, Seat, Viewer
from server.grid.incident import steps
from server.grid.incident.filters import of_units
from server.grid.incident.models import Incident, IncidentUnit
from server.grid.incident.policy import visible_to, within
from server.grid.incident.turns import DESK_TURNS, turn_of
from server.grid.incident.where import any_of
from server.process.subject.offline import CLOSED_DAYS, Copied

FIELD = frozenset({Role.GRID_WORKER, Role.COMMUNITY})  # whose whole area goes with them


def held(viewer: Viewer, now: datetime) -> list[Q]:
    """The conditions of their copy, sight first; `now` is when the week of what has ended is counted from."""
    if viewer.person_id is None:
        return [Q(id__in=[])]
    kept = Q(closed_at__isnull=True) | Q(closed_at__gte=now - timedelta(days=CLOSED_DAYS))
    own = [Q(reporter_id=viewer.person_id), *(within(seat.area) for seat in viewer.seats if seat.role in FIELD)]
    if units := list(viewer.unit_ids):
        own.append(of_units(units))
    return [one for one in (visible_to(viewer), (any_of(own) & kept) | turn_of(viewer)) if one]


def reached(viewer: Viewer) -> Q:
    """Whatever may be in their copy, or was while their posts were the same."""
    if viewer.person_id is None:
        return Q(id__in=[])
    found = [Q(reporter_id=viewer.person_id), Q(assignee_id=viewer.person_id)]
    found += [within(code) for code in sorted({seat.area for seat in viewer.seats if _goes_out(seat)})]
    # what rose to the district stays there
    top = Q(level__gte=steps.TOP_LEVEL)
    found += [within(seat.area) & top for seat in viewer.seats if seat.role is Role.DISTRICT_DISPATCH]
    if units := list(viewer.unit_ids):
        parties = IncidentUnit.filter(unit_id__in=units).values("incident_id")
        found += [Q(lead_unit_id__in=units), Q(id__in=Subquery(parties))]
    return any_of(found)


def _goes_out(seat: Seat) -> bool:
    """Whether incidents of the post's area come to its holder, at any level: to a worker all, to a desk those that wait
    for it."""
    if seat.role is Role.DISTRICT_DISPATCH:
        return False
    return seat.role in FIELD or any(seat.role in steps.DESKS[step] for step in DESK_TURNS.values())


COPIED = Copied(model=Incident, table="incident", held=held, reached=reached)
