"""Likely duplicates: the same minor class within 50 metres, open or ended in the last seven days."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from server.grid.incident.models import Incident
from server.ground.area.coordinates import E7, distance_m, from_e7, metres_per_degree

REACH_M, DAYS, MOST = 50, 7, 10
AT_THE_POLE = 100.0  # metres in a degree of longitude there, as far as a search is concerned
LOOKED_AT = 200  # in the box, before distances are taken


def around(class_code: str, lat: int, lon: int, now: datetime) -> Q:
    """The condition of a box just around the circle, which an index can answer, open or ended lately."""
    recent = Q(closed_at__isnull=True) | Q(closed_at__gte=now - timedelta(days=DAYS))
    return here(class_code, lat, lon) & recent


def here(class_code: str, lat: int, lon: int, reach_m: int = REACH_M, *, field: str = "incident_class_id") -> Q:
    """The same class in a box just around the circle, at any time; `field`: the column of the class."""
    up, right = reach(lat, reach_m)
    box = Q(lat__gte=lat - up, lat__lte=lat + up, lon__gte=lon - right, lon__lte=lon + right)
    return Q(**{field: class_code}) & box


def reach(lat: int, reach_m: int) -> tuple[int, int]:
    """How far such a box goes up and down, and right and left."""
    north, east = metres_per_degree(from_e7(lat))
    return ceil(reach_m / north * E7), ceil(reach_m / max(east, AT_THE_POLE) * E7)


async def nearest(boxed: QuerySet[Incident], lat: int, lon: int) -> list[UUID]:
    """The ids of those in the box that lie in the circle, the nearest first, at most `MOST`."""
    places = await boxed.limit(LOOKED_AT).values_list("id", "lat", "lon")
    far = sorted((distance_m(lat, lon, south, west), str(one), one) for one, south, west in places)
    return [one for metres, _, one in far if metres <= REACH_M][:MOST]
