"""Figures as one statement: the rows that are meant, grouped, with every count, share and duration that was asked for.

Decision: the minutes of a group come as one text, once for all ranks, and are ranked here: SQLite has no percentile,
and two sorts by a window for each rank took a second over 100,000 rows. A share's wider questions (`Figuring.wider`)
are further parts of the same statement, so that rows do not move between them.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from string import Formatter
from typing import Any, TypeAlias

from pypika_tortoise.terms import Parameterizer

from server.core.errors import Invalid, Problem
from server.data.database import dialect, listed
from server.process.figuring import Figuring, Key, Measure
from server.query.execute import united
from server.query.projection import key_of
from server.query.ways import Meant, model_of, queries_of

Span: TypeAlias = tuple[str, str]  # the minutes of each row, and the table that has them

MOST_GROUPS = 20_000  # of which one answer is made: the loop stands still while they are sorted

_MACRO = re.compile(r"@(\w+)\(([^()]*)\)")
_EIGHT = "'+8 hours'"
_SQLITE = {
    "day": f"date({{0}}, {_EIGHT})",
    "week": f"date({{0}}, {_EIGHT}, 'weekday 0', '-6 days')",
    "month": f"strftime('%Y-%m-01', {{0}}, {_EIGHT})",
    "hour": f"strftime('%H', {{0}}, {_EIGHT})",
    "weekday": f"((strftime('%w', {{0}}, {_EIGHT}) + 6) % 7 + 1)",
    "minutes": "((strftime('%s', {1}) - strftime('%s', {0})) / 60)",
}
_THERE = "timezone('Asia/Shanghai', {0})"
_POSTGRES = {
    "day": f"to_char({_THERE}, 'YYYY-MM-DD')",
    "week": f"to_char(date_trunc('week', {_THERE}), 'YYYY-MM-DD')",
    "month": f"to_char({_THERE}, 'YYYY-MM-01')",
    "hour": f"to_char({_THERE}, 'HH24')",
    "weekday": f"to_char({_THERE}, 'ID')",
    "minutes": "((floor(extract(epoch FROM {1})) - floor(extract(epoch FROM {0})))::bigint / 60)",
}
_EVERY = {"sqlite": "GROUP_CONCAT({})", "postgres": "STRING_AGG(CAST({} AS TEXT), ',')"}


@dataclass(frozen=True)
class Found:
    """What the statement tells of each group.

    `counts`: by condition or sum; `wider`: the same of each wider question; `spans`: by what is said of minutes, those
    of all rows that have any, the fewest first.
    """

    counts: dict[Key, dict[str, int]] = field(default_factory=dict)
    wider: list[dict[Key, dict[str, int]]] = field(default_factory=list)
    spans: dict[Span, dict[Key, list[int]]] = field(default_factory=dict)


@dataclass
class _Text:
    """A statement that is being written, its values in the order of its words."""

    noun: Figuring
    by: tuple[str, ...]
    moment: str
    now: datetime
    needed: tuple[str, ...]
    reckoned: frozenset[str]
    values: Parameterizer = field(default_factory=Parameterizer)

    def said(self, sql: str, place: Mapping[str, str]) -> str:
        """An expression over these names of the columns, in the words of the database."""
        written = "".join(
            before + (self._named(name, place) if name else "") for before, name, _, _ in Formatter().parse(sql)
        )
        words = _POSTGRES if dialect() == "postgres" else _SQLITE
        while _MACRO.search(written):
            written = _MACRO.sub(lambda one: words[one[1]].format(*map(str.strip, one[2].split(";"))), written)
        return written

    def _named(self, name: str, place: Mapping[str, str]) -> str:
        if name != "now":
            return place[name]
        self.values.values.append(self.now)
        return f"${len(self.values.values)}" if dialect() == "postgres" else "?"

    def rows(self, number: int, meant: Meant) -> str:
        """The rows that are meant as `figured…`: their groups, and all columns that are needed."""
        key, ways = key_of(model_of(meant)), queries_of(meant)
        own = [key, *(name for name in self.needed if name != key)]
        found = united(ways, own, self.values)
        place = {name: f'"{at}"' for at, name in enumerate(own)}
        moment = self.said(self.noun.moments[self.moment], place)
        groups = [self.noun.dimensions[one].sql for one in self.by]
        dims = [f"CAST({self._grouped(sql, place, moment)} AS TEXT) AS d{at}" for at, sql in enumerate(groups)]
        more = [
            f"{self.said(sql, place)} AS {name}" for name, sql in self.noun.columns.items() if name in self.reckoned
        ]
        plain = [f"{place[name]} AS {_plain(name)}" for name in own]
        columns = ", ".join([*dims, *more, *plain])
        return f"rows{number} AS ({found}), figured{number} AS (SELECT {columns} FROM rows{number})"

    def _grouped(self, sql: str, place: Mapping[str, str], moment: str) -> str:
        """A group's expression; it may be by what is reckoned of a row."""
        known = dict(place) | {"moment": moment}
        for name in _names(sql):
            if name in self.noun.columns:
                known[name] = f"({self.said(self.noun.columns[name], place)})"
        return self.said(sql, known)


