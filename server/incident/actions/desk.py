"""What the desks do on the way to a unit: accept, send to verify, refuse, file, dispatch."""

from __future__ import annotations

from server.catalogue.policy import severity_under
from server.catalogue.queries import catalogue
from server.incident import commands, decisions, facts
from server.incident.actions.course import Done, take
from server.incident.clocks import Turn
from server.incident.move import Move
from server.incident.snapshot import Snapshot
from server.viewer import Viewer


async def accept(viewer: Viewer, command: commands.Accept) -> Done:
    """受理 C02."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        klass = (await catalogue()).incident_class(command.class_code or before.incident_class_id)
        return decisions.accept(before, command, turn, klass=klass)

    return await take(viewer, "accept", command, decide)


async def send_verify(viewer: Viewer, command: commands.SendVerify) -> Done:
    """发核实 C03."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        posts = await facts.workers(before.grid_id)
        return facts.asking(decisions.send_verify(before, command, turn, workers=list(posts)), posts)

    return await take(viewer, "send_verify", command, decide)


async def not_found(viewer: Viewer, command: commands.NotFound) -> Done:
    """核实不属实 C05."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.not_found(before, command, turn)

    return await take(viewer, "not_found", command, decide)


async def reject(viewer: Viewer, command: commands.Reject) -> Done:
    """不予受理 C07."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.reject(before, command, turn, taken_in_by=await facts.taken_in_by(before))

    return await take(viewer, "reject", command, decide)


async def file(viewer: Viewer, command: commands.File) -> Done:
    """立案 C09."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        known = await catalogue()
        offered = known.conditions_for(before.incident_class_id, before.grid_id)
        condition = next((one for one in offered if one.id == command.condition_id), None)
        severity = severity_under(before.severity, condition) if condition else before.severity
        filing = facts.filing(condition, severity, turn) if condition else None
        return decisions.file(before, command, turn, klass=known.classes[before.incident_class_id], filing=filing)

    return await take(viewer, "file", command, decide)


async def dispatch(viewer: Viewer, command: commands.Dispatch) -> Done:
    """派遣 C10."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        units, listed = await facts.units_for(before, command)
        return decisions.dispatch(before, command, turn, units=units, candidates=listed)

    return await take(viewer, "dispatch", command, decide)
