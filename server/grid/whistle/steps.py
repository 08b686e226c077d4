"""Who may take which step of a whistle or of a party, and why not now: pure. One source for actions and buttons.

Only the street blows: its dispatcher drafts and submits, its head approves, who is another person. A unit answers,
objects, arrives and finishes; the street signs off; the district decides on objections. Nobody judges their own unit.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol
from uuid import UUID

from server.core.errors import Conflict, Forbidden
from server.core.viewer import Role, Seat, Viewer
from server.grid.incident.lifecycle import State as IncidentState
from server.grid.whistle.aggregate import Aggregate, Party
from server.grid.whistle.lifecycle import (
    BLOWN,
    PartyStep,
    State,
    Step,
    open_in,
    party_open_in,
    party_steps_from,
    steps_from,
)
from server.grid.whistle.models import Kind
from server.process.deadlines import Turn
from server.process.guards import Allowed

HEAD = frozenset({Role.STREET_HEAD})
STREET = frozenset({Role.STREET_DISPATCH, Role.STREET_HEAD})
DISTRICT = frozenset({Role.DISTRICT_DISPATCH, Role.DISTRICT_SUPERVISOR})
DISPATCH = frozenset({Role.STREET_DISPATCH})

DESKS: dict[Step, frozenset[Role]] = {
    Step.SUBMIT: DISPATCH,
    Step.APPROVE: HEAD,
    Step.DECLINE: HEAD,
    Step.CANCEL: HEAD,
    Step.CLOSE: STREET,
    Step.REVIEW: HEAD,
    Step.ADD_PARTY: STREET,
    Step.REVISE: DISPATCH,
}
PARTY_DESKS: dict[PartyStep, frozenset[Role]] = {
    PartyStep.DECIDE: DISTRICT,
    PartyStep.SIGN: STREET,
    PartyStep.SEND_BACK: STREET,
    PartyStep.EXCUSE: STREET,
    PartyStep.URGE: STREET | DISTRICT,
}
JUDGES = frozenset({PartyStep.DECIDE, PartyStep.SIGN, PartyStep.SEND_BACK})  # nobody's of the unit that is judged

LEAST_LEVEL = 2  # of the incident: what a community can settle needs no whistle
WORKED = frozenset({IncidentState.FILED, IncidentState.DISPATCHED, IncidentState.IN_PROGRESS})
TAKEN_UP = WORKED | {IncidentState.REPORTED, IncidentState.VERIFYING, IncidentState.PENDING_FILING}  # for emergencies
URGED_ONCE_IN = timedelta(minutes=30)


class Grave(Protocol):
    """What of its incident decides whether a whistle may be blown …"""

    @property
    def state(self) -> IncidentState: ...
    @property
    def level(self) -> int: ...


class Case(Grave, Protocol):
    """… and upon which version of it."""

    @property
    def id(self) -> UUID: ...
    @property
    def version(self) -> int: ...


class Held(Protocol):
    """What of a whistle the steps of its parties look at."""

    @property
    def state(self) -> State: ...
    @property
    def area(self) -> str: ...


def no_call(kind: Kind, case: Grave) -> str | None:
    """Why no whistle of this kind may be blown about the incident, as a code; None when one may."""
    if case.level < LEAST_LEVEL:
        return "LEVEL_TOO_LOW"
    return None if case.state in (TAKEN_UP if kind is Kind.EMERGENCY else WORKED) else "INCIDENT_NOT_OPEN"


def may_draft(viewer: Viewer, case: Grave, area: str) -> bool:
    """Whether they may draft some kind of whistle about an incident of this place."""
    return viewer.seat_for(DISPATCH, area) is not None and no_call(Kind.EMERGENCY, case) is None


def admit(step: Step, whistle: Aggregate, seen: int | None, turn: Turn) -> Seat:
    """The post in which they may take `step` now. Raises as `server.grid.incident.steps.admit` does."""
    if not open_in(whistle.state, step):
        raise Conflict(f"cannot {step} a whistle that is {whistle.state}", code="STEP_CLOSED")
    if seen != whistle.version:
        raise Conflict("someone changed this whistle first")
    seat = turn.viewer.seat_for(DESKS[step], whistle.area)
    if seat is None:
        raise Forbidden(f"{step} is not yours to take here")
    if why := why_not(step, whistle, turn, seat):
        raise Forbidden(f"{step} is not open now: {why}", code=why)
    return seat


def allowed(turn: Turn, whistle: Aggregate) -> list[Allowed[Step]]:
    """The steps of the whistle that their posts could take in this state, each with why not."""
    offered = ((step, turn.viewer.seat_for(DESKS[step], whistle.area)) for step in steps_from(whistle.state))
    return [Allowed(step, why_not(step, whistle, turn, seat)) for step, seat in offered if seat]


def why_not(step: Step, whistle: Aggregate, turn: Turn, seat: Seat) -> str | None:
    """The code of the reason why the step is not open now, or None when it is."""
    me = turn.viewer.person_id
    match step:
        case Step.APPROVE | Step.DECLINE:
            return "TWO_PERSON" if me == whistle.drafted_by_id else None
        case Step.REVIEW:
            if not whistle.awaits_review:
                return "NO_REVIEW"
            return "TWO_PERSON" if me == whistle.drafted_by_id else None
        case Step.ADD_PARTY:
            head = turn.viewer.seat_for(HEAD, whistle.area) or whistle.kind is Kind.EMERGENCY
            return None if whistle.state is State.DRAFT or head else "HEAD_ONLY"
        case Step.CLOSE:
            if not all(party.ended for party in whistle.parties):
                return "PARTIES_OPEN"
            return "REVIEW_FIRST" if whistle.awaits_review else None
        case _:
            return None


def admit_party(step: PartyStep, whistle: Held, party: Party, seen: int | None, turn: Turn) -> Seat:
    """The post in which they may take a party's `step` now. Raises as `admit` does."""
    if not (party.called_at and party_open_in(party.state, step)) or not _goes_on(step, whistle):
        raise Conflict(f"cannot {step} a party that is {party.state}", code="STEP_CLOSED")
    if seen != party.version:
        raise Conflict("someone changed this party first")
    seat = _taker(step, whistle, party, turn.viewer)
    if seat is None:
        raise Forbidden(f"{step} is not yours to take here")
    if why := party_why_not(step, party, turn, seat):
        raise Forbidden(f"{step} is not open now: {why}", code=why)
    return seat