def _plain(name: str) -> str:
    return name.replace("__", "_")


def _names(*sql: str) -> list[str]:
    """The columns that expressions name, each once."""
    found = (name for one in sql for _, name, _, _ in Formatter().parse(one) if name)
    return [name for name in dict.fromkeys(found) if name != "now"]


async def found(
    noun: Figuring,
    by: tuple[str, ...],
    measures: Sequence[str],
    moment: str,
    meant: Meant,
    wider: Sequence[Meant],
    now: datetime,
) -> Found:
    """What these measures are of each group of what is meant."""
    chosen = {name: noun.measures[name] for name in measures}
    counted = counts_of(chosen.values())
    text = _Text(noun, by, moment, now, *_needed(noun, by, chosen, moment))
    tables = [text.rows(number, one) for number, one in enumerate([meant, *wider])]
    inside = {name: _plain(name) for name in text.needed} | {name: name for name in noun.columns}
    sums = ", ".join(f"COALESCE(SUM({text.said(one, inside)}), 0)" for one in counted)
    groups = [f"d{place}" for place in range(len(by))]
    keys, grouped = "".join(f"{one}, " for one in groups), f" GROUP BY {', '.join(groups)}" if groups else ""
    parts = [
        f"SELECT {number} AS what, {keys}{sums}, CAST(NULL AS TEXT) FROM figured{number}{grouped}"
        for number in range(len(tables))
    ]
    spans, blank = list(dict.fromkeys(span_of(one) for one in chosen.values() if one.minutes)), "0, " * len(counted)
    for number, (minutes, joined) in enumerate(spans, len(tables)):
        table = text.said(joined, {name: f"figured0.{column}" for name, column in inside.items()})
        every = _EVERY[dialect()].format(text.said(minutes, inside))
        parts.append(f"SELECT {number}, {keys}{blank}{every} FROM figured0 {table}{grouped}")
    whole = f"WITH {', '.join(tables)} {' UNION ALL '.join(parts)} LIMIT {MOST_GROUPS * len(parts) + 1}"
    told = await listed(whole, text.values.values)
    if len(told) > MOST_GROUPS * len(parts):
        hint = f"至多 {MOST_GROUPS} 组，选一段时间或一个区域。At most {MOST_GROUPS} groups: choose a period or an area."
        raise Invalid.of([Problem("TOO_MANY_GROUPS", hint, "by", hint)])
    return await asyncio.to_thread(_sorted, told, len(by), list(counted), len(wider), spans)


def counts_of(measures: Any) -> dict[str, str]:
    """What is added up of each row, the count of all first."""
    counted = {"1": None}
    for one in measures:
        counted |= dict.fromkeys(wanted(one))
    return {sql: sql for sql in counted}


def wanted(one: Measure) -> list[str]:
    """The sums that a measure is reckoned by: what is counted, and among what."""
    if one.minutes:
        return []
    if one.adds:
        return [one.adds]
    if one.among:
        return [_one(f"({one.among}) AND ({one.holds})"), _one(one.among)]
    return [_one(one.holds)]


def _one(condition: str) -> str:
    return f"CASE WHEN {condition} THEN 1 ELSE 0 END" if condition != "1 = 1" else "1"


def _needed(
    noun: Figuring, by: Sequence[str], chosen: Mapping[str, Measure], moment: str
) -> tuple[tuple[str, ...], frozenset[str]]:
    """The columns that are looked at, and what measures look at of what is reckoned of each row."""
    counted = [sql for one in chosen.values() for sql in (*wanted(one), one.minutes, one.joined)]
    named = _names(*counted, *(noun.dimensions[one].sql for one in by))
    more = [sql for name, sql in noun.columns.items() if name in named]
    plain = [f"{{{name}}}" for name in named if name not in noun.columns and name != "moment"]
    return tuple(_names(*plain, *more, noun.moments[moment])), frozenset(_names(*counted)) & noun.columns.keys()


def span_of(one: Measure) -> Span:
    return one.minutes, one.joined


def _sorted(told: Sequence[Any], width: int, counted: list[str], wider: int, spans: list[Span]) -> Found:
    """Within a thread: there may be as many groups as rows."""
    answer = Found(wider=[{} for _ in range(wider)], spans={one: {} for one in spans})
    for what, *row in map(tuple, told):
        key: Key = tuple(None if one is None else str(one) for one in row[:width])
        if what > wider:
            answer.spans[spans[what - wider - 1]][key] = sorted(map(int, row[-1].split(","))) if row[-1] else []
        else:
            sums = dict(zip(counted, map(int, row[width:-1]), strict=True))
            (answer.counts if what == 0 else answer.wider[what - 1])[key] = sums
    return answer
