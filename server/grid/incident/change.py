"""What one decision changes: the incident with its clocks and rows as it is afterwards, and the event that tells of it.

`make` fills in what every step has in common, `found` and `recorded` what leaves it where it is, `noted` what conflicts
with nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from server.core.viewer import Seat
from server.data.resting import Rest
from server.grid.incident import clocks, numbers
from server.grid.incident.aggregate import Aggregate, ClockRow, PartyRow, Rules
from server.grid.incident.approval import ApprovalRow
from server.grid.incident.lifecycle import AGAIN, ENDS, State, Step, after
from server.grid.incident.models import Awaits, ClockKind
from server.grid.incident.noun import INCIDENT
from server.ground.catalogue.models import Stage
from server.ground.worktime.limits import Limit
from server.process import change
from server.process.approval import ApprovalState, ended
from server.process.change import altered, renewed
from server.process.deadlines import Turn

KINDS: dict[Step, str] = {
    Step.SELF_RESOLVE: "incident.self_resolved",
    Step.ACCEPT: "incident.accepted",
    Step.SEND_VERIFY: "incident.verify_sent",
    Step.VERIFY: "incident.verified",
    Step.NOT_FOUND: "incident.not_found",
    Step.REJECT: "incident.rejected",
    Step.FILE: "incident.filed",
    Step.DISPATCH: "incident.dispatched",
    Step.SIGN: "incident.signed",
    Step.GIVE_BACK: "incident.given_back",
    Step.FEED_BACK: "incident.fed_back",
    Step.SEND_CHECK: "incident.check_sent",
    Step.CHECK: "incident.checked",
    Step.PASS: "incident.passed",
    Step.FAIL: "incident.failed",
    Step.CONFIRM: "incident.confirmed",
    Step.RATE: "incident.rated",
    Step.REOPEN: "incident.reopened",
    Step.SUPERVISE: "incident.supervised",
    Step.ANSWER_SUPERVISION: "incident.supervision_answered",
    Step.SPOT_CHECK: "incident.spot_checked",
    Step.MERGE: "incident.merged",
    Step.TRANSFER_OUT: "incident.transferred",
    Step.REDISPATCH: "incident.redispatched",
    Step.ESCALATE: "incident.escalated",
    Step.SUSPEND: "incident.suspended",
    Step.RESUME: "incident.resumed",
    Step.VOID: "incident.voided",
    Step.APPEAL: "incident.appealed",
    Step.CLOSE_UNCHECKED: "incident.closed_unchecked",
    Step.GRANT: "incident.granted",
    Step.DECLINE: "incident.declined",
    Step.WITHDRAW: "incident.request_withdrawn",
    Step.HAND_UP: "incident.raised",
    Step.CALL_STREET: "incident.street_called",
    Step.ASSIGN: "incident.assigned",
    Step.ASSIGN_SELF: "incident.self_assigned",
}
# asking for it; granted, it is told as the step itself, or as GRANT where no state follows
ASKED: dict[Step, str] = {
    Step.GIVE_BACK: "incident.return_asked",
    Step.EXTEND: "incident.extension_asked",
    Step.SUSPEND: "incident.suspension_asked",
    Step.VOID: "incident.void_asked",
}
REPORTED, DOUBTED, NOTED = "incident.reported", "incident.doubted", "incident.noted"
RAISED = KINDS[Step.HAND_UP]  # also by the ladder
WARNED, BREACHED, DUE_MOVED = "incident.clock_warned", "incident.clock_breached", "incident.due_moved"  # by the sweeper

AWAITS: dict[State, Awaits] = {
    State.REPORTED: Awaits.INTAKE,
    State.VERIFYING: Awaits.VERIFIER,
    State.PENDING_FILING: Awaits.FILER,
    State.FILED: Awaits.DISPATCHER,
    State.DISPATCHED: Awaits.UNIT,
    State.IN_PROGRESS: Awaits.UNIT,
    State.DISPOSED: Awaits.CLOSER,
    State.CHECKING: Awaits.CHECKER,
    State.SUSPENDED: Awaits.UNIT,
} | dict.fromkeys(ENDS, Awaits.NOBODY)
BY_NAME = frozenset({Awaits.VERIFIER, Awaits.CHECKER, Awaits.HANDLER})  # it waits for one person


Change = change.Change[Aggregate]


def make(
    before: Aggregate,
    step: Step,
    turn: Turn,
    seat: Seat | None,
    *,
    changes: dict[str, Any] | None = None,
    payload: dict[str, Any] | None = None,
    stage: Stage | None = None,
    stage_limit: Limit | None = None,
    case: ClockRow | None = None,
    **rows: Any,
) -> Change:
    """A change by `step`: the state that the table says, the clocks that follow from it, version, light and payload.

    `stage` names the stage whose clock begins; None lets the present one run on. `case` is a new case clock.
    `rows` are new or changed ones by the name of their part (`reset`: clocks), and `rules`, `rests_on` and
    `wants_number`. A request that stood lapses, unless the change decides it.
    """
    state = before.state if (before.state, step) in AGAIN else after(before.state, step)
    changed = (changes or {}) | {"state": state, "asks": None, "pending_id": None}
    changed = {"awaits": awaited(replace(before, **changed))} | changed
    rows.setdefault("approvals", _lapsed(before, turn))
    if state in ENDS:
        late = _late(before, turn.now)
        changed |= {"closed_at": turn.now, "closed_late": late}
        payload = (payload or {}) | ({"late": True} if late else {})
    later = replace(before, **changed)
    if relieved := _relieved(before, later, turn):
        payload = (payload or {}) | {"relieved": str(relieved)}
    started = _started(later, turn, stage, stage_limit, case)
    stopped = _stopped(before, state, started)
    return _told(before, step, turn, seat, changed, payload, kind=KINDS[step], stopped=stopped, started=started, **rows)


def _relieved(before: Aggregate, later: Aggregate, turn: Turn) -> UUID | None:
    """Who was asked by name, and by somebody else's step is no more."""
    same = (later.awaits, later.assignee_id) == (before.awaits, before.assignee_id)
    theirs = before.assignee_id == turn.viewer.person_id
    return before.assignee_id if before.awaits in BY_NAME and not same and not theirs else None


