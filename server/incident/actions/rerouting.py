"""What sends an incident another way: into another, to another authority, to another unit, a level up."""

from __future__ import annotations

from server.errors import Missing
from server.incident import commands, decisions, facts
from server.incident.actions.course import Done, load, take
from server.incident.clocks import Turn
from server.incident.move import Move
from server.incident.snapshot import Snapshot
from server.viewer import Viewer


async def merge(viewer: Viewer, command: commands.Merge) -> Done:
    """并案 C06, into one that he sees as well."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.merge(before, command, turn, target=await _target(viewer, command))

    return await take(viewer, "merge", command, decide)


async def _target(viewer: Viewer, command: commands.Merge) -> Snapshot | None:
    """What it shall be merged into; None when it is not there, or not for him to know of."""
    if command.target_id is None:
        return None
    try:
        return await load(viewer, command.target_id)
    except Missing:
        return None


async def transfer_out(viewer: Viewer, command: commands.TransferOut) -> Done:
    """移送 C08."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.transfer_out(before, command, turn)

    return await take(viewer, "transfer_out", command, decide)


async def redispatch(viewer: Viewer, command: commands.Redispatch) -> Done:
    """改派 C13."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        units, listed = await facts.units_for(before, command)
        return decisions.redispatch(before, command, turn, units=units, candidates=listed)

    return await take(viewer, "redispatch", command, decide)


async def escalate(viewer: Viewer, command: commands.Escalate) -> Done:
    """提级 C14."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.escalate(before, command, turn)

    return await take(viewer, "escalate", command, decide)
