"""Decisions at the end of the road: send a checker or none, pass, fail, the reporter's word, open again, appeal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from server.core.viewer import Seat
from server.grid.incident import clocks, commands, sampling
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.change import KINDS, Change, make, recorded
from server.grid.incident.decisions.desk import instead_of
from server.grid.incident.decisions.unit import parted
from server.grid.incident.lifecycle import State, Step
from server.grid.incident.models import Channel, ClockKind, ClosureKind, Rating
from server.grid.incident.steps import admit, no_reopening
from server.ground.catalogue.models import Stage
from server.ground.worktime.limits import Limit
from server.process.deadlines import Turn
from server.process.validation import Check, stated

ASKS_RATING = frozenset({Channel.HOTLINE, Channel.RESIDENT})


def send_check(before: Aggregate, command: commands.SendCheck, turn: Turn, *, workers: Sequence[UUID]) -> Change:
    """C18 发核查: somebody looks who had no part in disposing of it; another one while the first has not been there.
    `workers` may be asked, the nearest first."""
    seat = admit(Step.SEND_CHECK, before, command.seen, turn)
    fitting = (one for one in workers if one not in before.disposers)
    asked = command.assignee_id or next((one for one in fitting if one != _checking(before)), None)
    check = Check()
    if asked in before.disposers:
        check.add("assignee_id", "who disposed of it does not check it", "CHECKER_IS_DISPOSER")
    else:
        check.need(asked in workers, "assignee_id", "choose a worker of this place")
    check.settle()
    told = {"assignee": str(asked)} | instead_of(before, workers)
    return make(before, Step.SEND_CHECK, turn, seat, changes={"assignee_id": asked}, payload=told)


def _checking(before: Aggregate) -> UUID | None:
    """Who was sent to check it already."""
    return before.assignee_id if before.state is State.CHECKING else None


def pass_(before: Aggregate, command: commands.Pass, turn: Turn) -> Change:
    """C19 核查通过: closed on the checker's finding. Who called is asked for a rating."""
    seat = admit(Step.PASS, before, command.seen, turn)
    note = stated("note", command.note)
    told = {"note": note, "asks_rating": before.channel in ASKS_RATING or None}
    return make(before, Step.PASS, turn, seat, changes={"closure_kind": ClosureKind.CHECKED}, payload=told)


def fail(before: Aggregate, command: commands.Fail, turn: Turn) -> Change:
    """C20 核查不过: back to the same unit or person, who signs again and has half the time."""
    seat = admit(Step.FAIL, before, command.seen, turn)
    reason = stated("reason", command.reason, least=1)
    count = before.rework_count + 1
    told = {"reason": reason, "reworks": count}
    changes: dict[str, object] = {"rework_count": count, "rating": None}  # the next result is rated anew
    if before.lead_unit_id is None and (answer := before.last_answer):
        changes["assignee_id"] = answer.by_id  # the checker stood there
    return make(before, Step.FAIL, turn, seat, changes=changes, payload=told, stage=Stage.SIGN)


def confirm(before: Aggregate, command: commands.Confirm, turn: Turn) -> Change:
    """C21 上报人确认: staff who reported it say that it is done, and nothing of how."""
    seat = admit(Step.CONFIRM, before, command.seen, turn)
    text = stated("text", command.text)
    changes = {"closure_kind": ClosureKind.REPORTER}
    return make(before, Step.CONFIRM, turn, seat, changes=changes, payload={"text": text})


def rate(before: Aggregate, command: commands.Rate, turn: Turn, *, floor: Limit) -> Change:
    """C21 评价: an outsider says how it was done, before it is closed or afterwards; a good word closes it.

    What does not satisfy is opened again as by `reopen`, with its `floor`; where it may not be any more, the word is
    kept and the desk goes on: it has it checked, or leaves it closed.
    """
    seat = admit(Step.RATE, before, command.seen, turn)
    check = Check()
    check.need(command.rating, "rating", "say how it was")
    text = check.text("text", command.text)
    check.settle()
    told: dict[str, Any] = {"rating": str(command.rating), "text": text}
    bad, changes = command.rating is Rating.DISSATISFIED, dict[str, Any](rating=command.rating)
    no = no_reopening(before, turn) if bad else None
    if bad and no is None:
        return _reopened(before, turn, seat, told, floor)
    if bad or before.state is State.CLOSED:
        told |= {"not_reopened": no}
        return recorded(before, Step.RATE, turn, seat, kind=KINDS[Step.RATE], changes=changes, payload=told)
    changes |= {"closure_kind": ClosureKind.REPORTER}
    return make(before, Step.RATE, turn, seat, changes=changes, payload=told)


def reopen(before: Aggregate, command: commands.Reopen, turn: Turn, *, floor: Limit) -> Change:
    """C22 重启: filed again with a new case clock; the first result stays in the log for the statistics.

    The limit is the one it had; what never was filed (settled on the spot) gets `floor`, the severity's own, and
    a number.
    """
    seat = admit(Step.REOPEN, before, command.seen, turn)
    reason = stated("reason", command.reason, least=1)
    return _reopened(before, turn, seat, {"reason": reason}, floor)


def _reopened(before: Aggregate, turn: Turn, seat: Seat | None, told: dict[str, Any], floor: Limit) -> Change:
    first = next((clock for clock in before.clocks if clock.kind is ClockKind.CASE), None)
    limit, source = (clocks.limit_of(first), first.source) if first else (floor, f"severity {before.severity}")
    count = before.reopen_count + 1
    told = told | {
        "reopenings": count,
        "closure_kind": str(before.closure_kind),
        "closed_late": before.closed_late,
        "rating_was": before.rating and str(before.rating),
    }
    changes = _anew(before, turn, count)
    case = clocks.case_clock(turn, limit, source, round=before.round + 1)
    return make(
        before,
        Step.REOPEN,
        turn,
        seat,
        changes=changes,
        payload=told,
        stage=Stage.DISPATCH,
        case=case,
        parties=parted(before, turn),
        wants_number=before.number is None,
    )


def _anew(before: Aggregate, turn: Turn, count: int) -> dict[str, object]:
    return {
        "reopen_count": count,
        "level": max(before.level, 1),
        "filed_at": before.filed_at or turn.now,
        "closed_at": None,
        "closed_late": None,
        "closure_kind": None,
        "rating": None,
        "lead_unit_id": None,
        "matter_id": None,
    }


def close_unchecked(before: Aggregate, command: commands.CloseUnchecked, turn: Turn) -> Change:
    """C25 免查结案: the class has its results sampled, and chance did not take this one; the draw is recorded."""
    seat = admit(Step.CLOSE_UNCHECKED, before, command.seen, turn)
    answer = before.last_answer
    assert answer is not None  # nobody is admitted to close what no unit answered
    note = stated("note", command.note)
    told = {
        "note": note,
        "seed": str(answer.id),
        "share": sampling.CHECKED,
        "asks_rating": before.channel in ASKS_RATING or None,
    }
    changes = {"closure_kind": ClosureKind.SAMPLED}
    return make(before, Step.CLOSE_UNCHECKED, turn, seat, changes=changes, payload=told)


def appeal(before: Aggregate, command: commands.Appeal, turn: Turn) -> Change:
    """C24 申诉: the reporter says once why it is a matter all the same; then it waits to be filed."""
    seat = admit(Step.APPEAL, before, command.seen, turn)
    text = stated("text", command.text, least=1)
    changes = {"closed_at": None, "closed_late": None, "level": max(before.level, 1), "appealed_at": turn.now}
    return make(before, Step.APPEAL, turn, seat, changes=changes, payload={"text": text}, stage=Stage.FILE)