def awaited(incident: Aggregate) -> Awaits:
    """Whose turn it is in a state: to handle it a unit's, or the one's to whom the community assigned it."""
    return Awaits.HANDLER if incident.handler_id else AWAITS[incident.state]


def found(
    before: Aggregate,
    step: Step,
    turn: Turn,
    seat: Seat | None,
    *,
    kind: str,
    awaits: Awaits,
    payload: dict[str, Any],
    stage: Stage | None = None,
    **rows: Any,
) -> Change:
    """A finding that moves nothing by itself: it is recorded, and the turn goes to `awaits`."""
    started = _started(before, turn, stage, None, None)
    stopped = _stopped(before, before.state, started)
    changed = {"awaits": awaits, "state": before.state}
    return _told(before, step, turn, seat, changed, payload, kind=kind, stopped=stopped, started=started, **rows)


def recorded(
    before: Aggregate,
    step: Step,
    turn: Turn,
    seat: Seat | None,
    *,
    kind: str,
    changes: dict[str, Any],
    payload: dict[str, Any],
    **rows: Any,
) -> Change:
    """What leaves the incident where it is and whose turn it is: something is asked for, or decided without a step."""
    changed = {"state": before.state} | changes
    return _told(before, step, turn, seat, changed, payload, kind=kind, stopped=frozenset(), started=(), **rows)


def _lapsed(before: Aggregate, turn: Turn) -> tuple[ApprovalRow, ...]:
    """The request that nobody decided before the incident moved on."""
    return (ended(before.pending, ApprovalState.LAPSED, turn.now),) if before.pending else ()


def _started(
    later: Aggregate, turn: Turn, stage: Stage | None, limit: Limit | None, case: ClockRow | None
) -> tuple[ClockRow, ...]:
    if stage is None:
        return (case,) if case else ()
    begun = clocks.stage_clock(turn, stage, severity=later.severity, round=later.round, limit=limit)
    return (begun, case) if case else (begun,)


def _stopped(before: Aggregate, state: State, started: tuple[ClockRow, ...]) -> frozenset[UUID]:
    """At an end all clocks stop; else those whose kind begins anew."""
    kinds = {clock.kind for clock in started}
    return frozenset(clock.id for clock in before.clocks if clock.runs and (state in ENDS or clock.kind in kinds))


def _late(before: Aggregate, now: datetime) -> bool:
    """Whether the case ends after its case clock's limit. What never was filed has no such limit."""
    case = before.running(ClockKind.CASE)
    return case is not None and now > case.due_at


def _told(
    before: Aggregate,
    step: Step,
    turn: Turn,
    seat: Seat | None,
    changed: dict[str, Any],
    payload: dict[str, Any] | None,
    *,
    kind: str,
    stopped: frozenset[UUID],
    started: tuple[ClockRow, ...],
    reset: tuple[ClockRow, ...] = (),
    rules: Rules | None = None,
    rests_on: tuple[Rest, ...] = (),
    wants_number: bool = False,
    **rows: tuple[Any, ...],
) -> Change:
    version = before.version + 1
    kept = [replace(one, stopped_at=turn.now) if one.id in stopped else one for one in renewed(before.clocks, reset)]
    changed |= {"version": version, "rules": rules or before.rules, "clocks": (*kept, *started)}
    told = {"step": str(step), "from": str(before.state), "to": str(changed["state"]), "version": version}
    told |= _parts(rows.get("parties", ()))
    return Change(
        noun=INCIDENT,
        kind=kind,
        at=turn.now,
        seat=seat,
        told=told | {key: value for key, value in (payload or {}).items() if value not in (None, "", [])},
        before=before,
        after=lit(grown(before, rows, **changed, changed_at=turn.now)),
        late={"number": numbers.following(before.grid_id, turn.now)} if wants_number else {},
        rests_on=rests_on,
    )


def lit(incident: Aggregate) -> Aggregate:
    """With the light of the running clock that is due first; none where none runs."""
    first = clocks.first_due(incident.clocks)
    return replace(incident, warn_at=first.warn_at if first else None, late_at=first.due_at if first else None)


def grown(before: Aggregate, rows: Mapping[str, tuple[Any, ...]], **columns: Any) -> Aggregate:
    """The incident with other columns, and with rows that are new or changed, by the name of their part."""
    return altered(before, **{name: renewed(getattr(before, name), some) for name, some in rows.items()}, **columns)


def noted(
    before: Aggregate,
    kind: str,
    now: datetime,
    seat: Seat | None,
    told: dict[str, Any],
    *,
    changes: dict[str, Any] | None = None,
    guards: tuple[str, ...] = (),
    **rows: tuple[Any, ...],
) -> Change:
    """A change without a new version; `guards` are columns that must be as they were all the same."""
    after = grown(before, rows, **(changes or {}), changed_at=now)
    return Change(noun=INCIDENT, kind=kind, at=now, seat=seat, told=told, before=before, after=after, guards=guards)


def _parts(parties: tuple[PartyRow, ...]) -> dict[str, Any]:
    """The units that assist from now on, and those whose part is over."""
    joined = [str(one.unit_id) for one in parties if one.until is None]
    left = [str(one.unit_id) for one in parties if one.until is not None]
    return {name: units for name, units in (("joined", joined), ("left", left)) if units}
