"""A year of the work calendar is entered by its notice: provisionally, and then for good."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from server.core import clock
from server.data.database import Database
from server.ground.worktime import limits
from server.ground.worktime.limits import Limit
from server.ground.worktime.models import DayKind, LimitKind
from server.ground.worktime.queries import calendar
from server.setup.rule_draft.lifecycle import State
from server.setup.rule_draft.lines import Day
from server.setup.rule_draft.models import RuleDraft
from tests.kit.laws import MONDAY
from tests.setup.drafting import (
    NOTICE,
    TODAY,
    TOMORROW,
    YEAR,
    approved,
    clocks,
    covers,
    day,
    proposed,
    result,
    step,
)


async def test_2027s_notice_is_entered_and_a_clock_runs_over_it(town: Database) -> None:
    await day(0)
    eve = datetime.fromisoformat("2026-12-31T09:00:00+08:00")
    with clock.at(eve):
        known = await calendar()
        assert known.day(date(2027, 3, 1)).provisional
        assert limits.due(eve, Limit(LimitKind.WD, 1), known) == eve + timedelta(days=4, hours=9)
    draft = await approved(**YEAR | {"provisional": True, "notice": "暂定，按往年推算"})
    await day(1)
    later = MONDAY + timedelta(days=2)
    for_good = await proposed(at=later, **YEAR | {"starts_on": TODAY + timedelta(days=3)})
    for_good = await step("approve", await step("simulate", for_good, at=later), "wu", at=later)
    await day(3)
    states = [(await RuleDraft.get(id=one.id)).state for one in (draft, for_good)]
    assert states == [State.SUPERSEDED, State.IN_FORCE]
    with clock.at(eve):
        known = await calendar()
        days = [known.day(date(2027, 1, one)) for one in (4, 5, 9, 10)]
        assert [one.works for one in days] == [False, True, True, False]
        assert not any(one.provisional for one in [*days, known.day(date(2027, 3, 1))])
        assert known.day(date(2027, 3, 1)).source == NOTICE
        assert limits.due(eve, Limit(LimitKind.WD, 1), known) == eve + timedelta(days=5, hours=9)


async def test_a_day_off_of_this_year_moves_what_runs_and_leaves_what_was(town: Database) -> None:
    await day(0)
    running = await covers()
    with clock.at(MONDAY):
        before = [(await calendar()).day(date(2026, one, 1)) for one in range(1, 12)]
    off = {"year": 2026, "notice": "区政府通知", "days": (Day(day=TOMORROW, kind=DayKind.HOLIDAY),)}
    row = await step("simulate", await proposed(**YEAR | off))
    found, due = result(row), (await clocks(running))["CASE"][1]
    await step("approve", row, "wu")
    await day(1)
    await day(1, 1)
    with clock.at(MONDAY + timedelta(days=1)):
        known = await calendar()
        assert not known.day(TOMORROW).works
        assert [known.day(date(2026, one, 1)) for one in range(1, 12)] == before
        assert known.notices == {}
    moved = (await clocks(running))["CASE"][1] != due
    assert moved is (found["running"]["moved"] > 0)
