"""Decisions of those who look over others' shoulders: 督办, its answer, and the audit of what was settled on the spot.

None of them moves the incident or its version: what a unit is just sending must not be refused because somebody asked
how it is going.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from server.core.errors import Conflict, Forbidden
from server.core.ids import new_id
from server.core.moments import ANSWERED
from server.core.viewer import Seat
from server.grid.incident import commands, sampling
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.change import KINDS, Change, noted
from server.grid.incident.lifecycle import Step
from server.grid.incident.oversight import SpotCheckRow, SpotVerdict, SupervisionRow
from server.grid.incident.steps import admit, answers
from server.ground.worktime import limits
from server.ground.worktime.limits import Limit
from server.ground.worktime.models import LimitKind
from server.process.deadlines import Turn
from server.process.validation import Check

UPON = ("version",)  # what the supervisor saw
USUAL = Limit(LimitKind.WD, 1)  # for an answer, when the supervisor names no moment


def supervise(before: Aggregate, command: commands.Supervise, turn: Turn) -> Change:
    """督办: an opinion that is to be answered by a moment, by the lead or by another unit that takes part."""
    seat = admit(Step.SUPERVISE, before, command.seen, turn)
    check = Check()
    opinion = check.text("opinion", command.opinion, least=1)
    reply_by = check.moment(command.reply_by, limits.due(turn.now, USUAL, turn.calendar))
    check.within("reply_by", reply_by, ANSWERED, turn.now)
    unit = command.unit_id or before.lead_unit_id
    taking_part = {before.lead_unit_id, *(party.unit_id for party in before.parties)}
    check.need(unit in taking_part, "unit_id", "this unit takes no part in it")
    check.settle()
    row = SupervisionRow(
        id=new_id(),
        whistle_id=command.whistle_id,
        unit_id=unit,
        by_id=turn.viewer.person_id,
        at=turn.now,
        opinion=opinion,
        reply_by=reply_by,
    )
    told = {"supervision": str(row.id), "unit": unit and str(unit), "reply_by": reply_by.isoformat()}
    return _recorded(before, Step.SUPERVISE, turn, seat, told, guards=UPON, supervisions=(row,))


def answer_supervision(before: Aggregate, command: commands.AnswerSupervision, turn: Turn) -> Change:
    """督办回复: the answer of the unit, or of the desk, that was asked. Each is answered once."""
    asked = next((one for one in before.supervisions if one.id == command.supervision_id), None)
    if asked is not None and asked.answered_at is not None:
        raise Conflict("this supervision was answered already", code="STEP_CLOSED")
    seat = admit(Step.ANSWER_SUPERVISION, before, command.seen, turn)
    if asked is not None:
        seat = answers(before, asked, turn)
        if seat is None:
            raise Forbidden("another unit was asked")
    check = Check()
    asked = check.given("supervision_id", asked, "say which supervision this answers")
    text = check.text("text", command.text, least=1)
    check.settle()
    row = replace(asked, answer=text, answered_by_id=turn.viewer.person_id, answered_at=turn.now)
    told = {"supervision": str(row.id), "late": turn.now > row.reply_by or None}
    return _recorded(before, Step.ANSWER_SUPERVISION, turn, seat, told, supervisions=(row,))


def spot_check(before: Aggregate, command: commands.SpotCheck, turn: Turn) -> Change:
    """抽查: whether it was settled on the spot. INVALID takes away that it counts, and asks nothing of anybody."""
    seat = admit(Step.SPOT_CHECK, before, command.seen, turn)
    drawn = before.pending_check
    assert drawn is not None  # admitted above
    check = Check()
    check.need(command.verdict, "verdict", "say whether it was settled")
    text = check.text("text", command.text, least=1 if command.verdict is SpotVerdict.INVALID else 0)
    check.settle()
    row = replace(drawn, verdict=command.verdict, text=text, by_id=turn.viewer.person_id, at=turn.now)
    told = {"verdict": str(command.verdict)}
    return _recorded(before, Step.SPOT_CHECK, turn, seat, told, guards=UPON, spot_checks=(row,))


def drawn_for(before: Aggregate, turn: Turn) -> tuple[dict[str, Any], tuple[SpotCheckRow, ...]]:
    """The draw at a closing on the spot: what is recorded of it, and the check if chance wants one."""
    seed, by = sampling.fresh_seed(), turn.viewer.person_id
    drawn = sampling.drawn(seed, before.id) and not before.spot_checks
    told = {"seed": seed, "share": sampling.SHARE, "drawn": drawn}
    return told, (_check(seed, turn, by),) if drawn else ()


def _check(seed: str, turn: Turn, by: UUID | None) -> SpotCheckRow:
    return SpotCheckRow(id=new_id(), seed=seed, share=sampling.SHARE, drawn_at=turn.now, resolved_by_id=by)


def _recorded(
    before: Aggregate, step: Step, turn: Turn, seat: Seat | None, told: dict[str, Any], **rows: Any
) -> Change:
    """What changes nothing of the incident but when it last changed."""
    told = {"step": str(step)} | {key: value for key, value in told.items() if value is not None}
    return noted(before, KINDS[step], turn.now, seat, told, **rows)
