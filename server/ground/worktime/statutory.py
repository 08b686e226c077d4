"""What is generally known of China's days: statutory holidays and make-up workdays, from the `holidays` library.

Decision: the library is the default knowledge and the table of overrides has the last word. A year's notice comes out
in October to December before it; until then the year is provisional: the holidays of the law, without any swap of days.
A year is taken as known when the library names a make-up workday in it, which every notice since 2008 has done. Beyond
what the library can reckon (2100) a year has its weekends, and is as provisional: work time has no end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from functools import cache
from importlib.metadata import version

import holidays

FIRST_YEAR = 2015
SOURCE = f"holidays {version('holidays')}"


@dataclass(frozen=True)
class Year:
    """One year's days of rest and of make-up work. A weekend beside a holiday is part of it, as in the notices."""

    holidays: frozenset[date]
    make_up: frozenset[date]
    source: str
    provisional: bool


@cache
def known(year: int) -> Year:
    """What the library knows of this year."""
    library = holidays.country_holidays("CN", years=range(max(year - 1, 1), min(year + 1, MAXYEAR) + 1))
    make_up = frozenset(library.weekend_workdays)
    resting = {day for holiday in set(library) - make_up for day in _run(holiday, make_up)}
    swapped = frozenset(day for day in make_up if day.year == year)
    return Year(frozenset(day for day in resting if day.year == year), swapped, SOURCE, provisional=not swapped)


def _run(holiday: date, make_up: frozenset[date]) -> Iterator[date]:
    """The holiday, and the weekend days before and after it without a workday between."""
    yield holiday
    for step in (timedelta(days=-1), timedelta(days=1)):
        day = holiday + step
        while day.weekday() >= 5 and day not in make_up:
            yield day
            day += step
