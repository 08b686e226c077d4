"""Counting by groups: an aggregate is declared by what its rows are grouped by, and is always one statement.

`By("street_id")` counts by a column, `By("received_at", per=Per.WEEK)` by the days, weeks or months of a moment, in
Shanghai. What is counted is a query of the ORM through the slice's door of sight, as for every list.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from pypika_tortoise.terms import Function as Term
from tortoise.expressions import Function
from tortoise.functions import Count
from tortoise.queryset import QuerySet

from server.database import dialect, reader


class Per(StrEnum):
    """How long a stretch of time is: each is named by its first day."""

    DAY = "DAY"
    WEEK = "WEEK"  # from Monday
    MONTH = "MONTH"


@dataclass(frozen=True)
class By:
    """What rows are grouped by: a column, or the stretches of time of one."""

    column: str
    per: Per | None = None


async def counted(chosen: QuerySet[Any], by: By) -> Counter[str]:
    """How many of the chosen rows fall under each group, by its key as text. What has no value falls under none."""
    if by.per is None:
        named, grouped = by.column, chosen.annotate(count=Count(by.column))
    else:
        named, grouped = "day", chosen.annotate(day=_Day(by.column), count=Count(by.column))
    rows = await grouped.group_by(named).using_db(reader()).values(named, "count")
    found: Counter[str] = Counter()
    for row in rows:
        if row[named] is not None:
            found[str(row[named]) if by.per is None else stretch(date.fromisoformat(row[named]), by.per)] += row[
                "count"
            ]
    return found


def stretch(day: date, per: Per) -> str:
    """The first day of the stretch of time that a day lies in."""
    match per:
        case Per.WEEK:
            day -= timedelta(days=day.weekday())
        case Per.MONTH:
            day = day.replace(day=1)
    return day.isoformat()


class _Day(Function):
    """The day in Shanghai of a moment, as text."""

    def _get_function_field(self, field: Any, *default_values: Any) -> Term:
        if dialect() == "sqlite":
            return Term("date", field, "+8 hours")
        return Term("to_char", Term("timezone", "Asia/Shanghai", field), "YYYY-MM-DD")
