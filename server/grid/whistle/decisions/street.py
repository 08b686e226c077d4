"""Decisions of the street about a whistle: submit, approve, review, call more units, cancel, close, say more."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from server.core.errors import Forbidden
from server.core.ids import new_id
from server.core.viewer import Seat
from server.grid.whistle import clocks, commands
from server.grid.whistle.aggregate import Aggregate, Party
from server.grid.whistle.change import Change, changed, excused, of_whistle
from server.grid.whistle.decisions.drafting import Units, named, standing
from server.grid.whistle.lifecycle import PARTY_INITIAL, State, Step, after
from server.grid.whistle.models import Kind, Part
from server.grid.whistle.steps import Case, admit, no_call
from server.ground.catalogue.resting import in_force
from server.process.deadlines import Turn
from server.process.validation import Check, stated


def submit(before: Aggregate, command: commands.Submit, turn: Turn, *, case: Case, units: Units) -> Change:
    """W1 提请. An emergency's is blown at once (W2 with it), and reviewed by the head within 24 hours."""
    seat = admit(Step.SUBMIT, before, command.seen, turn)
    _still(before, case, units)
    state = after(before.state, Step.SUBMIT)
    if before.kind is not Kind.EMERGENCY:
        return of_whistle(before, Step.SUBMIT, turn, seat, kind="whistle.submitted", state=state,
                          submitted_at=turn.now, rests_on=standing(case, before, turn))  # fmt: skip
    ahead = replace(before, state=state, submitted_at=turn.now, review_due_at=turn.now + clocks.REVIEW_WITHIN)
    return _blown(before, ahead, Step.SUBMIT, turn, seat, kind="whistle.blown", case=case)


def approve(before: Aggregate, command: commands.Approve, turn: Turn, *, case: Case, units: Units) -> Change:
    """W2 审批吹哨: the head lets it be blown; every party is called, and its clocks begin."""
    seat = admit(Step.APPROVE, before, command.seen, turn)
    _still(before, case, units)
    note = stated("note", command.note)
    ahead = replace(before, approved_by_id=turn.viewer.person_id)
    return _blown(before, ahead, Step.APPROVE, turn, seat, kind="whistle.approved", case=case, note=note)


def _still(before: Aggregate, case: Case, units: Units) -> None:
    if why := no_call(before.kind, case):
        raise Forbidden(f"no whistle may be blown about it any more: {why}", code=why)
    if any(one.unit_id not in units for one in before.parties):
        raise Forbidden("a unit that it names is no longer there: name another", code="UNIT_ENDED")


def _blown(
    before: Aggregate, ahead: Aggregate, step: Step, turn: Turn, seat: Seat, *, kind: str, case: Case, note: str = ""
) -> Change:
    parties = tuple(clocks.called(party, ahead, turn) for party in ahead.parties)
    then = replace(ahead, state=after(ahead.state, Step.APPROVE), blown_at=turn.now, parties=parties)
    changes = {name: getattr(then, name) for name in ("state", "submitted_at", "review_due_at", "approved_by_id",
                                                      "blown_at", "parties")}  # fmt: skip
    told = {"kind": str(then.kind), "parties": named(then), "note": note}
    rests_on = standing(case, before, turn, written=True)  # the case counts who is called
    return of_whistle(before, step, turn, seat, kind=kind, payload=told, rests_on=rests_on, wants_number=True,
                      **changes)  # fmt: skip


def decline(before: Aggregate, command: commands.Decline, turn: Turn) -> Change:
    """W3 退回: the head does not let it be blown. The units never hear of it."""
    seat = admit(Step.DECLINE, before, command.seen, turn)
    return _ended(before, Step.DECLINE, turn, seat, kind="whistle.declined", words=command.reason)


def cancel(before: Aggregate, command: commands.Cancel, turn: Turn) -> Change:
    """W6 撤哨, before anybody came: every party is excused."""
    seat = admit(Step.CANCEL, before, command.seen, turn)
    return _ended(before, Step.CANCEL, turn, seat, kind="whistle.cancelled", words=command.reason)


