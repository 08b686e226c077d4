"""By when must the cover be mended? Ten stories with known ends, and laws for every start, limit and pause."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.core.clock import SHANGHAI
from server.ground.worktime import limits
from server.ground.worktime.calendar import Calendar, Override, Segment
from server.ground.worktime.limits import Limit, Pause
from server.ground.worktime.models import DayKind, LimitKind

CONT, WH, WD = LimitKind.CONT, LimitKind.WH, LimitKind.WD
CALENDAR = Calendar()
SEASONS = Calendar(
    [Segment(510, 720), Segment(870, 1080, 10, 4), Segment(900, 1110, 5, 9)],
    {date(2026, 3, 3): Override(DayKind.HOLIDAY, "district notice 1"),
     date(2026, 3, 7): Override(DayKind.WORKDAY, "district notice 1")},
)  # fmt: skip


def on(text: str) -> datetime:
    """ "02-13 17:00" of 2026, in Shanghai."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=SHANGHAI)


STORIES = [
    ("02-13 17:00", Limit(WH, 4 * 60), "02-14 11:30"),  # a Saturday that makes up
    ("02-14 09:00", Limit(WH, 16 * 60), "02-25 11:00"),  # over the Spring Festival
    ("09-30 17:30", Limit(WH, 4 * 60), "10-08 12:00"),
    ("10-01 10:00", Limit(WH, 2 * 60), "10-08 10:30"),
    ("01-03 23:00", Limit(WH, 60), "01-04 09:30"),  # a Sunday that makes up
    ("05-08 16:00", Limit(WH, 8 * 60), "05-09 17:00"),
    ("02-12 10:00", Limit(WD, 5), "02-26 18:00"),
    ("09-29 10:00", Limit(WD, 3), "10-09 18:00"),
    ("09-18 10:00", Limit(WD, 2), "09-21 18:00"),
    ("10-01 23:50", Limit(CONT, 30), "10-02 00:20"),
]

FIRST = datetime(2025, 9, 1, tzinfo=UTC)
moments = st.timedeltas(timedelta(0), timedelta(days=425)).map(lambda after: FIRST + after)
spans = st.tuples(moments, st.timedeltas(timedelta(0), timedelta(days=12))).map(lambda one: (one[0], one[0] + one[1]))
pauses = st.lists(spans, max_size=4)
calendars = st.sampled_from([CALENDAR, SEASONS])
kinds = st.sampled_from(LimitKind)
amounts = st.one_of(
    st.builds(Limit, st.just(CONT), st.integers(1, 20_000)),
    st.builds(Limit, st.just(WH), st.integers(1, 8_000)),
    st.builds(Limit, st.just(WD), st.integers(1, 25)),
)


@pytest.mark.parametrize(("start", "limit", "end"), STORIES)
def test_the_unit_knows_by_when(start: str, limit: Limit, end: str) -> None:
    assert limits.due(on(start), limit, CALENDAR) == on(end)


@given(moments, amounts, st.integers(1, 500), pauses, calendars)
def test_a_longer_limit_is_never_due_earlier(
    start: datetime, limit: Limit, more: int, stops: list[Pause], calendar: Calendar
) -> None:
    longer = Limit(limit.kind, limit.amount + (more % 5 if limit.kind is WD else more))
    assert limits.due(start, limit, calendar, stops) <= limits.due(start, longer, calendar, stops)


@given(moments, st.timedeltas(timedelta(0), timedelta(days=9)), amounts, pauses, calendars)
def test_who_starts_later_is_never_due_earlier(
    start: datetime, later: timedelta, limit: Limit, stops: list[Pause], calendar: Calendar
) -> None:
    if limit.kind is WD:  # a pause that only the first one meets costs them a whole workday more
        stops = [stop for stop in stops if stop[0] >= start + later]
    assert limits.due(start, limit, calendar, stops) <= limits.due(start + later, limit, calendar, stops)


