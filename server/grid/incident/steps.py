"""Who may take which step of an incident, and why not now: pure, over it. One source for actions and buttons.

The community's desk works up to level 1 and leaves what is above to the street; the district's dispatches what has
risen to it, and only that. Whoever disposed of an incident neither
checks nor closes it. GIVE_BACK, EXTEND, SUSPEND, VOID are asked for; GRANT, DECLINE, WITHDRAW decide (`requests`).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from server.core.errors import Conflict, Forbidden
from server.core.viewer import Role, Seat, Viewer
from server.grid.incident import requests, sampling, word
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.lifecycle import TRANSITIONS, State, Step, recorded_in, stays, steps_from
from server.grid.incident.models import Awaits, Channel, FindingKind, Outcome, Verdict
from server.grid.incident.oversight import SupervisionRow
from server.grid.incident.requests import DECISIONS
from server.ground.catalogue.models import CheckPolicy
from server.process.deadlines import Turn
from server.process.guards import Allowed

FIELD = frozenset({Role.GRID_WORKER, Role.COMMUNITY})  # who goes there and looks
INTAKE = frozenset({Role.COMMUNITY, Role.STREET_INTAKE})
REVIEW = INTAKE | {Role.STREET_DISPATCH, Role.STREET_HEAD}
DESK = INTAKE | {Role.STREET_DISPATCH}
DISPATCHERS = frozenset({Role.COMMUNITY, Role.STREET_DISPATCH, Role.DISTRICT_DISPATCH})
SUPERVISORS = frozenset({Role.DISTRICT_SUPERVISOR, Role.STREET_HEAD})
LOOKERS = FIELD | REVIEW | SUPERVISORS  # … and the desks, where nobody else is left
AUDITORS = REVIEW | FIELD | SUPERVISORS  # of what was settled on the spot

DESKS: dict[Step, frozenset[Role]] = {
    Step.SELF_RESOLVE: frozenset({Role.GRID_WORKER}),
    Step.HAND_UP: frozenset({Role.GRID_WORKER}),
    Step.ACCEPT: INTAKE,
    Step.SEND_VERIFY: INTAKE,
    Step.NOT_FOUND: INTAKE,
    Step.REJECT: REVIEW,
    Step.TRANSFER_OUT: frozenset({Role.STREET_DISPATCH}),
    Step.FILE: DESK,
    Step.DISPATCH: DISPATCHERS,
    Step.REDISPATCH: DISPATCHERS,
    Step.ESCALATE: DISPATCHERS,
    Step.RESUME: DISPATCHERS,
    Step.SUPERVISE: SUPERVISORS,
}
DESKS |= dict.fromkeys((Step.MERGE, Step.SEND_CHECK, Step.PASS, Step.FAIL, Step.CLOSE_UNCHECKED, Step.VOID), DESK)
DESKS |= dict.fromkeys((Step.CALL_STREET, Step.ASSIGN, Step.ASSIGN_SELF), frozenset({Role.COMMUNITY}))
LEVELLED = frozenset({Step.ACCEPT, Step.SEND_VERIFY, Step.NOT_FOUND, Step.FILE, Step.DISPATCH, Step.REDISPATCH,
                      Step.ESCALATE, Step.RESUME, Step.SEND_CHECK, Step.PASS, Step.FAIL, Step.CLOSE_UNCHECKED,
                      Step.CALL_STREET, Step.ASSIGN, Step.ASSIGN_SELF})  # fmt: skip
OWN = frozenset({Step.SELF_RESOLVE, Step.HAND_UP})  # a worker's on what they found themselves, wherever it is
GRID_LEVEL, COMMUNITY_LEVEL, TOP_LEVEL = 0, 1, 3  # a worker's; the highest of the community's desk; that there is

HANDS = (Role.GRID_WORKER, Role.VOLUNTEER, Role.COMMUNITY)  # to whom a community assigns, in this order
UNITS = frozenset({Step.SIGN, Step.GIVE_BACK, Step.EXTEND, Step.SUSPEND, Step.FEED_BACK})
OUTSIDERS = frozenset({Channel.HOTLINE, Channel.RESIDENT, Channel.ENTERPRISE, Channel.DEPARTMENT})
WORDS = {Step.CONFIRM: word.confirms, Step.RATE: word.rates, Step.APPEAL: word.reported}  # the reporter's

REOPEN_DAYS, APPEAL_DAYS, MOST_REOPENINGS = 7, 7, 2


def must_verify(channel: Channel, class_verifies: bool) -> bool:
    """C02, C03: what comes from outside is looked at first, where the class says so."""
    return channel in OUTSIDERS and class_verifies


def admit(step: Step, incident: Aggregate, seen: int | None, turn: Turn) -> Seat | None:
    """The post in which they may take `step` now (None: as the reporter).

    Raises Conflict STEP_CLOSED when the state has no such step, CONFLICT when they acted on an older version,
    Forbidden with the reason's code when the step is not theirs or not open. Whether they may see the incident was
    settled before.
    """
    if (incident.state, step) not in TRANSITIONS and not stays(incident.state, step):
        raise Conflict(f"cannot {step} an incident that is {incident.state}", code="STEP_CLOSED")
    if seen != incident.version:
        raise Conflict("someone changed this incident first")
    seat, mine = taker(step, incident, turn)
    if not mine:
        raise Forbidden(f"{step} is not yours to take here")
    if why := why_not(step, incident, turn, seat):
        raise Forbidden(f"{step} is not open now: {why}", code=why)
    return seat


def allowed(turn: Turn, incident: Aggregate) -> list[Allowed[Step]]:
    """The steps that leave this state and that their posts could take, in the order of the table, each with why not."""
    found = []
    for step in _offered(incident.state):
        seat, mine = taker(step, incident, turn)
        if mine:
            found.append(Allowed(step, why_not(step, incident, turn, seat)))
    return found


def _offered(state: State) -> list[Step]:
    return [*steps_from(state), *recorded_in(state)]


def taker(step: Step, incident: Aggregate, turn: Turn) -> tuple[Seat | None, bool]:
    """In which post they could take `step`, and whether they could at all (a reporter needs no post)."""
    viewer = turn.viewer
    if step in DESKS:
        seat = desk_seat(step, incident.level, incident.grid_id, viewer) or _own_find(step, incident, viewer)
        return seat, seat is not None
    if step in DECISIONS:
        seat = _decider_seat(incident, viewer)
        return seat, seat is not None
    if step is Step.WITHDRAW:
        return requests.asker_seat(incident, viewer)
    if step in UNITS:
        seat = viewer.seat_in_unit(incident.lead_unit_id) or _handling(incident, viewer)
        return seat, seat is not None
    if step in (Step.VERIFY, Step.CHECK):
        mine = viewer.person_id is not None and viewer.person_id == incident.assignee_id
        seat = viewer.seat_for(FIELD, incident.grid_id) or _any(viewer, LOOKERS)
        return seat, mine and seat is not None
    if step is Step.ANSWER_SUPERVISION:
        seat = next(filter(None, (answers(incident, one, turn) for one in incident.unanswered)), None)
        return seat, seat is not None
    if step is Step.SPOT_CHECK:
        seat = viewer.seat_for(AUDITORS, incident.grid_id) if incident.pending_check else None
        return seat, seat is not None
    if step in WORDS:
        return _any(viewer, frozenset(Role)), WORDS[step](incident, viewer)
    if step is Step.REOPEN and incident.state is State.CLOSED:
        supervisor = viewer.seat_for({Role.DISTRICT_SUPERVISOR}, incident.grid_id)
        return supervisor, supervisor is not None or word.reported(incident, viewer)
    return None, False


def _handling(incident: Aggregate, viewer: Viewer) -> Seat | None:
    """The post in which somebody handles what the community assigned to them."""
    mine = viewer.person_id is not None and viewer.person_id == incident.handler_id
    return (viewer.seat_for(HANDS, incident.grid_id) or _any(viewer, HANDS)) if mine else None


def desk_seat(step: Step, level: int, grid: str, viewer: Viewer) -> Seat | None:
    """The post at a desk in which they could take `step` in this grid; above its level rather not the community's."""
    roles = DESKS[step] if level >= TOP_LEVEL else DESKS[step] - {Role.DISTRICT_DISPATCH}
    seat = viewer.seat_for(roles, grid)
    if step in LEVELLED and level > COMMUNITY_LEVEL:
        return viewer.seat_for(roles - {Role.COMMUNITY}, grid) or seat
    return seat


