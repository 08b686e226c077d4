"""The work calendar of the database in use, kept in memory and read again when its rows changed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from weakref import WeakKeyDictionary

from tortoise.context import TortoiseContext, require_context

from server.data.database import reader
from server.ground.worktime.calendar import USUAL, Calendar, Override, Segment
from server.ground.worktime.models import DayOverride, WorkSegment

FRESH_SECONDS = 2.0  # another process's change is seen by then; this process's own change at once

Rows = tuple[tuple[Segment, ...], tuple[tuple[date, Override], ...]]


@dataclass
class _Memory:
    rows: Rows
    calendar: Calendar
    checked: float  # by the monotonic clock


_memories: WeakKeyDictionary[TortoiseContext, _Memory] = WeakKeyDictionary()


async def calendar() -> Calendar:
    """The calendar as it stands. The rows are few and compared at most every two seconds."""
    context, moment = require_context(), time.monotonic()
    held = _memories.get(context)
    if held is not None and moment - held.checked < FRESH_SECONDS:
        return held.calendar
    rows = await _rows()
    if held is None or held.rows != rows:
        held = _Memory(rows, _made(rows), moment)
        _memories[context] = held
    held.checked = moment
    return held.calendar


def forget() -> None:
    """Read the rows again when next asked: they changed in this process."""
    _memories.pop(require_context(), None)


async def overrides(year: int) -> list[DayOverride]:
    """What was set by hand or by notice for the days of a year, in order."""
    bounds = date(year, 1, 1), date(year + 1, 1, 1)
    found = DayOverride.filter(day__gte=bounds[0], day__lt=bounds[1]).order_by("day").limit(366)
    return await found.using_db(reader())


async def _rows() -> Rows:
    segments = await WorkSegment.all().order_by("starts", "month_from").using_db(reader())
    days = await DayOverride.all().order_by("day").using_db(reader())
    return (
        tuple(Segment(one.starts, one.ends, one.month_from, one.month_to) for one in segments),
        tuple((one.day, Override(one.kind, one.source, one.provisional)) for one in days),
    )


@lru_cache(maxsize=4)
def _made(rows: Rows) -> Calendar:
    """The calendar of these rows; equal rows share one, which counts each year once."""
    segments, days = rows
    return Calendar(segments or USUAL, dict(days))