@given(moments, amounts, pauses, calendars)
def test_at_the_due_time_exactly_the_limit_is_used(
    start: datetime, limit: Limit, stops: list[Pause], calendar: Calendar
) -> None:
    due = limits.due(start, limit, calendar, stops)
    used = limits.worked(start, due, limit.kind, calendar, stops)
    if limit.kind is not WD:
        assert used == timedelta(minutes=limit.amount)
        assert limits.elapsed(start, due, limit.kind, calendar, stops) == limit.amount
        return
    unpaused = limits.due(start, limit, calendar)
    assert limits.workdays(start, unpaused, calendar) == limit.amount
    assert used >= limits.worked(start, unpaused, WD, calendar)


@given(
    moments, st.lists(st.timedeltas(timedelta(0), timedelta(days=5)), min_size=2, max_size=6), kinds, pauses, calendars
)
def test_time_cut_in_pieces_is_as_long_as_in_one(
    start: datetime, steps: list[timedelta], kind: LimitKind, stops: list[Pause], calendar: Calendar
) -> None:
    pieces, cursor = timedelta(0), start
    for step in steps:
        pieces += limits.worked(cursor, cursor + step, kind, calendar, stops)
        cursor += step
    assert pieces == limits.worked(start, cursor, kind, calendar, stops)


@given(moments, amounts, spans, calendars)
def test_a_pause_never_shortens_the_time_that_is_left(
    start: datetime, limit: Limit, stop: Pause, calendar: Calendar
) -> None:
    assert limits.due(start, limit, calendar, [stop]) >= limits.due(start, limit, calendar)


@given(spans, kinds, calendars)
def test_paused_time_never_counts(stop: Pause, kind: LimitKind, calendar: Calendar) -> None:
    assert limits.worked(*stop, kind, calendar, [stop]) == timedelta(0)


@given(moments, st.sampled_from([CONT, WH]), st.integers(2, 6_000), st.floats(0.01, 0.99), st.integers(1, 9_000))
def test_a_pause_of_work_time_moves_the_due_time_by_as_much(
    start: datetime, kind: LimitKind, amount: int, share: float, length: int
) -> None:
    begins = limits.due(start, Limit(kind, max(1, int(amount * share))), CALENDAR)
    ends = limits.due(begins, Limit(kind, length), CALENDAR)
    due = limits.due(start, Limit(kind, amount), CALENDAR, [(begins, ends)])
    if begins < limits.due(start, Limit(kind, amount), CALENDAR):
        assert due == limits.due(start, Limit(kind, amount + length), CALENDAR)


@given(moments, amounts, spans, st.timedeltas(timedelta(0), timedelta(days=6)), calendars)
def test_one_pause_told_as_two_is_the_same_pause(
    start: datetime, limit: Limit, stop: Pause, cut: timedelta, calendar: Calendar
) -> None:
    middle = min(stop[0] + cut, stop[1])
    twice = [(middle, stop[1]), (stop[0], middle), (stop[0], stop[1])]
    assert limits.due(start, limit, calendar, twice) == limits.due(start, limit, calendar, [stop])


@given(moments, amounts, pauses, calendars)
def test_the_light_turns_yellow_when_four_fifths_are_used(
    start: datetime, limit: Limit, stops: list[Pause], calendar: Calendar
) -> None:
    due, warned = limits.due(start, limit, calendar, stops), limits.warn(start, limit, calendar, stops)
    whole = limits.worked(start, due, limit.kind, calendar, stops)
    assert start <= warned <= due
    assert limits.worked(start, warned, limit.kind, calendar, stops) * 5 // 4 <= whole
    assert abs(limits.worked(start, warned, limit.kind, calendar, stops) - whole * 4 / 5) <= timedelta(microseconds=1)


