"""Counting by groups: an aggregate is declared by what its rows are grouped by, and is always one statement.

`By("street_id")` counts by a column, `By("received_at", per=Per.WEEK)` by the days, weeks or months of a moment, in
Shanghai. What is counted is meant by queries of the ORM through the slice's door of sight, as for every list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pypika_tortoise.terms import Function, Parameterizer

from server.core.text import Worded
from server.data import orm
from server.data.database import dialect, listed
from server.query.execute import united
from server.query.projection import key_of
from server.query.ways import Meant, Ways, model_of, queries_of


class Per(Worded):
    """How long a stretch of time is: each is named by its first day."""

    DAY = "DAY", "一天，上海时间。A day in Shanghai."
    WEEK = "WEEK", "一周，从周一起。A week, from Monday."
    MONTH = "MONTH", "一个月。A month."


@dataclass(frozen=True)
class By:
    """What rows are grouped by: a column, or the stretches of time of one. `only`: a column and the value that it has
    in those rows that have a group; the others have none."""

    column: str
    per: Per | None = None
    only: tuple[str, str] | None = None


NONE = "NONE"  # the key of what has no value, so that the groups add up to the total


async def counted(meant: Meant, by: By) -> Counter[str]:
    """How many of the rows that are meant fall under each group, by its key as text; those without a value under
    NONE."""
    if by.per is None:
        return Counter({NONE if key is None else str(key): n for key, n in await grouped(meant, by.column)})
    given = Ways(tuple(one.annotate(day=orm.Written(by.column, _day)) for one in queries_of(meant)))
    column, value = by.only or ("day", None)
    found: Counter[str] = Counter()
    for day, there, n in await summed(given, ("day", column), "SELECT {0}, {1}, COUNT(*) FROM {rows} GROUP BY 1, 2"):
        none = day is None or there != (value or day)
        found[NONE if none else stretch(date.fromisoformat(day), by.per)] += n
    return found


async def grouped(meant: Meant, column: str) -> Sequence[Any]:
    """Each value of a column of the rows that are meant, with how many have it."""
    return await summed(meant, (column,), "SELECT {0}, COUNT(*) FROM {rows} GROUP BY 1")


async def summed(meant: Meant, columns: Sequence[str], sql: str, given: Sequence[Any] = ()) -> Sequence[Any]:
    """What a statement tells of these columns of the rows that are meant, which it calls {0}, {1} … and {rows}; a `?`
    stands for each value that is given, all before the rows."""
    values, ways = Parameterizer(), queries_of(meant)
    values.values.extend(given)
    key = [] if len(ways) == 1 else [key_of(model_of(meant))]  # what two ways find counts once
    rows = united(ways, [*key, *columns], values)
    names = [f'counted."{place + len(key)}"' for place in range(len(columns))]
    if dialect() == "postgres":
        first, *parts = sql.split("?")
        sql = first + "".join(f"${place}{part}" for place, part in enumerate(parts, 1))
    return await listed(sql.format(*names, rows=f"({rows}) AS counted"), values.values)


def stretch(day: date, per: Per) -> str:
    """The first day of the stretch of time that a day lies in."""
    match per:
        case Per.WEEK:
            day -= timedelta(days=day.weekday())
        case Per.MONTH:
            day = day.replace(day=1)
    return day.isoformat()


def _day(moment: Any) -> Function:
    """The day in Shanghai of a moment, as text."""
    if dialect() == "sqlite":
        return Function("date", moment, "+8 hours")
    return Function("to_char", Function("timezone", "Asia/Shanghai", moment), "YYYY-MM-DD")
