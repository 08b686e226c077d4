"""Grids held against borders and each other: outside, in GCJ-02, over another's ground; and what they make together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import shapely
from shapely import Polygon

from server.ground.area.coordinates import E7, wgs84_from_gcj02
from server.ground.area.policy import SLIVER

NEAR = 3_000.0  # 1e-7 degree, some 30 m: by so much a grid may reach over a border that somebody else surveyed
GAP = 500.0  # some 5 m: by so much neighbours may miss each other


def widened(border: Polygon) -> Polygon:
    """The border with what may reach over it, ready to be asked often."""
    wide = border.buffer(NEAR)
    shapely.prepare(wide)
    return wide


def outside(polygon: Polygon, wide: Polygon) -> float:
    """The share of the polygon that lies outside a widened border; 0 is inside."""
    if wide.covers(polygon):
        return 0.0
    return float(polygon.difference(wide).area / polygon.area)


def looks_like_gcj02(polygon: Polygon, wide: Polygon) -> bool:
    """Whether it lies better when its corners are taken for GCJ-02, which means that they are."""
    return outside(_from_gcj02(polygon), wide) < outside(polygon, wide) / 2


def _from_gcj02(polygon: Polygon) -> Polygon:
    turned = (wgs84_from_gcj02(y / E7, x / E7) for x, y in polygon.exterior.coords)
    return Polygon([(lon * E7, lat * E7) for lat, lon in turned]).buffer(0)


def overlaps(polygons: Sequence[Polygon]) -> Iterator[tuple[int, int]]:
    """Pairs of places whose polygons share ground, the lower first."""
    tree = shapely.STRtree(polygons)
    first, second = tree.query(polygons, predicate="intersects")
    for one, other in sorted((int(a), int(b)) for a, b in zip(first, second, strict=True) if a < b):
        if polygons[one].intersection(polygons[other]).area > SLIVER:
            yield one, other


def together(parts: Sequence[Polygon]) -> Polygon | None:
    """The one polygon that the parts make, small gaps between them closed; None when they lie apart."""
    exact = shapely.coverage_is_valid(list(parts))
    whole = shapely.coverage_union_all(list(parts)) if exact else shapely.union_all(list(parts))
    if not isinstance(whole, Polygon):
        whole = whole.buffer(GAP, join_style="mitre").buffer(-GAP, join_style="mitre")
    if not isinstance(whole, Polygon):
        return None
    return whole if not whole.interiors else Polygon(whole.exterior)


def rounded(polygon: Polygon) -> Polygon | None:
    """The polygon with its corners on whole numbers; None when it is none any more."""
    corners = [(round(x), round(y)) for x, y in polygon.exterior.coords]
    found = Polygon([one for place, one in enumerate(corners) if place == 0 or one != corners[place - 1]])
    return found if found.is_valid else None


def point_in(polygon: Polygon) -> tuple[int, int]:
    """(lat, lon) of the middle, or where that lies outside of some other point inside."""
    middle = polygon.centroid
    inner = middle if polygon.contains(middle) else polygon.representative_point()
    return round(inner.y), round(inner.x)
