"""A decision without a desk: somebody who was asked to look leaves, and whoever ends their post names another."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from server.catalogue.models import Stage
from server.incident.clocks import Turn
from server.incident.lifecycle import Step
from server.incident.models import Awaits
from server.incident.move import Move, make
from server.incident.snapshot import Snapshot
from server.incident.wanting import Wanting

# whose turn waits for one person by name, and the step by which another is asked instead
NAMED: dict[Awaits, Step] = {Awaits.VERIFIER: Step.SEND_VERIFY, Awaits.CHECKER: Step.SEND_CHECK}


def hand_on(before: Snapshot, to: UUID, turn: Turn, *, workers: Collection[UUID]) -> Move:
    """Told like a desk's sending somebody else: the one who was asked before has left. `workers` may be asked."""
    step = NAMED[before.awaits]
    wanting = Wanting()
    wanting.need(to in workers, "to", "choose a worker of this place")
    wanting.settle()
    told: dict[str, Any] = {"assignee": str(to), "former": str(before.assignee_id), "former_left": True}
    stage = Stage.VERIFY if step is Step.SEND_VERIFY else None
    return make(before, step, turn, None, changes={"assignee_id": to}, payload=told, stage=stage)
