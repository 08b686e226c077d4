"""What the unit that leads does: sign for it, feed back."""

from __future__ import annotations

from server.incident import decisions, orders
from server.incident.actions.course import Done, take
from server.incident.clocks import Turn
from server.incident.lifecycle import Step
from server.incident.merging import brought_up
from server.incident.move import Move
from server.incident.snapshot import Snapshot
from server.viewer import Viewer


async def sign(viewer: Viewer, order: orders.Sign) -> Done:
    """签收 C11."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.sign(before, order, turn)

    return await take(viewer, "sign", order, decide)


async def feed_back(viewer: Viewer, order: orders.FeedBack) -> Done:
    """反馈 C17."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.feed_back(before, await brought_up(Step.FEED_BACK, order, before, viewer), turn)

    return await take(viewer, "feed_back", order, decide)
