"""What ends an incident, or opens it again: send a checker, pass, fail, the reporter's word, reopen, appeal."""

from __future__ import annotations

from server.incident import decisions, facts, orders
from server.incident.actions.course import Done, take
from server.incident.clocks import Turn
from server.incident.move import Move
from server.incident.snapshot import Snapshot
from server.viewer import Viewer


async def send_check(viewer: Viewer, order: orders.SendCheck) -> Done:
    """发核查 C18."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        posts = await facts.workers(before.grid_id, but=before.disposers)
        return facts.asking(decisions.send_check(before, order, turn, workers=list(posts)), posts)

    return await take(viewer, "send_check", order, decide)


async def pass_(viewer: Viewer, order: orders.Pass) -> Done:
    """核查通过 C19."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.pass_(before, order, turn)

    return await take(viewer, "pass", order, decide)


async def fail(viewer: Viewer, order: orders.Fail) -> Done:
    """核查不过 C20."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.fail(before, order, turn)

    return await take(viewer, "fail", order, decide)


async def confirm(viewer: Viewer, order: orders.Confirm) -> Done:
    """上报人确认 C21."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.confirm(before, order, turn)

    return await take(viewer, "confirm", order, decide)


async def rate(viewer: Viewer, order: orders.Rate) -> Done:
    """评价 C21."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.rate(before, order, turn, floor=facts.floor(before.severity))

    return await take(viewer, "rate", order, decide)


async def reopen(viewer: Viewer, order: orders.Reopen) -> Done:
    """重启 C22."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.reopen(before, order, turn, floor=facts.floor(before.severity))

    return await take(viewer, "reopen", order, decide)


async def close_unchecked(viewer: Viewer, order: orders.CloseUnchecked) -> Done:
    """免查结案 C25."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.close_unchecked(before, order, turn)

    return await take(viewer, "close_unchecked", order, decide)


async def appeal(viewer: Viewer, order: orders.Appeal) -> Done:
    """申诉 C24."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.appeal(before, order, turn)

    return await take(viewer, "appeal", order, decide)