def _ended(before: Aggregate, step: Step, turn: Turn, seat: Seat, *, kind: str, words: str | None) -> Change:
    reason = stated("reason", words, least=1)
    parties = tuple(one if one.ended else excused(one, turn) for one in before.parties)
    state, told = after(before.state, step), {"reason": reason, "parties": named(before)}
    return of_whistle(before, step, turn, seat, kind=kind, payload=told, state=state, parties=parties,
                      ended_at=turn.now)  # fmt: skip


def review(before: Aggregate, command: commands.Review, turn: Turn) -> Change:
    """补审: the head's word on an emergency's whistle that was blown at once."""
    seat = admit(Step.REVIEW, before, command.seen, turn)
    check = Check()
    check.need(command.justified is not None, "justified", "say whether it was right to blow it at once")
    note = check.text("note", command.note, least=1 if command.justified is False else 0)
    check.settle()
    told = {"justified": command.justified, "note": note, "late": turn.now > _due(before)}
    return of_whistle(before, Step.REVIEW, turn, seat, kind="whistle.reviewed", payload=told, reviewed_at=turn.now,
                      reviewed_by_id=turn.viewer.person_id, justified=command.justified)  # fmt: skip


def _due(whistle: Aggregate) -> datetime:
    assert whistle.review_due_at is not None  # admitted only where there is a review to give
    return whistle.review_due_at


def add_party(before: Aggregate, command: commands.AddParty, turn: Turn, *, units: Units) -> Change:
    """增加单位: one more unit; it leads only where none does, since the one that did was excused."""
    seat = admit(Step.ADD_PARTY, before, command.seen, turn)
    check = Check()
    task = check.text("task", command.task)
    check.need(command.unit_id in units, "unit_id", "there is no such unit")
    known = any(one.unit_id == command.unit_id for one in before.parties)
    check.need(not known, "unit_id", "this unit is called already", "UNIT_CALLED")
    check.need(len(before.parties) < commands.MOST_PARTIES, "unit_id", f"at most {commands.MOST_PARTIES} units")
    part = command.part or Part.ASSIST
    check.need(part is Part.ASSIST or before.lead is None, "part", "exactly one unit leads", "ONE_LEAD")
    check.settle()
    assert command.unit_id is not None  # settled above
    party = Party(id=new_id(), version=1, unit_id=command.unit_id, part=part, task=task, state=PARTY_INITIAL)
    if before.state is not State.DRAFT:
        party = clocks.called(party, before, turn)
    told = {"party": str(party.id), "unit": str(party.unit_id), "part": str(part),
            "whistle_version": before.version + 1}  # fmt: skip
    return of_whistle(before, Step.ADD_PARTY, turn, seat, kind="whistle.party_added", payload=told,
                      parties=(*before.parties, party), rests_on=(in_force([party.unit_id], turn.day),))  # fmt: skip


def close(before: Aggregate, command: commands.Close, turn: Turn) -> Change:
    """W7 销哨: every party is signed off or excused; what came of it, and what it cost."""
    seat = admit(Step.CLOSE, before, command.seen, turn)
    check = Check()
    conclusion = check.text("conclusion", command.conclusion, least=1)
    cost_note = check.text("cost_note", command.cost_note)
    check.settle()
    state, told = after(before.state, Step.CLOSE), {"parties": named(before)}
    return of_whistle(before, Step.CLOSE, turn, seat, kind="whistle.closed", payload=told, state=state,
                      conclusion=conclusion, cost_note=cost_note, ended_at=turn.now)  # fmt: skip


def note(before: Aggregate, command: commands.Note, turn: Turn) -> Change:
    """追加说明: words of anyone who sees it. It moves nothing and conflicts with nobody."""
    text = stated("text", command.text, least=1)
    units = {one.unit_id for one in before.parties}
    seats = turn.viewer.seats
    seat = next((one for one in seats if one.covers(before.area) and one.unit_id is None), None)
    seat = seat or next((one for one in seats if one.unit_id in units), None)
    told = {"incident": str(before.incident_id), "text": text}
    return changed(before, before, turn, seat, "whistle.noted", told)
