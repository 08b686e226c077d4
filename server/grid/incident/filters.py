"""What may be asked of the list of incidents, as conditions: each one a column with an index, or a range of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tortoise.expressions import Q

from server.core.errors import Invalid
from server.core.text import Worded
from server.core.viewer import Viewer
from server.data.database import dialect
from server.grid.incident import search
from server.grid.incident.models import Disposal
from server.grid.incident.policy import (
    Ground,
    grounds,
    of_area,
    of_ids,
    of_leads,
    of_reporter,
    sees_all_of,
    within,
)
from server.grid.incident.turns import turns
from server.grid.incident.where import Where, any_of, assisting, rows, without
from server.ground.area.coordinates import nearest_e7
from server.ground.area.queries import span
from server.ground.catalogue.snapshot import Catalogue
from server.process.fields import given
from server.query.statement_cache import Fixed
from server.query.ways import among


class Mine(Worded):
    TODO = "TODO", "轮到我办。It is my turn."
    REPORTED = "REPORTED", "我上报的。I reported it."
    UNIT = "UNIT", "我单位主办或协办。My unit leads or assists."


@dataclass(frozen=True, kw_only=True)
class Box:
    """Degrees, WGS-84."""

    south: float
    west: float
    north: float
    east: float


class Filter(Where, words="要哪些案件；各条同时满足。Which incidents; all that is said must hold."):
    without: Where | None = given("不要这些：各条都满足的。Without those of which all of this holds.", called="not")
    open: bool | None = given("未结束的，或已结束的。Open ones, or ended ones.")
    text: str | None = given("说明、类别、地址里有这些字。With these words in text, class or address.")
    box: Box | None = given("在此框内。Within this box.")
    mine: Mine | None = given("与我有关的。What has to do with me.")
    promised: bool | None = given("单位承诺了日子还没办完的。Promised for a day, and not done.")


def grounds_of(viewer: Viewer, wanted: Filter) -> list[Ground]:
    """On which grounds the viewer sees what is wanted, at least one. What is their own in some way they see for that.

    Raises Invalid for an area that is no code.
    """
    if wanted.area is not None:
        _check_area(wanted.area)
    if wanted.mine is not None:
        found = _mine(wanted.mine, viewer)
    elif wanted.area is not None and sees_all_of(viewer, wanted.area):
        found = [of_area(wanted.area)]
    else:
        found = grounds(viewer)
    return found or [Ground(Q(id__in=[]), None)]


def conditions(viewer: Viewer, wanted: Filter, catalogue: Catalogue, now: datetime) -> list[Q]:
    """What else has to hold of what is wanted, beside one of its grounds. Raises Invalid for an area that is none."""
    found = rows(wanted, catalogue, now)
    if wanted.area is not None and (wanted.mine is not None or not sees_all_of(viewer, wanted.area)):
        found.append(within(wanted.area))
    if wanted.without is not None:
        if wanted.without.area is not None:
            _check_area(wanted.without.area, "not.area")
        found.append(without(wanted.without, catalogue, now))
    if wanted.open is not None:
        found.append(Q(closed_at__isnull=wanted.open))
    if wanted.text is not None:
        found.extend(search.wanted(wanted.text))
    if wanted.box is not None:
        found.append(_boxed(wanted.box))
    if wanted.promised is not None:
        found.append(_promised() if wanted.promised else ~_promised())
    return [one for one in found if one]


def _check_area(code: str, field: str = "area") -> None:
    try:
        span(code)
    except Invalid:
        raise Invalid("an area code has 6, 9, 12 or 15 digits", field=field) from None


def _boxed(box: Box) -> Q:
    """The condition of lying in a box.

    Decision: PostgreSQL gets the numbers as they are. A statement that it has run five times it plans once for all
    boxes, and then reads a whole district by an index that was right for a street (550 ms instead of 1).
    """
    south, north = nearest_e7(box.south), nearest_e7(box.north)
    west, east = nearest_e7(box.west), nearest_e7(box.east)
    if dialect() == "postgres":
        column = '"incident"."{}" BETWEEN {:d} AND {:d}'.format
        return Fixed(f"{column('lat', south, north)} AND {column('lon', west, east)}")
    return Q(lat__gte=south, lat__lte=north, lon__gte=west, lon__lte=east)


def _promised() -> Q:
    """Open ones that were answered with a promise for a day, not with work that is done."""
    # a comparison: SQLite does not find the index of promises by Tortoise's `NOT … IS NULL`
    promises = Disposal.filter(finished=False, promised_on__gt=date.min).values("incident_id")
    return Q(closed_at__isnull=True) & among("id", promises)


def of_units(units: list[UUID]) -> Q:
    """What these units lead or assist now."""
    return any_of([ground.condition for ground in _held_by(units)])


def _held_by(units: list[UUID]) -> list[Ground]:
    return [of_leads(units), of_ids(assisting(units))] if units else []


def _mine(mine: Mine, viewer: Viewer) -> list[Ground]:
    match mine:
        case Mine.REPORTED:
            return [of_reporter(viewer.person_id)] if viewer.person_id else []
        case Mine.UNIT:
            return _held_by(list(viewer.unit_ids))
        case Mine.TODO:
            return turns(viewer)
