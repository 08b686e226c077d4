"""The map of the grids in force: a point in, its grid out. Kept in memory and made again when a shape was added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

import shapely

from server.core import clock
from server.data.database import reader
from server.data.remembered import Remembered
from server.ground.area.models import AreaLevel, AreaShape
from server.ground.area.queries import in_force

Ring = Sequence[Sequence[int]]
Newest = tuple[int, UUID | None, date]


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


async def _newest() -> Newest:
    """What tells one map from another: shapes only ever grow in number, and the day puts them in force."""
    count = await AreaShape.all().using_db(reader()).count()
    last = await AreaShape.all().order_by("-id").using_db(reader()).first().values_list("id", flat=True)
    return count, last, clock.today()  # type: ignore[return-value]


async def _drawn(newest: Newest) -> Map:
    shapes = AreaShape.filter(in_force(newest[2]), area__level=AreaLevel.GRID).using_db(reader())
    return Map(await shapes.values_list("area_id", "version", "ring"))


REMEMBERED = Remembered(_newest, _drawn, seconds=2.0, daily=True)
grid_map = REMEMBERED.now  # the map of today's grids
forget = REMEMBERED.forget
