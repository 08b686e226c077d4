"""What may be asked, who decides it and why not now: pure, over the aggregate. `steps` asks here for these steps.

退单 is asked by the unit within its window and decided by who dispatched; the third time the district decides, and its
no is final for this dispatch. 延期 is asked once of the dispatcher and once of the district. 挂账 up to 30 days is the
street head's, beyond that the district's. 作废 is asked by a desk and decided by the street's head. Nobody decides
what they asked themselves.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from server.core.viewer import Role, Seat, Viewer
from server.grid.incident import clocks
from server.grid.incident.aggregate import Aggregate, ClockRow
from server.grid.incident.approval import ApprovalKind, ApprovalRow, Decider
from server.grid.incident.lifecycle import Step
from server.grid.incident.models import ClockKind
from server.ground.catalogue.models import Stage
from server.process import approval
from server.process.approval import ApprovalState
from server.process.deadlines import Turn

KINDS: dict[Step, ApprovalKind] = {
    Step.GIVE_BACK: ApprovalKind.GIVE_BACK,
    Step.EXTEND: ApprovalKind.EXTEND,
    Step.SUSPEND: ApprovalKind.SUSPEND,
    Step.VOID: ApprovalKind.VOID,
}
DECIDERS: dict[Decider, frozenset[Role]] = {
    Decider.DISPATCHER: frozenset({Role.COMMUNITY, Role.STREET_DISPATCH, Role.STREET_HEAD}),
    Decider.HEAD: frozenset({Role.STREET_HEAD}),
    Decider.DISTRICT: frozenset({Role.DISTRICT_DISPATCH, Role.DISTRICT_SUPERVISOR}),
}
DECISIONS = frozenset({Step.GRANT, Step.DECLINE})

MOST_RETURNS, MOST_EXTENSIONS = 2, 2  # from the third return on the district decides; there is no third extension
HEADS_DAYS = 30  # of a suspension that the head may grant


def decider_of(kind: ApprovalKind, incident: Aggregate, turn: Turn, until: datetime | None = None) -> Decider:
    """Whose it is to decide what would be asked now; `until` is the end of a suspension."""
    match kind:
        case ApprovalKind.GIVE_BACK:
            return Decider.DISTRICT if len(_decided(kind, incident)) >= MOST_RETURNS else Decider.DISPATCHER
        case ApprovalKind.EXTEND:
            return Decider.DISTRICT if extensions(incident) else Decider.DISPATCHER
        case ApprovalKind.SUSPEND:
            long = until is not None and until > turn.now + timedelta(days=HEADS_DAYS)
            return Decider.DISTRICT if long else Decider.HEAD
        case ApprovalKind.VOID:
            return Decider.HEAD


def extensions(incident: Aggregate) -> list[ApprovalRow]:
    """What was granted to the case clock that runs."""
    case = incident.running(ClockKind.CASE)
    return [one for one in _decided(ApprovalKind.EXTEND, incident)
            if one.state is ApprovalState.GRANTED and case and one.asked_at >= case.started_at]  # fmt: skip


def original(incident: Aggregate, case: ClockRow) -> int:
    """What the case's limit was before it was extended, in its own unit."""
    return case.limit_amount - sum(one.limit_amount or 0 for one in extensions(incident))


def _decided(kind: ApprovalKind, incident: Aggregate) -> list[ApprovalRow]:
    """What of this kind was granted or declined so far."""
    told = (ApprovalState.GRANTED, ApprovalState.DECLINED)
    return [one for one in incident.approvals if one.kind is kind and one.state in told]


def asker_seat(incident: Aggregate, viewer: Viewer) -> tuple[Seat | None, bool]:
    """In which post they could withdraw what is pending: as who asked, or as another of the same unit."""
    pending = incident.pending
    if pending is None or viewer.person_id is None:
        return None, False
    own = viewer.seat_in_unit(pending.unit_id) if pending.unit_id else None
    mine = viewer.person_id == pending.asked_by_id
    return own or next((seat for seat in viewer.seats if seat.covers(incident.grid_id)), None), mine or own is not None


def why_not_ask(step: Step, incident: Aggregate, turn: Turn) -> str | None:
    """The code of why this cannot be asked now."""
    if incident.asks is not None:
        return "ASK_PENDING"
    if step is Step.GIVE_BACK:
        return _no_return(incident, turn)
    if step is Step.EXTEND:
        return _no_extension(incident)
    return called(incident) if step is Step.VOID else None


def why_not_decide(incident: Aggregate, turn: Turn, step: Step) -> str | None:
    """The code of why what is pending cannot be decided by them, or now."""
    pending = incident.pending
    if pending is None:
        return None
    if (own := approval.own(pending, turn)) or step is not Step.GRANT:
        return own
    if pending.until is not None and pending.until <= turn.now:
        return "REVIEW_PASSED"
    return called(incident) if pending.kind is ApprovalKind.VOID else None


def called(incident: Aggregate) -> str | None:
    """Units that a whistle called are done with first, so that nobody is on their way to what is over; an
    emergency's are called before anybody takes it up."""
    return "PARTIES_OPEN" if incident.whistling else None


def _no_return(incident: Aggregate, turn: Turn) -> str | None:
    clock = incident.running(ClockKind.STAGE)
    if clock is None or clock.stage is not Stage.SIGN:
        return None
    ruled = any(one.decider is Decider.DISTRICT and one.asked_at >= clock.started_at
                for one in _decided(ApprovalKind.GIVE_BACK, incident))  # fmt: skip
    if ruled:
        return "RULED"
    return "WINDOW_PASSED" if clocks.window_closed(clock, turn, urgent=incident.urgent) else None


def _no_extension(incident: Aggregate) -> str | None:
    if incident.running(ClockKind.CASE) is None:
        return "NO_LIMIT"
    return "EXTENSION_LIMIT" if len(extensions(incident)) >= MOST_EXTENSIONS else None
