"""Cutting one polygon into many that tile it: straight cuts by weight, then every corner put on whole 1e-7 degrees.

Decision: recursive bisection instead of Voronoi cells, because every piece must be one polygon without holes whatever
the district's bays, the weights are met exactly, and blocks cut by straight lines look like blocks. A cut makes corners
in the middle of a neighbour's side; `tiled` gives them to the neighbour too and rounds all of them together (snap
rounding), so that borders are shared to the last digit: no point is in no piece, none inside two.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from math import atan2, cos, degrees, radians, sin
from typing import TypeVar

import shapely
from shapely import Polygon

T = TypeVar("T")
Weight = Callable[[T], float]

LEAN = 18.0  # degrees by which a cut may lean away from straight across
FAR = 10.0  # lengths of the polygon: long enough for any half of it
STEPS = 26  # bisections of a cut's place: to a hundred-millionth of the length


def chance(word: str) -> float:
    """A number from 0 to 1 that is always the same for the same word: our only dice."""
    return int.from_bytes(sha256(word.encode()).digest()[:6]) / 2**48


def divide(whole: Polygon, parts: Sequence[T], weight: Weight[T], seed: str) -> list[tuple[T, Polygon]]:
    """Give each of `parts` a piece of `whole` as large as its weight; neighbours in the list lie near each other."""
    if len(parts) == 1:
        return [(parts[0], whole)]
    half = _half(parts, weight)
    share = sum(map(weight, parts[:half])) / sum(map(weight, parts))
    first, second = _cut(whole, share, f"{seed}/{half}")
    return divide(first, parts[:half], weight, f"{seed}a") + divide(second, parts[half:], weight, f"{seed}b")


def tiled(pieces: Sequence[tuple[T, Polygon]]) -> list[tuple[T, Polygon]]:
    """The same pieces with corners on whole numbers and borders in common. Raises ValueError if a piece got lost."""
    sides = shapely.union_all([piece.exterior for _, piece in pieces], grid_size=1.0)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(sides)))
    tree = shapely.STRtree(faces)
    points = [piece.representative_point() for _, piece in pieces]
    of_piece, of_face = tree.query(points, predicate="within")
    if len(faces) != len(pieces) or list(of_piece) != list(range(len(pieces))):
        raise ValueError(f"{len(pieces)} pieces became {len(faces)} faces")
    return [(key, faces[face]) for (key, _), face in zip(pieces, of_face, strict=True)]


def _half(parts: Sequence[T], weight: Weight[T]) -> int:
    """Where to part the list so that both sides weigh as alike as can be."""
    total, before, best = sum(map(weight, parts)), 0.0, (float("inf"), 1)
    for place, part in enumerate(parts[:-1], 1):
        before += weight(part)
        best = min(best, (abs(total / 2 - before), place))
    return best[1]


def _cut(whole: Polygon, share: float, seed: str) -> tuple[Polygon, Polygon]:
    """Two pieces, the first with `share` of the area, by the first straight line that does not make three."""
    across = _length_wise(whole) + (chance(seed) - 0.5) * LEAN
    for turn in (0, 12, -12, 25, -25, 40, -40, 60, -60, 90):
        first, second = _halves(whole, share, across + turn)
        if isinstance(first, Polygon) and isinstance(second, Polygon):
            return first, second
    raise ValueError(f"no straight cut leaves two pieces of {seed}")


def _length_wise(whole: Polygon) -> float:
    """The direction in which the polygon is longest, in degrees from -90 to 90, so that its first half is the west."""
    (x0, y0), (x1, y1), (x2, y2) = shapely.oriented_envelope(whole).exterior.coords[:3]
    long = max((x1 - x0, y1 - y0), (x2 - x1, y2 - y1), key=lambda side: side[0] ** 2 + side[1] ** 2)
    angle = degrees(atan2(long[1], long[0]))
    return angle - 180 if angle > 90 else angle + 180 if angle <= -90 else angle


def _halves(whole: Polygon, share: float, direction: float) -> tuple[shapely.Geometry, shapely.Geometry]:
    """Both sides of the line across `direction` that leaves `share` of the area behind it."""
    east, north = cos(radians(direction)), sin(radians(direction))
    along = [x * east + y * north for x, y in whole.exterior.coords]
    low, high = min(along), max(along)
    wanted, reach = whole.area * share, (high - low) * FAR
    for _ in range(STEPS):
        middle = (low + high) / 2
        if whole.intersection(_side(whole, middle, reach, east, north)).area < wanted:
            low = middle
        else:
            high = middle
    behind = _side(whole, (low + high) / 2, reach, east, north)
    return whole.intersection(behind), whole.difference(behind)


def _side(whole: Polygon, place: float, reach: float, east: float, north: float) -> Polygon:
    """A large square that is everything behind the line at `place` along the direction (east, north)."""
    middle = whole.envelope.centroid
    aside = -middle.x * north + middle.y * east
    corners = (
        (place, aside - reach),
        (place, aside + reach),
        (place - reach, aside + reach),
        (place - reach, aside - reach),
    )
    return Polygon([(a * east - b * north, a * north + b * east) for a, b in corners])
