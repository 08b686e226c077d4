"""What the street does with a whistle: draft, revise, submit, approve, decline, review, call more, cancel, close."""

from __future__ import annotations

from uuid import UUID

from tortoise.exceptions import IntegrityError

from server.catalogue.models import Unit
from server.catalogue.queries import catalogue
from server.database import reader
from server.errors import Conflict, Invalid, Missing, Refusal
from server.event.models import Receipt
from server.event.operations import Operation
from server.event.resting import anew
from server.incident import facts, policy
from server.incident.clocks import Turn
from server.incident.models import Incident
from server.viewer import Viewer
from server.whistle import decisions, orders, queries
from server.whistle.actions.course import Done, take
from server.whistle.actions.writing import begin
from server.whistle.models import Whistle
from server.whistle.move import Move
from server.whistle.snapshot import Snapshot


async def draft(viewer: Viewer, order: orders.Draft) -> Done:
    """拟哨. The whistle's id is made by the one who drafts it."""
    operation = Operation.of(viewer, order.op_id, "whistle_draft", orders.body(order), order.id)

    async def attempt() -> Receipt:
        known, incident = await catalogue(), await _incident(viewer, order.incident_id)
        matter = known.matters.get(order.matter_code or "")
        units = await _units(incident.grid_id)
        move = decisions.draft(order, await facts.turn(viewer), incident=incident, matter=matter, units=units)
        try:
            return await operation.settled(lambda: begin(viewer, move))
        except IntegrityError:  # the id is there already
            await _refuse_known(viewer, order.id)
            raise

    return Done(order.id, await operation.once(lambda: anew(attempt)))


async def _incident(viewer: Viewer, incident_id: UUID | None) -> Incident:
    found = await Incident.filter(policy.visible_to(viewer), id=incident_id or UUID(int=0)).using_db(reader()).first()
    if found is None:
        raise Missing("there is no such incident, or it is not yours to see")
    return found


async def _units(area: str) -> dict[UUID, Unit]:
    """The units in force of the district of an area."""
    return {unit.id: unit for unit in (await catalogue()).units_in_force() if unit.area_id.startswith(area[:6])}


async def _refuse_known(viewer: Viewer, whistle_id: UUID) -> None:
    if await Whistle.exists(id=whistle_id):
        try:
            current = await queries.load(viewer, whistle_id)
        except Refusal:
            raise Invalid("this id is taken", field="id", code="ID_TAKEN") from None
        raise Conflict("this whistle is there already", current=current)


async def revise(viewer: Viewer, order: orders.Revise) -> Done:
    """改拟, before it is submitted."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        matter = (await catalogue()).matters.get(order.matter_code or "")
        case, units = await _incident(viewer, before.incident_id), await _units(before.area)
        return decisions.revise(before, order, turn, case=case, matter=matter, units=units)

    return await take(viewer, "revise", order, decide)


async def submit(viewer: Viewer, order: orders.Submit) -> Done:
    """提请 W1; an emergency's is blown at once."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        case, units = await _incident(viewer, before.incident_id), await _units(before.area)
        return decisions.submit(before, order, turn, case=case, units=units)

    return await take(viewer, "submit", order, decide)


async def approve(viewer: Viewer, order: orders.Approve) -> Done:
    """审批吹哨 W2."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        case, units = await _incident(viewer, before.incident_id), await _units(before.area)
        return decisions.approve(before, order, turn, case=case, units=units)

    return await take(viewer, "approve", order, decide)


async def decline(viewer: Viewer, order: orders.Decline) -> Done:
    """退回 W3."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.decline(before, order, turn)

    return await take(viewer, "decline", order, decide)


async def review(viewer: Viewer, order: orders.Review) -> Done:
    """补审."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.review(before, order, turn)

    return await take(viewer, "review", order, decide)


async def add_party(viewer: Viewer, order: orders.AddParty) -> Done:
    """增加单位."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.add_party(before, order, turn, units=await _units(before.area))

    return await take(viewer, "add_party", order, decide)


async def cancel(viewer: Viewer, order: orders.Cancel) -> Done:
    """撤哨 W6."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.cancel(before, order, turn)

    return await take(viewer, "cancel", order, decide)


async def close(viewer: Viewer, order: orders.Close) -> Done:
    """销哨 W7."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.close(before, order, turn)

    return await take(viewer, "close", order, decide)


async def note(viewer: Viewer, order: orders.Note) -> Done:
    """追加说明."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.note(before, order, turn)

    return await take(viewer, "note", order, decide)
