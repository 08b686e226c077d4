"""What became of a year's complaints, for everybody: of the district and of each street, small numbers hidden."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from server import clock
from server.area.models import AreaLevel
from server.area.territory import territory
from server.database import asked
from server.errors import Invalid
from server.service.complaint.lifecycle import State

LEAST = 5  # of fewer nothing is told: who wrote could be guessed
FIRST_YEAR = 2020
STREET = 9  # digits of its code


@dataclass(frozen=True)
class Figures:
    """All that it counts is a number; None where there are too few to tell."""

    area: str
    received: int | None = None
    answered: int | None = None
    in_time: int | None = None
    waiting: int | None = None
    waiting_late: int | None = None
    withdrawn: int | None = None


async def figures(year: int) -> list[Figures]:
    """The district first, then its streets by code. Raises Invalid for what is no year of ours."""
    if not FIRST_YEAR <= year <= clock.today().year:
        raise Invalid(f"a year from {FIRST_YEAR} on", field="year")
    known = await territory()
    district = known.chosen(None, AreaLevel.DISTRICT)[0].code
    streets = [one.code for one in known.chosen(district, AreaLevel.STREET)]
    begins, ends = (datetime(one, 1, 1, tzinfo=clock.SHANGHAI).astimezone(UTC) for one in (year, year + 1))
    rows: list[Any] = [tuple(row) for row in await asked(_COUNTED, [clock.now(), begins, ends])]
    counted = {str(area): tuple(int(one or 0) for one in numbers) for area, *numbers in rows}
    total = tuple(sum(column) for column in zip(*counted.values(), strict=True)) if counted else (0,) * 6
    hidden = few({code: counted.get(code, (0,))[0] for code in streets})
    whole = Figures(district, *total) if total[0] >= LEAST else Figures(district)
    return [whole, *(Figures(one) if one in hidden else Figures(one, *counted[one]) for one in streets)]


def few(received: dict[str, int]) -> set[str]:
    """The streets of which nothing is told; one more where the rest of the total would tell of the others."""
    hidden: set[str] = set()
    left = 0
    for count, code in sorted((count, code) for code, count in received.items()):
        if count >= LEAST and (left == 0 or left >= LEAST):
            break
        hidden.add(code)
        left += count
    return hidden


_COUNTED = f"""SELECT SUBSTR(area, 1, {STREET}), COUNT(*), COUNT(answered_at),
  COUNT(CASE WHEN answered_at IS NOT NULL AND NOT late THEN 1 END),
  COUNT(CASE WHEN state = '{State.RECEIVED}' THEN 1 END),
  COUNT(CASE WHEN state = '{State.RECEIVED}' AND due_at < ? THEN 1 END),
  COUNT(CASE WHEN state = '{State.WITHDRAWN}' THEN 1 END)
FROM complaint WHERE received_at >= ? AND received_at < ? GROUP BY 1"""
