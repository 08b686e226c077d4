"""Which incidents and events a list or a name means, through the one door of sight: chosen here, read by others.

What is wanted of the rows is not known here. A choice by itself costs no statement.
"""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from tortoise.expressions import Q, Subquery

from server.core import clock
from server.core.viewer import Viewer
from server.grid.incident import log, nearby, numbers, paging, ways
from server.grid.incident.filters import Filter
from server.grid.incident.models import Incident
from server.grid.incident.oversight import SpotCheck
from server.grid.incident.policy import about, visible_to
from server.grid.incident.sorting import Sort
from server.ground.area.coordinates import distance_m
from server.ground.catalogue.queries import catalogue
from server.journal.models import Event
from server.process.fields import Declared, given
from server.query import row_query
from server.query.door import MOST, bounded, page_by
from server.query.row_query import One, Page, Several, The
from server.query.ways import by_index

NOTHING = Q(id__in=[])
OF_INCIDENTS = Q(kind__startswith="incident.") | Q(kind__startswith="whistle.")  # other nouns have doors of their own


def one(viewer: Viewer, key: UUID | str | None) -> One:
    """The incident with this id or number; none when it is not there, or not for them to know of."""
    return One([Incident.filter(visible_to(viewer), _named(key))])


def _named(key: UUID | str | None) -> Q:
    if isinstance(key, UUID):
        return Q(id=key)
    return Q(number=key) if key is not None and numbers.is_number(key) else NOTHING


async def page(viewer: Viewer, wanted: Filter | None, order: Sort, first: int, after: str | None) -> Page:
    """The next incidents after a cursor. Raises Invalid for a bad cursor (field "after") or more than `MOST`."""
    bounded(first, MOST)
    asked, cursor = await ways.asked(viewer, wanted), partial(paging.cursor, order)
    parts = asked.parts(order, after)
    return row_query.page(parts, paging.ORDER[order], first, cursor, whole=asked.whole)


async def similar(viewer: Viewer, class_code: str, lat: int, lon: int) -> Several:
    """Likely duplicates that they may see, the nearest first, at most ten; lat and lon in 1e-7 degree, WGS-84."""
    known = class_code in (await catalogue()).classes
    boxed = Incident.filter(visible_to(viewer), nearby.around(class_code, lat, lon, clock.now()) if known else NOTHING)
    return Several([boxed], most=nearby.LOOKED_AT, needs=("id", "lat", "lon"), arranged=partial(_nearest, lat, lon))


def _nearest(lat: int, lon: int, found: list[Any]) -> list[Any]:
    far = sorted((distance_m(lat, lon, one.lat, one.lon), str(one.id), one) for one in found)
    return [one for metres, _, one in far if metres <= nearby.REACH_M][: nearby.MOST]


class Drawn(Declared, words="要哪些抽查。Which spot checks."):
    pending: bool | None = given("还没查的，或已查的。Not looked at yet, or looked at.")
    area: str | None = given("在此区域之内，代码。Within this area, by code.", names="area")


def spot_checks(viewer: Viewer, wanted: Drawn, first: int, after: str | None) -> Page:
    """What chance drew of the incidents that they may see, the last drawn first (ids are in the order of time).

    Raises Invalid for a cursor that is no id, and for an area that is no code.
    """
    found = [about(viewer, "spot_check", area=wanted.area)]
    if wanted.pending is not None:
        found.append(Q(verdict__isnull=wanted.pending))
    chosen = SpotCheck.filter(*found)
    return page_by("-id", by_index(chosen, "spot_check_pending") if wanted.pending else chosen, first, after)


def events_of(viewer: Viewer) -> Q:
    """What happened to the incidents that they may see."""
    return about(viewer, "event", "subject_id") or OF_INCIDENTS  # who sees all of them asks for no list


def happened(viewer: Viewer, wanted: log.Wanted, first: int, after: str | None) -> Page:
    """What happened to the incidents that they may see, the last first. Raises Invalid for a cursor that is no
    number."""
    whole = Event.filter(*log.conditions(wanted), events_of(viewer))
    shown = whole if after is None else whole.filter(number__lt=log.number(after))
    return row_query.page([shown], ("-number",), first, lambda event: str(event.number), whole=whole)


def change(viewer: Viewer, event_id: UUID, incident_id: UUID) -> The:
    """The event that changed this incident, if they may see it."""
    seen = Incident.filter(visible_to(viewer), id=incident_id).values("id")
    return The([Event.filter(id=event_id, subject_id__in=Subquery(seen))])
