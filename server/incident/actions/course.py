"""The course that every verb takes: an earlier receipt, the incident as it is, the decision, one transaction.

Decision: reading and deciding happen before the transaction, which then only writes and so holds the database for a
moment; the version, and what the decision rests on, tell whether somebody was faster. Then all is read again, and the
decision itself says what that means: STEP_CLOSED when the step is gone, CONFLICT when it is there but was meant for an
older version, TARGET_ENDED and the like when something else is no longer what it was.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from server.database import reader
from server.errors import Conflict, Missing
from server.event.models import Receipt
from server.event.operations import Operation
from server.event.resting import anew
from server.incident import facts, queries, snapshot
from server.incident.actions.writing import change
from server.incident.body import body
from server.incident.clocks import Turn
from server.incident.commands import Command
from server.incident.models import Incident
from server.incident.move import Move
from server.incident.policy import visible_to
from server.incident.snapshot import Snapshot
from server.viewer import Viewer

Decide = Callable[[Snapshot, Turn], Awaitable[Move]]


@dataclass(frozen=True)
class Done:
    """What a verb answers: which incident, and the receipt that the operation took effect."""

    incident_id: UUID
    receipt: Receipt


async def take(viewer: Viewer, verb: str, command: Command, decide: Decide) -> Done:
    """Carry out a command on an incident. Raises Missing for a stranger as for nothing; Conflict brings what is now."""
    asked = operation(viewer, verb, command)

    async def attempt() -> Receipt:
        before = await load(viewer, command.incident_id)
        move = await decide(before, await facts.turn(viewer))
        return await asked.settled(lambda: change(viewer, before, move))

    try:
        receipt = await asked.once(lambda: anew(attempt))
    except Conflict as conflict:
        conflict.current = await queries.one(viewer, command.incident_id)
        raise
    return Done(receipt.subject_id, receipt)


def operation(viewer: Viewer, verb: str, command: Command) -> Operation:
    """The command as one operation of its person. Raises Forbidden for nobody."""
    return Operation.of(viewer, command.op_id, verb, body(command), command.incident_id, command.sent)


async def load(viewer: Viewer, incident_id: UUID) -> Snapshot:
    """The incident as the decisions see it. Raises Missing when it is not there, or not for him to know of."""
    chosen = Incident.filter(visible_to(viewer), id=incident_id).using_db(reader())
    found = await chosen.select_related("incident_class", "condition").prefetch_related(*queries.TO_MANY)
    if not found:
        raise Missing("there is no such incident, or it is not yours to see")
    return snapshot.of(found[0])
