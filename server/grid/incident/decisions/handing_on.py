"""A decision without a desk: somebody who was asked to act leaves, and whoever ends their post names another."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from server.grid.incident.aggregate import Aggregate
from server.grid.incident.change import KINDS, Change, make, recorded
from server.grid.incident.lifecycle import State, Step, stays
from server.grid.incident.models import Awaits
from server.ground.catalogue.models import Stage
from server.process.deadlines import Turn
from server.process.validation import Check

# whose turn waits for one person by name, and the step by which another is asked instead
NAMED: dict[Awaits, Step] = {
    Awaits.VERIFIER: Step.SEND_VERIFY,
    Awaits.CHECKER: Step.SEND_CHECK,
    Awaits.HANDLER: Step.ASSIGN,
}
_STAGES = {State.VERIFYING: Stage.VERIFY, State.DISPATCHED: Stage.SIGN}  # whose time begins anew


def hand_on(before: Aggregate, to: UUID, turn: Turn, *, people: Collection[UUID], left: bool = True) -> Change:
    """Told like a desk's asking somebody else: the one who was asked before has left, or is only away or back.
    `people` may be asked."""
    step = NAMED[before.awaits]
    check = Check()
    check.need(to in people, "to", "choose somebody who may take it")
    check.settle()
    told: dict[str, Any] = {"assignee": str(to), "former": str(before.assignee_id)}
    told |= {"former_left": True} if left else {}
    changes = {"assignee_id": to}
    if not stays(before.state, step):  # what rests has no such step, and comes back to whom it belongs to
        return recorded(before, step, turn, None, kind=KINDS[step], changes=changes, payload=told)
    return make(before, step, turn, None, changes=changes, payload=told, stage=_STAGES.get(before.state))
