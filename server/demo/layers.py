"""Made-up layers for the demo's communities: lanes along and through its real grids, rows of numbered houses, gates and
landmarks. Drawn by each grid's own code, so that they are the same in every run; all of it is marked as made up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from math import atan2, cos, hypot, radians, sin
from random import Random

import shapely
from shapely import LineString, MultiLineString, Point, Polygon

from server.core import clock
from server.demo.district import BEGUN
from server.ground.area import layers as area_layers
from server.ground.area.coordinates import E7
from server.ground.area.models import Area, AreaLevel
from server.ground.area.territory import Territory, forget, territory
from server.process.importing.faults import Faults
from server.setup.pack import layers
from server.setup.pack.layers import Drawn

SAID = {"source": "synthetic: made for the demo, not surveyed", "synthetic": "yes"}
METRE = E7 / 111_195  # 1e-7 degrees of latitude
LONG, DEEP, BETWEEN, BEHIND = 44, 12, 62, 34  # metres of a house and from one to the next, along the row and behind it
ROWS, IN_ROW = 4, 6  # houses of one grid
OFF = 14  # metres between a house and the border
LANDMARKS = (
    "便民服务站",
    "卫生室",
    "幼儿园",
    "快递站",
    "小广场",
    "停车场",
    "公交站",
    "菜店",
    "健身场",
    "警务室",
    "换热站",
    "公共厕所",
    "废品回收点",
    "自行车棚",
)
SIDES = {"东门": (1, 0), "南门": (0, -1), "西门": (-1, 0), "北门": (0, 1)}


async def build(report: Callable[[int, int], None] | None = None) -> None:
    """Give every community of the demo a layer."""
    known, faults = await territory(), Faults()
    communities = {
        one.code: Polygon(shape.ring)
        for one in known.chosen(None, AreaLevel.COMMUNITY)
        if (shape := known.shape(one.code)) is not None
    }
    drawn = [one for code in communities for one in _community(known, code)]
    found = layers.layers(drawn, communities, faults)
    if faults.total:
        raise faults.refused()
    with clock.at(BEGUN):
        await area_layers.load(None, list(found.values()))
    forget()
    if report:
        report(1, 1)


def _community(known: Territory, code: str) -> Iterator[Drawn]:
    number = 0
    name = known.areas[code].name.removesuffix("社区").removesuffix("村")
    for place, grid in enumerate(known.children(code), 1):
        shape = known.shape(grid.code)
        if shape is None:
            continue
        ring, random = Polygon(shape.ring), Random(grid.code)
        yield _drawn("ROAD", f"{name}{'一二三四五六七八九'[(place - 1) % 9]}巷", _around(ring))
        houses, lanes = _houses(ring, grid)
        for lane in lanes:
            yield _drawn("ROAD", "", lane)
        for house in houses:
            number += 1
            floors = random.choice((5, 6, 6, 6, 11, 18))
            more = {"units": str(random.randint(2, 4)), "floors": str(floors), "basements": "1"}
            yield _drawn("BUILDING", f"{number} 号楼", house, more)
        yield from _points(ring, houses, random)


def _drawn(
    kind: str, name: str, shape: shapely.geometry.base.BaseGeometry, more: Mapping[str, str] | None = None
) -> Drawn:
    return Drawn(0, {"kind": kind, "name": name, **SAID, **(more or {})}, shape)


def _around(ring: Polygon) -> MultiLineString:
    """The road that a grid ends at."""
    return MultiLineString([LineString(ring.exterior.coords)])


def _houses(ring: Polygon, grid: Area) -> tuple[list[Polygon], list[MultiLineString]]:
    """Rows of houses amid the grid, turned as it lies, and a lane in front of each row."""
    inner, middle, turn = ring.buffer(-OFF * METRE), ring.representative_point(), _turn(ring)
    shapely.prepare(inner)
    wide = METRE / cos(radians(grid.lat / E7))  # a degree of longitude is shorter

    def at(east: float, north: float) -> tuple[float, float]:
        """So many metres along the row and behind it."""
        x, y = east * cos(turn) - north * sin(turn), east * sin(turn) + north * cos(turn)
        return middle.x + x * wide, middle.y + y * METRE

    found, lanes = [], []
    for row in range(ROWS):
        up, half = (row - (ROWS - 1) / 2) * BEHIND, IN_ROW / 2 * BETWEEN
        lane = LineString([at(-half, up - DEEP * 1.1), at(half, up - DEEP * 1.1)]).intersection(inner)
        if isinstance(lane, LineString) and len(lane.coords) == 2:
            lanes.append(MultiLineString([lane]))
        for column in range(IN_ROW):
            along = (column - (IN_ROW - 1) / 2) * BETWEEN
            sides = ((-LONG, -DEEP), (LONG, -DEEP), (LONG, DEEP), (-LONG, DEEP))
            house = Polygon([at(along + x / 2, up + y / 2) for x, y in sides])
            if inner.contains(house):
                found.append(house)
    return found, lanes


def _turn(ring: Polygon) -> float:
    """By how much rows are turned, in radians, at most a third: houses face south."""
    longest = max(
        pairwise(ring.exterior.coords), key=lambda pair: hypot(pair[0][0] - pair[1][0], pair[0][1] - pair[1][1])
    )
    (x1, y1), (x2, y2) = sorted(longest)
    return max(-0.35, min(0.35, atan2(y2 - y1, x2 - x1)))


def _points(ring: Polygon, houses: list[Polygon], random: Random) -> Iterator[Drawn]:
    """Two gates where the border is nearest to a side, and some landmarks off the houses."""
    west, south, east, north = ring.bounds
    middle = ring.representative_point()
    for name in random.sample(sorted(SIDES), 2):
        x, y = SIDES[name]
        way = LineString([middle, Point(middle.x + x * (east - west), middle.y + y * (north - south))])
        at = shapely.get_point(shapely.intersection(way, ring), -1)
        if isinstance(at, Point):
            yield _drawn("GATE", name, at)
    built = shapely.union_all(houses) if houses else Polygon()
    for name in random.sample(LANDMARKS, 4):
        for _ in range(20):
            at = Point(random.uniform(west, east), random.uniform(south, north))
            if ring.contains(at) and at.distance(built) > 3 * METRE:
                yield _drawn("ANCHOR", name, at)
                break
