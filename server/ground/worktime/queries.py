"""The work calendar of the database in use, kept in memory and read again when its rows changed."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from server.data.database import reader
from server.data.remembered import Remembered
from server.ground.worktime.calendar import USUAL, Calendar, Notice, Override, Segment
from server.ground.worktime.models import DayOverride, WorkSegment, YearNotice

Rows = tuple[tuple[Segment, ...], tuple[tuple[date, Override], ...], tuple[tuple[int, Notice], ...]]


async def overrides(year: int) -> list[DayOverride]:
    """What was set by hand or by notice for the days of a year, in order."""
    bounds = date(year, 1, 1), date(year + 1, 1, 1)
    found = DayOverride.filter(day__gte=bounds[0], day__lt=bounds[1]).order_by("day").limit(366)
    return await found.using_db(reader())


async def _rows() -> Rows:
    segments = await WorkSegment.all().order_by("starts", "month_from").using_db(reader())
    days = await DayOverride.all().order_by("day").using_db(reader())
    notices = await YearNotice.all().order_by("year").using_db(reader())
    return (
        tuple(Segment(one.starts, one.ends, one.month_from, one.month_to) for one in segments),
        tuple((one.day, Override(one.kind, one.source, one.provisional)) for one in days),
        tuple((one.year, Notice(one.source, one.provisional)) for one in notices),
    )


@lru_cache(maxsize=4)
def _made(rows: Rows) -> Calendar:
    """The calendar of these rows; equal rows share one, which counts each year once."""
    segments, days, notices = rows
    return Calendar(segments or USUAL, dict(days), dict(notices))


async def _read(rows: Rows) -> Calendar:
    return _made(rows)


async def stored() -> Calendar:
    """As the database has it now; within a transaction as that has it."""
    return _made(await _rows())


REMEMBERED = Remembered(_rows, _read, seconds=2.0)
calendar = REMEMBERED.now  # as it stands
forget = REMEMBERED.forget
