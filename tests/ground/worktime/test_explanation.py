"""Why is it due then? Every stretch is shown, they add up, and the codes name the days that moved it."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from server.ground.worktime import limits
from server.ground.worktime.explanation import LIMIT, LUNCH_BREAK, OFF_HOURS, PAUSE, START_DAY, Stretch, explain, why
from server.ground.worktime.limits import Limit, Pause
from server.ground.worktime.models import LimitKind
from tests.ground.worktime.test_limits import CALENDAR, amounts, moments, on, pauses


def told(stretches: list[Stretch]) -> list[tuple[str, int]]:
    return [(one.code, (one.ends - one.starts) // timedelta(minutes=1)) for one in stretches]


def test_a_clerk_sees_the_lunch_break() -> None:
    assert told(explain(on("03-02 11:30"), on("03-02 15:00"), LimitKind.WH, CALENDAR)) == [
        (LIMIT, 30), (LUNCH_BREAK, 150), (LIMIT, 30),
    ]  # fmt: skip


def test_a_clerk_sees_the_holidays_that_moved_a_limit_of_workdays() -> None:
    start, limit = on("09-29 16:00"), Limit(LimitKind.WD, 2)
    shown = explain(start, limits.due(start, limit, CALENDAR), limit.kind, CALENDAR)
    assert shown[0].code == START_DAY
    assert why(shown) == [
        START_DAY, OFF_HOURS, LUNCH_BREAK, *(f"HOLIDAY 2026-10-0{day}" for day in range(1, 8)),
    ]  # fmt: skip
    assert {one.source for one in shown if one.code == "HOLIDAY"} == {CALENDAR.day(on("10-01 00:00").date()).source}


def test_work_on_a_make_up_saturday_counts_and_is_named() -> None:
    shown = explain(on("02-13 17:00"), on("02-14 11:30"), LimitKind.WH, CALENDAR)
    assert [(one.code, one.counts) for one in shown] == [
        (LIMIT, True), (OFF_HOURS, False), ("MAKE_UP_WORKDAY", True),
    ]  # fmt: skip
    assert why(shown) == [OFF_HOURS, "MAKE_UP_WORKDAY 2026-02-14"]


def test_a_pause_is_shown_where_it_was() -> None:
    stop = (on("03-02 09:10"), on("03-02 09:40"))
    assert told(explain(on("03-02 09:00"), on("03-02 10:00"), LimitKind.CONT, CALENDAR, [stop])) == [
        (LIMIT, 10), (PAUSE, 30), (LIMIT, 20),
    ]  # fmt: skip


def test_a_year_whose_notice_is_not_out_is_said_to_be_provisional() -> None:
    start = on("12-31 17:30")
    due = limits.due(start, Limit(LimitKind.WH, 60), CALENDAR)
    assert "PROVISIONAL 2027" in why(explain(start, due, LimitKind.WH, CALENDAR))
    assert explain(due, start, LimitKind.WH, CALENDAR) == []


@given(moments, amounts, pauses)
def test_the_stretches_are_the_wall_time_without_a_gap_and_what_counts_is_the_limit(
    start: datetime, limit: Limit, stops: list[Pause]
) -> None:
    due = limits.due(start, limit, CALENDAR, stops)
    shown = explain(start, due, limit.kind, CALENDAR, stops)
    assert (shown[0].starts, shown[-1].ends) == (start, due)
    assert all(one.ends == two.starts and one.starts < one.ends for one, two in pairwise(shown))
    counted = sum((one.ends - one.starts for one in shown if one.counts), timedelta(0))
    if limit.kind is LimitKind.WD:
        assert counted <= limits.worked(start, due, limit.kind, CALENDAR, stops)
    else:
        assert counted == timedelta(minutes=limit.amount)


@given(moments, st.sampled_from(LimitKind), pauses)
def test_nothing_that_was_paused_is_shown_as_counted(start: datetime, kind: LimitKind, stops: list[Pause]) -> None:
    for one in explain(start, start + timedelta(days=20), kind, CALENDAR, stops):
        if one.counts:
            assert not any(begins < one.ends and one.starts < ends for begins, ends in stops if begins < ends)
