"""layers.geojson: roads, buildings, gates and landmarks of the whole district, given to each community that they touch.

A feature names no community: its place tells. A road is cut some 60 m beyond the border, so that a map of one community
shows where it goes on; a building with a courtyard keeps its outer ring.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
import orjson
import shapely
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from server.ground.area.layers import AROUND, Layer, origin_of, steps
from server.process.importing.cells import Unread, one_of, text, whole, yes
from server.process.importing.faults import Faults, Said, echo
from server.process.importing.files import bytes_of
from server.process.importing.sheet import Field
from server.setup.pack import geojson, words
from server.setup.pack.kinds import LAYERS_FILE

MOST_FEATURES, MOST_POINTS = 100_000, 500  # of the file; corners of one feature
MOST_KIB = 26  # of one community in brotli: what a phone keeps is at most 30 with the grids around
MOST_LINES = 20  # parts of one road

FIELDS = (
    Field("kind", "类型", one_of(words.LAYERS)),
    Field("name", "名称", text(24), optional=True),
    Field("units", "单元数", whole(1, 30), optional=True),
    Field("floors", "层数", whole(1, 80), optional=True),
    Field("basements", "地下层数", whole(0, 6), optional=True),
    Field("source", "来源", text(120), optional=True),
    Field("synthetic", "虚构", yes, optional=True),
)
MEANT = {
    "ROAD": Said("LineString", "a LineString"),
    "BUILDING": Said("Polygon", "a Polygon"),
    "GATE": Said("Point", "a Point"),
    "ANCHOR": Said("Point", "a Point"),
}
NAMED = {"GATE", "ANCHOR"}


@dataclass(frozen=True)
class Drawn:
    """A feature that could be read: its place in the file, its cells by name, and its shape in 1e-7 degree."""

    number: int
    cells: Mapping[str, str]
    shape: BaseGeometry


def read(path: Path, faults: Faults) -> list[Drawn] | None:
    """The features of the file; None when some could not be read, which `faults` tell."""
    before = faults.total
    content = bytes_of(path, geojson.MOST_BYTES, faults)
    there = None if content is None else geojson.collection(path.name, content, faults, most=MOST_FEATURES)
    found = [_feature(path.name, number, one, faults) for number, one in enumerate(there or (), 1)]
    return [one for one in found if one is not None] if faults.total == before else None


def _feature(name: str, number: int, one: Any, faults: Faults) -> Drawn | None:
    before = faults.total
    cells = dict(geojson.cells(name, number, one, FIELDS, faults))
    kind = cells.get("kind")
    if kind in NAMED and not cells.get("name"):
        wrong, write = Said("没有名称", "it has no name"), Said("出入口、地标的名称", "the name of a gate or landmark")
        faults.add(name, number, "name/名称", wrong, write)
    if kind is None or faults.total > before:
        return None
    try:
        return Drawn(number, cells, _shape(kind, one.get("geometry")))
    except Unread as why:
        faults.add(name, number, "geometry", why.wrong, why.write)
    return None


def _shape(kind: str, geometry: Any) -> BaseGeometry:
    """Raises Unread."""
    told = geometry if isinstance(geometry, dict) else {}
    form, places = told.get("type"), told.get("coordinates")
    if kind == "ROAD" and form in ("LineString", "MultiLineString") and isinstance(places, list):
        lines = [places] if form == "LineString" else places[: MOST_LINES + 1]
        if 1 <= len(lines) <= MOST_LINES:
            return shapely.MultiLineString([_corners(line, 2) for line in lines])
    if kind == "BUILDING" and form in ("Polygon", "MultiPolygon") and isinstance(places, list) and places:
        rings = places[0] if form == "MultiPolygon" and len(places) == 1 else places
        if form == "Polygon" or len(places) == 1:
            return Polygon(_corners(rings[0] if isinstance(rings, list) and rings else None, 3))
    if kind in NAMED and form == "Point":
        return Point(geojson.corner(places))
    wrong = Said(f"{words.LAYERS[kind]}不能画成 {echo(form)}", f"{kind} cannot be drawn as {echo(form)}")
    raise Unread(wrong, MEANT[kind])


def _corners(line: Any, least: int) -> list[tuple[int, int]]:
    there = line if isinstance(line, list) else []
    if not least <= len(there) <= MOST_POINTS:
        wrong = Said(f"有 {len(there)} 个点", f"it has {len(there)} points")
        raise Unread(wrong, Said(f"{least} 至 {MOST_POINTS} 个点", f"{least} to {MOST_POINTS} points"))
    found = [geojson.corner(one) for one in there]
    if len(set(found)) < least:
        raise Unread(Said("各点重合", "its points are the same"), Said("不同的点", "points that differ"))
    return found


def layers(drawn: Sequence[Drawn], communities: Mapping[str, Polygon], faults: Faults) -> dict[str, Layer]:
    """A layer for each community that something touches. What touches none is a fault, and so is a layer too heavy."""
    codes = sorted(communities)
    wide = [communities[code].buffer(AROUND) for code in codes]
    given: dict[str, list[tuple[Drawn, BaseGeometry]]] = {}
    touched: set[int] = set()
    pairs = shapely.STRtree(wide).query([one.shape for one in drawn], predicate="intersects")
    for place, at in zip(*map(list, pairs), strict=True):
        one = drawn[place]
        shape = one.shape.intersection(wide[at]) if one.cells["kind"] == "ROAD" else one.shape
        given.setdefault(codes[at], []).append((one, shape))
        touched.add(int(place))
    for place, one in enumerate(drawn):
        if place not in touched:
            wrong = Said("不在任何社区内", "it lies in no community")
            write = Said("本区社区内的位置（WGS-84）", "a place in a community of this district, in WGS-84")
            faults.add(LAYERS_FILE, one.number, "geometry", wrong, write)
    made = {code: _layer(code, parts, communities[code]) for code, parts in sorted(given.items())}
    for code, one in made.items():
        if len(brotli.compress(one.content.encode(), quality=5)) > MOST_KIB * 1024:
            wrong = Said(
                f"{code} 的底图压缩后大于 {MOST_KIB} KB", f"that of {code} is larger than {MOST_KIB} KB packed"
            )
            write = Said("更少、更简的建筑和道路", "fewer and plainer buildings and roads")
            faults.add(LAYERS_FILE, None, None, wrong, write)
    return made


def _layer(code: str, parts: Iterable[tuple[Drawn, BaseGeometry]], community: Polygon) -> Layer:
    origin = origin_of(list(community.exterior.coords))
    told: dict[str, Any] = {"origin": origin, "roads": [], "buildings": [], "points": []}
    sources, synthetic = set(), False
    for one, shape in parts:
        kind, name = one.cells["kind"], one.cells.get("name", "")
        sources.add(one.cells.get("source", ""))
        synthetic = synthetic or one.cells.get("synthetic") == "yes"
        if kind == "ROAD":
            told["roads"] += [[name, steps(list(line.coords), origin)] for line in _lines(shape)]
        elif isinstance(shape, Polygon):
            numbers = [int(one.cells.get(field, 0)) for field in ("units", "floors", "basements")]
            told["buildings"].append([name, *numbers, steps(list(shape.exterior.coords)[:-1], origin)])
        elif isinstance(shape, Point):
            told["points"].append([kind, name, *steps([(shape.x, shape.y)], origin)])
    source = "；".join(sorted(sources - {""}))[:120] or LAYERS_FILE
    return Layer(code, orjson.dumps(told).decode(), source, synthetic)


def _lines(shape: BaseGeometry) -> list[LineString]:
    """The lines of what a road was cut to; a touching point is none."""
    parts = getattr(shape, "geoms", [shape])
    return [part for part in parts if isinstance(part, LineString) and len(part.coords) > 1]
