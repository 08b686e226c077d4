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
from server.whistle import commands, decisions, queries
from server.whistle.actions.course import Done, take
from server.whistle.actions.writing import begin
from server.whistle.models import Whistle
from server.whistle.move import Move
from server.whistle.snapshot import Snapshot


async def draft(viewer: Viewer, command: commands.Draft) -> Done:
    """拟哨. The whistle's id is made by the one who drafts it."""
    operation = Operation.of(viewer, command.op_id, "whistle_draft", commands.body(command), command.id)

    async def attempt() -> Receipt:
        known, incident = await catalogue(), await _incident(viewer, command.incident_id)
        matter = known.cited(command.matter_code)
        units = await _units(incident.grid_id)
        move = decisions.draft(command, await facts.turn(viewer), incident=incident, matter=matter, units=units)
        try:
            return await operation.settled(lambda: begin(viewer, move))
        except IntegrityError:  # the id is there already
            await _refuse_known(viewer, command.id)
            raise

    return Done(command.id, await operation.once(lambda: anew(attempt)))


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


async def revise(viewer: Viewer, command: commands.Revise) -> Done:
    """改拟, before it is submitted."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        matter = (await catalogue()).cited(command.matter_code)
        case, units = await _incident(viewer, before.incident_id), await _units(before.area)
        return decisions.revise(before, command, turn, case=case, matter=matter, units=units)

    return await take(viewer, "revise", command, decide)


async def submit(viewer: Viewer, command: commands.Submit) -> Done:
    """提请 W1; an emergency's is blown at once."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        case, units = await _incident(viewer, before.incident_id), await _units(before.area)
        return decisions.submit(before, command, turn, case=case, units=units)

    return await take(viewer, "submit", command, decide)


async def approve(viewer: Viewer, command: commands.Approve) -> Done:
    """审批吹哨 W2."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        case, units = await _incident(viewer, before.incident_id), await _units(before.area)
        return decisions.approve(before, command, turn, case=case, units=units)

    return await take(viewer, "approve", command, decide)


async def decline(viewer: Viewer, command: commands.Decline) -> Done:
    """退回 W3."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.decline(before, command, turn)

    return await take(viewer, "decline", command, decide)


async def review(viewer: Viewer, command: commands.Review) -> Done:
    """补审."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.review(before, command, turn)

    return await take(viewer, "review", command, decide)


async def add_party(viewer: Viewer, command: commands.AddParty) -> Done:
    """增加单位."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.add_party(before, command, turn, units=await _units(before.area))

    return await take(viewer, "add_party", command, decide)


async def cancel(viewer: Viewer, command: commands.Cancel) -> Done:
    """撤哨 W6."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.cancel(before, command, turn)

    return await take(viewer, "cancel", command, decide)


async def close(viewer: Viewer, command: commands.Close) -> Done:
    """销哨 W7."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.close(before, command, turn)

    return await take(viewer, "close", command, decide)


async def note(viewer: Viewer, command: commands.Note) -> Done:
    """追加说明."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.note(before, command, turn)

    return await take(viewer, "note", command, decide)
