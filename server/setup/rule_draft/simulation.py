"""Simulating a draft: the cases of the last thirty days, and those that are open, by the rules of now and by its own.

Decision: it runs within the verb, on the loop, some milliseconds at a time, since others wait meanwhile; how far it has
come is told in columns of the row that no event tells of. A kill loses a simulation, which is simply asked for again.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic
from typing import Any
from uuid import UUID

from tortoise.expressions import Q

from server.core import clock
from server.data.database import reader, transaction
from server.grid.incident import replaying
from server.grid.incident.aggregate import ClockRow
from server.grid.incident.models import ClockKind, Incident, IncidentClock
from server.grid.incident.replaying import Case, Fate, Rules
from server.ground.catalogue.snapshot import Catalogue
from server.ground.worktime.calendar import Calendar
from server.setup.rule_draft.content import Content
from server.setup.rule_draft.models import RuleDraft

WITHIN = timedelta(days=30)
MOST = 50_000  # cases, the first of each part
CHUNK = 15  # cases of one look
BREATH = 0.003  # seconds, after which others have their turn
TELLS = 1.0  # seconds between two words of how far it has come
SHOWN = 100  # rows of a table
WHOLE = "CASE"  # the key of clocks of whole cases
NOBODY = ""  # the key of cases that no unit leads

_CASE = ("id", "incident_class_id", "grid_id", "severity", "lead_unit_id", "condition_id", "received_at")
_CLOCK = ("incident_id", "id", "kind", "stage", "round", "limit_kind", "limit_amount", "source", "started_at",
          "warn_at", "due_at", "stopped_at", "pauses")  # fmt: skip


@dataclass
class Sum:
    """Cases, or clocks: how many there are, of how many the due time is another, and how many are late by both."""

    count: int = 0
    moved: int = 0
    before: int = 0
    after: int = 0

    def add(self, moved: bool, late: tuple[bool, bool]) -> None:
        self.count += 1
        self.moved += moved
        self.before += late[0]
        self.after += late[1]


@dataclass
class Tally:
    """What becomes of all of them, of those of each class and of each unit; and of clocks, kind by kind."""

    cases: Sum = field(default_factory=Sum)
    classes: dict[str, Sum] = field(default_factory=dict)
    units: dict[str, Sum] = field(default_factory=dict)
    clocks: dict[str, Sum] = field(default_factory=dict)
    running: Sum = field(default_factory=Sum)  # clocks that run now: those moved are what moves on its day
    earlier: int = 0  # of those moved

    def add(self, case: Case, fates: list[Fate], now: datetime) -> None:
        late = [one.late(now) for one in fates]
        moved = any(one.moved for one in fates)
        whole = any(was for was, _ in late), any(becomes for _, becomes in late)
        unit = str(case.unit) if case.unit else NOBODY
        for found in (
            self.cases,
            self.classes.setdefault(case.class_code, Sum()),
            self.units.setdefault(unit, Sum()),
        ):
            found.add(moved, whole)
        for fate, both in zip(fates, late, strict=True):
            kind = WHOLE if fate.clock.kind is ClockKind.CASE else str(fate.clock.stage)
            self.clocks.setdefault(kind, Sum()).add(fate.moved, both)
            if fate.clock.runs:
                self.running.add(fate.moved, both)
                self.earlier += fate.after < fate.before

    def told(self) -> dict[str, Any]:
        """As the row keeps it."""
        return {
            "cases": vars(self.cases),
            "running": vars(self.running),
            "earlier": self.earlier,
            "clocks": [{"kind": kind, **vars(one)} for kind, one in _touched(self.clocks)],
            "classes": [{"code": code, **vars(one)} for code, one in _touched(self.classes)],
            "units": [{"unit": key, **vars(one)} for key, one in _touched(self.units)],
        }


def _touched(sums: Mapping[str, Sum]) -> list[tuple[str, Sum]]:
    """Those of which something moves, the most changed first."""
    found = [(key, one) for key, one in sums.items() if one.moved]
    return sorted(found, key=lambda pair: (-abs(pair[1].after - pair[1].before), -pair[1].moved, pair[0]))[:SHOWN]


async def replay(draft: RuleDraft, content: Content, known: Catalogue, calendar: Calendar) -> tuple[Tally, datetime]:
    """What becomes of the cases by it, and since when they were received."""
    now = clock.now()
    since = now - WITHIN
    before, after = Rules(known, calendar), Rules(*content.rules(known, calendar))
    if after.calendar is not calendar:  # nobody else's yet: its years are counted beside the loop
        await asyncio.to_thread(after.calendar.worked_until, now + WITHIN)
    tally, progress = Tally(), Progress(draft.id, await _count(since))
    breathed = monotonic()
    async for case in _cases(since):
        tally.add(case, replaying.compared(case, before, after), now)
        if monotonic() - breathed > BREATH:
            await asyncio.sleep(0)
            await progress.tell(tally.cases.count)
            breathed = monotonic()
    return tally, since


@dataclass
class Progress:
    """How far it has come, in the row: told at once, and then each second."""

    draft: UUID
    total: int
    told: float | None = None

    async def tell(self, done: int) -> None:
        if self.told is not None and monotonic() - self.told < TELLS:
            return
        self.told = monotonic()
        row = RuleDraft.filter(id=self.draft)
        await transaction(lambda: row.update(replayed=min(done, self.total), to_replay=self.total))


def _parts(since: datetime) -> tuple[Q, Q]:
    """What was received since then, and what is open from before it."""
    return Q(received_at__gte=since), Q(received_at__lt=since, closed_at=None)


async def _count(since: datetime) -> int:
    counts = [await Incident.filter(part).using_db(reader()).limit(MOST).count() for part in _parts(since)]
    return sum(counts)


async def _cases(since: datetime) -> AsyncIterator[Case]:
    for part in _parts(since):
        place, left = Q(), MOST
        while left > 0:
            chosen = Incident.filter(part, place).order_by("received_at", "id").limit(min(CHUNK, left))
            rows = await chosen.using_db(reader()).values_list(*_CASE)
            if not rows:
                break
            for case in await _with_clocks(rows):
                yield case
            last = rows[-1]
            left -= len(rows)
            place = Q(received_at__gt=last[-1]) | Q(received_at=last[-1], id__gt=last[0])


async def _with_clocks(rows: Any) -> list[Case]:
    """Cases with their clocks, by two statements for each handful."""
    clocks: dict[UUID, list[ClockRow]] = {row[0]: [] for row in rows}
    found = IncidentClock.filter(incident_id__in=list(clocks)).using_db(reader())
    for incident, *columns in await found.values_list(*_CLOCK):
        clocks[incident].append(ClockRow(**dict(zip(_CLOCK[1:], columns, strict=True))))
    return [
        Case(key, code, grid, severity, unit, condition, clocks[key])
        for key, code, grid, severity, unit, condition, _ in rows
    ]
