"""Decisions of the desks on the way to a unit: accept, send to verify, refuse, file, dispatch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from server.core.errors import Forbidden
from server.core.ids import new_id
from server.core.viewer import Role, Seat
from server.data.resting import Rest
from server.grid.incident import assignment, clocks, commands
from server.grid.incident.aggregate import Aggregate, PartyRow, Rules
from server.grid.incident.change import Change, make
from server.grid.incident.lifecycle import State, Step
from server.grid.incident.reasons import RejectReason
from server.grid.incident.steps import admit
from server.grid.incident.whom import reach, seen_from
from server.ground.catalogue import resting
from server.ground.catalogue.duty import OUT_OF_REACH, Candidate
from server.ground.catalogue.models import FilingCondition, IncidentClass, Stage, Unit
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


def dispatch(
    before: Aggregate, command: commands.Dispatch, turn: Turn, *, units: Sequence[Unit], candidates: Sequence[Candidate]
) -> Change:
    """C10 派遣: one unit leads, others may assist. `units` are those named that exist, `candidates` the duty list's.

    Outside the list a reason is required and kept; what a higher authority took back (RECALLED) is not dispatched.
    """
    seat = admit(Step.DISPATCH, before, command.seen, turn)
    sent = sent_to(before, command, turn, seat, Check(), units=units, candidates=candidates)
    return make(
        before, Step.DISPATCH, turn, seat, changes=sent.changes, payload=sent.told, stage=Stage.SIGN,
        parties=sent.parties, rests_on=sent.rests_on,
    )  # fmt: skip


@dataclass(frozen=True)
class Sent:
    """To whom it goes: what changes, what is told of it, the parts of the assisting units, and that all of them are
    in force."""

    changes: dict[str, Any]
    told: dict[str, Any]
    parties: tuple[PartyRow, ...]
    rests_on: tuple[Rest, ...]


def sent_to(
    before: Aggregate,
    command: commands.Dispatch,
    turn: Turn,
    seat: Seat | None,
    check: Check,
    *,
    units: Sequence[Unit],
    candidates: Sequence[Candidate],
) -> Sent:
    """The units of a dispatch and why they. Raises Invalid with all that `check` has collected, here or before."""
    candidates = seen_from(candidates, seat, before.grid_id)
    known = {unit.id: unit for unit in units}
    assists = [one for one in dict.fromkeys(command.assist_unit_ids) if one != command.lead_unit_id]
    task = check.text("task", command.task)
    reason = check.text("reason", command.reason)
    lead = known.get(command.lead_unit_id) if command.lead_unit_id else None
    check.need(lead, "lead_unit_id", "choose the unit that leads")
    listed = {one.unit.id: one for one in candidates}
    duty = listed.get(lead.id) if lead else None
    if lead is not None:
        _check_lead(check, before, seat, lead, duty, reason)
    _check_assists(check, assists, known, listed)
    check.settle()
    assert lead is not None  # settled above
    matter = duty.matter if duty else None
    kept = assignment.recorded(lead, candidates, (before.lat, before.lon))
    told = {
        "lead": str(lead.id),
        "assists": [str(one) for one in assists],
        "matter": matter and matter.code,
        "list": matter and str(matter.list_kind),
        "task": task,
        "reason": reason,
        "assignment": kept,
    }
    level = before.level if seat and seat.role is Role.COMMUNITY else max(before.level, STREET)
    changes = {"lead_unit_id": lead.id, "matter_id": matter and matter.code, "level": level, "assignment": kept}
    standing = resting.in_force([lead.id, *assists], turn.day)
    return Sent(changes, told, parties_from(before, frozenset(assists), turn), (standing,))


def _check_assists(
    check: Check, assists: Sequence[UUID], known: Mapping[UUID, Unit], listed: Mapping[UUID, Candidate]
) -> None:
    """Who assists may lie beyond a community's reach; a department that must be called is not sent to so either."""
    most = commands.MOST_ASSISTING
    check.need(len(assists) <= most, "assist_unit_ids", f"at most {most} units", "TOO_MANY")
    check.need(all(one in known for one in assists), "assist_unit_ids", "one of these units is not there")
    for why in sorted({why for one in assists if one in listed and (why := listed[one].why_not)} - {OUT_OF_REACH}):
        check.add("assist_unit_ids", "one of these units is not dispatched to", why)


def _check_lead(
    check: Check, before: Aggregate, seat: Seat | None, lead: Unit, duty: Candidate | None, reason: str
) -> None:
    if not lead.area_id.startswith(reach(seat, before.grid_id)):
        check.add("lead_unit_id", "this unit is not yours to send", "UNIT_OUT_OF_REACH")
    elif duty and duty.why_not:
        check.add("lead_unit_id", "this unit is not dispatched to for this matter", duty.why_not)
    elif not (duty and duty.leads):
        check.need(reason, "reason", "this is not on the unit's duty list: say why", "DUTY_MISMATCH")


def parties_from(before: Aggregate, assists: frozenset[UUID], turn: Turn) -> tuple[PartyRow, ...]:
    """Rows for exactly these assisting units: new ones, old ones that begin anew, and those whose part is over."""
    known = {party.unit_id: party for party in before.parties}
    begun = [
        PartyRow(id=known[one].id if one in known else new_id(), unit_id=one, since=turn.now)
        for one in sorted(assists - before.assisting)
    ]
    over = [
        PartyRow(id=known[one].id, unit_id=one, since=known[one].since, until=turn.now)
        for one in sorted(before.assisting - assists)
    ]
    return (*begun, *over)
