"""Which days are days of work: what the law and the notices say, what the district says, and what nobody knows yet."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest

from server.core.clock import SHANGHAI
from server.ground.worktime import limits
from server.ground.worktime.calendar import Calendar, Override, Reason, Segment, local_day, midnight
from server.ground.worktime.limits import Limit
from server.ground.worktime.models import DayKind, LimitKind
from server.ground.worktime.statutory import known


def days(*texts: str) -> set[date]:
    """ "02-15..23" and "01-04" of 2026."""
    found = set()
    for text in texts:
        first, _, last = text.partition("..")
        begin = date.fromisoformat(f"2026-{first}")
        for off in range(int(last or begin.day) - begin.day + 1):
            found.add(begin + timedelta(days=off))
    return found


def test_the_holidays_of_2026_are_those_of_the_notice() -> None:
    told = days("01-01..03", "02-15..23", "04-04..06", "05-01..05", "06-19..21", "09-25..27", "10-01..07")
    assert known(2026).holidays == told
    assert known(2026).make_up == days("01-04", "02-14", "02-28", "05-09", "09-20", "10-10")
    assert not known(2026).provisional


def test_every_day_of_2026_is_one_of_work_or_rest_as_the_notice_says() -> None:
    calendar = Calendar()
    rest = days("01-01..03", "02-15..23", "04-04..06", "05-01..05", "06-19..21", "09-25..27", "10-01..07")
    make_up = days("01-04", "02-14", "02-28", "05-09", "09-20", "10-10")
    for off in range(365):
        day = date(2026, 1, 1) + timedelta(days=off)
        works = day in make_up or (day not in rest and day.weekday() < 5)
        assert calendar.is_workday(day) is works, day


def test_next_year_is_provisional_until_its_notice_is_out() -> None:
    calendar = Calendar()
    assert calendar.day(date(2027, 10, 1)).provisional
    assert not calendar.day(date(2027, 10, 1)).works
    assert not calendar.day(date(2026, 10, 1)).provisional


def test_what_the_district_says_of_a_day_wins() -> None:
    monday, saturday, holiday = date(2026, 3, 2), date(2026, 3, 7), date(2026, 10, 1)
    said = {
        monday: Override(DayKind.HOLIDAY, "区通知 1"),
        saturday: Override(DayKind.WORKDAY, "区通知 1"),
        holiday: Override(DayKind.WORKDAY, "区通知 2", provisional=True),
    }
    calendar = Calendar(overrides=said)
    assert [calendar.is_workday(day) for day in (monday, saturday, holiday)] == [False, True, True]
    assert calendar.day(monday).reason is Reason.HOLIDAY
    assert calendar.day(saturday).reason is Reason.MAKE_UP_WORKDAY
    assert (calendar.day(holiday).source, calendar.day(holiday).provisional) == ("区通知 2", True)


def test_in_summer_the_afternoon_begins_later() -> None:
    calendar = Calendar([Segment(510, 720), Segment(870, 1080, 10, 4), Segment(900, 1110, 5, 9)])
    assert calendar.segments(date(2026, 4, 30)) == ((510, 720), (870, 1080))
    assert calendar.segments(date(2026, 5, 6)) == ((510, 720), (900, 1110))
    assert calendar.segments(date(2026, 5, 1)) == ()
    start = datetime(2026, 5, 6, 11, 30, tzinfo=SHANGHAI)
    assert limits.due(start, Limit(LimitKind.WH, 60), calendar) == datetime(2026, 5, 6, 15, 30, tzinfo=SHANGHAI)


def test_a_month_without_work_is_passed_over() -> None:
    calendar = Calendar([Segment(540, 1020, 9, 6)])
    assert not calendar.is_workday(date(2026, 7, 1))
    assert calendar.work_minutes(date(2026, 7, 1)) == 0
    start = datetime(2026, 6, 30, 16, 30, tzinfo=SHANGHAI)
    assert limits.due(start, Limit(LimitKind.WH, 60), calendar) == datetime(2026, 9, 1, 9, 30, tzinfo=SHANGHAI)
    assert limits.due(start, Limit(LimitKind.WD, 1), calendar) == datetime(2026, 9, 1, 17, 0, tzinfo=SHANGHAI)


def test_a_calendar_without_any_work_says_so_instead_of_counting_for_ever() -> None:
    start = datetime(2026, 6, 1, tzinfo=UTC)
    with pytest.raises(LookupError, match="no segment"):
        limits.due(start, Limit(LimitKind.WH, 10), Calendar([]))
    with pytest.raises(LookupError, match="2015"):
        limits.due(datetime(2014, 6, 1, tzinfo=UTC), Limit(LimitKind.WH, 10), Calendar())


def test_work_time_does_not_end_in_2100_and_years_without_a_notice_say_so() -> None:
    """A plan of 2206 that was kept before plans had an end must not stop whoever approves it."""
    calendar = Calendar()
    assert limits.due(datetime(2100, 12, 31, 9, tzinfo=SHANGHAI), Limit(LimitKind.WD, 1), calendar) == datetime(
        2101, 1, 3, 18, tzinfo=SHANGHAI)  # fmt: skip
    assert limits.elapsed(datetime(2205, 12, 31, tzinfo=UTC), datetime(2206, 1, 2, tzinfo=UTC), LimitKind.WH, calendar)
    assert [calendar.day(date(year, 6, 3)).provisional for year in (2026, 2027, 2101, 2206)] == [
        False,
        True,
        True,
        True,
    ]


@pytest.mark.parametrize("span", [(720, 720), (800, 700), (-1, 60), (600, 1441)])
def test_a_segment_that_ends_before_it_begins_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="segment"):
        Segment(*span)


def test_segments_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        Calendar([Segment(510, 720), Segment(700, 800, 6, 8)])
    with pytest.raises(ValueError, match="month"):
        Segment(510, 720, 0, 12)


def test_a_day_begins_at_midnight_in_shanghai() -> None:
    assert midnight(date(2026, 11, 23)) == datetime(2026, 11, 22, 16, tzinfo=UTC)
    assert local_day(datetime(2026, 11, 22, 15, 59, tzinfo=UTC)) == date(2026, 11, 22)
    assert local_day(datetime(2026, 11, 22, 16, 0, tzinfo=UTC)) == date(2026, 11, 23)


def test_the_library_is_not_loaded_by_who_only_starts_and_then_for_china_alone() -> None:
    """Its package brings 250 countries along, which held the loop for 0.15 s at the first report."""
    asked = (
        "import sys; from server.ground.worktime.statutory import known\n"
        "print('holidays' in sys.modules, len(known(2026).make_up))\n"
        "print([one for one in sys.modules if one.startswith('holidays.countries.')])"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert told == "False 6\n['holidays.countries.china']\n"
