"""Decisions that send an incident another way: into another, to another authority, to another unit, a level up."""

from __future__ import annotations

from collections.abc import Sequence

from server.core.text import code
from server.grid.incident import commands
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.approval import ApprovalKind
from server.grid.incident.change import Change, make
from server.grid.incident.decisions.dispatch import sent_to
from server.grid.incident.decisions.unit import parted
from server.grid.incident.lifecycle import OPEN, Step
from server.grid.incident.models import ClockKind
from server.grid.incident.nearby import REACH_M
from server.grid.incident.reasons import EscalateReason, Receiver
from server.grid.incident.resting import as_it_is
from server.grid.incident.steps import admit
from server.ground.area.coordinates import distance_m
from server.ground.catalogue.duty import Candidate
from server.ground.catalogue.models import Stage, Unit
from server.process.deadlines import Turn
from server.process.validation import Check

WRITTEN = frozenset({Receiver.COURT, Receiver.OTHER_DISTRICT})  # they give a receipt


def merge(before: Aggregate, command: commands.Merge, turn: Turn, *, target: Aggregate | None) -> Change:
    """C06 并案: it is one matter with `target`, which must be open: the same class within 50 m, or say why.

    Photos stay where they are; who reported this one sees the other from now on. The target keeps its severity, since
    its desk goes by what it was filed under: whoever merges something more urgent into it says why that is none.
    """
    seat = admit(Step.MERGE, before, command.seen, turn)
    check = Check()
    note = check.text("note", command.note)
    far = 0
    if target is None or target.id == before.id:
        check.add("target_id", "choose the incident that it repeats")
    elif target.state not in OPEN:
        check.add("target_id", "that one has ended", "TARGET_ENDED")
    else:
        far = round(distance_m(before.lat, before.lon, target.lat, target.lon))
        alike = target.incident_class_id == before.incident_class_id and far <= REACH_M
        check.need(alike or note, "note", "another class, or farther than 50 m: say why", "NOT_ALIKE")
        if alike and before.severity > target.severity:
            check.need(note, "note", "this one is more urgent than that: say why it is not", "MORE_URGENT")
    check.settle()
    assert target is not None  # settled above
    told = {"target": str(target.id), "distance_m": far, "note": note}
    changes = {"merged_into_id": target.id}
    return make(before, Step.MERGE, turn, seat, changes=changes, payload=told, rests_on=(as_it_is(target),))


def transfer_out(before: Aggregate, command: commands.TransferOut, turn: Turn) -> Change:
    """C08 移送: to whom no unit of the district answers for. The unit that had it keeps sight of it."""
    seat = admit(Step.TRANSFER_OUT, before, command.seen, turn)
    check = Check()
    check.need(command.receiver, "receiver", "choose to whom")
    least = 1 if command.receiver in WRITTEN else 0
    receipt = check.text("receipt_no", command.receipt_no, least=least, most=64, made=code)
    note = check.text("note", command.note)
    check.need(
        receipt or note or command.receiver in WRITTEN, "note", "give the receipt's number, or say whom you told"
    )
    check.settle()
    told = {"receiver": str(command.receiver), "receipt_no": receipt, "note": note}
    parties = parted(before, turn)
    return make(before, Step.TRANSFER_OUT, turn, seat, changes={"lead_unit_id": None}, payload=told, parties=parties)


def redispatch(
    before: Aggregate,
    command: commands.Redispatch,
    turn: Turn,
    *,
    units: Sequence[Unit],
    candidates: Sequence[Candidate],
) -> Change:
    """C13 改派: another unit leads, for a reason. It signs anew while the case's clock runs on.

    How often the old unit asked to give this one back is told with it: 推诿 is counted by unit from the requests.
    """
    seat = admit(Step.REDISPATCH, before, command.seen, turn)
    check = Check()
    check.text("reason", command.reason, least=1)
    if command.lead_unit_id == before.lead_unit_id:
        check.add("lead_unit_id", "choose another unit than now", "SAME_UNIT")
    sent = sent_to(before, command, turn, seat, check, units=units, candidates=candidates)
    former_unit = before.lead_unit_id and str(before.lead_unit_id)
    told = sent.told | {"former": former_unit, "refusals": _refusals(before) or None}
    known = {party.unit_id for party in sent.parties}
    former = (one for one in parted(before, turn) if one.unit_id == before.lead_unit_id and one.unit_id not in known)
    parties = (*sent.parties, *former)
    return make(
        before, Step.REDISPATCH, turn, seat, changes=sent.changes, payload=told, stage=Stage.SIGN, parties=parties,
        rests_on=sent.rests_on,
    )  # fmt: skip


def _refusals(before: Aggregate) -> int:
    asked = (one for one in before.approvals if one.kind is ApprovalKind.GIVE_BACK)
    return sum(one.unit_id == before.lead_unit_id for one in asked)


def escalate(before: Aggregate, command: commands.Escalate, turn: Turn) -> Change:
    """C14 提级: a level up, to be dispatched anew from there. OVERDUE is said of what is past the case's limit."""
    seat = admit(Step.ESCALATE, before, command.seen, turn)
    case = before.running(ClockKind.CASE)
    check = Check()
    check.need(command.reason_code, "reason_code", "choose why")
    late = case is not None and turn.now > case.due_at
    check.need(late or command.reason_code is not EscalateReason.OVERDUE, "reason_code", "it is not late", "NOT_LATE")
    reason = check.text("reason", command.reason, least=1)
    check.settle()
    level = before.level + 1
    told = {
        "reason_code": str(command.reason_code),
        "reason": reason,
        "from_level": before.level,
        "to_level": level,
        "former": before.lead_unit_id and str(before.lead_unit_id),
    }
    changes = {"level": level, "lead_unit_id": None, "matter_id": None}
    parties = parted(before, turn)
    return make(before, Step.ESCALATE, turn, seat, changes=changes, payload=told, stage=Stage.DISPATCH, parties=parties)
