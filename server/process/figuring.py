"""The port by which figures are made of a noun's rows: by what they are grouped, what is counted, who is not told.

What is said here is SQL over the noun's columns, named in braces, the same on both databases but for `@day(…)` and its
like, which `server.insight.figures.statement` writes. `{now}` is the moment of the question. A person is never a group.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from server.core.text import Worded
from server.core.viewer import Viewer
from server.query.ways import Meant

Names: TypeAlias = Callable[[Sequence[str]], Awaitable[Mapping[str, str]]]
Key: TypeAlias = tuple[str | None, ...]  # of one group: its value of each dimension, None where a row has none


class Unit(Worded):
    """In what a figure is told."""

    ROWS = "ROWS", "件（哨按次）。How many of them."
    TIMES = "TIMES", "次。How many times."
    SHARE = "SHARE", "比率，0 到 1。A share, from 0 to 1."
    MINUTES = "MINUTES", "分钟。Minutes."
    PER_THOUSAND = "PER_THOUSAND", "每千户几件。For each thousand households."


async def unnamed(keys: Sequence[str]) -> Mapping[str, str]:
    """Keys that say themselves what they are."""
    return {}


def worded(enum: type[Worded]) -> Names:
    """The members of an enum, each by the first of its Chinese words."""
    told = {str(one): _first(one.words) for one in enum}

    async def names(keys: Sequence[str]) -> Mapping[str, str]:
        return told

    return names


def _first(words: str) -> str:
    for mark in "。，；：（":
        words = words.partition(mark)[0]
    return words


@dataclass(frozen=True)
class Grouping:
    """One dimension. `in_time`: its keys are stretches of time, which are told in their order; `in_areas`: its keys are
    codes of areas; `sums`: what the noun's standing sums call it."""

    sql: str
    names: Names = unnamed
    in_time: bool = False
    in_areas: bool = False


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One figure of a group of rows, of the `unit` that it is told in.

    `holds`: the condition of a row that is counted. `among`: of a share, the condition of those of which it is one.
    `adds`: a number of each row that is added up. `minutes`: the minutes of each row, null where it has none; `joined`:
    the table that has them where it is not the row's own, as a JOIN to `{id}`; `percent`: the part of the rows that
    took no longer. `zh` and `en` say what is counted, among what, and what is left out. A new meaning is a new
    `version`.
    """

    unit: Unit
    zh: str
    en: str
    holds: str = "1 = 1"
    among: str = ""
    adds: str = ""
    minutes: str = ""
    joined: str = ""
    percent: int = 0
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class Figuring:
    """`columns`: what is reckoned of each row beside its own columns. `moments`: what `{moment}` is, by name.

    `meant`: the rows that a viewer wants of those they see. `wider`: the same question without one of its conditions,
    each in turn, and without all: what a share must not differ from by a few; None where single ones are named, of
    which no share is told. `days`: raises Invalid for a period of no whole days. `area`: the one area that all of it
    lies in. `sums`: the count of rows by one dimension where sums stand, else None.
    `stood`: what stood at a midnight, by dimensions; raises Invalid for what was not kept.
    """

    dimensions: Mapping[str, Grouping]
    measures: Mapping[str, Measure]
    moments: Mapping[str, str]
    meant: Callable[[Viewer, Any], Awaitable[Meant]]
    wider: Callable[[Any], list[Any] | None]
    days: Callable[[Any], None]
    area: Callable[[Viewer, Any], str | None]
    columns: Mapping[str, str] = field(default_factory=dict)
    sums: Callable[[Viewer, Any, str], Awaitable[Counter[Key] | None]] | None = None
    stood: Callable[[Viewer, Any, Sequence[str], date], Awaitable[Counter[Key]]] | None = None