def _goes_on(step: PartyStep, whistle: Held) -> bool:
    """A unit may say what it thinks of a call also when all is over."""
    return whistle.state in BLOWN or step is PartyStep.SCORE


def party_allowed(turn: Turn, whistle: Held, party: Party) -> list[Allowed[PartyStep]]:
    """The steps of a party that their posts could take in this state, each with why not."""
    if party.called_at is None:
        return []
    steps = [step for step in party_steps_from(party.state) if _goes_on(step, whistle)]
    offered = ((step, _taker(step, whistle, party, turn.viewer)) for step in steps)
    return [Allowed(step, party_why_not(step, party, turn, seat)) for step, seat in offered if seat]


def _taker(step: PartyStep, whistle: Held, party: Party, viewer: Viewer) -> Seat | None:
    if step in PARTY_DESKS:
        return viewer.seat_for(PARTY_DESKS[step], whistle.area)
    own = viewer.seat_in_unit(party.unit_id)
    return own or (viewer.seat_for(STREET, whistle.area) if step is PartyStep.FINISH else None)


def party_why_not(step: PartyStep, party: Party, turn: Turn, seat: Seat) -> str | None:
    """The code of the reason why a party's step is not open now, or None when it is."""
    if step in JUDGES and of_unit(turn.viewer, party.unit_id):
        return "TWO_PERSON"
    match step:
        case PartyStep.FINISH:  # a unit that has nobody left never reports: in the end the street says what was done
            late = party.done_due_at is None or turn.now > party.done_due_at
            return None if seat.unit_id == party.unit_id or late else "NOT_LATE"
        case PartyStep.OBJECT:
            return "ALREADY_OBJECTED" if party.objection else None
        case PartyStep.DECIDE:
            return None if party.objects else "NO_OBJECTION"
        case PartyStep.SCORE:
            return "ALREADY_SCORED" if party.call_said_at else None
        case PartyStep.URGE:
            just = party.urged_at is not None and turn.now < party.urged_at + URGED_ONCE_IN
            return "JUST_URGED" if just else None
        case _:
            return None


def of_unit(viewer: Viewer, unit_id: UUID) -> bool:
    return unit_id in viewer.unit_ids
