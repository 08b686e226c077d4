"""Whom a step names: the units that may be sent, who may be asked to look, and the hands of a community. Pure.

A step without a candidate is not an allowed step. What a screen offers and what closes a step come from the same
functions, so that a sheet which opens has somebody to choose.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from server.core.viewer import Role, Seat
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.lifecycle import State, Step
from server.grid.incident.steps import FIELD, HANDS, LOOKERS
from server.ground.catalogue.duty import Candidate, by_district, within_reach
from server.ground.catalogue.models import Approach, ListKind, Matter, Unit, UnitKind
from server.ground.catalogue.snapshot import Catalogue
from server.ground.person.models import Person
from server.ground.person.present import Holder, Present

NAMING = frozenset({Step.SEND_VERIFY, Step.SEND_CHECK, Step.DISPATCH, Step.REDISPATCH, Step.ASSIGN})  # steps
FIRMS = frozenset({UnitKind.PROPERTY, UnitKind.COMMUNITY, UnitKind.SOCIAL_ORG})  # to which a community assigns
DISTRICT, STREET, COMMUNITY = 6, 9, 12  # digits of their codes
MOST_HANDS, MOST_OUTSIDE = 100, 20


class Lying(Protocol):
    """What of an incident decides which units the duty lists name."""

    @property
    def incident_class_id(self) -> str: ...
    @property
    def grid_id(self) -> str: ...
    @property
    def lat(self) -> int: ...
    @property
    def lon(self) -> int: ...


@dataclass(frozen=True)
class Outside:
    """A unit of the street that no list names for this: it may be sent for a reason that is said."""

    unit: Unit
    matter: Matter | None = None
    leads: bool = False
    may_dispatch: bool = True
    why_not: str | None = None
    approach: Approach = Approach.DIRECT
    open: bool | None = None
    on_duty: tuple[Person, ...] = ()
    reasons: tuple[str, ...] = ("NOT_LISTED",)
    recommended: bool = False
    distance_m: int | None = None
    open_count: int = 0


@dataclass(frozen=True)
class Hand:
    """To whom a community may assign: a person in a post, or a unit that works in it."""

    holder: Holder | None = None
    unit: Unit | None = None


def reach(seat: Seat | None, grid: str) -> str:
    """The area whose units may be sent from this post: the community has its own, the street the whole district's."""
    return seat.area if seat and seat.role is Role.COMMUNITY else grid[:DISTRICT]


def seen_from(found: Iterable[Candidate], seat: Seat | None, grid: str) -> list[Candidate]:
    """The candidates as they look from this post: the district's sends its departments itself."""
    own = by_district(found) if seat and len(seat.area) == DISTRICT else found
    return within_reach(own, reach(seat, grid))


def sendable(known: Catalogue, incident: Lying, seat: Seat | None) -> list[Candidate | Outside]:
    """The units that the duty lists name, as far as this post may send them. Where they name none, the street's own.

    What a higher authority took back stays so: then nobody may be sent.
    """
    place = (incident.lat, incident.lon)
    listed = known.candidates(incident.incident_class_id, incident.grid_id, place)
    found = seen_from(listed, seat, incident.grid_id)
    is_community = seat is not None and seat.role is Role.COMMUNITY
    if is_community or any(one.may_dispatch for one in found) or is_recalled(found):
        return list(found)
    named, street = {one.unit.id for one in found}, incident.grid_id[:STREET]
    own = [one for one in known.units_in_force(incident.grid_id)
           if one.area_id.startswith(street) and incident.grid_id.startswith(one.area_id)]  # fmt: skip
    outside = [Outside(one) for one in own if one.id not in named]
    return [*found, *outside[:MOST_OUTSIDE]]


def is_recalled(found: Collection[Candidate]) -> bool:
    """Whether the lists name units for it, and all of them under items that were taken back."""
    return bool(found) and all(one.matter.list_kind is ListKind.RECALLED for one in found)


