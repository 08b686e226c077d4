"""What became of a year of a noun, in numbers that anybody may read: of the district and of each street.

Small numbers are hidden, for who wrote could be guessed; and one more where the rest of the total would tell of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace

from server.core import clock
from server.core.errors import Invalid
from server.core.viewer import Viewer
from server.data.database import listed, numbered
from server.ground.area.models import AreaLevel
from server.ground.area.territory import territory
from server.process.fields import Declared, asked

LEAST = 5  # of fewer nothing is told
FIRST_YEAR, LAST_YEAR = 2020, 2100
STREET = 9  # digits of its code


class Year(Declared):
    year: int = asked("哪一年。Which year.", between=(FIRST_YEAR, LAST_YEAR))


@dataclass(frozen=True)
class Figure:
    """`holds` is the condition in SQL for a row to be counted; `?` in it is now."""

    words: str
    holds: str = "1 = 1"


@dataclass(frozen=True)
class Figures:
    """Counts over the rows of `table`, which have an `area`; `since` is the column by which a row belongs to a year.
    The first of the `counts` is of all of them. `least`: of fewer nothing is told."""

    table: str
    since: str
    counts: Mapping[str, Figure]
    least: int | None = None  # LEAST unless said: what names no person need not be hidden

    async def of(self, viewer: Viewer, which: Year) -> list[SimpleNamespace]:
        """The district first, then its streets by code. Raises Invalid for what is no year of ours."""
        if not FIRST_YEAR <= which.year <= clock.today().year:
            raise Invalid(f"a year from {FIRST_YEAR} on", field="year")
        known = await territory()
        district = known.chosen(None, AreaLevel.DISTRICT)[0].code
        streets = [one.code for one in known.chosen(district, AreaLevel.STREET)]
        counted = await self._counted(which.year)
        none = (0,) * len(self.counts)
        least = LEAST if self.least is None else self.least
        hidden = few({code: counted.get(code, none)[0] for code in streets}, least)
        total = tuple(map(sum, zip(*counted.values(), strict=True))) or none
        whole = self._row(district, total if total[0] >= least else None)
        return [whole, *(self._row(one, None if one in hidden else counted.get(one, none)) for one in streets)]

    async def _counted(self, year: int) -> dict[str, tuple[int, ...]]:
        begins, ends = (datetime(one, 1, 1, tzinfo=clock.SHANGHAI).astimezone(UTC) for one in (year, year + 1))
        counts = ", ".join(f"COUNT(CASE WHEN {one.holds} THEN 1 END)" for one in self.counts.values())
        within = f"FROM {self.table} WHERE {self.since} >= ? AND {self.since} < ?"
        values = [*[clock.now()] * counts.count("?"), begins, ends]
        found = await listed(numbered(f"SELECT SUBSTR(area, 1, {STREET}), {counts} {within} GROUP BY 1"), values)
        return {str(area): tuple(map(int, numbers)) for area, *numbers in map(tuple, found)}

    def _row(self, area: str, numbers: tuple[int, ...] | None) -> SimpleNamespace:
        told = dict(zip(self.counts, numbers, strict=True)) if numbers else dict.fromkeys(self.counts)
        return SimpleNamespace(area=area, **told)


def few(received: Mapping[str, int], least: int = LEAST) -> set[str]:
    """The streets of which nothing is told."""
    hidden: set[str] = set()
    left = 0
    for count, code in sorted((count, code) for code, count in received.items()):
        if count >= least and (left == 0 or left >= least):
            break
        hidden.add(code)
        left += count
    return hidden
