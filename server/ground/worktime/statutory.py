"""What is generally known of China's days: statutory holidays and make-up workdays, from the `holidays` library.

Decision: the library is the default knowledge and the table of overrides has the last word. A year's notice comes out
in October to December before it; until then the year is provisional: the holidays of the law, without any swap of days.
A year is taken as known when the library names a make-up workday in it, which every notice since 2008 has done. Beyond
what the library can reckon (2100) a year has its weekends, and is as provisional: work time has no end.

Decision: of the library China alone is loaded, since its package brings 250 countries along, and a thread does that at
the server's start (`runner`). The first report after a start held everybody's loop for 0.15 s by that.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

from server.core import clock
from server.core.runner import Runner

FIRST_YEAR = 2015
DAY = 86_400.0  # seconds
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
    library = _china()(years=range(max(year - 1, 1), min(year + 1, MAXYEAR) + 1))
    make_up = frozenset(library.weekend_workdays)
    resting = {day for holiday in set(library) - make_up for day in _run(holiday, make_up)}
    swapped = frozenset(day for day in make_up if day.year == year)
    return Year(frozenset(day for day in resting if day.year == year), swapped, SOURCE, provisional=not swapped)


@cache
def _china() -> Any:
    import holidays

    name = "holidays.countries"
    if name not in sys.modules:
        alone = sys.modules[name] = ModuleType(name)  # the package without what it imports at its beginning
        alone.__path__ = [str(Path(holidays.__file__).parent / "countries")]
    from holidays.countries.china import China

    return China


def runner() -> Runner:
    """Beside the server: the years until the next one are known before anybody asks."""

    async def once() -> float:
        await asyncio.to_thread(lambda: [known(year) for year in range(FIRST_YEAR, clock.today().year + 2)])
        return DAY

    return Runner("calendar", once)


def _run(holiday: date, make_up: frozenset[date]) -> Iterator[date]:
    """The holiday, and the weekend days before and after it without a workday between."""
    yield holiday
    for step in (timedelta(days=-1), timedelta(days=1)):
        day = holiday + step
        while day.weekday() >= 5 and day not in make_up:
            yield day
            day += step
