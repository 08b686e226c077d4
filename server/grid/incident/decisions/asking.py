"""Decisions of those who ask: to give it back, for more time, to suspend it, to void it. Asking moves no clock."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from server.core.clock import SHANGHAI
from server.core.errors import Forbidden
from server.core.ids import new_id
from server.core.moments import RESTING
from server.core.viewer import Seat
from server.grid.incident import commands, requests
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.approval import ApprovalRow
from server.grid.incident.change import ASKED, Change, recorded
from server.grid.incident.lifecycle import Step
from server.grid.incident.models import ClockKind
from server.grid.incident.reasons import GiveBackReason
from server.grid.incident.requests import KINDS
from server.grid.incident.steps import admit
from server.ground.catalogue.models import Unit
from server.process.approval import ApprovalState
from server.process.deadlines import Turn
from server.process.validation import Check, stated

NAMES_A_UNIT = frozenset({GiveBackReason.WRONG_AREA, GiveBackReason.OVERLAP})  # who says so knows whose it is
SPOKEN = 10  # characters: what a plan says at least


def give_back(before: Aggregate, command: commands.GiveBack, turn: Turn, *, proposed: Unit | None) -> Change:
    """C12 退单: the unit says that it is not its own, within the window, and whose it is where one can be named."""
    seat = admit(Step.GIVE_BACK, before, command.seen, turn)
    check = Check()
    check.need(command.reason_code, "reason_code", "choose why")
    reason = check.text("reason", command.reason, least=1)
    missing = proposed is None and (command.proposed_unit_id is not None or command.reason_code in NAMES_A_UNIT)
    check.need(not missing, "proposed_unit_id", "name the unit whose it is")
    if proposed is not None and proposed.id == before.lead_unit_id:
        check.add("proposed_unit_id", "name another unit than your own", "SAME_UNIT")
    check.settle()
    return _asked(
        before,
        Step.GIVE_BACK,
        turn,
        seat,
        reason_code=str(command.reason_code),
        reason=reason,
        proposed_unit_id=proposed.id if proposed else None,
    )


def extend(before: Aggregate, command: commands.Extend, turn: Turn) -> Change:
    """延期: once, and a second time by the district; never more at a time than the limit was."""
    seat = admit(Step.EXTEND, before, command.seen, turn)
    case = before.running(ClockKind.CASE)
    assert case is not None  # nobody is admitted to extend what has no limit
    amount, most = command.limit_amount or 0, requests.original(before, case)
    check = Check()
    check.need(amount > 0, "limit_amount", "say how much more time")
    check.need(amount <= most, "limit_amount", f"not more than the limit was: {most}", "EXTENSION_TOO_LONG")
    reason = check.text("reason", command.reason, least=1)
    check.settle()
    return _asked(before, Step.EXTEND, turn, seat, reason_code=None, reason=reason, limit_amount=amount)


def suspend(before: Aggregate, command: commands.Suspend, turn: Turn) -> Change:
    """C15 挂账: it cannot be solved now, for a coded reason, with a plan and a day on which it is looked at again."""
    seat = admit(Step.SUSPEND, before, command.seen, turn)
    check = Check()
    check.need(command.reason_code, "reason_code", "choose why")
    reason = check.text("reason", command.reason, least=1)
    plan = check.text("plan", command.plan, least=SPOKEN)
    until = _begins(command)
    check.need(until, "until", "choose a day to come")
    check.within("until", until, RESTING, turn.now)
    check.settle()
    return _asked(
        before, Step.SUSPEND, turn, seat, reason_code=str(command.reason_code), reason=reason, plan=plan, until=until
    )


def _begins(command: commands.Suspend) -> datetime | None:
    """The first moment of the day in Shanghai."""
    day = command.until
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI) if day else None


def void(before: Aggregate, command: commands.Void, turn: Turn) -> Change:
    """C23 作废: it was made by mistake, says a desk; the street's head decides."""
    seat = admit(Step.VOID, before, command.seen, turn)
    reason = stated("reason", command.reason, least=1)
    return _asked(before, Step.VOID, turn, seat, reason_code=None, reason=reason)


def _asked(before: Aggregate, step: Step, turn: Turn, seat: Seat | None, **told: Any) -> Change:
    """The request, and the incident that names its kind."""
    by, kind = turn.viewer.person_id, KINDS[step]
    if by is None:
        raise Forbidden("sign in first")
    request = ApprovalRow(
        id=new_id(),
        kind=kind,
        state=ApprovalState.ASKED,
        decider=requests.decider_of(kind, before, turn, until=told.get("until")),
        round=before.round,
        unit_id=seat.unit_id if seat else None,
        asked_by_id=by,
        asked_at=turn.now,
        **told,
    )
    payload = {
        "approval": str(request.id),
        "kind": str(kind),
        "decider": str(request.decider),
        "reason_code": request.reason_code,
        "reason": request.reason,
        "until": request.until and request.until.isoformat(),
        "amount": request.limit_amount,
        "proposed": request.proposed_unit_id and str(request.proposed_unit_id),
    }
    changes = {"asks": kind, "pending_id": request.id}
    return recorded(before, step, turn, seat, kind=ASKED[step], changes=changes, payload=payload, approvals=(request,))
