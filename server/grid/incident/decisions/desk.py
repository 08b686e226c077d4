"""Decisions of the desks on the way to a unit: accept, send to verify, refuse, file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from server.core.errors import Forbidden
from server.core.viewer import Role
from server.grid.incident import clocks, commands
from server.grid.incident.aggregate import Aggregate, Rules
from server.grid.incident.change import Change, make
from server.grid.incident.lifecycle import State, Step
from server.grid.incident.reasons import RejectReason
from server.grid.incident.steps import admit
from server.ground.catalogue.models import FilingCondition, IncidentClass, Stage
from server.ground.catalogue.policy import severity_under
from server.ground.worktime.limits import Limit
from server.process.deadlines import Turn
from server.process.validation import Check, stated

COMMUNITY, STREET = 1, 2  # levels
MOST_SEVERE = 4  # 特急: the street has it from the beginning
SPOKEN = 10


@dataclass(frozen=True)
class Filing:
    """A chosen filing condition with the limit that holds: the stricter of the condition's and the severity's."""

    condition: FilingCondition
    limit: Limit
    source: str


def accept(before: Aggregate, command: commands.Accept, turn: Turn, *, klass: IncidentClass | None) -> Change:
    """C02 受理: it is ours. Class and severity may be put right; `klass` is the class that it shall have."""
    seat = admit(Step.ACCEPT, before, command.seen, turn)
    severity = command.severity if command.severity is not None else before.severity
    check = Check()
    klass = check.given("class_code", klass, "there is no such class")
    check.between("severity", severity, commands.SEVERITY)
    check.settle()
    level = max(before.level, COMMUNITY, klass.min_level, STREET if severity == MOST_SEVERE else 0)
    changes = {"incident_class_id": klass.code, "severity": severity, "level": level}
    told = {"class": klass.code, "severity": severity}
    return make(before, Step.ACCEPT, turn, seat, changes=changes, payload=told, stage=Stage.FILE, rules=Rules.of(klass))


def send_verify(before: Aggregate, command: commands.SendVerify, turn: Turn, *, workers: Sequence[UUID]) -> Change:
    """C03 发核实: a worker of the place is asked to look; another one while the first has not been there. `workers` may
    be asked, the nearest first."""
    seat = admit(Step.SEND_VERIFY, before, command.seen, turn)
    asked = command.assignee_id or next((one for one in workers if one != before.assignee_id), None)
    check = Check()
    check.need(asked in workers, "assignee_id", "choose a worker of this place")
    check.settle()
    told = {"assignee": str(asked)} | instead_of(before, workers)
    return make(before, Step.SEND_VERIFY, turn, seat, changes={"assignee_id": asked}, payload=told, stage=Stage.VERIFY)


def instead_of(before: Aggregate, workers: Sequence[UUID]) -> dict[str, Any]:
    """What is told of the one who was asked before, when another is asked: who, and whether they may look no more."""
    if before.assignee_id is None or before.state not in (State.VERIFYING, State.CHECKING):
        return {}
    return {"former": str(before.assignee_id), "former_left": before.assignee_id not in workers or None}


def not_found(before: Aggregate, command: commands.NotFound, turn: Turn) -> Change:
    """C05 核实不属实: refused on the worker's finding, with a reason that the reporter will read."""
    seat = admit(Step.NOT_FOUND, before, command.seen, turn)
    reason = stated("reason", command.reason, least=SPOKEN)
    return make(before, Step.NOT_FOUND, turn, seat, payload={"reason": reason})


def reject(before: Aggregate, command: commands.Reject, turn: Turn, *, taken_in_by: UUID | None) -> Change:
    """C07 不予受理, by a coded reason.

    UNREASONABLE takes two persons: one takes it in (accepts it, or sends it to be verified), another judges it. So it
    cannot be said of what nobody has taken in yet, nor by whoever did (`taken_in_by`).
    """
    seat = admit(Step.REJECT, before, command.seen, turn)
    check = Check()
    check.need(command.reason_code, "reason_code", "choose why")
    reason = check.text("reason", command.reason, least=1)
    check.settle()
    alone = taken_in_by is None or taken_in_by == turn.viewer.person_id
    if command.reason_code is RejectReason.UNREASONABLE and alone:
        raise Forbidden("a second person decides what is unreasonable", code="TWO_PERSON")
    told = {"reason_code": str(command.reason_code), "reason": reason}
    return make(before, Step.REJECT, turn, seat, payload=told)


def file(
    before: Aggregate, command: commands.File, turn: Turn, *, klass: IncidentClass, filing: Filing | None
) -> Change:
    """C09 立案: the condition sets the limit of the whole case, which begins here. The writer gives the number.

    From here on the case is as urgent as the condition says, if that is more than it was taken for: its clocks and its
    notices go by it. Neither a newer version of the condition nor a reopening changes that again.
    """
    seat = admit(Step.FILE, before, command.seen, turn)
    check = Check()
    fitting = filing if filing and _fits(before, filing.condition) else None
    filing = check.given("condition_id", fitting, "choose a filing condition of this class")
    check.settle()
    case = clocks.case_clock(turn, filing.limit, filing.source, round=before.round)
    severity = severity_under(before.severity, filing.condition)
    level = max(before.level, COMMUNITY if seat and seat.role is Role.COMMUNITY and severity < MOST_SEVERE else STREET)
    changes = {"condition_id": filing.condition.id, "severity": severity, "level": level, "filed_at": turn.now}
    raised = {"severity": severity, "severity_was": before.severity} if severity > before.severity else {}
    told = raised | {
        "condition": filing.condition.number,
        "limit_kind": str(filing.limit.kind),
        "limit_amount": filing.limit.amount,
        "due_at": case.due_at.isoformat(),
        "level": level,
    }
    rules = Rules.of(klass, filing.condition)
    return make(
        before,
        Step.FILE,
        turn,
        seat,
        changes=changes,
        payload=told,
        stage=Stage.DISPATCH,
        case=case,
        rules=rules,
        wants_number=before.number is None,
    )


def _fits(before: Aggregate, condition: FilingCondition) -> bool:
    return condition.incident_class_id == before.incident_class_id and before.grid_id.startswith(condition.area)
