"""Whose turn it is: the incidents that wait for a viewer, by each of their posts."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from tortoise.expressions import Q, Subquery

from server.core import clock
from server.core.viewer import Role, Viewer
from server.grid.incident import steps, word
from server.grid.incident.lifecycle import State, Step
from server.grid.incident.models import Awaits, Disposal
from server.grid.incident.policy import (
    Ground,
    of_area,
    of_assignee,
    of_leads,
    of_reporter,
)
from server.grid.incident.where import any_of
from server.ground.catalogue.models import CheckPolicy, FilingCondition, IncidentClass
from server.ground.person.models import Post
from server.ground.person.policy import held_on

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
