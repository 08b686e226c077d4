"""What sends an incident another way: into another, to another authority, to another unit, a level up."""

from __future__ import annotations

from server.errors import Missing
from server.incident import decisions, facts, orders
from server.incident.actions.course import Done, load, take
from server.incident.clocks import Turn
from server.incident.move import Move
from server.incident.snapshot import Snapshot
from server.viewer import Viewer


async def merge(viewer: Viewer, order: orders.Merge) -> Done:
    """并案 C06, into one that he sees as well."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.merge(before, order, turn, target=await _target(viewer, order))

    return await take(viewer, "merge", order, decide)


async def _target(viewer: Viewer, order: orders.Merge) -> Snapshot | None:
    """What it shall be merged into; None when it is not there, or not for him to know of."""
    if order.target_id is None:
        return None
    try:
        return await load(viewer, order.target_id)
    except Missing:
        return None


async def transfer_out(viewer: Viewer, order: orders.TransferOut) -> Done:
    """移送 C08."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.transfer_out(before, order, turn)

    return await take(viewer, "transfer_out", order, decide)


async def redispatch(viewer: Viewer, order: orders.Redispatch) -> Done:
    """改派 C13."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        units, listed = await facts.units_for(before, order)
        return decisions.redispatch(before, order, turn, units=units, candidates=listed)

    return await take(viewer, "redispatch", order, decide)


async def escalate(viewer: Viewer, order: orders.Escalate) -> Done:
    """提级 C14."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.escalate(before, order, turn)

    return await take(viewer, "escalate", order, decide)
