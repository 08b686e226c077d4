"""Grids taken apart and put together: what a line makes of some ground, and whether pieces tile it.

Whole 1e-7 degrees, as everywhere. Decision: shapely, which the map of grids stands on already; polygons of our own
would be a second geometry beside it. Everything here is pure and may run beside the event loop; each old grid is held
only against the pieces that touch it, so that the price grows with the number of grids and not with its square.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from shapely import LineString, Polygon

from server.core.errors import Invalid, Problem
from server.ground.area.coordinates import E7, metres_per_degree
from server.ground.area.policy import SLIVER, Ring

METRE = 90.0  # of latitude, in 1e-7 degree
MOST_CORNERS = 500  # of a ring or a line that is drawn by hand
LONGEST = 20_000  # characters of one
TOGETHER = 50  # polygons of one question
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Fault:
    """Where pieces and old ground differ by more than a metre: the piece or the old grid, and a point (lat, lon)."""

    code: str  # GROUND_GAP, GROUND_OVERLAP, GROUND_BEYOND
    piece: int | None
    other: int | str  # another piece, or the code of an old grid
    at: tuple[int, int]


def corners(text: str, field: str) -> list[tuple[int, int]]:
    """The corners that a text says, longitude and latitude in degrees one after the other. Raises Invalid."""
    said = [float(one) for one in _NUMBER.findall(text[: LONGEST + 1])]
    found = [(round(lon * E7), round(lat * E7)) for lon, lat in zip(said[::2], said[1::2], strict=False)]
    on_earth = all(abs(lon) <= 180 * E7 and abs(lat) <= 90 * E7 for lon, lat in found)
    if len(said) % 2 or not 2 <= len(found) <= MOST_CORNERS or not on_earth or len(text) > LONGEST:
        told = f"2 to {MOST_CORNERS} corners, each its longitude and its latitude"
        raise _refused("LINE_MALFORMED", told, field, "依次写“经度,纬度”，中间空格。Longitude first.")
    return found


def said(ring: Ring) -> str:
    """A ring as a text that `corners` reads."""
    return " ".join(f"{lon / E7:.7f},{lat / E7:.7f}" for lon, lat in ring)


def joined(rings: Sequence[Ring]) -> Polygon:
    """The one piece of ground that neighbours make. Raises Invalid GRIDS_APART, PIECE_HOLED."""
    half = METRE / 2  # what two surveys of one border may miss each other by
    whole = shapely.union_all([Polygon(ring) for ring in rings])
    if not isinstance(whole, Polygon) or whole.interiors:
        whole = whole.buffer(half, join_style="mitre").buffer(-half, join_style="mitre")
    if not isinstance(whole, Polygon):
        told = "these grids do not touch each other"
        raise _refused("GRIDS_APART", told, "grids", "只选挨着的网格。Choose neighbours only.")
    if whole.interiors:
        told = "they lie all around another grid"
        raise _refused("PIECE_HOLED", told, "grids", "把中间的网格也选上。Choose the grid in the middle, too.")
    return whole


def cut(ground: Polygon, line: Sequence[tuple[int, int]]) -> list[Polygon]:
    """The pieces that a line makes of some ground, from the north-west on. Raises Invalid LINE_CROSSES_ITSELF,
    PIECE_HOLED, LINE_CUTS_NOTHING."""
    knife = LineString(line)
    if knife.length == 0 or not knife.is_simple:
        told = "the line crosses itself"
        raise _refused("LINE_CROSSES_ITSELF", told, "line", "画一条不自交的线。Draw one that does not.")
    noded = shapely.union(ground.boundary, knife)
    found = [one for one in shapely.polygonize([noded]).geoms if ground.covers(one.representative_point())]
    if any(one.interiors for one in found):
        told = "the line goes round within the grid"
        raise _refused("PIECE_HOLED", told, "line", "从一边画到另一边。Draw it from border to border.")
    if len(found) < 2 or knife.disjoint(ground):
        told = "it does not go from border to border"
        raise _refused("LINE_CUTS_NOTHING", told, "line", "两头都画到网格外。Begin and end it outside of the grid.")
    return sorted(found, key=lambda one: (-round(one.centroid.y), round(one.centroid.x)))


def _refused(code: str, told: str, field: str, hint: str) -> Invalid:
    return Invalid.of([Problem(code, told, field, hint)])


def ring_of(polygon: Polygon) -> list[list[int]]:
    """The closed outer ring, counter-clockwise, in whole numbers, no corner twice in a row."""
    found: list[list[int]] = []
    for lon, lat in shapely.orient_polygons(shapely.normalize(polygon)).exterior.coords:
        corner = [round(lon), round(lat)]
        if not found or found[-1] != corner:
            found.append(corner)
    return found


def hectares(ring: Ring) -> float:
    """How large it is."""
    north, east = metres_per_degree(ring[0][1] / E7)
    return float(Polygon(ring).area) / E7 / E7 * north * east / 10_000


def owners(old: Mapping[str, Ring], pieces: Sequence[Ring]) -> list[list[str]]:
    """Of which old grids each piece has ground, the one of which it has most first."""
    codes = sorted(old)
    found: list[list[tuple[float, str]]] = [[] for _ in pieces]
    for piece, grid, shared in _sharing(_polygons(pieces), _polygons([old[code] for code in codes])):
        if _wide(shared):
            found[piece].append((-float(shared.area), codes[grid]))
    return [[code for _, code in sorted(one)] for one in found]


def faults(old: Mapping[str, Ring], pieces: Sequence[Ring]) -> list[Fault]:
    """Where the pieces do not tile the old ground to within a metre. The rings are sound."""
    codes = sorted(old)
    grids, new = _polygons([old[code] for code in codes]), _polygons(pieces)
    below: list[list[Any]] = [[] for _ in new]
    above: list[list[Any]] = [[] for _ in grids]
    nearest: dict[int, str] = {}
    for piece, grid, _ in _sharing(new, grids):
        below[piece].append(grids[grid])
        above[grid].append(new[piece])
        nearest.setdefault(piece, codes[grid])
    found = [
        Fault("GROUND_OVERLAP", one, other, _point(shared))
        for one, other, shared in _sharing(new, new)
        if one < other and _wide(shared)
    ]
    for piece, own in enumerate(below):
        if _wide(rest := new[piece].difference(shapely.union_all(own))):
            found.append(Fault("GROUND_BEYOND", piece, nearest.get(piece, ""), _point(rest)))
    for grid, parts in enumerate(above):
        if _wide(rest := grids[grid].difference(shapely.union_all(parts))):
            found.append(Fault("GROUND_GAP", None, codes[grid], _point(rest)))
    return found


def _polygons(rings: Iterable[Ring]) -> list[Polygon]:
    return [Polygon(ring) for ring in rings]


def _sharing(some: list[Polygon], others: list[Polygon]) -> Iterator[tuple[int, int, Any]]:
    """Which of some share ground with which of others, and the ground; a few at a time, since one question holds Python
    up until it is answered. That neighbours only touch is told sooner than by how much they overlap."""
    tree = shapely.STRtree(others)
    for begin in range(0, len(some), TOGETHER):
        found = zip(*tree.query(some[begin : begin + TOGETHER], predicate="intersects"), strict=True)
        pairs = [(begin + int(one), int(other)) for one, other in found]
        touching = shapely.touches([some[one] for one, _ in pairs], [others[other] for _, other in pairs])
        for (one, other), apart in zip(pairs, touching, strict=True):
            if not apart and (shared := some[one].intersection(others[other])).area > SLIVER:
                yield one, other, shared


def _wide(shape: Any) -> bool:
    """Whether it is wider than a metre somewhere."""
    return bool(shape.area) and not shape.buffer(-METRE / 2).is_empty


def _point(shape: Any) -> tuple[int, int]:
    """Within the widest of it."""
    inner = shape.buffer(-METRE / 2).representative_point()
    return round(inner.y), round(inner.x)
