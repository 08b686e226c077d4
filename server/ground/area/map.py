"""The map of the grids in force: a point in, its grid out. Kept in memory and made again when a shape was added."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from weakref import WeakKeyDictionary

import shapely
from tortoise.context import TortoiseContext, require_context

from server.core import clock
from server.data.database import reader
from server.ground.area.models import AreaLevel, AreaShape
from server.ground.area.queries import in_force

FRESH_SECONDS = 2.0  # another process's redrawing is seen by then; this process's own at once

Ring = Sequence[Sequence[int]]


class Map:
    """Grids in a tree of boxes (some 10 µs a point). Arithmetic is on whole 1e-7 degrees, hence exact on borders."""

    def __init__(self, grids: Iterable[tuple[str, int, Ring]]) -> None:
        ordered = sorted(grids)  # the lowest code first: who stands on a border is always in the same grid
        self._keys = [(code, version) for code, version, _ in ordered]
        self._tree = shapely.STRtree([shapely.Polygon(ring) for _, _, ring in ordered])

    def __len__(self) -> int:
        return len(self._keys)

    def locate(self, lat: int, lon: int) -> tuple[str, int] | None:
        """The grid that holds the point (1e-7 degree, WGS-84) and the version of its shape; None outside every grid."""
        found = self._tree.query(shapely.Point(lon, lat), predicate="intersects")
        return self._keys[min(found)] if len(found) else None


@dataclass
class _Memory:
    newest: tuple[int, UUID | None, date]  # shapes only ever grow in number; the day puts them in force
    map: Map
    checked: float  # by the monotonic clock


_memories: WeakKeyDictionary[TortoiseContext, _Memory] = WeakKeyDictionary()


async def grid_map() -> Map:
    """The map of today's grids. Whether a shape was added is asked at most every two seconds."""
    context, moment = require_context(), time.monotonic()
    held = _memories.get(context)
    if held and moment - held.checked < FRESH_SECONDS and held.newest[2] == clock.today():
        return held.map
    newest = await _newest()
    if held is None or held.newest != newest:
        held = _Memory(newest, await _drawn(newest[2]), moment)
        _memories[context] = held
    held.checked = moment
    return held.map


def forget() -> None:
    """Look again when next asked: a shape was added in this process."""
    _memories.pop(require_context(), None)


async def _newest() -> tuple[int, UUID | None, date]:
    count = await AreaShape.all().using_db(reader()).count()
    last = await AreaShape.all().order_by("-id").using_db(reader()).first().values_list("id", flat=True)
    return count, last, clock.today()  # type: ignore[return-value]


async def _drawn(day: date) -> Map:
    shapes = AreaShape.filter(in_force(day), area__level=AreaLevel.GRID).using_db(reader())
    return Map(await shapes.values_list("area_id", "version", "ring"))