def _decider_seat(incident: Aggregate, viewer: Viewer) -> Seat | None:
    """The post in which they decide what is pending: the community's only up to its level."""
    if (pending := incident.pending) is None:
        return None
    above = {Role.COMMUNITY} if incident.level > COMMUNITY_LEVEL else set()
    return viewer.seat_for(requests.DECIDERS[pending.decider] - above, incident.grid_id)


def answers(incident: Aggregate, asked: SupervisionRow, turn: Turn) -> Seat | None:
    """The post in which one answers this supervision: one of the unit that was asked, or of the place's desks; theirs
    too once the unit, which may have nobody left, let the time pass."""
    own = turn.viewer.seat_in_unit(asked.unit_id)
    desk = asked.unit_id is None or turn.now > asked.reply_by
    return own or (turn.viewer.seat_for(REVIEW, incident.grid_id) if desk else None)


def _any(viewer: Viewer, roles: Collection[Role]) -> Seat | None:
    return next((seat for seat in viewer.seats if seat.role in roles), None)


def _own_find(step: Step, incident: Aggregate, viewer: Viewer) -> Seat | None:
    """A worker settles on the spot, or hands up, what they found themselves, also beyond their own grid."""
    return _any(viewer, DESKS[step]) if step in OWN and word.reported(incident, viewer) else None


