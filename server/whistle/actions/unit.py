"""What a unit that is called does: answer, object, arrive, begin, finish, say what it thinks of the call."""

from __future__ import annotations

from server.catalogue.queries import catalogue
from server.database import reader
from server.incident.clocks import Turn
from server.incident.models import Incident
from server.viewer import Viewer
from server.whistle import commands, decisions
from server.whistle.actions.course import Done, take_party
from server.whistle.move import Move
from server.whistle.snapshot import Party, Snapshot


async def ack(viewer: Viewer, command: commands.Ack) -> Done:
    """应哨 P1."""

    async def decide(before: Snapshot, party: Party, turn: Turn) -> Move:
        return decisions.ack(before, party, command, turn)

    return await take_party(viewer, "ack", command, decide)


async def object_(viewer: Viewer, command: commands.Object) -> Done:
    """异议 P2."""

    async def decide(before: Snapshot, party: Party, turn: Turn) -> Move:
        matter = (await catalogue()).cited(command.matter_code)
        return decisions.object_(before, party, command, turn, matter=matter)

    return await take_party(viewer, "object", command, decide)


async def arrive(viewer: Viewer, command: commands.Arrive) -> Done:
    """报到 P3."""

    async def decide(before: Snapshot, party: Party, turn: Turn) -> Move:
        place = await Incident.get(id=before.incident_id, using_db=reader())
        return decisions.arrive(before, party, command, turn, place=(place.lat, place.lon))

    return await take_party(viewer, "arrive", command, decide)


async def start(viewer: Viewer, command: commands.Start) -> Done:
    """处置 P4."""

    async def decide(before: Snapshot, party: Party, turn: Turn) -> Move:
        return decisions.start(before, party, command, turn)

    return await take_party(viewer, "start", command, decide)


async def finish(viewer: Viewer, command: commands.Finish) -> Done:
    """报结 P5."""

    async def decide(before: Snapshot, party: Party, turn: Turn) -> Move:
        return decisions.finish(before, party, command, turn)

    return await take_party(viewer, "finish", command, decide)


async def score(viewer: Viewer, command: commands.Score) -> Done:
    """评吹哨."""

    async def decide(before: Snapshot, party: Party, turn: Turn) -> Move:
        return decisions.score(before, party, command, turn)

    return await take_party(viewer, "score", command, decide)
