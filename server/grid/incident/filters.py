"""What may be asked of the list of incidents, as conditions: each one a column with an index, or a range of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from tortoise.expressions import Q, Subquery

from server.core import clock
from server.core.errors import Invalid
from server.core.text import Worded
from server.core.viewer import Role, Viewer
from server.data.database import dialect
from server.grid.incident import search, steps, word
from server.grid.incident.lifecycle import State, Step
from server.grid.incident.models import Awaits, Disposal
from server.grid.incident.policy import (
    Ground,
    grounds,
    of_area,
    of_assignee,
    of_ids,
    of_leads,
    of_reporter,
    sees_all_of,
    within,
)
from server.grid.incident.where import Where, any_of, assisting, rows, without
from server.ground.area.coordinates import nearest_e7
from server.ground.area.queries import span
from server.ground.catalogue.models import CheckPolicy, FilingCondition, IncidentClass
from server.ground.catalogue.snapshot import Catalogue
from server.ground.person.models import Post
from server.ground.person.policy import held_on
from server.process.fields import given
from server.query.statement_cache import Fixed
from server.query.ways import among


class Mine(Worded):
    TODO = "TODO", "轮到我办。It is my turn."
    REPORTED = "REPORTED", "我上报的。I reported it."
    UNIT = "UNIT", "我单位主办或协办。My unit leads or assists."


@dataclass(frozen=True, kw_only=True)
class Box:
    """Degrees, WGS-84."""

    south: float
    west: float
    north: float
    east: float


class Filter(Where, words="要哪些案件；各条同时满足。Which incidents; all that is said must hold."):
    without: Where | None = given("不要这些：各条都满足的。Without those of which all of this holds.", called="not")
    open: bool | None = given("未结束的，或已结束的。Open ones, or ended ones.")
    text: str | None = given("说明、类别、地址里有这些字。With these words in text, class or address.")
    box: Box | None = given("在此框内。Within this box.")
    mine: Mine | None = given("与我有关的。What has to do with me.")
    promised: bool | None = given("单位承诺了日子还没办完的。Promised for a day, and not done.")


def grounds_of(viewer: Viewer, wanted: Filter) -> list[Ground]:
    """On which grounds the viewer sees what is wanted, at least one. What is their own in some way they see for that.

    Raises Invalid for an area that is no code.
    """
    if wanted.area is not None:
        _check_area(wanted.area)
    if wanted.mine is not None:
        found = _mine(wanted.mine, viewer)
    elif wanted.area is not None and sees_all_of(viewer, wanted.area):
        found = [of_area(wanted.area)]
    else:
        found = grounds(viewer)
    return found or [Ground(Q(id__in=[]), None)]


def conditions(viewer: Viewer, wanted: Filter, catalogue: Catalogue, now: datetime) -> list[Q]:
    """What else has to hold of what is wanted, beside one of its grounds. Raises Invalid for an area that is none."""
    found = rows(wanted, catalogue, now)
    if wanted.area is not None and (wanted.mine is not None or not sees_all_of(viewer, wanted.area)):
        found.append(within(wanted.area))
    if wanted.without is not None:
        if wanted.without.area is not None:
            _check_area(wanted.without.area, "not.area")
        found.append(without(wanted.without, catalogue, now))
    if wanted.open is not None:
        found.append(Q(closed_at__isnull=wanted.open))
    if wanted.text is not None:
        found.extend(search.wanted(wanted.text))
    if wanted.box is not None:
        found.append(_boxed(wanted.box))
    if wanted.promised is not None:
        found.append(_promised() if wanted.promised else ~_promised())
    return [one for one in found if one]


def _check_area(code: str, field: str = "area") -> None:
    try:
        span(code)
    except Invalid:
        raise Invalid("an area code has 6, 9, 12 or 15 digits", field=field) from None


def _boxed(box: Box) -> Q:
    """The condition of lying in a box.

    Decision: PostgreSQL gets the numbers as they are. A statement that it has run five times it plans once for all
    boxes, and then reads a whole district by an index that was right for a street (550 ms instead of 1).
    """
    south, north = nearest_e7(box.south), nearest_e7(box.north)
    west, east = nearest_e7(box.west), nearest_e7(box.east)
    if dialect() == "postgres":
        column = '"incident"."{}" BETWEEN {:d} AND {:d}'.format
        return Fixed(f"{column('lat', south, north)} AND {column('lon', west, east)}")
    return Q(lat__gte=south, lat__lte=north, lon__gte=west, lon__lte=east)


def _promised() -> Q:
    """Open ones that were answered with a promise for a day, not with work that is done."""
    # a comparison: SQLite does not find the index of promises by Tortoise's `NOT … IS NULL`
    promises = Disposal.filter(finished=False, promised_on__gt=date.min).values("incident_id")
    return Q(closed_at__isnull=True) & among("id", promises)


def of_units(units: list[UUID]) -> Q:
    """What these units lead or assist now."""
    return any_of([ground.condition for ground in _held_by(units)])


def _held_by(units: list[UUID]) -> list[Ground]:
    return [of_leads(units), of_ids(assisting(units))] if units else []


def _mine(mine: Mine, viewer: Viewer) -> list[Ground]:
    match mine:
        case Mine.REPORTED:
            return [of_reporter(viewer.person_id)] if viewer.person_id else []
        case Mine.UNIT:
            return _held_by(list(viewer.unit_ids))
        case Mine.TODO:
            return turns(viewer)


# whose turn it is → the step that a desk would take then
DESK_TURNS = {
    Awaits.INTAKE: Step.ACCEPT,
    Awaits.FILER: Step.FILE,
    Awaits.DISPATCHER: Step.DISPATCH,
    Awaits.CLOSER: Step.PASS,
}

# the desks that work only some of the levels, and which
LEVELS = {
    Role.COMMUNITY: Q(level__lte=steps.COMMUNITY_LEVEL),  # what is above waits for the street
    Role.DISTRICT_DISPATCH: Q(level__gte=steps.TOP_LEVEL),
}


def turn_of(viewer: Viewer) -> Q:
    """What waits for the viewer, as one condition."""
    return any_of([ground.condition for ground in turns(viewer)])


def turns(viewer: Viewer) -> list[Ground]:
    """What waits for the viewer: as a desk (the community's up to its level, the district's at its own), as unit, as
    the one assigned, as an outsider who reported it; and as a desk what waits for somebody who is there no more."""
    found = [of_assignee(viewer.person_id, Awaits.VERIFIER, Awaits.CHECKER, Awaits.HANDLER)]
    if units := list(viewer.unit_ids):
        found.append(of_leads(units, Q(awaits=Awaits.UNIT)))
    found += _words_of(viewer)
    desks: dict[tuple[str, Role | None], tuple[set[Awaits], set[Role]]] = {}
    for seat in viewer.seats:
        if mine := {turn for turn, step in DESK_TURNS.items() if seat.role in steps.DESKS[step]}:
            waiting, roles = desks.setdefault((seat.area, seat.role if seat.role in LEVELS else None), (set(), set()))
            waiting.update(mine)
            roles.add(seat.role)
    for (area, bound), (waiting, roles) in sorted(desks.items(), key=lambda one: (one[0][0], one[0][1] or "")):
        turn = any_of([Q(awaits__in=sorted(waiting)), *_left_alone(roles)])
        if bound:
            turn &= LEVELS[bound]
        place = of_area(area)
        found.append(replace(place, condition=place.condition & turn))
    return found


def _words_of(viewer: Viewer) -> list[Ground]:
    """What waits for an outsider's word on it: `word.rates` and `word.why_not`, as a condition."""
    if viewer.person_id is None or not word.is_outsider(viewer):
        return []
    says = FilingCondition.filter(check_policy__not_isnull=True)
    by_class = IncidentClass.filter(check_policy=CheckPolicy.REPORTER).values("code")
    asked = Q(condition_id__in=Subquery(says.filter(check_policy=CheckPolicy.REPORTER).values("id"))) | (
        Q(incident_class_id__in=Subquery(by_class))
        & (Q(condition_id__isnull=True) | ~Q(condition_id__in=Subquery(says.values("id"))))
    )
    own = Disposal.filter(by_id=viewer.person_id).values("incident_id")
    asked &= Q(state=State.DISPOSED, rating__isnull=True) & ~Q(id__in=Subquery(own))
    if units := list(viewer.unit_ids):
        asked &= Q(lead_unit_id__isnull=True) | ~Q(lead_unit_id__in=units)
    place = of_reporter(viewer.person_id)
    return [replace(place, condition=place.condition & asked)]


def _left_alone(roles: set[Role]) -> list[Q]:
    """What waits for a worker without a post or a unit without people, where a desk of these roles may ask another."""
    held = Post.filter(held_on(clock.today()))
    # compared, so that an index leads through the posts; they are read only where something waits in such a way
    lookers = held.filter(role__in=list(steps.LOOKERS), person_id__gt=UUID(int=0))
    looking = Q(assignee_id__in=Subquery(lookers.values("person_id")))
    hands = held.filter(role__in=list(steps.HANDS), person_id__gt=UUID(int=0))
    handling = Q(assignee_id__in=Subquery(hands.values("person_id")))
    manned = Q(lead_unit_id__in=Subquery(held.filter(unit_id__gt=UUID(int=0)).values("unit_id")))
    waiting = {
        Step.SEND_VERIFY: Q(awaits=Awaits.VERIFIER) & ~looking,
        Step.SEND_CHECK: Q(awaits=Awaits.CHECKER) & ~looking,
        Step.REDISPATCH: ((Q(awaits=Awaits.UNIT) & ~manned) | (Q(awaits=Awaits.HANDLER) & ~handling))
        & ~Q(state=State.SUSPENDED),
    }
    return [one for step, one in waiting.items() if roles & steps.DESKS[step]]
