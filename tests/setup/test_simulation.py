"""A simulation of a month of cases leaves the loop to others all the while, and tells how far it has come."""

from __future__ import annotations

import asyncio
import os
from time import perf_counter

import pytest

from server.core import clock
from server.core.ids import new_id
from server.data import orm
from server.data.database import Database, transaction
from server.grid.incident.models import Incident, IncidentClock
from server.ground.catalogue.queries import catalogue
from server.ground.worktime.queries import calendar
from server.setup.rule_draft import content, simulation
from server.setup.rule_draft.models import RuleDraft
from tests.kit.laws import MONDAY
from tests.setup.drafting import YEAR, covers, proposed

CASES = int(os.environ.get("GRID_TEST_CASES", "300"))
SECONDS, HELD = 20.0, 0.010
LOOK = 0.001
FEW = 1000  # cases that are over before a busy machine has given everybody a turn


async def many() -> None:
    """So many loose covers of 口泉, all like the first."""
    case = await covers()
    first, clocks = await Incident.get(id=case), await IncidentClock.filter(incident_id=case)
    ids = [new_id() for _ in range(CASES - 1)]
    like = {name: getattr(first, name) for name in orm.columns(Incident)} | {"number": None}
    told = [{name: getattr(one, name) for name in orm.columns(IncidentClock)} for one in clocks]

    async def work() -> None:
        await Incident.bulk_create([Incident(**like | {"id": one}) for one in ids], batch_size=500)
        rows = [IncidentClock(**row | {"id": new_id(), "incident_id": one}) for one in ids for row in told]
        await IncidentClock.bulk_create(rows, batch_size=500)

    await transaction(work)


async def waits(during: asyncio.Task[None]) -> list[float]:
    """How much too late others had their turn meanwhile, in seconds, the longest last."""
    found = []
    while not during.done():
        before = perf_counter()
        await asyncio.sleep(LOOK)
        found.append(perf_counter() - before - LOOK)
    return sorted(found)


@pytest.mark.parametrize("kind", ["limits", "year"])
async def test_others_have_their_turn_while_a_month_is_replayed(
    town: Database, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await many()
    monkeypatch.setattr(simulation, "TELLS", 0.05)
    draft = await proposed(**(YEAR if kind == "year" else {}))
    found: list[simulation.Tally] = []

    async def work() -> None:
        with clock.at(MONDAY):
            known, days = await catalogue(), await calendar()
            days.worked_until(MONDAY)  # as of a server that runs
            tally, _ = await simulation.replay(draft, content.read(draft), known, days)
            found.append(tally)

    began = perf_counter()
    held = await waits(asyncio.create_task(work()))
    assert perf_counter() - began < SECONDS
    assert held[int(len(held) * (0.95 if CASES > FEW else 0.5))] < HELD, held[-5:]
    (tally,) = found
    moved = CASES if kind == "limits" else 0
    assert (tally.cases.count, tally.cases.moved) == (CASES, moved)
    assert (await RuleDraft.get(id=draft.id)).to_replay == CASES
