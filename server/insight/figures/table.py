"""What a question for figures is answered with: rows that add up to the total, each figure with what it was made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import TypeAlias

from server.insight.figures.hiding import LEAST, hidden, interval
from server.insight.figures.statement import Found, span_of, wanted
from server.process.figuring import Figuring, Key, Measure, Unit
from server.query.counting import NONE
from server.query.direction import Direction

Order: TypeAlias = tuple[str | None, Direction]

TOTAL, OTHERS, NOTHING = "合计", "其余", "无"
THOUSAND = 1000
LAST = "\U0010ffff"  # behind every key


@dataclass(frozen=True)
class Value:
    """One figure. What is hidden has neither value nor count nor interval, but among how many it would be is told."""

    measure: str
    value: float | None
    count: int | None = None
    among: int | None = None
    left_out: int | None = None
    low: float | None = None
    high: float | None = None
    hidden: bool = False


@dataclass(frozen=True)
class Row:
    keys: list[str]
    labels: list[str]
    values: list[Value]


@dataclass(frozen=True)
class Definition:
    measure: str
    version: int
    unit: Unit
    zh: str
    en: str


@dataclass(frozen=True)
class Figures:
    """`groups`: how many there are; those behind the first are together `others`."""

    rows: list[Row]
    total: Row
    others: Row | None
    groups: int
    definitions: list[Definition]
    now: datetime
    as_of: datetime | None = None


@dataclass
class Table:
    """The groups with what was found of each; `households`: of each group, and of all under the empty key."""

    noun: Figuring
    measures: Sequence[str]
    found: Found
    households: Mapping[Key, int | None]
    closed: bool = False  # whether no share is told, since single ones were named
    _hidden: dict[str, set[Key]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in self.measures:
            if self.noun.measures[name].among:
                self._hidden[name] = self._few(name)

    def _few(self, name: str) -> set[Key]:
        """The groups of which this share is not told."""
        counts = self.found.counts
        if self.closed:
            return set(counts)
        column = wanted(self.noun.measures[name])[1]
        parts = [{key: row[column] for key, row in one.items()} for one in (counts, *self.found.wider)]
        for one in parts[1:]:
            one |= dict.fromkeys(counts.keys() - one.keys(), 0)
        return hidden(parts[0], parts[1:])

    @property
    def keys(self) -> list[Key]:
        return [key for key in self.found.counts if key]

    def values(self, keys: Iterable[Key], *, whole: bool = False) -> list[Value]:
        """Each figure of one group, or of several together; `whole`: of all there is."""
        chosen = list(keys)
        return [self.value(name, chosen, whole=whole) for name in self.measures]

    def value(self, name: str, keys: list[Key], *, whole: bool = False) -> Value:
        alone = () if whole else keys[0] if len(keys) == 1 else None
        return self._value(name, self.noun.measures[name], keys, alone)

    def _value(self, name: str, one: Measure, keys: list[Key], alone: Key | None) -> Value:
        """`alone`: the one group that it is of, or () for all; None where several are put together."""
        if one.minutes:
            return self._timed(name, one, keys)
        sums = [sum(self.found.counts[key][column] for key in keys) for column in wanted(one)]
        if one.unit is Unit.PER_THOUSAND:
            return self._per_thousand(name, sums[0], alone)
        if not one.among:
            return Value(name, sums[0], sums[0])
        count, among = sums
        left_out = sum(self.found.counts[key]["1"] for key in keys) - among
        few = self._hidden[name]
        if among < LEAST or (few >= set(keys) if alone == () else few & set(keys)):
            return Value(name, None, None, among, left_out, hidden=True)
        return Value(name, count / among, count, among, left_out, *interval(count, among))

    def _timed(self, name: str, one: Measure, keys: list[Key]) -> Value:
        found = self.found.spans[span_of(one)]
        spans = sorted(chain.from_iterable(found.get(key, ()) for key in keys))
        many = len(spans)
        told = spans[-(-many * one.percent // 100) - 1] if many >= LEAST else None
        left_out = None if one.joined else sum(self.found.counts[key]["1"] for key in keys) - many
        return Value(name, told, None, many, left_out, hidden=told is None)

    def _per_thousand(self, name: str, count: int, alone: Key | None) -> Value:
        homes = self.households.get(alone) if alone is not None else None
        return Value(name, THOUSAND * count / homes if homes else None, count, homes)


def told(
    table: Table,
    labels: Sequence[Mapping[str, str]],
    by: Sequence[str],
    first: int,
    order: Order | None,
    now: datetime,
) -> Figures:
    """The first groups in their order, the others together, and the total; within a thread, as many groups as there
    are."""
    keys = _ordered(table, by, order)
    shown, merged = keys[:first], keys[first:]
    rows = [
        Row([NONE if one is None else one for one in key], _labels(key, labels), table.values([key])) for key in shown
    ]
    others = Row([], [OTHERS], table.values(merged)) if merged else None
    total = Row([], [TOTAL], table.values(table.found.counts, whole=True))
    known = ((name, table.noun.measures[name]) for name in table.measures)
    definitions = [Definition(name, one.version, one.unit, one.zh, one.en) for name, one in known]
    return Figures(rows, total, others, len(keys), definitions, now)


def _labels(key: Key, names: Sequence[Mapping[str, str]]) -> list[str]:
    return [NOTHING if one is None else known.get(one, one) for one, known in zip(key, names, strict=True)]


def _ordered(table: Table, by: Sequence[str], order: Order | None) -> list[Key]:
    """By a measure, what has none last; by the group itself; else stretches of time as they come, and all other groups
    by the first measure, the most first, what has no value of the dimension last."""
    keys = sorted(table.keys, key=lambda key: "\0".join(LAST if one is None else one for one in key))
    in_time = bool(by) and table.noun.dimensions[by[0]].in_time
    measure, direction = order or (None if in_time else table.measures[0], None)
    if measure is None:
        return keys[::-1] if direction is Direction.DESCENDING else keys
    up = direction is Direction.ASCENDING

    def rank(key: Key) -> tuple[bool, bool, float]:
        value = table.value(measure, [key]).value
        return order is None and None in key, value is None, 0 if value is None else value if up else -value

    return sorted(keys, key=rank)
