"""The course that every verb takes: an earlier receipt, the incident as it is, the decision, one transaction.

Decision: reading and deciding happen before the transaction, which then only writes and so holds the database for a
moment; the version tells whether somebody was faster. Then the incident is read again, and the decision itself says
what that means: STEP_CLOSED when the step is gone, CONFLICT when it is there but was meant for an older version.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from server.database import reader
from server.errors import Conflict, Forbidden, Missing, Refusal
from server.event import receipts
from server.event.models import Receipt
from server.incident import facts, queries, snapshot
from server.incident.actions.writing import Stale, change
from server.incident.clocks import Turn
from server.incident.models import Incident
from server.incident.move import Move
from server.incident.orders import Order, body
from server.incident.policy import visible_to
from server.incident.snapshot import Snapshot
from server.viewer import Viewer

T = TypeVar("T")

Decide = Callable[[Snapshot, Turn], Awaitable[Move]]
ATTEMPTS = 4  # at a note, which conflicts with nobody, and at telling a conflict


@dataclass(frozen=True)
class Done:
    """What a verb answers: which incident, and the receipt that the operation took effect."""

    incident_id: UUID
    receipt: Receipt


async def take(viewer: Viewer, verb: str, order: Order, decide: Decide) -> Done:
    """Carry out an order on an incident. Raises Missing for a stranger, as for nothing; Conflict brings what is now."""

    async def attempt() -> Receipt:
        for _ in range(ATTEMPTS):
            before = await load(viewer, order.incident_id)
            move = await decide(before, await facts.turn(viewer))
            try:
                return await settled(viewer, verb, order, lambda: change(viewer, before, move))  # noqa: B023
            except Stale:
                continue
        raise Conflict("others change this incident at the same moment")

    try:
        return await once(viewer, verb, order, attempt)
    except Conflict as conflict:
        conflict.current = await queries.one(viewer, order.incident_id)
        raise


async def once(viewer: Viewer, verb: str, order: Order, attempt: Callable[[], Awaitable[Receipt]]) -> Done:
    """Answer from the receipt of the same operation, else attempt it; a refusal gives way to a receipt since then."""
    if earlier := await _earlier(viewer, verb, order):
        return Done(earlier.subject_id, earlier)
    try:
        receipt = await attempt()
    except Refusal:
        if earlier := await _earlier(viewer, verb, order):
            return Done(earlier.subject_id, earlier)
        raise
    return Done(receipt.subject_id, receipt)


async def settled(viewer: Viewer, verb: str, order: Order, write: Callable[[], Awaitable[None]]) -> Receipt:
    """One transaction: the receipt of the same operation, or what `write` writes together with its receipt."""
    named = {"verb": verb, "digest": receipts.digest(verb, body(order))}
    return await receipts.settled(
        order.op_id, _by(viewer), write, **named, subject_id=order.incident_id, sent=order.sent
    )


async def load(viewer: Viewer, incident_id: UUID) -> Snapshot:
    """The incident as the decisions see it. Raises Missing when it is not there, or not for him to know of."""
    chosen = Incident.filter(visible_to(viewer), id=incident_id).using_db(reader())
    found = await chosen.select_related("incident_class", "condition").prefetch_related(*queries.TO_MANY)
    if not found:
        raise Missing("there is no such incident, or it is not yours to see")
    return snapshot.of(found[0])


async def _earlier(viewer: Viewer, verb: str, order: Order) -> Receipt | None:
    return await receipts.find(order.op_id, _by(viewer), receipts.digest(verb, body(order)))


def _by(viewer: Viewer) -> UUID:
    if viewer.person_id is None:
        raise Forbidden("sign in first")
    return viewer.person_id
