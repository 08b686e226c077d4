"""Who may see an incident, its photos and its reporter, who may report, and which steps are a viewer's to take.

Rights come from posts. A desk and a worker see their subtrees; a unit sees what it leads or assists and what it once
had, not its area; the reporter is known only to the desks of the place, to the assigned person while it is his turn
and to himself, never to the unit complained of. The rules of the single steps stand in `steps`.
"""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from tortoise.expressions import Q, Subquery

from server.area.queries import below
from server.database import reader
from server.incident import snapshot, steps
from server.incident.clocks import Turn
from server.incident.models import Awaits, Channel, Incident, IncidentPhoto, IncidentUnit
from server.incident.steps import Allowed
from server.viewer import Role, Viewer

SEES = frozenset(
    {Role.GRID_WORKER, Role.COMMUNITY, Role.STREET_INTAKE, Role.STREET_DISPATCH, Role.STREET_HEAD,
     Role.DISTRICT_SUPERVISOR}
)  # fmt: skip

DISTRICT = 6  # digits of its code
LOOKERS = frozenset({Awaits.VERIFIER, Awaits.CHECKER})

# which roles may put a report in by which channel; the first is what a role uses when it names none
CHANNELS: dict[Role, tuple[Channel, ...]] = {
    Role.GRID_WORKER: (Channel.PATROL, Channel.HOME_VISIT, Channel.WALK_IN, Channel.RESIDENT),
    Role.COMMUNITY: (Channel.WALK_IN, Channel.PATROL, Channel.HOME_VISIT, Channel.PHONE, Channel.HOTLINE,
                     Channel.RESIDENT, Channel.ENTERPRISE),
    Role.STREET_INTAKE: (Channel.HOTLINE, Channel.PHONE, Channel.WALK_IN, Channel.RESIDENT, Channel.ENTERPRISE,
                         Channel.DEPARTMENT),
    Role.STREET_DISPATCH: (Channel.PHONE, Channel.HOTLINE, Channel.WALK_IN, Channel.RESIDENT, Channel.ENTERPRISE,
                           Channel.DEPARTMENT),
    Role.STREET_HEAD: (Channel.WALK_IN, Channel.PHONE),
    Role.DEPT_HANDLER: (Channel.DEPARTMENT,),
    Role.DEPT_DUTY: (Channel.DEPARTMENT,),
    Role.ENTERPRISE_LIAISON: (Channel.ENTERPRISE,),
    Role.VOLUNTEER: (Channel.RESIDENT,),
    Role.DISTRICT_SUPERVISOR: (Channel.DEPARTMENT, Channel.HOTLINE),
}  # fmt: skip


class Placed(Protocol):
    """What the rules of sight need of an incident; the model and the snapshot both have it."""

    @property
    def grid_id(self) -> str: ...
    @property
    def reporter_id(self) -> UUID | None: ...
    @property
    def assignee_id(self) -> UUID | None: ...
    @property
    def lead_unit_id(self) -> UUID | None: ...
    @property
    def awaits(self) -> Awaits: ...


class Reached(Protocol):
    """What decides who may see an incident: where it is, and who has to do with it."""

    @property
    def grid_id(self) -> str: ...
    @property
    def community_id(self) -> str: ...
    @property
    def street_id(self) -> str: ...
    @property
    def reporter_id(self) -> UUID | None: ...
    @property
    def assignee_id(self) -> UUID | None: ...
    @property
    def lead_unit_id(self) -> UUID | None: ...


