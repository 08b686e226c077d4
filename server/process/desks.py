"""The desks that answer for a place, from a level up: 1 the community's, 2 the street's, 3 the district's."""

from __future__ import annotations

from collections.abc import Callable, Collection

from tortoise.expressions import Q

from server.core.errors import Missing
from server.core.viewer import READS_ALL, Role, Seat, Viewer
from server.ground.area import queries as areas
from server.ground.area.queries import below
from server.process.validation import Check

COMMUNITY, STREET, DISTRICT = 1, 2, 3
LEVELS = {
    Role.COMMUNITY: COMMUNITY,
    Role.STREET_INTAKE: STREET,
    Role.STREET_DISPATCH: STREET,
    Role.STREET_HEAD: STREET,
    Role.DISTRICT_DISPATCH: DISTRICT,
    Role.DISTRICT_SUPERVISOR: DISTRICT,
}
TURNS = (
    frozenset({Role.COMMUNITY}),
    frozenset({Role.STREET_INTAKE, Role.STREET_DISPATCH}),
    frozenset({Role.STREET_HEAD}),
    frozenset({Role.DISTRICT_DISPATCH}),
    frozenset({Role.DISTRICT_SUPERVISOR}),
)  # whose turn it is first, last
WORDS = {COMMUNITY: "社区。The community.", STREET: "街道。The street.", DISTRICT: "区。The district."}
OF_CODE = {6: DISTRICT, 9: STREET, 12: COMMUNITY}  # whose place a code of so many digits is


async def place(check: Check, code: str | None, field: str = "area") -> str:
    """A place that has desks."""
    found = code or ""
    known = len(found) in OF_CODE and await areas.area(found)
    check.need(known, field, "a community, a street or the district")
    return found


def audited(viewer: Viewer) -> list[Q]:
    """What lies in the places of their posts that read everything, each as a condition; nothing waits for a grid."""
    return [below(seat.area, "area") for seat in viewer.seats if seat.role in READS_ALL and len(seat.area) in OF_CODE]


def within(roles: Collection[Role]) -> Callable[[Viewer], Q]:
    """The sight of what lies in the places of a viewer's posts of these roles, and of who reads everything."""

    def visible_to(viewer: Viewer) -> Q:
        found = [below(seat.area, "area") for seat in viewer.seats if seat.role in roles] + audited(viewer)
        return Q(*found, join_type=Q.OR) if found else Q(id__in=[])

    return visible_to


async def held(viewer: Viewer, roles: Collection[Role], code: str | None) -> tuple[Seat, str]:
    """The post in which the viewer keeps what lies in a place, and the place. Raises Missing for a place that is not
    theirs, as for none."""
    seat = viewer.seat_for(roles, code or "")
    if code is None or seat is None or await areas.area(code) is None:
        raise Missing("there is no such place, or it is not yours", field="area")
    return seat, code


def at_desks(viewer: Viewer) -> Q | None:
    """What waits for a level (`area`, `level`) that one of the viewer's desks has; None for who has no desk."""
    desks = [Q(below(one.area, "area"), level__lte=LEVELS[one.role]) for one in viewer.seats if one.role in LEVELS]
    return Q(*desks, join_type=Q.OR) if desks else None


def turns(level: int) -> tuple[frozenset[Role], ...]:
    """The desks of this level and above, whose turn it is first in front."""
    return tuple(one for one in TURNS if max(LEVELS[role] for role in one) >= level)


def desk(viewer: Viewer, area: str, level: int) -> Seat | None:
    """The post in which the viewer answers for the place, on this level or above."""
    seats = (one for one in viewer.seats if LEVELS.get(one.role, 0) >= level)
    return next((one for one in seats if one.covers(area)), None)
