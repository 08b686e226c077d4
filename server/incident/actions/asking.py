"""What is asked for and decided by another: to give back, more time, to suspend, to void; and going on afterwards."""

from __future__ import annotations

from server.catalogue.queries import catalogue
from server.incident import decisions, orders
from server.incident.actions.course import Done, take
from server.incident.clocks import Turn
from server.incident.move import Move
from server.incident.snapshot import Snapshot
from server.viewer import Viewer


async def give_back(viewer: Viewer, order: orders.GiveBack) -> Done:
    """退单 C12: asks for it."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        units = (await catalogue()).units
        proposed = units.get(order.proposed_unit_id) if order.proposed_unit_id else None
        return decisions.give_back(before, order, turn, proposed=proposed)

    return await take(viewer, "give_back", order, decide)


async def extend(viewer: Viewer, order: orders.Extend) -> Done:
    """延期: asks for it."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.extend(before, order, turn)

    return await take(viewer, "extend", order, decide)


async def suspend(viewer: Viewer, order: orders.Suspend) -> Done:
    """挂账 C15: asks for it."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.suspend(before, order, turn)

    return await take(viewer, "suspend", order, decide)


async def void(viewer: Viewer, order: orders.Void) -> Done:
    """作废 C23: asks for it."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.void(before, order, turn)

    return await take(viewer, "void", order, decide)


async def grant(viewer: Viewer, order: orders.Grant) -> Done:
    """同意, with all that follows from it."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.grant(before, order, turn)

    return await take(viewer, "grant", order, decide)


async def decline(viewer: Viewer, order: orders.Decline) -> Done:
    """不同意."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.decline(before, order, turn)

    return await take(viewer, "decline", order, decide)


async def withdraw(viewer: Viewer, order: orders.Withdraw) -> Done:
    """撤回 what one asked."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.withdraw(before, order, turn)

    return await take(viewer, "withdraw", order, decide)


async def resume(viewer: Viewer, order: orders.Resume) -> Done:
    """恢复 C16, earlier than planned."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.resume(before, order, turn)

    return await take(viewer, "resume", order, decide)