def visible_to(viewer: Viewer) -> Q:
    """What he may see: his posts' subtrees, what his units are or were a party to, what he reported or is assigned, and
    what his report was merged into.

    A district is a deployment of its own: who sees it sees every row, and an empty condition leaves every index free.
    """
    if viewer.person_id is None:
        return Q(id__in=[])
    if any(len(code) == DISTRICT for code in areas_of(viewer)):
        return Q()
    found = [within(code) for code in sorted(areas_of(viewer))]  # what costs nothing goes first
    found += [Q(reporter_id=viewer.person_id), Q(assignee_id=viewer.person_id)]
    seen = Q(*found, join_type=Q.OR)
    merged = Incident.filter(reporter_id=viewer.person_id, merged_into_id__isnull=False).values("merged_into_id")
    seen |= Q(id__in=Subquery(merged))
    if units := list(viewer.unit_ids):
        parties = IncidentUnit.filter(unit_id__in=units).values("incident_id")
        seen |= Q(lead_unit_id__in=units) | Q(id__in=Subquery(parties))
    return seen


def sees(
    viewer: Viewer, incident: Reached, units: frozenset[UUID], followers: frozenset[UUID | None] = frozenset()
) -> bool:
    """The same as `visible_to`, of one incident that was read; `units`: all that are or were a party to it,
    `followers`: who reported what was merged into it."""
    if viewer.person_id is None:
        return False
    if viewer.person_id in (incident.reporter_id, incident.assignee_id) or viewer.person_id in followers:
        return True
    places = (incident.grid_id, incident.community_id, incident.street_id)
    by_area = any(len(code) == DISTRICT or code in places for code in areas_of(viewer))
    return by_area or bool(viewer.unit_ids & (units | {incident.lead_unit_id}))


def within(code: str) -> Q:
    """Incidents of one subtree: an equality on the column of its level, so that an index also gives their order."""
    match len(code):
        case 15:
            return Q(grid_id=code)
        case 12:
            return Q(community_id=code)
        case 9:
            return Q(street_id=code)
        case _:
            return below(code, "street_id")


def areas_of(viewer: Viewer) -> frozenset[str]:
    """The subtrees that his posts let him see, none inside another."""
    codes = {seat.area for seat in viewer.seats if seat.role in SEES}
    return frozenset(code for code in codes if not any(code != other and code.startswith(other) for other in codes))


def sees_all_of(viewer: Viewer, code: str) -> bool:
    """Whether everything in the subtree `code` is his to see, so that a query need not ask row by row."""
    return viewer.person_id is not None and any(code.startswith(area) for area in areas_of(viewer))


async def may_see_photo(viewer: Viewer, sha256: str) -> bool:
    """Whether a photo hangs on an incident that he may see."""
    named = IncidentPhoto.filter(sha256=sha256).values("incident_id")
    return await Incident.filter(visible_to(viewer), id__in=Subquery(named)).using_db(reader()).exists()


def may_know_reporter(viewer: Viewer, incident: Placed) -> bool:
    """Whether he may know who reported it: the reporter, the place's desks, the one assigned while it is his turn."""
    if viewer.person_id is None:
        return False
    at_desk = viewer.seat_for(steps.DESK, incident.grid_id) is not None
    if at_desk and not viewer.unit_ids:
        return True  # mostly it is a desk that asks, and so it needs to be told nothing more
    if viewer.person_id == incident.reporter_id:
        return True
    if viewer.seat_in_unit(incident.lead_unit_id):
        return False
    return at_desk or (incident.awaits in LOOKERS and viewer.person_id == incident.assignee_id)


def may_know(viewer: Viewer, incident: Placed, person_id: UUID | None) -> bool:
    """Whether he may know that `person_id` did something to it: anybody's act, except the hidden reporter's."""
    return person_id != incident.reporter_id or may_know_reporter(viewer, incident)


def channels_of(viewer: Viewer) -> tuple[Channel, ...]:
    """The channels by which his posts may report, the usual one first; none: he may not report at all."""
    return tuple(dict.fromkeys(channel for seat in viewer.seats for channel in CHANNELS.get(seat.role, ())))


def allowed_steps(turn: Turn, incident: Incident) -> list[Allowed]:
    """The steps open to the viewer's posts on an incident read in full, each with the code of why not now."""
    return steps.allowed(turn, snapshot.of(incident))
