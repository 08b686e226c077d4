"""Who may redraw grids, and what a ring must be. Territory itself is no secret: whoever is signed in may read it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import shapely

from server.core.errors import Forbidden, Invalid
from server.core.viewer import Role, Seat, Viewer

KEEPERS = frozenset({Role.SYS_ADMIN})
MOST_POINTS = 5_000
SLIVER = 10_000.0  # square 1e-7 degrees, about 1 m²: what two surveys of one border may differ by

Ring = Sequence[Sequence[int]]


def keeper_of(viewer: Viewer | None, area: str) -> Seat | None:
    """The post in which they keep the grids of `area`. None as viewer is the operator at the server's own command line.

    Raises Forbidden when they are somebody without such a post.
    """
    if viewer is None:
        return None
    if (seat := viewer.seat_for(KEEPERS, area)) is None:
        raise Forbidden("only an administrator of this area redraws its grids")
    return seat


def sound(ring: Ring) -> list[list[int]]:
    """The ring closed, as [lon, lat] in 1e-7 degree. Raises Invalid when it is not the border of one plain polygon."""
    points = [[int(lon), int(lat)] for lon, lat in ring]
    if points and points[0] != points[-1]:
        points.append(points[0])
    if not 4 <= len(points) <= MOST_POINTS:
        raise Invalid("a ring needs at least three corners", field="ring", code="RING_UNSOUND")
    if any(not (-1_800_000_000 <= lon <= 1_800_000_000 and -900_000_000 <= lat <= 900_000_000) for lon, lat in points):
        raise Invalid("a ring lies on the earth: [lon, lat] in 1e-7 degree", field="ring", code="RING_UNSOUND")
    polygon = shapely.Polygon(points)
    if not polygon.is_valid or polygon.area <= SLIVER or any(here == there for here, there in pairwise(points)):
        raise Invalid("a ring must not cross or touch itself", field="ring", code="RING_UNSOUND")
    return points


def apart_from(ring: Ring, others: Sequence[tuple[str, Ring]]) -> None:
    """Raises Invalid naming the first grid that would share ground with `ring`: a point lies in one grid only."""
    polygon = shapely.Polygon(ring)
    for code, other in others:
        if polygon.intersection(shapely.Polygon(other)).area > SLIVER:
            raise Invalid(f"the ring would cover ground of {code}", field="ring", code="RING_OVERLAPS")


def point_inside(ring: Ring, lat: int, lon: int) -> tuple[int, int]:
    """The point as it is when it lies inside the ring, else one that does; (lat, lon)."""
    polygon = shapely.Polygon(ring)
    if polygon.contains(shapely.Point(lon, lat)):
        return lat, lon
    inner = polygon.representative_point()
    return round(inner.y), round(inner.x)
