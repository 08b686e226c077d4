"""What is asked for and decided by another: to give back, more time, to suspend, to void; and going on afterwards."""

from __future__ import annotations

from server.catalogue.queries import catalogue
from server.incident import commands, decisions
from server.incident.actions.course import Done, take
from server.incident.clocks import Turn
from server.incident.move import Move
from server.incident.snapshot import Snapshot
from server.viewer import Viewer


async def give_back(viewer: Viewer, command: commands.GiveBack) -> Done:
    """退单 C12: asks for it."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        units = (await catalogue()).units
        proposed = units.get(command.proposed_unit_id) if command.proposed_unit_id else None
        return decisions.give_back(before, command, turn, proposed=proposed)

    return await take(viewer, "give_back", command, decide)


async def extend(viewer: Viewer, command: commands.Extend) -> Done:
    """延期: asks for it."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.extend(before, command, turn)

    return await take(viewer, "extend", command, decide)


async def suspend(viewer: Viewer, command: commands.Suspend) -> Done:
    """挂账 C15: asks for it."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.suspend(before, command, turn)

    return await take(viewer, "suspend", command, decide)


async def void(viewer: Viewer, command: commands.Void) -> Done:
    """作废 C23: asks for it."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.void(before, command, turn)

    return await take(viewer, "void", command, decide)


async def grant(viewer: Viewer, command: commands.Grant) -> Done:
    """同意, with all that follows from it."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.grant(before, command, turn)

    return await take(viewer, "grant", command, decide)


async def decline(viewer: Viewer, command: commands.Decline) -> Done:
    """不同意."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.decline(before, command, turn)

    return await take(viewer, "decline", command, decide)


async def withdraw(viewer: Viewer, command: commands.Withdraw) -> Done:
    """撤回 what one asked."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.withdraw(before, command, turn)

    return await take(viewer, "withdraw", command, decide)


async def resume(viewer: Viewer, command: commands.Resume) -> Done:
    """恢复 C16, earlier than planned."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.resume(before, command, turn)

    return await take(viewer, "resume", command, decide)
