"""Who may see an incident, its photos and its reporter, who may report, and which steps are a viewer's to take.

Rights come from posts. A desk and a worker see their subtrees; a unit sees what it leads or assists and what it once
had, not its area; the reporter is known only to the desks of the place, to the assigned person while it is their turn
and to themselves, never to the unit complained of. The rules of the single steps stand in `steps`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from tortoise.expressions import Q, Subquery

from server.core.viewer import READS_ALL, Role, Viewer
from server.grid.incident import aggregate, steps
from server.grid.incident.followers import IncidentFollower
from server.grid.incident.lifecycle import Step
from server.grid.incident.models import Awaits, Channel, Incident, IncidentPhoto, IncidentUnit
from server.ground.area.queries import below, span
from server.ground.media import queries as media
from server.process.deadlines import Turn
from server.process.evidence import Photos
from server.process.guards import Allowed
from server.query.door import Door
from server.query.statement_cache import Fixed
from server.query.ways import among

SEES = frozenset(
    {Role.GRID_WORKER, Role.COMMUNITY, Role.STREET_INTAKE, Role.STREET_DISPATCH, Role.STREET_HEAD,
     Role.DISTRICT_DISPATCH, Role.DISTRICT_SUPERVISOR, *READS_ALL}
)  # fmt: skip

DISTRICT, STREET = 6, 9  # digits of their codes
BY_KEY, OPEN_ONES = "sqlite_autoindex_incident_1", "incident_open"  # indexes: of the ids, and of all that is open
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
    """What the rules of sight need of an incident; the model and the aggregate both have it."""

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


@dataclass(frozen=True)
class Ground:
    """One reason for which incidents are shown: being in `area`, or in somebody's hands. `by` is the index that answers
    it (None: the whole table is meant), `open_by` the one that holds only the open ones, if there is one.
    """

    condition: Q
    by: str | None
    area: str | None = None
    open_by: str | None = None


def grounds(viewer: Viewer) -> list[Ground]:
    """Why a viewer may see what they see: their posts' subtrees, what they reported or are assigned, what a report of
    theirs was merged into, what their units are or were a party to. None for nobody; whoever sees the district needs no
    other.
    """
    if viewer.person_id is None:
        return []
    found = [of_area(code) for code in sorted(areas_of(viewer))]
    if any(ground.area and len(ground.area) == DISTRICT for ground in found):
        return found[:1]
    merged = IncidentFollower.filter(person_id=viewer.person_id).values("incident_id")
    found += [of_reporter(viewer.person_id), of_assignee(viewer.person_id), of_ids(merged)]
    if units := list(viewer.unit_ids):
        parties = IncidentUnit.filter(unit_id__in=units).values("incident_id")
        found += [of_leads(units), of_ids(parties)]
    return found


def of_area(code: str) -> Ground:
    """Everything in a subtree. A district is a deployment of its own: an empty condition leaves every index free."""
    if len(code) == DISTRICT:
        return Ground(Q(), None, code, OPEN_ONES)
    return Ground(within(code), {9: "incident_street", 12: "incident_community"}.get(len(code), "incident_grid"), code,
                  OPEN_ONES)  # fmt: skip


def of_reporter(person_id: UUID) -> Ground:
    return Ground(Q(reporter_id=person_id), "incident_reporter", open_by="incident_open_reporter")


def of_assignee(person_id: UUID | None, *awaits: Awaits) -> Ground:
    """What is assigned to a person, with one of these turns."""
    turn = Q(awaits__in=list(awaits)) if awaits else Q()
    return Ground(Q(assignee_id=person_id) & turn, "incident_assignee")


def of_leads(units: list[UUID], turn: Q | None = None) -> Ground:
    return Ground(Q(lead_unit_id__in=units) & (turn or Q()), "incident_lead_unit")


def of_ids(keys: Any) -> Ground:
    """Those whose ids a query finds."""
    return Ground(among("id", keys), BY_KEY)


def visible_to(viewer: Viewer) -> Q:
    """What a viewer may see, as one condition: any of their grounds; empty for whoever sees the district."""
    return on_any(grounds(viewer))


def about(viewer: Viewer, table: str, column: str = "incident_id", *, area: str | None = None) -> Q:
    """The condition that a row of `table` is about an incident in sight, in this area if one is named.

    Of whoever sees a street it is asked row by row: the list of all that they see would be long, and one page is short.
    Raises Invalid for an area that is no code.
    """
    is_all = area is None or (len(area) == DISTRICT and sees_all_of(viewer, area))
    found = [one for one in (visible_to(viewer), Q() if is_all or area is None else within(span(area)[0])) if one]
    if not found:
        return Q()
    if any(len(code) <= STREET for code in areas_of(viewer)):
        found.append(Fixed(f'"incident"."id" = "{table}"."{column}"'))
    seen: Any = Subquery(Incident.filter(*found).values("id"))
    return Q(**{f"{column}__in": seen})


def on_any(found: list[Ground]) -> Q:
    """At least one of the grounds, as one condition; of none, nothing."""
    conditions = [ground.condition for ground in found]
    return Q(id__in=[]) if not conditions else Q(*conditions, join_type=Q.OR) if all(conditions) else Q()


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
    """The subtrees that their posts let them see, none inside another."""
    codes = {seat.area for seat in viewer.seats if seat.role in SEES}
    return frozenset(code for code in codes if not any(code != other and code.startswith(other) for other in codes))


def sees_all_of(viewer: Viewer, code: str) -> bool:
    """Whether everything in the subtree `code` is theirs to see, so that a query need not ask row by row."""
    return viewer.person_id is not None and any(code.startswith(area) for area in areas_of(viewer))


def _with_photo(sha256: str) -> Q:
    """The incidents on which a photo hangs."""
    named = IncidentPhoto.filter(media.by_sender("by_id", sha256), sha256=sha256)
    return among("id", named.values("incident_id"))


PHOTOS = Photos(Door(Incident, visible_to), _with_photo)


def may_know_reporter(viewer: Viewer, incident: Placed) -> bool:
    """Whether they may know who reported it: the reporter, the place's desks, the one assigned while it is their
    turn."""
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
    """Whether they may know that `person_id` did something to it: anybody's act, except the hidden reporter's."""
    return person_id != incident.reporter_id or may_know_reporter(viewer, incident)


def channels_of(viewer: Viewer) -> tuple[Channel, ...]:
    """The channels by which their posts may report, the usual one first; none: they may not report at all."""
    return tuple(dict.fromkeys(channel for seat in viewer.seats for channel in CHANNELS.get(seat.role, ())))


def allowed_steps(turn: Turn, incident: Incident) -> list[Allowed[Step]]:
    """The steps open to the viewer's posts on an incident read in full, each with the code of why not now."""
    return steps.allowed(turn, aggregate.of(incident))
