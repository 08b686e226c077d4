"""What those do who judge a party's answer: sign off, send back, excuse, rule on an objection, urge."""

from __future__ import annotations

from server.incident.clocks import Turn
from server.viewer import Viewer
from server.whistle import commands, decisions
from server.whistle.actions.course import Done, take_party
from server.whistle.move import Move
from server.whistle.snapshot import Party, Snapshot


async def sign(viewer: Viewer, command: commands.Sign) -> Done:
    """签认 P6."""

    async def decide(before: Snapshot, party: Party, turn: Turn) -> Move:
        return decisions.sign(before, party, command, turn)

    return await take_party(viewer, "sign", command, decide)


async def send_back(viewer: Viewer, command: commands.SendBack) -> Done:
    """退回 P7."""

    async def decide(before: Snapshot, party: Party, turn: Turn) -> Move:
        return decisions.send_back(before, party, command, turn)

    return await take_party(viewer, "send_back", command, decide)


async def excuse(viewer: Viewer, command: commands.Excuse) -> Done:
    """免除 P8."""

    async def decide(before: Snapshot, party: Party, turn: Turn) -> Move:
        return decisions.excuse(before, party, command, turn)

    return await take_party(viewer, "excuse", command, decide)


async def decide(viewer: Viewer, command: commands.Decide) -> Done:
    """异议裁定 P2."""

    async def work(before: Snapshot, party: Party, turn: Turn) -> Move:
        return decisions.decide(before, party, command, turn)

    return await take_party(viewer, "decide", command, work)


async def urge(viewer: Viewer, command: commands.Urge) -> Done:
    """催办."""

    async def decide(before: Snapshot, party: Party, turn: Turn) -> Move:
        return decisions.urge(before, party, command, turn)

    return await take_party(viewer, "urge", command, decide)
