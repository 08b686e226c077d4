"""Operations that arrive in any order end as in the order in which they were recorded, or in a conflict that is told.

200 operations over 20 incidents; `GRID_TEST_SEEDS=200` asks more orders than the suite does.
"""

from __future__ import annotations

import os
import random
from typing import Any
from uuid import UUID

import pytest

from server.core.ids import new_id
from server.data.database import Database
from server.grid.incident.models import Incident
from server.journal.models import Event, Receipt
from server.reach.sync.models import HeldOperation
from tests.faults.outbox import Operation, Outbox
from tests.people import Actor
from tests.schema.documents import verb

SEEDS = int(os.environ.get("GRID_TEST_SEEDS", "2"))
INCIDENTS, EACH = 20, 10
TOLD = {"CONFLICT", "STEP_CLOSED"}


def recorded() -> tuple[Outbox, dict[str, list[Operation]]]:
    """What one worker did in three weeks: reports, notes, and half of it settled on the spot."""
    outbox, by_incident = Outbox(), {}
    incidents = [outbox.report(f"第 {number} 件") for number in range(INCIDENTS)]
    for step in range(1, EACH):
        for number, incident in enumerate(incidents):
            if step == EACH // 2 and number % 2:
                outbox.self_resolve(incident)
            else:
                outbox.note(incident, f"第 {step} 句")
    for incident in incidents:
        by_incident[incident] = [one for one in outbox.operations if one.told["id"] == incident]
    assert len(outbox.operations) == INCIDENTS * EACH
    return outbox, by_incident


async def wire(document: str, told: dict[str, Any]) -> dict[str, Any]:
    answer = await Actor("wang").send(document, input=told)
    assert answer.errors == []
    payload: dict[str, Any] = answer.only
    return payload


async def accepted(incident: str) -> list[str]:
    """The community's desk is quicker with some of them than the worker's phone."""
    told = {"opId": str(new_id()), "id": incident, "seen": 1}
    return (await Actor("zhang").send(verb("Accept"), input=told)).problems


async def story(incident: str) -> list[str]:
    """What the worker did to it, in the order in which it took effect."""
    events = await Event.filter(subject_id=UUID(incident), kind__not="incident.accepted").order_by("place_in_chain")
    return [str(one.payload.get("text") or one.payload.get("note") or one.payload["step"]) for one in events]


def meant(operations: list[Operation]) -> list[str]:
    """The same story as the phone recorded it."""
    return [str("REPORT" if one.verb == "Report" else one.told.get("text") or one.told["note"]) for one in operations]


@pytest.mark.parametrize("seed", range(SEEDS))
async def test_any_order_ends_in_the_order_of_recording_or_in_conflicts_that_are_told(
    town: Database, seed: int
) -> None:
    chance = random.Random(seed)
    outbox, by_incident = recorded()
    hurried = chance.sample(list(by_incident), 4)
    for _ in range(6):
        arriving = outbox.waiting + chance.sample(outbox.operations, 10)  # and some of them once more
        chance.shuffle(arriving)
        for number, operation in enumerate(arriving):
            await outbox.send(operation, wire)
            if number % 40 == 20 and hurried:
                await accepted(hurried.pop())
        if not outbox.waiting:
            break

    assert outbox.waiting == []
    assert await HeldOperation.all().count() == 0
    assert await Receipt.filter(verb__not="accept").count() == sum(one.receipt is not None for one in outbox.operations)
    for incident, operations in by_incident.items():
        done = [one for one in operations if one.receipt]
        assert await story(incident) == meant(done)
        refused = [one for one in operations if one.problems]
        assert all(set(one.problems) <= TOLD and one.verb == "SelfResolve" for one in refused)
        closed = (await Incident.get(id=UUID(incident))).state == "CLOSED"
        assert closed == any(one.verb == "SelfResolve" for one in done)
