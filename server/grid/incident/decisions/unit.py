"""Decisions of whoever handles it, the unit that leads or whom the community chose: sign for it, feed back."""

from __future__ import annotations

from server.core.ids import new_id
from server.grid.incident import clocks, commands
from server.grid.incident.aggregate import Aggregate, ClockRow, DisposalRow, PartyRow
from server.grid.incident.change import Change, make
from server.grid.incident.clocks import LEAST_REWORK
from server.grid.incident.decisions.dispatch import parties_from
from server.grid.incident.decisions.field import prove
from server.grid.incident.lifecycle import Step
from server.grid.incident.models import ClockKind
from server.grid.incident.pictures import pictures
from server.grid.incident.steps import admit
from server.ground.catalogue.models import Stage
from server.ground.worktime import limits
from server.ground.worktime.limits import Limit
from server.ground.worktime.models import LimitKind
from server.process.deadlines import Turn
from server.process.elements import elements
from server.process.validation import Check


def sign(before: Aggregate, command: commands.Sign, turn: Turn) -> Change:
    """C11 签收: the unit has it. Its time is the case's limit; half of it for a rework."""
    seat = admit(Step.SIGN, before, command.seen, turn)
    case = before.running(ClockKind.CASE)
    limit = time_to_dispose(before, case, turn) if case else None
    return make(before, Step.SIGN, turn, seat, stage=Stage.DISPOSE, stage_limit=limit)


def time_to_dispose(before: Aggregate, case: ClockRow, turn: Turn) -> Limit:
    """The case's limit; half of it for a rework."""
    return half(clocks.limit_of(case), turn) if before.rework_count else clocks.limit_of(case)


def half(limit: Limit, turn: Turn) -> Limit:
    """Half a limit, at least an hour of its own time; half of days is counted in work minutes."""
    if limit.kind is LimitKind.WD:
        day = limits.unit_minutes(turn.now, turn.calendar)
        return Limit(LimitKind.WH, max(LEAST_REWORK, limit.amount * day // 2))
    return Limit(limit.kind, max(LEAST_REWORK, limit.amount // 2))


def parted(before: Aggregate, turn: Turn) -> tuple[PartyRow, ...]:
    """The rows when nobody has it any more: every assisting part is over, and the lead's is remembered as over."""
    known = {party.unit_id: party for party in before.parties}
    rows = {row.unit_id: row for row in parties_from(before, frozenset(), turn)}
    if lead := before.lead_unit_id:
        old = known.get(lead)
        since = old.since if old else turn.now
        rows[lead] = PartyRow(id=old.id if old else new_id(), unit_id=lead, since=since, until=turn.now)
    return tuple(rows.values())


def feed_back(before: Aggregate, command: commands.FeedBack, turn: Turn) -> Change:
    """C17 反馈 in its four elements: when taken up, with whom spoken, what was done, done or promised for which day."""
    seat = admit(Step.FEED_BACK, before, command.seen, turn)
    by = turn.viewer.person_id
    assert by is not None  # nobody is admitted who is not signed in
    check = Check()
    answer = elements(check, command, turn.now)
    outcome = check.given("outcome", command.outcome, "say how it ended")
    photos = pictures(check, command.photos, before.photos, by, turn.now)
    prove(check, before, command.photos, photos)
    check.settle()
    disposal = DisposalRow(
        id=new_id(),
        round=before.round,
        unit_id=before.lead_unit_id,
        by_id=by,
        at=turn.now,
        outcome=outcome,
        **answer,
    )
    told = {"outcome": str(outcome), "measures": disposal.measures, "photos": [photo.sha256 for photo in photos]}
    return make(
        before, Step.FEED_BACK, turn, seat, payload=told, stage=Stage.CHECK, disposals=(disposal,), photos=photos
    )
