"""交班 and 接班: one desk writes what it leaves, another person at the same desk confirms that he has read it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from server import clock
from server.database import reader, transaction
from server.errors import Conflict, Forbidden, Invalid, Missing
from server.event import log, receipts
from server.event.models import Receipt
from server.handover.models import Handover
from server.handover.policy import desk, visible_to
from server.handover.queries import in_hand
from server.ids import new_id
from server.text import kept
from server.viewer import Viewer

LONGEST = 1000  # characters of a note


@dataclass(frozen=True, kw_only=True)
class Write:
    """To hand over at the desk of `area`; the numbers are the server's."""

    op_id: UUID
    area: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Confirm:
    """To take over what another left."""

    op_id: UUID
    id: UUID


@dataclass(frozen=True)
class Done:
    """Which handover, and the receipt that the operation took effect."""

    handover_id: UUID
    receipt: Receipt


async def write(viewer: Viewer, command: Write) -> Done:
    """交班. Raises Missing for a desk that is not his, as for one that is not there; Invalid for a note too long."""
    me, area = _me(viewer), command.area or ""
    seat = desk(viewer, area)
    if seat is None:
        raise Missing("there is no such desk, or it is not yours")
    sent = (command.note or "").strip()  # by which a repetition is known, however it is kept
    note = kept(sent)
    if len(note) > LONGEST:
        raise Invalid(f"at most {LONGEST} characters, not {len(note)}", field="note", code="TEXT_LONG")
    left = await in_hand(viewer, area)

    async def effect() -> UUID:
        handover = await Handover.create(
            id=new_id(),
            area=area,
            note=note,
            open_count=left.open,
            late_count=left.late,
            promised_count=left.promised,
            written_by_id=me,
            written_at=clock.now(),
        )
        told: dict[str, object] = {"open": left.open, "late": left.late, "promised": left.promised}
        await log.record("handover.written", subject_id=handover.id, area=area, viewer=viewer, seat=seat, payload=told,
                         first=True)  # fmt: skip
        return handover.id

    return await _once(me, command.op_id, receipts.digest("handover.write", {"area": area, "note": sent}), effect)


async def confirm(viewer: Viewer, command: Confirm) -> Done:
    """接班. Raises Missing for a stranger, Forbidden TWO_PERSON for who wrote it, Conflict when somebody was first."""
    me = _me(viewer)
    digest = receipts.digest("handover.confirm", {"id": str(command.id)})
    if earlier := await receipts.find(command.op_id, me, digest):
        return Done(earlier.subject_id, earlier)
    handover = await Handover.get_or_none(visible_to(viewer), id=command.id, using_db=reader())
    seat = desk(viewer, handover.area) if handover else None
    if handover is None:
        raise Missing("there is no such handover, or it is not yours to see")
    if seat is None:
        raise Forbidden("only the desk itself takes over")
    if handover.written_by_id == me:
        raise Forbidden("it takes another person to take over", code="TWO_PERSON")

    async def effect() -> UUID:
        open_still = Handover.filter(id=command.id, confirmed_at=None)
        if not await open_still.update(confirmed_by_id=me, confirmed_at=clock.now()):
            raise Conflict("this was taken over already", code="STEP_CLOSED")
        await log.record("handover.confirmed", subject_id=command.id, area=handover.area, viewer=viewer, seat=seat,
                         payload={})  # fmt: skip
        return command.id

    return await _once(me, command.op_id, digest, effect)


async def _once(me: UUID, op_id: UUID, digest: str, effect: Callable[[], Awaitable[UUID]]) -> Done:
    """One transaction: the receipt of the same operation, or its effect together with its receipt."""

    async def work() -> Receipt:
        if earlier := await receipts.find(op_id, me, digest):
            return earlier
        subject = await effect()
        return await receipts.keep(op_id, me, verb="handover", digest=digest, subject_id=subject)

    receipt = await transaction(work)
    return Done(receipt.subject_id, receipt)


def _me(viewer: Viewer) -> UUID:
    if viewer.person_id is None:
        raise Forbidden("sign in first")
    return viewer.person_id
