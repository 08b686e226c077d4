"""A slow and obviously correct reckoning of limits: it looks at every minute of the wall, one after the other.

It knows nothing of prefix sums or bisections. Everything is in whole minutes; the stories that ask it are too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta

from server.core.clock import SHANGHAI
from server.ground.worktime.calendar import Calendar
from server.ground.worktime.limits import Limit, Pause
from server.ground.worktime.models import LimitKind

MINUTE = timedelta(minutes=1)


class Oracle:
    """One calendar, asked day by day for its segments and never for anything else."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._days: dict[date, frozenset[int]] = {}
        self._minutes: dict[datetime, bool] = {}

    def works(self, minute: datetime) -> bool:
        """Whether the minute that begins here is one of work."""
        known = self._minutes.get(minute)
        if known is None:
            known = self._minutes[minute] = self._look(minute.astimezone(SHANGHAI))
        return known

    def _look(self, local: datetime) -> bool:
        day = local.date()
        if day not in self._days:
            segments = self._calendar.segments(day)
            self._days[day] = frozenset(one for starts, ends in segments for one in range(starts, ends))
        return local.hour * 60 + local.minute in self._days[day]

    def workday(self, day: date) -> bool:
        return bool(self._calendar.segments(day))

    def counts(self, kind: LimitKind) -> Callable[[datetime], bool]:
        """Which minutes a kind of limit counts."""
        return self.works if kind is not LimitKind.CONT else lambda minute: True

    def due(self, start: datetime, limit: Limit, pauses: Iterable[Pause]) -> datetime:
        """Walk on from `start` until the limit is used up."""
        stops = list(pauses)
        if limit.kind is not LimitKind.WD:
            return self._walk(start, limit.amount, limit.kind, stops)
        unpaused = self._last_work(self._nth_workday(start, limit.amount))
        if not any(begins < unpaused and begins < ends and ends > start for begins, ends in stops):
            return unpaused
        if not self.used(start, unpaused, LimitKind.WD, ()):
            return unpaused
        reached = self._walk(start, self.used(start, unpaused, LimitKind.WD, ()), LimitKind.WD, stops)
        return self._last_work((reached - MINUTE).astimezone(SHANGHAI).date())

    def reached(self, start: datetime, limit: Limit, percent: int, pauses: Iterable[Pause]) -> datetime:
        """When the share of the limit is used; the stories are such that it is a whole number of minutes."""
        stops = list(pauses)
        end = self.due(start, limit, stops)
        if percent == 100:
            return end
        need = self.used(start, end, limit.kind, stops) * percent
        assert need % 100 == 0
        return self._walk(start, need // 100, limit.kind, stops)

    def used(self, start: datetime, end: datetime, kind: LimitKind, pauses: Iterable[Pause]) -> int:
        """Minutes between two moments that count and are in no pause."""
        stops, counts, minutes, cursor = list(pauses), self.counts(kind), 0, start
        while cursor < end:
            minutes += counts(cursor) and not _paused(cursor, stops)
            cursor += MINUTE
        return minutes

    def _walk(self, start: datetime, need: int, kind: LimitKind, stops: list[Pause]) -> datetime:
        counts, cursor = self.counts(kind), start
        while need > 0:
            need -= counts(cursor) and not _paused(cursor, stops)
            cursor += MINUTE
        return cursor.astimezone(UTC)

    def _nth_workday(self, start: datetime, count: int) -> date:
        day = start.astimezone(SHANGHAI).date()
        while count > 0:
            day += timedelta(days=1)
            count -= self.workday(day)
        return day

    def _last_work(self, day: date) -> datetime:
        """The end of the last minute of work of a day."""
        cursor = datetime(day.year, day.month, day.day, 23, 59, tzinfo=SHANGHAI)
        while not self.works(cursor):
            cursor -= MINUTE
        return (cursor + MINUTE).astimezone(UTC)


def _paused(minute: datetime, stops: list[Pause]) -> bool:
    return any(begins <= minute < ends for begins, ends in stops)
