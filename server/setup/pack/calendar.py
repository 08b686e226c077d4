"""Days that are otherwise than generally known, and the hours of work: holidays.csv and work_hours.csv."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from server.data.database import reader
from server.ground.worktime import actions, queries
from server.ground.worktime.calendar import Calendar, Segment
from server.ground.worktime.models import DayKind, DayOverride, WorkSegment
from server.process.importing.faults import Faults, Said
from server.process.importing.sheet import Row, Table
from server.setup.pack.kinds import HOLIDAYS, WORK_HOURS

UNSAID = "holidays.csv"  # the source of a day whose row names none

Set = tuple[DayKind, str, bool]  # kind, source, provisional


@dataclass(frozen=True)
class Standing:
    days: Mapping[date, Set] = field(default_factory=dict)
    hours: tuple[Segment, ...] = ()


@dataclass
class Changes:
    """Days to set (new or otherwise) and to give back, and the hours when they are others."""

    added: dict[date, Set] = field(default_factory=dict)
    changed: dict[date, Set] = field(default_factory=dict)
    ended: list[date] = field(default_factory=list)
    same: int = 0
    hours: tuple[Segment, ...] | None = None
    same_hours: int = 0


async def standing() -> Standing:
    """The calendar as the database has it now."""
    days = await DayOverride.all().using_db(reader())
    hours = await WorkSegment.all().using_db(reader())
    return Standing(
        {one.day: (one.kind, one.source, one.provisional) for one in days},
        _ordered(Segment(one.starts, one.ends, one.month_from, one.month_to) for one in hours),
    )


def _ordered(hours: Iterable[Segment]) -> tuple[Segment, ...]:
    return tuple(sorted(hours, key=lambda one: (one.starts, one.ends, one.month_from)))


def changes(read: Mapping[str, Table], there: Standing, since: date, faults: Faults) -> Changes:
    """What would be another. A day from `since` on that the file no longer names is a fault."""
    found = Changes()
    if HOLIDAYS.name in read:
        _compare_days(read[HOLIDAYS.name], there, since, found, faults)
    if WORK_HOURS.name in read and read[WORK_HOURS.name].whole:
        hours = _hours(read[WORK_HOURS.name].rows, faults)
        if hours == there.hours:
            found.same_hours = len(hours)
        else:
            found.hours = hours
    return found


def _compare_days(table: Table, there: Standing, since: date, found: Changes, faults: Faults) -> None:
    named = set()
    for row in table.rows:
        named.add(day := date.fromisoformat(row["day"]))
        if row["kind"] == "USUAL":
            if day in there.days:
                found.ended.append(day)
            else:
                found.same += 1
            continue
        said = DayKind(row["kind"]), row.get("source", UNSAID), row.get("provisional") == "yes"
        if there.days.get(day) == said:
            found.same += 1
        elif day in there.days:
            found.changed[day] = said
        else:
            found.added[day] = said
    for day in sorted(there.days.keys() - named if table.whole else ()):
        if day >= since:
            faults.add(
                HOLIDAYS.file,
                None,
                None,
                Said(f"没有了 {day}", f"{day} is set otherwise and gone from the file"),
                Said("该日一行；恢复通常安排写“照常”", "its row; the kind USUAL gives the day back"),
            )


def _hours(rows: list[Row], faults: Faults) -> tuple[Segment, ...]:
    hours = []
    for row in rows:
        months = int(row.get("month_from", "1")), int(row.get("month_to", "12"))
        try:
            hours.append(Segment(int(row["starts"]), int(row["ends"]), *months))
            Calendar(hours)
        except ValueError:
            faults.add(
                WORK_HOURS.file,
                row.number,
                WORK_HOURS.heading("starts"),
                Said("下班不晚于上班，或与另一段重叠", "it does not end after it begins, or overlaps another"),
                Said("同一月份内互不重叠的时段", "hours that do not overlap within a month"),
            )
            hours = hours[:-1]
    return _ordered(hours)


async def apply(found: Changes, district: str) -> None:
    """Write it. Within a transaction."""
    for day, (kind, source, provisional) in (found.added | found.changed).items():
        await actions.set_day(None, area=district, day=day, kind=kind, source=source, provisional=provisional)
    for day in found.ended:
        await actions.give_back_day(None, area=district, day=day)
    if found.hours is not None:
        await actions.set_segments(None, area=district, segments=found.hours)
    queries.forget()