def why_not(step: Step, incident: Aggregate, turn: Turn, seat: Seat | None) -> str | None:
    """The code of the reason why the step is not open now, or None when it is."""
    if step in LEVELLED and seat and seat.role is Role.COMMUNITY and incident.level > COMMUNITY_LEVEL:
        return "LEVEL_TOO_HIGH"
    if step in requests.KINDS:
        return requests.why_not_ask(step, incident, turn)
    if step in DECISIONS:
        return requests.why_not_decide(incident, turn, step)
    closed = _why_not_take(step, incident, turn, seat)
    if closed or turn.whom is None:
        return closed
    return turn.whom.why_not(step, incident, seat, turn.viewer.person_id)


def _why_not_take(step: Step, incident: Aggregate, turn: Turn, seat: Seat | None) -> str | None:
    match step:
        case Step.SELF_RESOLVE:
            if not incident.rules.self_resolve:
                return "NOT_SELF_RESOLVABLE"
            return requests.called(incident)
        case Step.HAND_UP:
            return "RAISED_ALREADY" if incident.level > GRID_LEVEL else None
        case Step.ACCEPT:
            return "VERIFY_FIRST" if must_verify(incident.channel, incident.rules.verify) else None
        case Step.SEND_VERIFY if incident.state is State.VERIFYING:
            return None if incident.awaits is Awaits.VERIFIER else "FOUND_ALREADY"
        case Step.SEND_VERIFY:
            return None if must_verify(incident.channel, incident.rules.verify) else "NO_NEED_TO_VERIFY"
        case Step.SEND_CHECK if incident.state is State.CHECKING:
            return None if incident.awaits is Awaits.CHECKER else "FOUND_ALREADY"
        case Step.NOT_FOUND:
            return requests.called(incident) if incident.finding(FindingKind.VERIFY) else "NO_FINDING"
        case Step.ESCALATE:
            return "TOP_LEVEL" if incident.level >= TOP_LEVEL else None
        case Step.FEED_BACK | Step.REJECT | Step.MERGE | Step.TRANSFER_OUT:
            return requests.called(incident)
        case Step.CHECK:
            return "CHECKER_IS_DISPOSER" if turn.viewer.person_id in incident.disposers else None
        case Step.PASS | Step.FAIL:
            return _no_verdict(step, incident, turn)
        case Step.SPOT_CHECK:
            return _own_work(incident, turn)
        case Step.ASSIGN | Step.ASSIGN_SELF if incident.state is State.IN_PROGRESS:
            return _in_other_hands(step, incident, turn)
        case Step.CONFIRM | Step.RATE:
            return word.why_not(incident, turn.viewer)
        case Step.CLOSE_UNCHECKED:
            return _must_check(incident, turn)
        case Step.APPEAL:
            return _no_appeal(incident, turn)
        case Step.REOPEN:
            return None if seat else no_reopening(incident, turn)
        case _:
            return None


def _in_other_hands(step: Step, incident: Aggregate, turn: Turn) -> str | None:
    """What a unit works at is not taken from it by assigning; who has it already need not take it on."""
    if incident.handler_id is None:
        return "UNIT_HAS_IT"
    return "YOURS_ALREADY" if step is Step.ASSIGN_SELF and incident.handler_id == turn.viewer.person_id else None


def _own_work(incident: Aggregate, turn: Turn) -> str | None:
    """Nobody judges what they settled themselves."""
    drawn = incident.pending_check
    return "TWO_PERSON" if drawn and drawn.resolved_by_id == turn.viewer.person_id else None


def _must_check(incident: Aggregate, turn: Turn) -> str | None:
    """免查: the class has results sampled, this one is solved, not in the sample, and not the closer's own work."""
    answer = incident.last_answer
    if incident.rules.check_policy is not CheckPolicy.SAMPLE or answer is None or answer.outcome is not Outcome.SOLVED:
        return "CHECK_REQUIRED"
    if turn.viewer.person_id in incident.disposers:
        return "TWO_PERSON"
    return "IN_SAMPLE" if sampling.drawn(str(answer.id), incident.id, sampling.CHECKED) else None


def _no_appeal(incident: Aggregate, turn: Turn) -> str | None:
    if incident.appealed_at is not None:
        return "APPEAL_LIMIT"
    ended = incident.closed_at
    return "WINDOW_PASSED" if ended is None or turn.now > ended + timedelta(days=APPEAL_DAYS) else None


def _no_verdict(step: Step, incident: Aggregate, turn: Turn) -> str | None:
    """The desk decides on the checker's finding, and never on its own disposal."""
    finding = incident.finding(FindingKind.CHECK)
    if finding is None:
        return "CHECK_FIRST"
    if turn.viewer.person_id in incident.disposers:
        return "TWO_PERSON"
    if step is Step.PASS and finding.verdict is not Verdict.TRUE:
        return "FINDING_NOT_TRUE"
    if step is Step.PASS and finding.by_id in incident.disposers:
        return "CHECKER_IS_DISPOSER"
    return None


def no_reopening(incident: Aggregate, turn: Turn) -> str | None:
    """The code of why the reporter has it opened no more."""
    if incident.reopen_count >= MOST_REOPENINGS:
        return "REOPEN_LIMIT"
    ended = incident.closed_at
    return "WINDOW_PASSED" if ended and turn.now > ended + timedelta(days=REOPEN_DAYS) else None
