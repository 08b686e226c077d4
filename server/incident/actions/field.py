"""What people at the place do: report, settle on the spot, verify, check, say more."""

from __future__ import annotations

from tortoise.exceptions import IntegrityError

from server.catalogue.queries import catalogue
from server.errors import Conflict, Invalid
from server.event.models import Receipt
from server.incident import commands, decisions, facts, queries
from server.incident.actions.course import Done, operation, take
from server.incident.actions.writing import begin
from server.incident.clocks import Turn
from server.incident.lifecycle import Step
from server.incident.merging import brought_up
from server.incident.models import Incident
from server.incident.move import Move
from server.incident.snapshot import Snapshot
from server.viewer import Viewer


async def report(viewer: Viewer, command: commands.Report) -> Done:
    """上报. The incident's id is the phone's, the grid is the server's; one's own grid or another's."""
    asked = operation(viewer, "report", command)

    async def attempt() -> Receipt:
        known = await catalogue()
        klass = known.incident_class(command.class_code) if command.class_code else None
        spot = await facts.spot(viewer, command.place)
        after, move = decisions.report(command, await facts.turn(viewer), spot=spot, klass=klass)

        try:
            return await asked.settled(lambda: begin(viewer, after, move))
        except IntegrityError:  # the id or the number is there already
            await _refuse_known(viewer, after)
            raise

    receipt = await asked.once(attempt)
    return Done(receipt.subject_id, receipt)


async def _refuse_known(viewer: Viewer, new: Snapshot) -> None:
    """The incident's id, and its number elsewhere, are there once."""
    if await Incident.exists(id=new.id):
        current = await queries.one(viewer, new.id)
        if current is None:
            raise Invalid("this id is taken", field="id", code="ID_TAKEN")
        raise Conflict("this incident is there already", current=current)
    if new.external_no and await Incident.exists(external_no=new.external_no, channel=new.channel):
        raise Invalid("this number is there already", field="external_no", code="EXTERNAL_NO_TAKEN")


async def self_resolve(viewer: Viewer, command: commands.SelfResolve) -> Done:
    """自处理 C01."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.self_resolve(before, await brought_up(Step.SELF_RESOLVE, command, before, viewer), turn)

    return await take(viewer, "self_resolve", command, decide)


async def hand_up(viewer: Viewer, command: commands.HandUp) -> Done:
    """管不了: to the community."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.hand_up(before, command, turn)

    return await take(viewer, "hand_up", command, decide)


async def verify(viewer: Viewer, command: commands.Verify) -> Done:
    """核实 C04, or a finding for the desk."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.verify(before, await brought_up(Step.VERIFY, command, before, viewer), turn)

    return await take(viewer, "verify", command, decide)


async def check(viewer: Viewer, command: commands.Check) -> Done:
    """核查: a finding for the desk."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.check(before, await brought_up(Step.CHECK, command, before, viewer), turn)

    return await take(viewer, "check", command, decide)


async def note(viewer: Viewer, command: commands.Note) -> Done:
    """追加说明."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.note(before, command, turn)

    return await take(viewer, "note", command, decide)
