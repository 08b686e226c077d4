"""交班 and 接班: one desk writes what it leaves, another person at the same desk confirms that they have read it."""

from __future__ import annotations

from server.core.errors import Conflict, Forbidden, Missing
from server.core.ids import new_id
from server.grid.handover.commands import LONGEST, Confirm, Write
from server.grid.handover.models import Handover
from server.grid.handover.policy import desk
from server.grid.handover.queries import HANDOVERS, in_hand
from server.process.change import Change, altered
from server.process.execute import Done, Inputs, Verbs, inputs
from server.process.noun import Noun
from server.process.validation import stated

__all__ = ["HANDOVER", "Confirm", "Done", "Write", "confirm", "write"]

HANDOVER: Noun[Handover] = Noun("handover", Handover, guards=("confirmed_at",), area=lambda one: one.area)
VERBS = Verbs(HANDOVER, inputs, HANDOVERS.load, prefix="handover.")


@VERBS.begins("write", told="handover")
async def write(command: Write, at: Inputs) -> Change[Handover]:
    """交班. Raises Missing for a desk that is not theirs, as for one that is not there."""
    seat = desk(at.viewer, command.area)
    if seat is None:
        raise Missing("there is no such desk, or it is not yours")
    note = stated("note", command.note, most=LONGEST)
    left = await in_hand(at.viewer, seat.area)
    after = Handover(id=new_id(), area=seat.area, note=note, open_count=left.open, late_count=left.late,
                     promised_count=left.promised, written_by_id=at.viewer.person_id, written_at=at.now)  # fmt: skip
    told = {"open": left.open, "late": left.late, "promised": left.promised}
    return Change(noun=HANDOVER, kind="handover.written", at=at.now, seat=seat, told=told, before=None, after=after)


@VERBS.verb("confirm", told="handover")
def confirm(handover: Handover, command: Confirm, at: Inputs) -> Change[Handover]:
    """接班. Raises Forbidden TWO_PERSON for who wrote it, Conflict when somebody was first."""
    seat = desk(at.viewer, handover.area)
    if seat is None:
        raise Forbidden("only the desk itself takes over")
    if handover.written_by_id == at.viewer.person_id:
        raise Forbidden("it takes another person to take over", code="TWO_PERSON")
    if handover.confirmed_at is not None:
        raise Conflict("this was taken over already", code="STEP_CLOSED")
    after = altered(handover, confirmed_by_id=at.viewer.person_id, confirmed_at=at.now)
    return Change(noun=HANDOVER, kind="handover.confirmed", at=at.now, seat=seat, told={}, before=handover, after=after)
