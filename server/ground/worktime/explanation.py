"""Why a due time is what it is: every stretch from start to due, whether it counted, and by whose word.

The stretches cover the wall time without a gap: their sum is the wall span, and anyone can add them up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from server.ground.worktime.calendar import Calendar, Day, Reason, local_day, midnight
from server.ground.worktime.limits import Pause, merged
from server.ground.worktime.models import LimitKind

LIMIT, START_DAY, OFF_HOURS, LUNCH_BREAK, PAUSE = "LIMIT", "START_DAY", "OFF_HOURS", "LUNCH_BREAK", "PAUSE"
NAMES_ITS_DAY = frozenset({Reason.WEEKEND, Reason.HOLIDAY, Reason.MAKE_UP_WORKDAY})


@dataclass(frozen=True)
class Stretch:
    """From `starts` to `ends` (UTC) time counted or did not. `code` says why: LIMIT, START_DAY, OFF_HOURS, LUNCH_BREAK,
    PAUSE, WEEKEND, HOLIDAY or MAKE_UP_WORKDAY (which counts); `source` is who says so of the day."""

    starts: datetime
    ends: datetime
    counts: bool
    code: str
    source: str = ""
    provisional: bool = False

    @property
    def day(self) -> date:
        """The day in Shanghai on which it begins."""
        return local_day(self.starts)

    @property
    def minutes(self) -> int:
        """Whole minutes of it, rounded down."""
        return (self.ends - self.starts) // timedelta(minutes=1)


def explain(
    start: datetime, end: datetime, kind: LimitKind, calendar: Calendar, pauses: Iterable[Pause] = ()
) -> list[Stretch]:
    """The stretches from `start` to `end` (a due time, or now), in order and without a gap."""
    if end <= start:
        return []
    whole = [Stretch(start, end, True, LIMIT)] if kind is LimitKind.CONT else _days(start, end, kind, calendar)
    return list(_joined(_paused(whole, merged(pauses))))


def why(stretches: Iterable[Stretch]) -> list[str]:
    """The codes of what moved the due time, each once and in order: "LUNCH_BREAK", "HOLIDAY 2026-10-01", …

    A year whose notice is not out yet adds "PROVISIONAL 2027".
    """
    found: dict[str, None] = {}
    for one in stretches:
        if one.code != LIMIT:
            found[f"{one.code} {one.day}" if one.code in NAMES_ITS_DAY else one.code] = None
        if one.provisional:
            found[f"PROVISIONAL {one.day.year}"] = None
    return list(found)


def _days(start: datetime, end: datetime, kind: LimitKind, calendar: Calendar) -> Iterator[Stretch]:
    first = local_day(start)
    for ordinal in range(first.toordinal(), local_day(end).toordinal() + 1):
        day = date.fromordinal(ordinal)
        for one in _of_day(calendar.day(day), calendar.segments(day)):
            cut = replace(one, starts=max(one.starts, start), ends=min(one.ends, end))
            if cut.starts >= cut.ends:
                continue
            if kind is LimitKind.WD and day == first and cut.counts:
                cut = replace(cut, counts=False, code=START_DAY)
            yield cut


def _of_day(day: Day, segments: tuple[tuple[int, int], ...]) -> Iterator[Stretch]:
    """One whole day, from midnight to midnight."""
    begins, ends = midnight(day.day), midnight(day.day) + timedelta(days=1)
    if not segments:
        yield _stretch(day, begins, ends, OFF_HOURS if day.works else day.reason)
        return
    cursor, code = begins, OFF_HOURS
    for from_minute, to_minute in segments:
        opens, closes = begins + timedelta(minutes=from_minute), begins + timedelta(minutes=to_minute)
        yield _stretch(day, cursor, opens, code)
        yield _stretch(day, opens, closes, day.reason if day.reason is Reason.MAKE_UP_WORKDAY else LIMIT)
        cursor, code = closes, LUNCH_BREAK
    yield _stretch(day, cursor, ends, OFF_HOURS)


def _stretch(day: Day, starts: datetime, ends: datetime, code: str) -> Stretch:
    counts = code in {LIMIT, Reason.MAKE_UP_WORKDAY}
    return Stretch(starts, ends, counts, code, source=day.source, provisional=day.provisional)


def _paused(stretches: Iterable[Stretch], stops: tuple[Pause, ...]) -> Iterator[Stretch]:
    """The same stretches with the paused parts cut out and named."""
    for one in stretches:
        cursor = one.starts
        for begins, ends in stops:
            begins, ends = max(begins, cursor), min(ends, one.ends)
            if begins >= ends:
                continue
            if cursor < begins:
                yield replace(one, starts=cursor, ends=begins)
            yield Stretch(begins, ends, False, PAUSE)
            cursor = ends
        if cursor < one.ends:
            yield replace(one, starts=cursor)


def _joined(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Neighbours of one kind made one: an evening and the next morning are a night. Days that are named stay apart."""
    held: Stretch | None = None
    for one in stretches:
        if held and held.code == one.code and one.code not in NAMES_ITS_DAY and held.provisional == one.provisional:
            held = replace(held, ends=one.ends)
            continue
        if held:
            yield held
        held = one
    if held:
        yield held
