"""Limits and what they mean on the wall: `due`, `reached`, `warn`, `worked`, `left`. `explanation` tells the why.

Three kinds count (`LimitKind`): CONT on the wall, WH inside work segments, WD by workdays, the day after the start
being day 1 and the end of work on the last day the due time. Paused time never counts. A pause moves a WD clock to the
end of the day on which as much work has passed unpaused as would have without: nobody loses by a pause, and a pause
outside work time moves nothing. Pauses are pairs (from, to); for one that goes on, ask with `to` = now.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from server.ground.worktime.calendar import Calendar, local_day
from server.ground.worktime.models import LimitKind

Pause = tuple[datetime, datetime]

MICROSECOND = timedelta(microseconds=1)
MINUTE = timedelta(minutes=1)
LONGEST = 60 * 24 * 90  # the amount of a limit that a district may set: 90 days of minutes
WARN_AT = 80  # per cent of a limit, from which on its light is yellow


@dataclass(frozen=True)
class Limit:
    """How much time there is: minutes for CONT and WH, whole days for WD. Never nothing."""

    kind: LimitKind
    amount: int

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise ValueError(f"a limit is at least 1, not {self.amount}")


def due(start: datetime, limit: Limit, calendar: Calendar, pauses: Iterable[Pause] = ()) -> datetime:
    """When `limit` is used up (UTC): the earliest moment by which all of it has passed unpaused since `start`."""
    stops = merged(pauses)
    if limit.kind is not LimitKind.WD:
        return _after(start, limit.amount * 60_000_000, limit.kind, calendar, stops)
    unpaused = calendar.end_of_workday(limit.amount, after=start)
    if not stops or stops[0][0] >= unpaused:
        return unpaused
    need = _used(start, unpaused, LimitKind.WD, calendar)
    return calendar.end_of_work(_after(start, need, LimitKind.WD, calendar, stops))


def reached(start: datetime, limit: Limit, calendar: Calendar, percent: int, pauses: Iterable[Pause] = ()) -> datetime:
    """When `percent` of the time from `start` to its due are used (UTC): at 100 it is the due time itself."""
    stops = merged(pauses)
    due_at = due(start, limit, calendar, stops)
    if percent == 100:
        return due_at
    used = _unpaused(start, due_at, limit.kind, calendar, stops)
    return _after(start, used * percent // 100, limit.kind, calendar, stops)


def warn(start: datetime, limit: Limit, calendar: Calendar, pauses: Iterable[Pause] = ()) -> datetime:
    """When four fifths of the time from `start` to its due are used (UTC): from here on the light is yellow."""
    return reached(start, limit, calendar, WARN_AT, pauses)


def worked(
    start: datetime, end: datetime, kind: LimitKind, calendar: Calendar, pauses: Iterable[Pause] = ()
) -> timedelta:
    """The unpaused time from `start` to `end` as the kind counts it: wall time for CONT, work time for WH and WD."""
    return _unpaused(start, end, kind, calendar, merged(pauses)) * MICROSECOND


def elapsed(start: datetime, end: datetime, kind: LimitKind, calendar: Calendar, pauses: Iterable[Pause] = ()) -> int:
    """`worked` in whole minutes, rounded down."""
    return worked(start, end, kind, calendar, pauses) // MINUTE


def workdays(start: datetime, end: datetime, calendar: Calendar) -> int:
    """How many workdays begin after the day of `start`, up to and with the day of `end`: what a WD limit counts."""
    days = range(local_day(start).toordinal() + 1, local_day(end).toordinal() + 1)
    return sum(calendar.is_workday(date.fromordinal(day)) for day in days)


def left(now: datetime, due_at: datetime, kind: LimitKind, calendar: Calendar) -> int:
    """Whole minutes of the clock's own unit until `due_at`, rounded down; negative when late, whole minutes late.

    0 is the last minute or the first one late (`now` and `due_at` tell which): never more than is true, either way.
    """
    if now <= due_at:
        return elapsed(now, due_at, kind, calendar)
    return -elapsed(due_at, now, kind, calendar)


def unit_minutes(moment: datetime, calendar: Calendar) -> int:
    """Work minutes of one workday in the season of `moment`: what turns the `left` of a WD clock into days."""
    return calendar.work_minutes(local_day(moment))


def merged(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """The pauses in order, none empty, none touching another: the same time paused twice is paused once."""
    whole: list[Pause] = []
    for begins, ends in sorted(pauses):
        if ends <= begins:
            continue
        if whole and begins <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], ends))
        else:
            whole.append((begins, ends))
    return tuple(whole)


def _after(start: datetime, need: int, kind: LimitKind, calendar: Calendar, stops: Sequence[Pause]) -> datetime:
    """The earliest moment by which `need` microseconds have been used since `start` outside the (merged) stops."""
    if need <= 0:
        return start.astimezone(UTC)
    cursor = start
    for begins, ends in stops:
        if ends <= cursor:
            continue
        before = _used(cursor, begins, kind, calendar)
        if before >= need:
            break
        need -= before
        cursor = ends
    if kind is LimitKind.CONT:
        return cursor.astimezone(UTC) + need * MICROSECOND
    return calendar.moment_of(calendar.worked_until(cursor) + need)


def _unpaused(start: datetime, end: datetime, kind: LimitKind, calendar: Calendar, stops: Sequence[Pause]) -> int:
    lost = sum(_used(max(start, begins), min(end, ends), kind, calendar) for begins, ends in stops)
    return _used(start, end, kind, calendar) - lost


def _used(start: datetime, end: datetime, kind: LimitKind, calendar: Calendar) -> int:
    """Microseconds that count between two moments; none when `end` is not after `start`."""
    if end <= start:
        return 0
    if kind is LimitKind.CONT:
        return (end - start) // MICROSECOND
    return calendar.worked_until(end) - calendar.worked_until(start)
