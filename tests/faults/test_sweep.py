"""Two processes sweep, are killed at random moments, and nobody sweeps for three days: each threshold is acted on once.

The processes are real and so are the kills; their clocks are told, so that a week passes in some seconds.
"""

from __future__ import annotations

import asyncio
import random
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from server.core import clock
from server.core.clock import SHANGHAI
from server.data.database import connect
from server.grid.incident.jobs import ESCALATION
from server.grid.incident.models import Incident, IncidentClock
from server.grid.whistle.models import Kind, WhistleParty
from server.journal import audit
from server.journal.models import Event
from server.process.models import ClockMark
from tests import town
from tests.grid.incident.road import STRIDES, reported, walk
from tests.grid.whistle import road
from tests.stores import Store

ROOT = Path(__file__).parent.parent.parent
COUNT, CALLS, ROUNDS, SEED = 40, 4, 6, 20260302
HEARD = ("incident.clock_warned", "incident.clock_breached")
TOLD = ("whistle.silence_told", "whistle.supervised")  # to the head of the unit, and then to the district

SWEEPER = """
import asyncio, sys
from dataclasses import replace
from datetime import datetime
from server.core import clock
from server.data.database import connect
from server.grid.incident.jobs import CLOCKS
from server.grid.whistle.jobs import SILENCES

CLOCKS = replace(CLOCKS, batch=4)  # many short transactions, so that a kill meets one

async def main():
    async with connect(sys.argv[1]):
        with clock.at(datetime.fromisoformat(sys.argv[2])):
            print("up", flush=True)
            for source in (SILENCES, CLOCKS):
                while await source.sweep():
                    pass

asyncio.run(main())
"""


def on(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=SHANGHAI).astimezone(UTC)


async def sweep_both(url: str, now: datetime, kill_after: float | None) -> None:
    """Two processes sweep at this moment, without a lease between them; both are killed when it is said."""
    async with asyncio.TaskGroup() as group:
        for late in (0.0, 0.02):
            group.create_task(_sweep(url, now, None if kill_after is None else kill_after + late))


async def _sweep(url: str, now: datetime, kill_after: float | None) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SWEEPER, url, now.isoformat(), cwd=ROOT,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    await process.stdout.readline()
    if kill_after is not None:
        await asyncio.sleep(kill_after)
        if process.returncode is None:
            process.kill()
    async with asyncio.timeout(120):
        _, complaint = await process.communicate()
    assert complaint == b"" or kill_after is not None, complaint.decode()


async def live(url: str) -> None:
    """A morning's incidents, some of which go on to their next stage."""
    chance = random.Random(SEED)
    async with connect(url) as database:
        with database.entered():
            for number in range(COUNT):
                with clock.at(on("03-02 08:30") + timedelta(minutes=2 * number)):
                    incident = await reported()
                    for verb in ("accept", "file", "dispatch", "sign")[: chance.randint(0, 4)]:
                        await walk(STRIDES[verb], incident)


async def call(url: str) -> None:
    """Emergencies to which two units each are called. One never answers; the other answers in half of them, and does
    not come. The head hears of it after 10 minutes (after 30 of who does not come), the district half as long later.
    """
    async with connect(url) as database:
        with database.entered():
            for number in range(CALLS):
                with clock.at(on("03-02 10:15") + timedelta(minutes=12 * number)):
                    whistle = await road.drafted(Kind.EMERGENCY)
                    await road.step("blow", whistle)
                    if number % 2:
                        await road.step("ack", whistle)


async def found(url: str, now: datetime) -> dict[str, Any]:
    """What there is after all, and whether the log is whole."""
    async with connect(url) as database:
        with database.entered():
            events = await Event.filter(kind__in=HEARD)
            marks = await ClockMark.all()
            raised = await Event.filter(kind="incident.raised")
            silence = await Event.filter(kind__in=TOLD)
            parties = await WhistleParty.all()
            return {
                "told": [(one.payload["clock"], n) for one in events for n in one.payload["passed"]],  # type: ignore[attr-defined]
                "marked": [(str(one.clock_id), one.threshold) for one in marks],
                "tellings": sum(one.told for one in marks),
                "events": len(events),
                "running": {str(one.id) for one in await IncidentClock.filter(stopped_at=None)},
                "raised": Counter((one.subject_id, str(one.payload["to_level"])) for one in raised),
                "silence": Counter((one.kind, one.payload["party"], one.payload["clock"]) for one in silence),
                "silent": {str(one.id): "ARRIVE" if one.acked_at else "ACK" for one in parties},
                "called": {one.id for one in await Incident.filter(whistling__gt=0)},
                "levels": {one.id: one.level for one in await Incident.all()},
                "left": await ESCALATION.due(now).count(),
                "broken": await audit.verify(),
            }


async def test_each_threshold_is_acted_on_once_whoever_is_killed_and_however_long_nobody_sweeps(store: Store) -> None:
    url, chance = store.copy("town", town.build), random.Random(SEED)
    await live(url)
    await call(url)
    now = on("03-02 10:30")
    for _ in range(ROUNDS):
        await sweep_both(url, now, kill_after=chance.uniform(0.0, 0.4))
        now += timedelta(minutes=chance.choice((5, 20, 60)))
    now = on("03-09 10:00")  # nobody swept for days, and then both at once
    await sweep_both(url, now, kill_after=0.1)
    await sweep_both(url, now, kill_after=None)
    after = await found(url, now)
    store.drop(url)
    assert after["left"] == 0
    assert after["broken"] == []
    assert max(Counter(after["told"]).values()) == 1
    assert sorted(after["told"]) == sorted(after["marked"])
    assert after["tellings"] == after["events"]
    assert max(after["raised"].values()) == 1
    marks = Counter(one for one, _ in after["marked"])
    assert {marks[one] for one in after["running"]} == {4}
    assert set(after["levels"].values()) <= {1, 2, 3}
    assert after["silence"] == Counter((kind, *one) for one in after["silent"].items() for kind in TOLD)
    assert len(after["silent"]) == 2 * CALLS
    assert {after["levels"][one] for one in after["called"]} == {3}
