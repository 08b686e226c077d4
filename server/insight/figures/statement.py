"""Figures as one statement: the rows that are meant, grouped, with every count, share and duration that was asked for.

Decision: medians are ranks by a window, since SQLite has no percentile; a share's wider questions (`Figuring.wider`)
are further parts of the same statement, so that rows do not move between them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from string import Formatter
from typing import Any

from pypika_tortoise.terms import Parameterizer

from server.data.database import dialect
from server.data.database import rows as read
from server.process.figuring import Figuring, Key, Measure
from server.query.execute import united
from server.query.projection import key_of
from server.query.ways import Meant, model_of, queries_of

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


@dataclass(frozen=True)
class Found:
    """What the statement tells: of each group, and of all rows under the empty key.

    `counts`: by condition or sum; `wider`: the same of each wider question; `ranks`: by measure, the minutes at its
    rank and how many rows have any.
    """

    counts: dict[Key, dict[str, int]] = field(default_factory=dict)
    wider: list[dict[Key, dict[str, int]]] = field(default_factory=list)
    ranks: dict[str, dict[Key, tuple[int, int]]] = field(default_factory=dict)


@dataclass
class _Text:
    """A statement that is being written, its values in the order of its words."""

    noun: Figuring
    by: tuple[str, ...]
    moment: str
    now: datetime
    needed: tuple[str, ...]
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
        more = [f"{self.said(sql, place)} AS {name}" for name, sql in self.noun.columns.items()]
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
    text = _Text(noun, by, moment, now, _needed(noun, by, chosen, moment))
    tables = [text.rows(number, one) for number, one in enumerate([meant, *wider])]
    inside = {name: _plain(name) for name in text.needed} | {name: name for name in noun.columns}
    sums = ", ".join(f"COALESCE(SUM({text.said(one, inside)}), 0)" for one in counted)
    groups = [f"d{place}" for place in range(len(by))]
    keys, grouped = "".join(f"{one}, " for one in groups), f" GROUP BY {', '.join(groups)}" if groups else ""
    parts = [f"SELECT {number} AS what, {keys}{sums} FROM figured{number}{grouped}" for number in range(len(tables))]
    timed = {name: one for name, one in chosen.items() if one.minutes}
    blank = ", 0" * (len(counted) - 2)
    for place, one in enumerate(timed.values()):
        parts += _ranked(text, one, inside, groups, len(tables) + 2 * place, blank)
    told = await read(f"WITH {', '.join(tables)} {' UNION ALL '.join(parts)}", text.values.values)
    return _sorted(told, len(by), list(counted), len(wider), list(timed))


def counts_of(measures: Any) -> dict[str, str]:
    """What is added up of each row, the count of all first; at least two, so that ranks have a place."""
    counted = {"1": None, "0": None}
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


def _needed(noun: Figuring, by: Sequence[str], chosen: Mapping[str, Measure], moment: str) -> tuple[str, ...]:
    said = [noun.dimensions[one].sql for one in by] + list(noun.columns.values()) + [noun.moments[moment]]
    for one in chosen.values():
        said += [*wanted(one), one.minutes, one.joined]
    return tuple(name for name in _names(*said) if name not in noun.columns and name != "moment")


def _ranked(
    text: _Text, one: Measure, inside: Mapping[str, str], groups: list[str], what: int, blank: str
) -> list[str]:
    """The minutes at a measure's rank and how many rows have any: of each group, and of all."""
    minutes = text.said(one.minutes, inside)
    joined = text.said(one.joined, {name: f"figured0.{column}" for name, column in inside.items()})
    rank = f"MIN(CASE WHEN place * 100 >= many * {one.percent} THEN minutes END), MAX(many)"
    parts = []
    for number, keys in ((what, groups), (what + 1, [])) if groups else ((what + 1, []),):
        over = f"PARTITION BY {', '.join(keys)}" if keys else ""
        rows = (
            f"SELECT {''.join(f'{key}, ' for key in keys)}{minutes} AS minutes, ROW_NUMBER() OVER ({over} ORDER BY "
            f"{minutes}) AS place, COUNT(*) OVER ({over}) AS many FROM figured0 {joined} WHERE {minutes} IS NOT NULL"
        )
        told = "".join(f"{key if key in keys else 'CAST(NULL AS TEXT)'}, " for key in groups)
        grouped = f" GROUP BY {', '.join(keys)}" if keys else ""
        parts.append(f"SELECT {number}, {told}{rank}{blank} FROM ({rows}) AS ranked{number}{grouped}")
    return parts


def _sorted(told: Sequence[Any], width: int, counted: list[str], wider: int, timed: list[str]) -> Found:
    answer = Found(wider=[{} for _ in range(wider)], ranks={name: {} for name in timed})
    for what, *row in map(tuple, told):
        key: Key = tuple(None if one is None else str(one) for one in row[:width])
        numbers = row[width:]
        if what <= wider:
            sums = dict(zip(counted, map(int, numbers), strict=True))
            (answer.counts if what == 0 else answer.wider[what - 1])[key] = sums
        elif numbers[0] is not None:
            place, whole = divmod(what - wider - 1, 2)
            answer.ranks[timed[place]][() if whole else key] = (int(numbers[0]), int(numbers[1]))
    return answer
