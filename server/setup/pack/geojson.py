"""GeoJSON of grids or borders: every feature's properties and its one polygon, in whole 1e-7 degrees of WGS-84.

The datum must be said, because what mainland maps export (GCJ-02) looks the same and lies some 500 m away. A fault's
row is the feature's place in the file, the first being 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson
import shapely
from shapely import Polygon

from server.ground.area.coordinates import E7
from server.ground.area.policy import MOST_POINTS, SLIVER
from server.process.importing.cells import Unread
from server.process.importing.faults import Faults, Said, echo
from server.process.importing.files import LONGEST_CELL, bytes_of
from server.process.importing.sheet import Field

MOST_BYTES = 48 * 1024 * 1024
MOST_FEATURES, MOST_POINTS_OF_ALL = 6_000, 600_000
DATUMS = ("WGS-84", "WGS84", "CGCS2000")
MAINLAND = (73.0, 3.0, 136.0, 54.0)  # west, south, east, north
SAY_DATUM = Said(
    '文件顶层加 "datum": "WGS-84"（先确认坐标不是 GCJ-02 或 BD-09）',
    'at the top of the file "datum": "WGS-84", when the coordinates are neither GCJ-02 nor BD-09',
)
_CRS = re.compile(r"(EPSG:{1,2}(4326|4490)|CRS84)$")
_ONE_POLYGON = Said("一个没有洞的 Polygon，相邻边界不自交", "one Polygon without holes that does not cross itself")


@dataclass(frozen=True)
class Feature:
    """A feature that could be read: its place in the file, its cells by name, and its polygon."""

    number: int
    cells: dict[str, str]
    polygon: Polygon

    def get(self, name: str) -> str:
        return self.cells.get(name, "")

    @cached_property
    def ring(self) -> list[list[int]]:
        """The closed outer ring, counter-clockwise."""
        return ring_of(self.polygon)


def ring_of(polygon: Polygon) -> list[list[int]]:
    """The closed outer ring of a polygon as [lon, lat], counter-clockwise from a corner that is always the same."""
    corners = shapely.orient_polygons(shapely.normalize(polygon)).exterior.coords
    return [[round(x), round(y)] for x, y in corners]


def features(path: Path, fields: tuple[Field, ...], faults: Faults) -> list[Feature] | None:
    """The features of a file; None when some could not be read, which `faults` tell."""
    before = faults.total
    content = bytes_of(path, MOST_BYTES, faults)
    there = None if content is None else collection(path.name, content, faults)
    found: list[Feature] = []
    points = 0
    for number, one in enumerate(there or (), 1):
        feature = _feature(path.name, number, one, fields, faults)
        if feature is not None:
            found.append(feature)
            points += len(feature.polygon.exterior.coords)
        if points > MOST_POINTS_OF_ALL:
            faults.add(
                path.name,
                number,
                "geometry",
                Said("角点总数过多", "there are too many corners"),
                Said(
                    f"全部至多 {MOST_POINTS_OF_ALL} 个角点，请简化边界",
                    f"at most {MOST_POINTS_OF_ALL} in all: simplify the borders",
                ),
            )
            break
    return found if faults.total == before else None


def collection(name: str, content: bytes, faults: Faults, most: int = MOST_FEATURES) -> list[Any] | None:
    """The features of a FeatureCollection that says its datum; None, and faults, when it is none."""
    try:
        parsed = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except ValueError:
        parsed = None
    there = parsed.get("features") if isinstance(parsed, dict) else None
    if not isinstance(there, list) or not there:
        faults.add(
            name,
            None,
            None,
            Said("不是 GeoJSON 的 FeatureCollection", "it is no FeatureCollection of GeoJSON"),
            Said("以 UTF-8 导出的 GeoJSON", "GeoJSON, exported in UTF-8"),
        )
        return None
    if len(there) > most:
        faults.add(
            name,
            None,
            None,
            Said(f"多于 {most} 个要素", f"there are more than {most} features"),
            Said("更少的要素", "fewer features"),
        )
        return None
    check_datum(name, parsed, faults)
    return there


def check_datum(name: str, parsed: dict[str, Any], faults: Faults) -> None:
    datum, crs = parsed.get("datum"), parsed.get("crs")
    named = crs.get("properties", {}) if isinstance(crs, dict) else {}
    system = str(named.get("name", "")) if isinstance(named, dict) else ""
    if datum is None and crs is None:
        faults.add(name, None, "datum", Said("没有写明坐标系", "it does not say its datum"), SAY_DATUM)
    elif datum is not None and str(datum).upper() not in DATUMS:
        faults.add(name, None, "datum", Said(f"不能用坐标系 {echo(datum)}", f"{echo(datum)} cannot be used"), SAY_DATUM)
    elif datum is None and not _CRS.search(system):
        faults.add(name, None, "crs", Said(f"不能用坐标系 {echo(system)}", f"{echo(system)} cannot be used"), SAY_DATUM)


def _feature(name: str, number: int, one: Any, fields: tuple[Field, ...], faults: Faults) -> Feature | None:
    before = faults.total
    said = dict(cells(name, number, one, fields, faults))
    try:
        polygon = polygon_of(one.get("geometry") if isinstance(one, dict) else None)
    except Unread as why:
        faults.add(name, number, "geometry", why.wrong, why.write)
    return Feature(number, said, polygon) if faults.total == before else None


def cells(name: str, number: int, one: Any, fields: tuple[Field, ...], faults: Faults) -> Iterator[tuple[str, str]]:
    """Properties under their English or Chinese name; others are left alone, since programs add their own."""
    properties = one.get("properties") if isinstance(one, dict) else None
    properties = properties if isinstance(properties, dict) else {}
    for field in fields:
        cell = _text(properties.get(field.name, properties.get(field.zh)))
        try:
            if len(cell) > LONGEST_CELL:
                raise Unread(Said("太长", "it is too long"), Said("更短的内容", "something shorter"))
            if cell:
                yield field.name, field.read(cell)
            elif not field.optional:
                raise Unread(
                    Said("是空的", "it is empty"), Said(f"{field.zh}（必填）", f"a {field.name}: it may not be empty")
                )
        except Unread as why:
            faults.add(name, number, f"{field.name}/{field.zh}", why.wrong, why.write)


def _text(value: Any) -> str:
    if value is None or isinstance(value, list | dict):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))  # programs write 123456001001001.0 for a code
    return str(value).strip()


def polygon_of(geometry: Any) -> Polygon:
    rings = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if isinstance(geometry, dict) and geometry.get("type") == "MultiPolygon" and isinstance(rings, list):
        rings = rings[0] if len(rings) == 1 else None
    elif not isinstance(geometry, dict) or geometry.get("type") != "Polygon":
        rings = None
    if not isinstance(rings, list) or len(rings) != 1 or not isinstance(rings[0], list):
        raise Unread(Said("不是一个没有洞的面", "it is not one polygon without holes"), _ONE_POLYGON)
    if not 3 <= len(rings[0]) <= MOST_POINTS:
        raise Unread(
            Said(f"有 {len(rings[0])} 个角点", f"it has {len(rings[0])} corners"),
            Said(f"3 至 {MOST_POINTS} 个角点", f"3 to {MOST_POINTS} corners"),
        )
    corners = [corner(one) for one in rings[0]]
    kept = [one for place, one in enumerate(corners) if place == 0 or one != corners[place - 1]]
    if len(set(kept)) < 3:
        raise Unread(Said("不是面", "it is no polygon"), _ONE_POLYGON)
    polygon = Polygon(kept)
    if not polygon.is_valid or polygon.area <= SLIVER:
        where = shapely.is_valid_reason(polygon).partition("[")
        at = " ".join(f"{float(part) / E7:.6f}" for part in where[2].rstrip("]").split()[:2])
        raise Unread(
            Said(f"边界自交或面积为零 {at}", f"it crosses or touches itself, or has no area {at}"), _ONE_POLYGON
        )
    return polygon


def corner(one: Any) -> tuple[int, int]:
    """A corner in 1e-7 degree; a third number, the height, is left out."""
    numbers = one[:2] if isinstance(one, list) else []
    if len(numbers) != 2 or not all(isinstance(number, int | float) and abs(number) <= 180 for number in numbers):
        raise Unread(
            Said(f"{echo(one)}不是经纬度", f"{echo(one)} is no [longitude, latitude] in degrees"),
            Said("[经度, 纬度]，单位为度", "[longitude, latitude] in degrees"),
        )
    lon, lat = numbers
    west, south, east, north = MAINLAND
    if not (west <= lon <= east and south <= lat <= north):
        raise Unread(
            Said(f"{echo(one)}不在中国境内", f"{echo(one)} does not lie in China"),
            Said("[经度, 纬度]：经度在前", "[longitude, latitude]: the longitude comes first"),
        )
    return round(lon * E7), round(lat * E7)
