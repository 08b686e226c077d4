"""What those do who judge a party's answer: sign off, send back, excuse, rule on an objection, urge."""

from __future__ import annotations

from server.incident.clocks import Turn
from server.viewer import Viewer
from server.whistle import decisions, orders
from server.whistle.actions.course import Done, take_party
from server.whistle.move import Move
from server.whistle.snapshot import Party, Snapshot


async def sign(viewer: Viewer, order: orders.Sign) -> Done:
    """签认 P6."""

    async def decide(before: Snapshot, party: Party, turn: Turn) -> Move:
        return decisions.sign(before, party, order, turn)

    return await take_party(viewer, "sign", order, decide)


async def send_back(viewer: Viewer, order: orders.SendBack) -> Done:
    """退回 P7."""

    async def decide(before: Snapshot, party: Party, turn: Turn) -> Move:
        return decisions.send_back(before, party, order, turn)

    return await take_party(viewer, "send_back", order, decide)


async def excuse(viewer: Viewer, order: orders.Excuse) -> Done:
    """免除 P8."""

    async def decide(before: Snapshot, party: Party, turn: Turn) -> Move:
        return decisions.excuse(before, party, order, turn)

    return await take_party(viewer, "excuse", order, decide)


async def decide(viewer: Viewer, order: orders.Decide) -> Done:
    """异议裁定 P2."""

    async def work(before: Snapshot, party: Party, turn: Turn) -> Move:
        return decisions.decide(before, party, order, turn)

    return await take_party(viewer, "decide", order, work)


async def urge(viewer: Viewer, order: orders.Urge) -> Done:
    """催办."""

    async def decide(before: Snapshot, party: Party, turn: Turn) -> Move:
        return decisions.urge(before, party, order, turn)

    return await take_party(viewer, "urge", order, decide)