def near(posts: Iterable[Holder], grid: str) -> list[Holder]:
    """Who goes and looks at a place: the street's workers, its community's secretaries; the nearest first."""
    found = [one for one in posts if one.role in FIELD and one.area_id.startswith(grid[:STREET])]
    found = [one for one in found if one.role is Role.GRID_WORKER or grid.startswith(one.area_id)]
    return sorted(found, key=lambda one: (one.role is not Role.GRID_WORKER, -shared(one.area_id, grid)))


def desks(posts: Iterable[Holder], grid: str) -> list[Holder]:
    """The desks of a place, which go themselves where nobody else is left; the nearest first."""
    places = {grid[:length] for length in (COMMUNITY, STREET, DISTRICT)}
    return sorted((one for one in posts if one.area_id in places and one.role in LOOKERS),
                  key=lambda one: -len(one.area_id))  # fmt: skip


def shared(code: str, other: str) -> int:
    """How far down the tree two areas are the same."""
    return max((length for length in (STREET, COMMUNITY, 15) if code[:length] == other[:length]), default=0)


def lookers(posts: Collection[Holder], grid: str, but: Collection[UUID] = ()) -> dict[UUID, UUID]:
    """Who may be asked to look, and in which post; where there are none but those, the desks."""
    found = near(posts, grid)
    if all(one.person_id in but for one in found):
        found += desks(posts, grid)
    return by_person(found)


def by_person(found: Iterable[Holder]) -> dict[UUID, UUID]:
    """The first post of each person."""
    posts: dict[UUID, UUID] = {}
    for one in found:
        posts.setdefault(one.person_id, one.id)
    return posts


def hands(incident: Aggregate, known: Catalogue, here: Present, by: UUID | None) -> list[Hand]:
    """To whom the community may assign it: its workers, the nearest first, its volunteers and staff; then the units
    that work in it and have somebody who signs. Not to who assigns it (that is 自办), nor to who has it.
    """
    place, grid = incident.grid_id[:COMMUNITY], incident.grid_id
    had = {incident.handler_id} | (set() if incident.state is State.DISPATCHED else {by})
    found = [one for one in here.around(grid) if one.role in HANDS and one.area_id.startswith(place)]
    found.sort(key=lambda one: (HANDS.index(one.role), -shared(one.area_id, grid)))
    first = {one.person_id: one for one in reversed(found) if one.person_id not in had}
    people = [Hand(holder=one) for one in found if first.get(one.person_id) is one]
    firms: list[Hand] = []
    if incident.state is not State.IN_PROGRESS:  # a firm signs first
        firms = [Hand(unit=one) for one in known.units_in_force(grid)
                 if one.kind in FIRMS and one.area_id.startswith(place) and one.id in here.manned
                 and one.id != incident.lead_unit_id]  # fmt: skip
    return [*people, *firms][:MOST_HANDS]


@dataclass(frozen=True)
class Whom:
    """What lies in memory of units and people, asked by the rules of steps."""

    known: Catalogue
    here: Present

    def why_not(self, step: Step, incident: Aggregate, seat: Seat | None, by: UUID | None) -> str | None:
        """The code of why nobody can be named by a step that names somebody; None when somebody can."""
        match step:
            case Step.DISPATCH | Step.REDISPATCH:
                found = sendable(self.known, incident, seat)
                if any(one.may_dispatch and one.unit.id != incident.lead_unit_id for one in found):
                    return None
                return "RECALLED" if is_recalled([one for one in found if isinstance(one, Candidate)]) else "NO_UNIT"
            case Step.ASSIGN:
                return None if hands(incident, self.known, self.here, by) else "NO_HAND"
            case Step.SEND_VERIFY | Step.SEND_CHECK:
                but = incident.disposers if step is Step.SEND_CHECK else frozenset[UUID]()
                asked = incident.assignee_id if incident.state in (State.VERIFYING, State.CHECKING) else None
                fitting = lookers(self.here.around(incident.grid_id), incident.grid_id, but)
                return None if fitting.keys() - but - {asked} else "NO_LOOKER"
            case _:
                return None
