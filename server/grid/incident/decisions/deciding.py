"""Decisions on what was asked: grant it with all that follows, decline it, withdraw it; and go on after a suspension.

Granting is told as what it brings about (incident.given_back, .suspended, .voided); only more time, which moves no
state, is told as incident.granted.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from server.core.errors import Conflict
from server.core.viewer import Seat
from server.grid.incident import clocks, commands
from server.grid.incident.aggregate import Aggregate, ClockRow
from server.grid.incident.approval import ApprovalKind, ApprovalRow
from server.grid.incident.change import KINDS, Change, make, recorded
from server.grid.incident.decisions.unit import parted
from server.grid.incident.lifecycle import Step
from server.grid.incident.models import ClockKind
from server.grid.incident.steps import admit
from server.ground.catalogue.models import Stage
from server.process.approval import ApprovalState, ended, named, settled
from server.process.deadlines import Turn
from server.process.validation import Check, stated


def grant(before: Aggregate, command: commands.Grant, turn: Turn) -> Change:
    """同意: by another person than who asked, in the post that the request names."""
    seat, check, pending = _asked(Step.GRANT, before, command, turn)
    note = check.text("note", command.note)
    check.settle()
    return _EFFECTS[pending.kind](before, settled(pending, ApprovalState.GRANTED, turn, note), turn, seat)


def decline(before: Aggregate, command: commands.Decline, turn: Turn) -> Change:
    """不同意, with a reason. Of a third return it is the district's ruling that the unit keeps it."""
    seat, check, pending = _asked(Step.DECLINE, before, command, turn)
    reason = check.text("reason", command.reason, least=1)
    check.settle()
    return _settled(before, Step.DECLINE, settled(pending, ApprovalState.DECLINED, turn, reason), turn, seat)


def withdraw(before: Aggregate, command: commands.Withdraw, turn: Turn) -> Change:
    """撤回: who asked thinks better of it."""
    seat, check, pending = _asked(Step.WITHDRAW, before, command, turn)
    check.settle()
    return _settled(before, Step.WITHDRAW, ended(pending, ApprovalState.WITHDRAWN, turn.now), turn, seat)


def _asked(
    step: Step, before: Aggregate, command: commands.Grant | commands.Decline | commands.Withdraw, turn: Turn
) -> tuple[Seat | None, Check, ApprovalRow]:
    """As whom the step is taken, and what waits to be decided."""
    seat = admit(step, before, command.seen, turn)
    assert before.pending is not None  # nobody is admitted to decide where nothing is asked
    check = Check()
    named(check, before.pending, command.approval_id)
    return seat, check, before.pending


def _settled(before: Aggregate, step: Step, decided: ApprovalRow, turn: Turn, seat: Seat | None, **rows: Any) -> Change:
    """The decision by itself: the incident stays where it is."""
    changes, told = {"asks": None, "pending_id": None}, _told(decided)
    return recorded(
        before, step, turn, seat, kind=KINDS[step], changes=changes, payload=told, approvals=(decided,), **rows
    )


def _told(decided: ApprovalRow) -> dict[str, Any]:
    return {
        "approval": str(decided.id),
        "kind": str(decided.kind),
        "decider": str(decided.decider),
        "unit": decided.unit_id and str(decided.unit_id),
        "reason_code": decided.reason_code,
        "reason": decided.answer,
    }


def _given_back(before: Aggregate, granted: ApprovalRow, turn: Turn, seat: Seat | None) -> Change:
    """C12: to be dispatched anew. The case's clock runs on, and the unit keeps sight of what becomes of it."""
    count = before.return_count + 1
    told = _told(granted) | {"returns": count}
    told["proposed"] = granted.proposed_unit_id and str(granted.proposed_unit_id)
    changes = {"lead_unit_id": None, "matter_id": None, "return_count": count}
    return make(
        before,
        Step.GIVE_BACK,
        turn,
        seat,
        changes=changes,
        payload=told,
        stage=Stage.DISPATCH,
        parties=parted(before, turn),
        approvals=(granted,),
    )


def _extended(before: Aggregate, granted: ApprovalRow, turn: Turn, seat: Seat | None) -> Change:
    """延期: the clocks that run, the case's and the unit's, get so much more."""
    case, amount = before.running(ClockKind.CASE), granted.limit_amount or 0
    assert case is not None  # a request to extend lapses with the case
    limit = clocks.limit_of(case)
    reset = [
        clocks.extended(clock, clocks.converted(amount, limit, clock.limit_kind, turn), turn)
        for clock in before.clocks
        if clock.runs and (clock.kind is ClockKind.CASE or clock.stage is Stage.DISPOSE)
    ]
    return _settled(before, Step.GRANT, granted, turn, seat, reset=tuple(reset))


def _suspended(before: Aggregate, granted: ApprovalRow, turn: Turn, seat: Seat | None) -> Change:
    """C15 挂账: every clock stands until the day on which it is looked at again."""
    until = granted.until
    assert until is not None  # nobody asks to suspend for ever
    told = _told(granted) | {"until": until.isoformat()}
    reset = tuple(clocks.paused(clock, until, turn) for clock in before.clocks if clock.runs)
    changes = {"resume_at": until}
    return make(before, Step.SUSPEND, turn, seat, changes=changes, payload=told, reset=reset, approvals=(granted,))


def _voided(before: Aggregate, granted: ApprovalRow, turn: Turn, seat: Seat | None) -> Change:
    """C23 作废: out of every count, and still listed."""
    return make(before, Step.VOID, turn, seat, payload=_told(granted), approvals=(granted,))


_EFFECTS: dict[ApprovalKind, Callable[[Aggregate, ApprovalRow, Turn, Seat | None], Change]] = {
    ApprovalKind.GIVE_BACK: _given_back,
    ApprovalKind.EXTEND: _extended,
    ApprovalKind.SUSPEND: _suspended,
    ApprovalKind.VOID: _voided,
}


def resume(before: Aggregate, command: commands.Resume, turn: Turn) -> Change:
    """C16 恢复: earlier than planned, by the desk."""
    seat = admit(Step.RESUME, before, command.seen, turn)
    note = stated("note", command.note)
    return _resumed(before, turn, seat, note)


def resume_due(before: Aggregate, turn: Turn) -> Change:
    """C16 恢复 by the system, on the planned day or as soon after it as somebody looks. Conflict before that."""
    if before.resume_at is None or turn.now < before.resume_at:
        raise Conflict("it rests until its day", code="STEP_CLOSED")
    return _resumed(before, turn, None, "")


def _resumed(before: Aggregate, turn: Turn, seat: Seat | None, note: str) -> Change:
    """The clocks go on with the remainder. However late it is noticed, the pause ends on its planned day."""
    reset = tuple(clocks.resumed(clock, turn) for clock in before.clocks if clock.runs)
    told = {"note": note, "paused": _pause(reset)}
    return make(before, Step.RESUME, turn, seat, changes={"resume_at": None}, payload=told, reset=reset)


def _pause(reset: tuple[ClockRow, ...]) -> list[str]:
    """From when to when it rested."""
    pauses: list[tuple[datetime, datetime]] = [clock.stops[-1] for clock in reset]
    return [moment.isoformat() for moment in pauses[0]] if pauses else []
