"""What a community does with what it filed: call the street, assign, take it on itself."""

from __future__ import annotations

from dataclasses import replace

from server.catalogue.queries import catalogue
from server.incident import commands, decisions, facts
from server.incident.actions.course import Done, take
from server.incident.clocks import Turn
from server.incident.move import Move
from server.incident.snapshot import Snapshot
from server.viewer import Viewer


async def call_street(viewer: Viewer, command: commands.CallStreet) -> Done:
    """呼叫街道 C26."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.call_street(before, command, turn)

    return await take(viewer, "call_street", command, decide)


async def assign(viewer: Viewer, command: commands.Assign) -> Done:
    """交办 C27."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        posts, firms = await facts.hands(before, viewer)
        known = await catalogue()
        listed = known.candidates(before.incident_class_id, before.grid_id, (before.lat, before.lon))
        move = decisions.assign(before, command, turn, people=posts, firms=firms, candidates=listed)
        return (
            replace(move, rests_on=(facts.resting(posts[command.person_id]),)) if command.person_id in posts else move
        )

    return await take(viewer, "assign", command, decide)


async def assign_self(viewer: Viewer, command: commands.AssignSelf) -> Done:
    """自办 C28."""

    async def decide(before: Snapshot, turn: Turn) -> Move:
        return decisions.assign_self(before, command, turn)

    return await take(viewer, "assign_self", command, decide)
