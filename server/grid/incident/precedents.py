"""以前这样办的: the closed cases most like one that is to be filed or dispatched, so that a desk sees what was done.

Alike is what lies near, was closed lately and is of the same minor class, else of the same major one. Another class of
the same major counts one, as do each 500 m and each half year; what counts least comes first. Screens say so in words.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from tortoise.expressions import Q

from server.core import clock
from server.core.viewer import Viewer
from server.grid.incident import nearby
from server.grid.incident.lifecycle import State
from server.grid.incident.models import Incident
from server.grid.incident.policy import visible_to
from server.ground.area.coordinates import distance_m
from server.ground.catalogue.queries import catalogue
from server.query.row_query import Several
from server.query.ways import by_index

REACH_M, DAYS, MOST = 1000, 365, 3
STEP_M, STEP_DAYS = 500, 182.5  # how far, and how long ago, weighs as much as another class
LOOKED_AT = 100  # in the box, of its own class first and the last closed first, before they are compared


async def like(viewer: Viewer, class_code: str, lat: int, lon: int) -> Several:
    """Those that they may see, the likest first, at most three; lat and lon in 1e-7 degree, WGS-84."""
    now, known = clock.now(), (await catalogue()).classes
    own = known.get(class_code)
    others = [one.code for one in known.values() if own and one.major_id == own.major_id and one is not own]
    families = [group for group in ([class_code], others) if own and group]
    seen = Incident.filter(visible_to(viewer), _closed(lat, lon, now))
    boxed = [by_index(seen.filter(incident_class_id__in=one), "incident_class_place") for one in families]
    return Several(
        boxed or [Incident.filter(id__in=[])],
        ("-closed_at",),
        LOOKED_AT,
        needs=("id", "incident_class_id", "lat", "lon", "closed_at"),
        arranged=partial(_likest, class_code, lat, lon, now),
    )


def _closed(lat: int, lon: int, now: datetime) -> Q:
    """In a box just around the circle, and closed as done within a year."""
    up, right = nearby.reach(lat, REACH_M)
    box = Q(lat__gte=lat - up, lat__lte=lat + up, lon__gte=lon - right, lon__lte=lon + right)
    return box & Q(state=State.CLOSED, closed_at__gte=now - timedelta(days=DAYS))


def _likest(class_code: str, lat: int, lon: int, now: datetime, found: list[Any]) -> list[Any]:
    far = ((distance_m(lat, lon, one.lat, one.lon), one) for one in found)
    ranked = sorted(
        (_unlike(class_code, metres, now, one), str(one.id), one) for metres, one in far if metres <= REACH_M
    )
    return [one for _, _, one in ranked[:MOST]]


def _unlike(class_code: str, metres: float, now: datetime, one: Any) -> float:
    """How little it is like it: 0 is the same class, the same place, just now."""
    days: float = (now - one.closed_at) / timedelta(days=1)
    another = float(one.incident_class_id != class_code)
    return another + metres / STEP_M + days / STEP_DAYS
