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
from server.whistle.move import Move
from server.whistle.orders import Order, PartyOrder, body
from server.whistle.snapshot import Party, Snapshot

Decide = Callable[[Snapshot, Turn], Awaitable[Move]]
DecideParty = Callable[[Snapshot, Party, Turn], Awaitable[Move]]
ATTEMPTS = 12  # of as many units at once


@dataclass(frozen=True)
class Done:
    """What a verb answers: which whistle, and the receipt that the operation took effect."""

    whistle_id: UUID
    receipt: Receipt


async def take(viewer: Viewer, verb: str, order: Order, decide: Decide) -> Done:
    """Carry out an order on a whistle. Raises Missing for a stranger, as for nothing; Conflict brings what is now."""
    operation = Operation.of(viewer, order.op_id, f"whistle_{verb}", body(order), order.id, order.sent)
    return await _carried_out(viewer, order, operation, decide)


async def take_party(viewer: Viewer, verb: str, order: PartyOrder, decide: DecideParty) -> Done:
    """The same for an order on one party."""

    async def work(before: Snapshot, turn: Turn) -> Move:
        return await decide(before, before.party(order.id), turn)

    operation = Operation.of(viewer, order.op_id, f"whistle_{verb}", body(order), order.id, order.sent)
    return await _carried_out(viewer, order, operation, work)


async def _carried_out(viewer: Viewer, order: Order, operation: Operation, decide: Decide) -> Done:
    found: list[Snapshot] = []

    async def attempt() -> Receipt:
        before = await _load(viewer, order)
        found[:] = [before]
        try:
            move = await decide(before, await facts.turn(viewer))
            return await operation.settled(lambda: change(viewer, move))
        except Refusal:
            if (await _load(viewer, order)).revision == before.revision:
                raise
            raise Stale from None

    try:
        receipt = await operation.once(lambda: anew(attempt, ATTEMPTS))
    except Conflict as conflict:
        conflict.current = await _current(viewer, order)
        raise
    whistle = found[0] if found else await _load(viewer, order)
    return Done(whistle.id, receipt)


async def _load(viewer: Viewer, order: Order) -> Snapshot:
    if isinstance(order, PartyOrder):
        return await queries.load_of_party(viewer, order.id)
    return await queries.load(viewer, order.id)


async def _current(viewer: Viewer, order: Order) -> Snapshot | None:
    try:
        return await _load(viewer, order)
    except Refusal:
        return None
