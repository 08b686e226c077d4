"""What the unit that leads does: sign for it, feed back."""

from __future__ import annotations

from server.incident import commands, decisions
from server.incident.actions.course import Done, take
from server.incident.clocks import Turn
from server.incident.lifecycle import Step
from server.incident.merging import brought_up
from server.incident.move import Move
from server.incident.snapshot import Snapshot
from server.viewer import Viewer


async def sign(viewer: Viewer, command: commands.Sign) -> Done:
    """签收 C11."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.sign(before, command, turn)

    return await take(viewer, "sign", command, decide)


async def feed_back(viewer: Viewer, command: commands.FeedBack) -> Done:
    """反馈 C17."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.feed_back(before, await brought_up(Step.FEED_BACK, command, before, viewer), turn)

    return await take(viewer, "feed_back", command, decide)
