"""What ends an incident, or opens it again: send a checker, pass, fail, the reporter's word, reopen, appeal."""

from __future__ import annotations

from server.incident import commands, decisions, facts
from server.incident.actions.course import Done, take
from server.incident.clocks import Turn
from server.incident.move import Move
from server.incident.snapshot import Snapshot
from server.viewer import Viewer


async def send_check(viewer: Viewer, command: commands.SendCheck) -> Done:
    """发核查 C18."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        posts = await facts.workers(before.grid_id, but=before.disposers)
        return facts.asking(decisions.send_check(before, command, turn, workers=list(posts)), posts)

    return await take(viewer, "send_check", command, decide)


async def pass_(viewer: Viewer, command: commands.Pass) -> Done:
    """核查通过 C19."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.pass_(before, command, turn)

    return await take(viewer, "pass", command, decide)


async def fail(viewer: Viewer, command: commands.Fail) -> Done:
    """核查不过 C20."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.fail(before, command, turn)

    return await take(viewer, "fail", command, decide)


async def confirm(viewer: Viewer, command: commands.Confirm) -> Done:
    """上报人确认 C21."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.confirm(before, command, turn)

    return await take(viewer, "confirm", command, decide)


async def rate(viewer: Viewer, command: commands.Rate) -> Done:
    """评价 C21."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.rate(before, command, turn, floor=facts.floor(before.severity))

    return await take(viewer, "rate", command, decide)


async def reopen(viewer: Viewer, command: commands.Reopen) -> Done:
    """重启 C22."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.reopen(before, command, turn, floor=facts.floor(before.severity))

    return await take(viewer, "reopen", command, decide)


async def close_unchecked(viewer: Viewer, command: commands.CloseUnchecked) -> Done:
    """免查结案 C25."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.close_unchecked(before, command, turn)

    return await take(viewer, "close_unchecked", command, decide)


async def appeal(viewer: Viewer, command: commands.Appeal) -> Done:
    """申诉 C24."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.appeal(before, command, turn)

    return await take(viewer, "appeal", command, decide)
