"""The work calendar as a pure value: which minutes of which day count as work, in Shanghai, and why a day is otherwise.

Work is counted with prefix sums by day, so that a limit of five minutes and one of thirty workdays cost the same: two
subtractions and one bisection. Moments are aware datetimes; sums are whole microseconds, so that nothing is rounded.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from server.core.clock import SHANGHAI
from server.ground.worktime.models import DayKind
from server.ground.worktime.statutory import FIRST_YEAR, known

MINUTE = 60_000_000  # of microseconds, in which all sums are kept
DAY = 24 * 60 * MINUTE
EPOCH = datetime(FIRST_YEAR, 1, 1, tzinfo=SHANGHAI).astimezone(UTC)  # Shanghai has had no summer time since 1991
FIRST_DAY = date(FIRST_YEAR, 1, 1).toordinal()


class Reason(StrEnum):
    """Why a day is one of work or of rest. Public codes: words live with the phone."""

    WEEKDAY = "WEEKDAY"  # Monday to Friday
    WEEKEND = "WEEKEND"
    HOLIDAY = "HOLIDAY"
    MAKE_UP_WORKDAY = "MAKE_UP_WORKDAY"  # 调休上班


@dataclass(frozen=True)
class Segment:
    """One stretch of work in a season: minutes after midnight, months inclusive; October to April may be 10 to 4."""

    starts: int
    ends: int
    month_from: int = 1
    month_to: int = 12

    def __post_init__(self) -> None:
        if not 0 <= self.starts < self.ends <= 24 * 60:
            raise ValueError(f"a work segment must begin before it ends, within one day: {self.starts}-{self.ends}")
        if not (1 <= self.month_from <= 12 and 1 <= self.month_to <= 12):
            raise ValueError(f"a season runs from month 1..12 to month 1..12: {self.month_from}-{self.month_to}")

    def holds_in(self, month: int) -> bool:
        """Whether the season covers this month."""
        if self.month_from <= self.month_to:
            return self.month_from <= month <= self.month_to
        return month >= self.month_from or month <= self.month_to


@dataclass(frozen=True)
class Override:
    """What a notice, or somebody here, says of one day. It wins over the weekday and over what is generally known."""

    kind: DayKind
    source: str
    provisional: bool = False


@dataclass(frozen=True)
class Notice:
    """The notice of a year as it was entered: what it does not name is as the weekday says."""

    source: str
    provisional: bool = False


@dataclass(frozen=True)
class Day:
    """One day as it counts: whether there is work, the code of the reason, who says so, and whether it may change."""

    day: date
    works: bool
    reason: Reason
    source: str
    provisional: bool


USUAL = (Segment(510, 720), Segment(870, 1080))  # 08:30-12:00, 14:30-18:00


class Calendar:
    """Work segments by season, and the days that differ. Immutable: a change of the data makes another calendar."""

    def __init__(
        self,
        segments: Iterable[Segment] = USUAL,
        overrides: Mapping[date, Override] | None = None,
        notices: Mapping[int, Notice] | None = None,
    ) -> None:
        self._segments = sorted(segments, key=lambda one: (one.starts, one.ends))
        self._months = {month: _spans(self._segments, month) for month in range(1, 13)}
        self.overrides = dict(overrides or {})
        self.notices = dict(notices or {})
        self._sums = [0]  # work before the day of this place, counted from FIRST_DAY
        self._days: list[tuple[tuple[int, int], ...]] = []  # the work of each day, in microseconds after midnight

    def day(self, day: date) -> Day:
        """What is known of one day. Raises LookupError before the first year that the calendar covers."""
        if day.year < FIRST_YEAR:
            raise LookupError(f"the work calendar begins in {FIRST_YEAR}, not by {day}")
        weekend = day.weekday() >= 5
        if (said := self.overrides.get(day)) is not None:
            return Day(day, said.kind is DayKind.WORKDAY, _reason(said.kind, weekend), said.source, said.provisional)
        if (notice := self.notices.get(day.year)) is not None:
            reason = Reason.WEEKEND if weekend else Reason.WEEKDAY
            return Day(day, not weekend, reason, notice.source, notice.provisional)
        facts = known(day.year)
        if day in facts.make_up:
            return Day(day, True, Reason.MAKE_UP_WORKDAY, facts.source, facts.provisional)
        if day in facts.holidays:
            return Day(day, False, Reason.HOLIDAY, facts.source, facts.provisional)
        reason = Reason.WEEKEND if weekend else Reason.WEEKDAY
        return Day(day, not weekend, reason, facts.source, facts.provisional)

    def with_year(self, year: int, notice: Notice, named: Mapping[date, DayKind], since: date) -> Calendar:
        """The calendar by the notice of a year, from `since` on: of a year that is yet to come all of it; of one that
        has begun the days from then on, each by itself, so that what was stays as it was."""
        overrides, notices = dict(self.overrides), dict(self.notices)
        if since <= date(year, 1, 1):
            overrides = {day: said for day, said in overrides.items() if day.year != year}
            overrides |= {day: Override(kind, notice.source, notice.provisional) for day, kind in named.items()}
            return Calendar(self._segments, overrides, notices | {year: notice})
        for ordinal in range(since.toordinal(), date(year + 1, 1, 1).toordinal()):
            day = date.fromordinal(ordinal)
            kind = named.get(day, DayKind.HOLIDAY if day.weekday() >= 5 else DayKind.WORKDAY)
            if self.day(day).works != (kind is DayKind.WORKDAY):
                overrides[day] = Override(kind, notice.source, notice.provisional)
        return Calendar(self._segments, overrides, notices)

    def is_workday(self, day: date) -> bool:
        """Whether this day counts as one of the days of a WD limit: it is one of work and has work in its season."""
        return bool(self.segments(day))

    def segments(self, day: date) -> tuple[tuple[int, int], ...]:
        """The work of this day as (from, to) in minutes after midnight; empty on a day of rest."""
        return tuple((starts // MINUTE, ends // MINUTE) for starts, ends in self._spans_of(self._place(day)))

    def work_minutes(self, day: date) -> int:
        """The minutes of one workday in the season of `day`, be that day one of work or not: the unit of WD words."""
        return sum(ends - starts for starts, ends in self._months[day.month]) // MINUTE

    def worked_until(self, moment: datetime) -> int:
        """Work before `moment` in microseconds since the calendar begins; differences of two are what counts."""
        place, rest = _split(moment)
        spans = self._spans_of(place)
        return self._sums[place] + sum(min(rest, ends) - starts for starts, ends in spans if starts < rest)

    def moment_of(self, work: int) -> datetime:
        """The first moment (UTC) before which `work` microseconds were worked: the inverse of `worked_until`."""
        while self._sums[-1] < work:
            self._grow()
        place = bisect_left(self._sums, work) - 1
        rest = work - self._sums[place]
        for starts, ends in self._days[place]:
            if rest <= ends - starts:
                return EPOCH + timedelta(days=place, microseconds=starts + rest)
            rest -= ends - starts
        raise AssertionError("a day holds the work that its sum says")

    def end_of_work(self, moment: datetime) -> datetime:
        """When the last segment of the day of `moment` ends; `moment` itself on a day without work."""
        place, _ = _split(moment)
        spans = self._spans_of(place)
        return EPOCH + timedelta(days=place, microseconds=spans[-1][1]) if spans else moment

    def end_of_workday(self, count: int, *, after: datetime) -> datetime:
        """When work ends on the `count`-th workday after the day of `after`; that day itself is never counted."""
        place, _ = _split(after)
        while count > 0:
            place += 1
            count -= bool(self._spans_of(place))
        return EPOCH + timedelta(days=place, microseconds=self._spans_of(place)[-1][1])

    def _place(self, day: date) -> int:
        return day.toordinal() - FIRST_DAY

    def _spans_of(self, place: int) -> tuple[tuple[int, int], ...]:
        if place < 0:
            raise LookupError(f"the work calendar begins in {FIRST_YEAR}")
        while place >= len(self._days):
            self._grow()
        return self._days[place]

    def _grow(self) -> None:
        """Count one more year. Raises LookupError where there will never be work, and where dates end."""
        if not any(self._months.values()):
            raise LookupError("the work calendar has no segment of work")
        year = FIRST_YEAR if not self._days else date.fromordinal(FIRST_DAY + len(self._days)).year
        if year == MAXYEAR:
            raise LookupError(f"the work calendar ends with the year {MAXYEAR}, as dates do")
        for ordinal in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()):
            day = date.fromordinal(ordinal)
            spans = self._months[day.month] if self.day(day).works else ()
            self._days.append(spans)
            self._sums.append(self._sums[-1] + sum(ends - starts for starts, ends in spans))


def local_day(moment: datetime) -> date:
    """The day of this moment in Shanghai."""
    return date.fromordinal(FIRST_DAY + (moment - EPOCH).days)


def midnight(day: date) -> datetime:
    """When this day begins in Shanghai, in UTC."""
    return EPOCH + timedelta(days=day.toordinal() - FIRST_DAY)


def _split(moment: datetime) -> tuple[int, int]:
    """The day's place since FIRST_DAY, and the microseconds since its midnight."""
    since = moment - EPOCH
    return since.days, since.seconds * 1_000_000 + since.microseconds


def _reason(kind: DayKind, weekend: bool) -> Reason:
    if kind is DayKind.WORKDAY:
        return Reason.MAKE_UP_WORKDAY if weekend else Reason.WEEKDAY
    return Reason.WEEKEND if weekend else Reason.HOLIDAY


def _spans(segments: Iterable[Segment], month: int) -> tuple[tuple[int, int], ...]:
    spans = tuple((one.starts * MINUTE, one.ends * MINUTE) for one in segments if one.holds_in(month))
    if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
        raise ValueError(f"work segments overlap in month {month}")
    return spans