def test_a_night_off_moves_nothing_and_a_minute_of_work_moves_a_workday_clock_to_the_next_evening() -> None:
    limit = Limit(WD, 2)
    assert limits.due(on("03-02 10:00"), limit, CALENDAR) == on("03-04 18:00")
    night = (on("03-02 18:00"), on("03-03 08:30"))
    assert limits.due(on("03-02 10:00"), limit, CALENDAR, [night]) == on("03-04 18:00")
    minute = (on("03-03 10:00"), on("03-03 10:01"))
    assert limits.due(on("03-02 10:00"), limit, CALENDAR, [minute]) == on("03-05 18:00")


def test_a_pause_that_begins_when_time_is_up_comes_too_late() -> None:
    due, hour, second = on("03-02 10:00"), Limit(WH, 60), timedelta(seconds=1)
    for late in (timedelta(0), second, 30 * second):
        assert limits.due(on("03-02 09:00"), hour, CALENDAR, [(due + late, on("03-02 11:00"))]) == due
    assert (
        limits.due(on("03-02 09:00"), hour, CALENDAR, [(due - second, on("03-02 11:00"))]) == on("03-02 11:00") + second
    )


def test_what_is_left_is_told_in_the_clocks_own_minutes_and_never_flatters() -> None:
    due = on("10-08 12:00")
    assert limits.left(on("09-30 17:30"), due, WH, CALENDAR) == 240
    assert limits.left(on("09-30 17:30") + timedelta(seconds=1), due, WH, CALENDAR) == 239
    assert limits.left(on("10-08 11:20"), due, CONT, CALENDAR) == 40
    assert limits.left(due + timedelta(seconds=59), due, CONT, CALENDAR) == 0
    assert limits.left(due + timedelta(minutes=25, seconds=30), due, CONT, CALENDAR) == -25
    assert limits.left(on("10-08 15:30"), due, WH, CALENDAR) == -60
    assert limits.left(on("10-07 09:00"), on("10-09 18:00"), WD, CALENDAR) == 2 * 420
    assert limits.unit_minutes(on("10-07 09:00"), CALENDAR) == 420


def test_a_limit_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        Limit(WH, 0)


def counted_by_the_minute(start: datetime, limit: Limit, calendar: Calendar, stops: list[Pause]) -> datetime:
    """The slow truth: walk minute by minute and look whether this one counts."""
    moment, need = start, limit.amount
    while need:
        local = moment.astimezone(SHANGHAI)
        minute = local.hour * 60 + local.minute
        works = any(begins <= minute < ends for begins, ends in calendar.segments(local.date()))
        counts = works or limit.kind is CONT
        need -= counts and not any(begins <= moment < ends for begins, ends in stops)
        moment += timedelta(minutes=1)
    return moment


holidays = st.sampled_from([on("02-12 08:00"), on("04-03 12:30"), on("09-30 14:00"), on("01-01 00:00")])


@settings(max_examples=60, deadline=None)
@given(
    st.tuples(holidays, st.integers(0, 6_000)).map(lambda one: one[0] + timedelta(minutes=one[1])),
    st.builds(Limit, st.sampled_from([CONT, WH]), st.integers(1, 2_000)),
    st.lists(st.tuples(holidays, st.integers(0, 6_000), st.integers(0, 3_000)), max_size=3),
    calendars,
)
def test_counting_minute_by_minute_over_the_holidays_gives_the_same(
    start: datetime, limit: Limit, told: list[tuple[datetime, int, int]], calendar: Calendar
) -> None:
    stops = [(at + timedelta(minutes=off), at + timedelta(minutes=off + length)) for at, off, length in told]
    assert limits.due(start, limit, calendar, stops) == counted_by_the_minute(start, limit, calendar, stops)


def test_a_builder_of_thousands_of_incidents_need_not_wait() -> None:
    start, before = on("02-10 09:00"), time.process_time()
    for minute in range(5_000):
        limits.due(start + timedelta(minutes=minute), Limit(WH, 240), CALENDAR)
    assert time.process_time() - before < 0.25  # 20,000 a second; measured ten times that
