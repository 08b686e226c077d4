"""What a unit that is called does: answer, object, arrive, begin, finish, say what it thinks of the call."""

from __future__ import annotations

from server.catalogue.queries import catalogue
from server.database import reader
from server.incident.clocks import Turn
from server.incident.models import Incident
from server.viewer import Viewer
from server.whistle import decisions, orders
from server.whistle.actions.course import Done, take_party
from server.whistle.move import Move
from server.whistle.snapshot import Party, Snapshot


async def ack(viewer: Viewer, order: orders.Ack) -> Done:
    """应哨 P1."""

    async def decide(before: Snapshot, party: Party, turn: Turn) -> Move:
        return decisions.ack(before, party, order, turn)

    return await take_party(viewer, "ack", order, decide)


async def object_(viewer: Viewer, order: orders.Object) -> Done:
    """异议 P2."""

    async def decide(before: Snapshot, party: Party, turn: Turn) -> Move:
        matter = (await catalogue()).matters.get(order.matter_code or "")
        return decisions.object_(before, party, order, turn, matter=matter)

    return await take_party(viewer, "object", order, decide)


async def arrive(viewer: Viewer, order: orders.Arrive) -> Done:
    """报到 P3."""

    async def decide(before: Snapshot, party: Party, turn: Turn) -> Move:
        place = await Incident.get(id=before.incident_id, using_db=reader())
        return decisions.arrive(before, party, order, turn, place=(place.lat, place.lon))

    return await take_party(viewer, "arrive", order, decide)


async def start(viewer: Viewer, order: orders.Start) -> Done:
    """处置 P4."""

    async def decide(before: Snapshot, party: Party, turn: Turn) -> Move:
        return decisions.start(before, party, order, turn)

    return await take_party(viewer, "start", order, decide)


async def finish(viewer: Viewer, order: orders.Finish) -> Done:
    """报结 P5."""

    async def decide(before: Snapshot, party: Party, turn: Turn) -> Move:
        return decisions.finish(before, party, order, turn)

    return await take_party(viewer, "finish", order, decide)


async def score(viewer: Viewer, order: orders.Score) -> Done:
    """评吹哨."""

    async def decide(before: Snapshot, party: Party, turn: Turn) -> Move:
        return decisions.score(before, party, order, turn)

    return await take_party(viewer, "score", order, decide)
