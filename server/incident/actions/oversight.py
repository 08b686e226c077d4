"""What supervisors ask and are answered, and the verdict upon what was settled on the spot."""

from __future__ import annotations

from server.incident import commands, decisions
from server.incident.actions.course import Done, take
from server.incident.clocks import Turn
from server.incident.move import Move
from server.incident.snapshot import Snapshot
from server.viewer import Viewer


async def supervise(viewer: Viewer, command: commands.Supervise) -> Done:
    """督办."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.supervise(before, command, turn)

    return await take(viewer, "supervise", command, decide)


async def answer_supervision(viewer: Viewer, command: commands.AnswerSupervision) -> Done:
    """督办回复."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.answer_supervision(before, command, turn)

    return await take(viewer, "answer_supervision", command, decide)


async def spot_check(viewer: Viewer, command: commands.SpotCheck) -> Done:
    """抽查."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.spot_check(before, command, turn)

    return await take(viewer, "spot_check", command, decide)
