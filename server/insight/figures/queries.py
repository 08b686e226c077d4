"""Figures (数据): a question by at most two dimensions is answered by sums where they stand, else by one statement."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from server.core import clock
from server.core.clock import SHANGHAI
from server.core.errors import Invalid, Problem
from server.core.viewer import Viewer
from server.ground.area.territory import territory
from server.insight.figures.statement import Found, found
from server.insight.figures.table import Figures, Table, told
from server.process.figuring import Figuring, Key, Unit
from server.query.direction import Direction

USUAL, MOST = 40, 1000  # groups that are told by themselves


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked of a noun; `wanted` is its own filter. `order`: a measure (None: the group itself) and which way;
    None: as is usual."""

    by: tuple[str, ...]
    measures: tuple[str, ...]
    moment: str
    wanted: Any = None
    as_of: datetime | None = None
    order: tuple[str | None, Direction] | None = None
    first: int = USUAL


async def figures(noun: Figuring, viewer: Viewer, asked: Question) -> Figures:
    """The answer. Raises Invalid for what is asked of a past midnight but was not kept, and for shares of periods that
    are no whole days."""
    if asked.order and asked.order[0] not in (None, *asked.measures):
        raise Invalid("sort by a measure that is asked for", field="orderBy.measure")
    now = clock.now()
    counted, closed = await _found(noun, viewer, asked, now)
    homes = await _households(noun, viewer, asked, list(counted.counts))
    names = [
        await noun.dimensions[name].names(list({key[place] or "" for key in counted.counts}))
        for place, name in enumerate(asked.by)
    ]

    def work() -> Figures:
        table = Table(noun, asked.measures, counted, homes, closed)
        return replace(told(table, names, asked.by, asked.first, asked.order, now), as_of=asked.as_of)

    return await asyncio.to_thread(work)


async def _found(noun: Figuring, viewer: Viewer, asked: Question, now: datetime) -> tuple[Found, bool]:
    """What was found, and whether no share is told of it."""
    if asked.as_of is not None:
        return await _stood(noun, viewer, asked, asked.as_of), False
    if noun.sums and len(asked.by) == 1 and _only_counts(noun, asked):
        sums = await noun.sums(viewer, asked.wanted, asked.by[0])
        if sums is not None:
            return _summed(sums), False
    wider: list[Any] | None = []
    if any(noun.measures[name].among for name in asked.measures):
        noun.days(asked.wanted)
        wider = noun.wider(asked.wanted)
    meant = await noun.meant(viewer, asked.wanted)
    others = [await noun.meant(viewer, one) for one in wider or ()]
    return await found(noun, asked.by, asked.measures, asked.moment, meant, others, now), wider is None


def _only_counts(noun: Figuring, asked: Question) -> bool:
    """Whether nothing but how many rows there are is asked."""
    chosen = (noun.measures[name] for name in asked.measures)
    return all(one.unit is Unit.ROWS and one.holds == "1 = 1" for one in chosen)


def _summed(sums: Mapping[Key, int]) -> Found:
    return Found(counts={key: {"1": count} for key, count in sums.items() if count})


async def _stood(noun: Figuring, viewer: Viewer, asked: Question, moment: datetime) -> Found:
    if noun.stood is None or not _only_counts(noun, asked):
        raise Invalid("of a past midnight only counts were kept", field="measures", code="AS_OF_COUNTS")
    there = moment.astimezone(SHANGHAI)
    if there.time() != time.min:
        begins = datetime.combine(there.date(), time.min, SHANGHAI)
        around = [one.isoformat(timespec="minutes") for one in (begins, begins + timedelta(days=1))]
        hint = f"最近的两个零点：{around[0]}、{around[1]}。The midnights around it: {around[0]}, {around[1]}."
        raise Invalid.of([Problem("AS_OF_NOT_MIDNIGHT", hint, "asOf", hint)])
    return _summed(await noun.stood(viewer, asked.wanted, asked.by, there.date()))


async def _households(noun: Figuring, viewer: Viewer, asked: Question, keys: Sequence[Key]) -> dict[Key, int | None]:
    """How many there are where each group lies: in its own area, else in the one in which all of it lies."""
    if not any(noun.measures[name].unit is Unit.PER_THOUSAND for name in asked.measures):
        return {}
    areas, whole = (await territory()).areas, noun.area(viewer, asked.wanted)
    place = next((at for at, name in enumerate(asked.by) if noun.dimensions[name].in_areas), None)
    codes = {key: whole if place is None else key[place] for key in keys} | {(): whole}
    return {key: areas[code].households if code and code in areas else None for key, code in codes.items()}
