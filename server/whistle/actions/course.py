"""The course that every verb takes: an earlier receipt, the whistle as it is, the decision, one transaction.

Decision: what a person acted on is the version of the whistle or of the one party (`seen`), so that units do not get
into each other's way; what a write stands on is the revision of the whole, since one party's act may conclude what all
did. Who is overtaken between reading and writing decides anew, and only then learns whether it concerns him. The same
goes for who was refused over a whistle that changed while its rows were read.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from server.errors import Conflict, Refusal
from server.event.models import Receipt
from server.event.operations import Operation
from server.event.resting import Stale, anew
from server.incident import facts
from server.incident.clocks import Turn
from server.viewer import Viewer
from server.whistle import queries
from server.whistle.actions.writing import change
from server.whistle.commands import Command, PartyCommand, body
from server.whistle.move import Move
from server.whistle.snapshot import Party, Snapshot

Decide = Callable[[Snapshot, Turn], Awaitable[Move]]
DecideParty = Callable[[Snapshot, Party, Turn], Awaitable[Move]]
ATTEMPTS = 12  # of as many units at once


@dataclass(frozen=True)
class Done:
    """What a verb answers: which whistle, and the receipt that the operation took effect."""

    whistle_id: UUID
    receipt: Receipt


async def take(viewer: Viewer, verb: str, command: Command, decide: Decide) -> Done:
    """Carry out a command on a whistle. Raises Missing for a stranger, as for nothing; Conflict brings what is now."""
    operation = Operation.of(viewer, command.op_id, f"whistle_{verb}", body(command), command.id, command.sent)
    return await _carried_out(viewer, command, operation, decide)


async def take_party(viewer: Viewer, verb: str, command: PartyCommand, decide: DecideParty) -> Done:
    """The same for a command on one party."""

    async def work(before: Snapshot, turn: Turn) -> Move:
        return await decide(before, before.party(command.id), turn)

    operation = Operation.of(viewer, command.op_id, f"whistle_{verb}", body(command), command.id, command.sent)
    return await _carried_out(viewer, command, operation, work)


async def _carried_out(viewer: Viewer, command: Command, operation: Operation, decide: Decide) -> Done:
    found: list[Snapshot] = []

    async def attempt() -> Receipt:
        before = await _load(viewer, command)
        found[:] = [before]
        try:
            move = await decide(before, await facts.turn(viewer))
            return await operation.settled(lambda: change(viewer, move))
        except Refusal:
            if (await _load(viewer, command)).revision == before.revision:
                raise
            raise Stale from None

    try:
        receipt = await operation.once(lambda: anew(attempt, ATTEMPTS))
    except Conflict as conflict:
        conflict.current = await _current(viewer, command)
        raise
    whistle = found[0] if found else await _load(viewer, command)
    return Done(whistle.id, receipt)


async def _load(viewer: Viewer, command: Command) -> Snapshot:
    if isinstance(command, PartyCommand):
        return await queries.load_of_party(viewer, command.id)
    return await queries.load(viewer, command.id)


async def _current(viewer: Viewer, command: Command) -> Snapshot | None:
    try:
        return await _load(viewer, command)
    except Refusal:
        return None
