"""The whole territory as it lies in memory: a few thousand areas and their shapes, looked up without a statement.

Decision: nearly every answer names areas and says where they lie, and they change a few times a year; so they are read
once and again when a row was added or changed, which is asked at most every two seconds. What this process changes is
seen at once (`forget`). Rows are shared between requests: read them, never change them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from uuid import UUID

from tortoise.functions import Count, Max

from server.core import clock
from server.data.database import reader
from server.data.remembered import Remembered
from server.ground.area.models import Area, AreaLevel, AreaShape
from server.ground.area.queries import TERRITORY, line, span, words
from server.journal.models import Event

Mark = tuple[object, ...]
Corner = tuple[int, int]


@dataclass(frozen=True)
class Territory:
    """Every area by code, those right below each one, and all shapes of each by version."""

    areas: dict[str, Area]
    below: dict[str, tuple[Area, ...]]
    shapes: dict[str, tuple[AreaShape, ...]]

    @classmethod
    def of(cls, areas: Iterable[Area], shapes: Iterable[AreaShape]) -> Territory:
        known = {one.code: one for one in sorted(areas, key=lambda one: one.code)}
        below: dict[str, list[Area]] = {}
        for one in known.values():
            below.setdefault(one.parent_id or "", []).append(one)
        drawn: dict[str, list[AreaShape]] = {}
        for shape in sorted(shapes, key=lambda one: one.version):
            drawn.setdefault(shape.area_id, []).append(shape)
        return cls(known, {code: tuple(found) for code, found in below.items()},
                   {code: tuple(found) for code, found in drawn.items()})  # fmt: skip

    @property
    def version(self) -> str:
        """Another one whenever what is in force today is another: what a phone compares its copy with."""
        reached = bisect_right(self._days, clock.today())
        return f"{self._digest}-{reached}"

    @cached_property
    def _days(self) -> list[date]:
        """The days on which something begins or ends to be in force."""
        dated: list[Area | AreaShape] = list(self.areas.values())
        dated += [shape for drawn in self.shapes.values() for shape in drawn]
        return sorted({day for one in dated for day in (one.valid_from, one.valid_to) if day})

    @cached_property
    def _digest(self) -> str:
        areas = [f"{one.code} {one.name} {one.valid_from} {one.valid_to}" for one in self.areas.values()]
        drawn = [f"{one.id} {one.valid_from} {one.valid_to}" for shapes in self.shapes.values() for one in shapes]
        return sha256("\n".join((*areas, *sorted(drawn))).encode()).hexdigest()[:12]

    def area(self, code: str | None) -> Area | None:
        """One area, be it in force or ended: what happened there still names it."""
        return self.areas.get(code or "")

    def parent(self, area: Area) -> Area | None:
        return self.area(area.parent_id)

    def children(self, code: str) -> list[Area]:
        """The areas of the next level in force today, by code."""
        day = clock.today()
        return [one for one in self.below.get(code, ()) if holds(one, day)]

    def shape(self, code: str) -> AreaShape | None:
        """The shape in force today."""
        day = clock.today()
        return next((one for one in reversed(self.shapes.get(code, ())) if holds(one, day)), None)

    @cached_property
    def corners(self) -> dict[UUID, tuple[Corner, Corner]]:
        """The south-west and north-east corner of each shape, [lon, lat] of 1e-7 degree, by the shape's id."""
        return {shape.id: ((min(lon for lon, _ in shape.ring), min(lat for _, lat in shape.ring)),
                           (max(lon for lon, _ in shape.ring), max(lat for _, lat in shape.ring)))
                for drawn in self.shapes.values() for shape in drawn}  # fmt: skip

    def meets(self, code: str, low: Corner, high: Corner) -> bool:
        """Whether the box around the area meets the box from `low` (south-west) to `high` (north-east)."""
        shape = self.shape(code)
        if shape is None:
            return False
        (west, south), (east, north) = self.corners[shape.id]
        return west <= high[0] and east >= low[0] and south <= high[1] and north >= low[1]

    def path(self, code: str) -> str:
        """Where it is, in words: "河东街道 · 云栖社区 · 第3网格"; nothing for an unknown code."""
        return words([self.areas[up] for up in line(code) if up in self.areas]) if code in self.areas else ""

    def chosen(self, under: str | None, level: AreaLevel | None) -> list[Area]:
        """Areas in force today, by code; with `under` those of its subtree. Raises Invalid for what is no code."""
        day = clock.today()
        low, high = span(under) if under is not None else ("", ":")
        return [one for code, one in self.areas.items()
                if low <= code < high and level in (None, one.level) and holds(one, day)]  # fmt: skip


def holds(one: Area | AreaShape, day: date) -> bool:
    """Whether an area or a shape is in force on this day: the same rule as `queries.in_force`."""
    return one.valid_from <= day and (one.valid_to is None or one.valid_to > day)


async def _mark() -> Mark:
    """What tells one state from another: shapes are only ever added, areas are added or ended, and sheets rename."""
    areas = Area.annotate(n=Count("code"), last=Max("code"), begun=Max("valid_from"), ended=Count("valid_to"))
    shapes = AreaShape.annotate(n=Count("id"), last=Max("valid_from"), ended=Count("valid_to"))
    loads = await Event.filter(subject_id=TERRITORY).using_db(reader()).count()
    return (loads, *await areas.using_db(reader()).values_list("n", "last", "begun", "ended"),
            *await shapes.using_db(reader()).values_list("n", "last", "ended"))  # fmt: skip


async def _read(_: Mark) -> Territory:
    return Territory.of(await Area.all().using_db(reader()), await AreaShape.all().using_db(reader()))


REMEMBERED = Remembered(_mark, _read, seconds=2.0)
territory = REMEMBERED.now  # as it is now
forget = REMEMBERED.forget
