"""A year of random clocks, each reckoned twice: by the engine, and minute by minute on the wall."""

from __future__ import annotations

import os
import random
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from server.ground.worktime import limits
from server.ground.worktime.calendar import Calendar
from server.ground.worktime.limits import Limit, Pause
from server.ground.worktime.models import LimitKind
from tests.ground.worktime.oracle import MINUTE, Oracle
from tests.ground.worktime.test_limits import CALENDAR, SEASONS, STORIES, on

YEAR = datetime(2026, 1, 1, tzinfo=UTC)  # with all of its holidays, and the unknown year behind it
CASES = int(os.environ.get("GRID_TEST_CLOCKS", "4"))  # for each kind, calendar and number of pauses
MOST = {LimitKind.CONT: 5_000, LimitKind.WH: 2_400, LimitKind.WD: 12}
PERCENTS = (50, 80, 100, 150)


def a_limit(chance: random.Random, kind: LimitKind) -> Limit:
    """Amounts whose shares are whole minutes."""
    if kind is LimitKind.WD:
        return Limit(kind, chance.randint(1, MOST[kind]))
    return Limit(kind, 10 * chance.randint(1, MOST[kind] // 10))


def a_start(chance: random.Random, kind: LimitKind) -> datetime:
    """Any minute of the year; of every tenth where a day's rest is counted with it."""
    minutes = chance.randrange(365 * 24 * 60)
    return YEAR + timedelta(minutes=minutes // 10 * 10 if kind is LimitKind.WD else minutes)


def some_pauses(chance: random.Random, start: datetime, count: int) -> list[Pause]:
    """Pauses that may overlap, begin before the clock, or come after its end."""
    found = []
    for _ in range(count):
        begins = start + 10 * chance.randint(-200, 1500) * MINUTE
        found.append((begins, begins + 10 * chance.randint(0, 500) * MINUTE))
    return found


@pytest.mark.parametrize(("start", "limit", "end"), STORIES)
def test_the_oracle_knows_the_ten_stories(start: str, limit: Limit, end: str) -> None:
    assert Oracle(CALENDAR).due(on(start), limit, ()) == on(end)


@pytest.mark.parametrize("kind", LimitKind)
@pytest.mark.parametrize("calendar", [CALENDAR, SEASONS], ids=["usual", "seasons"])
def test_a_year_of_random_clocks_is_reckoned_as_minute_by_minute(kind: LimitKind, calendar: Calendar) -> None:
    chance, oracle = random.Random(f"{kind} 2026"), Oracle(calendar)
    for stops, _ in product(range(4), range(CASES)):
        start, limit = a_start(chance, kind), a_limit(chance, kind)
        pauses = some_pauses(chance, start, stops)
        told = f"{start} {limit} {pauses}"
        due = oracle.due(start, limit, pauses)
        assert limits.due(start, limit, calendar, pauses) == due, told
        used = oracle.used(start, due, kind, pauses)
        assert limits.elapsed(start, due, kind, calendar, pauses) == used, told
        for percent in PERCENTS:
            if used * percent % 100 == 0:
                expected = oracle.reached(start, limit, percent, pauses)
                assert limits.reached(start, limit, calendar, percent, pauses) == expected, (percent, told)
        assert limits.warn(start, limit, calendar, pauses) == limits.reached(start, limit, calendar, 80, pauses)
