"""The demo's units: four teams in each street, departments and utilities of the district, and some property firms.

Names of firms and all telephone numbers are made up. A unit stands a few hundred metres from the middle of its area.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from math import cos, radians, sin

from server.area.coordinates import from_e7
from server.area.models import Area, AreaLevel
from server.catalogue import actions
from server.database import reader
from server.demo.catalogue import SHEETS, SINCE

EVERY = 4  # every fourth community of the streets has a property firm
AWAY = 0.0012  # degrees from the middle, about 130 m
TURN = 137.5  # degrees from one unit to the next, so that no two stand on each other

Row = dict[str, str]


async def build(progress: Callable[[int, int], None] | None = None) -> None:
    """Load the units into a database that has its territory."""
    areas = await Area.exclude(level=AreaLevel.GRID).using_db(reader()).order_by("code")
    rows = [*_district_units(areas), *_street_units(areas), *_property_firms(areas)]
    for number, row in enumerate(rows):
        row["phone"] = f"0352-555{1000 + number}"
    await actions.load(None, {"units": rows}, since=SINCE)
    if progress:
        progress(1, 1)


def short(street: Area) -> str:
    """口泉 of 口泉街道; 口泉乡 and 高山镇 stay whole."""
    return street.name.removesuffix("街道")


def urban(area: Area) -> bool:
    """Whether it is, or lies in, one of the 21 streets and not in a township (those are coded from 100 on)."""
    return area.code[6:9] < "100"


def _at_level(areas: list[Area], level: AreaLevel) -> list[Area]:
    return [area for area in areas if area.level is level]


def _district_units(areas: list[Area]) -> Iterator[Row]:
    """Departments and utilities: they serve the whole district and stand in one urban street after the other."""
    district = _at_level(areas, AreaLevel.DISTRICT)[0]
    streets = [street for street in _at_level(areas, AreaLevel.STREET) if urban(street)]
    for number, row in enumerate(_rows("district_units")):
        yield row | _placed(district, streets[number % len(streets)], number + 100)


def _street_units(areas: list[Area]) -> Iterator[Row]:
    kinds = list(_rows("street_units"))
    for number, street in enumerate(_at_level(areas, AreaLevel.STREET)):
        for kind in kinds:
            number += 1
            yield kind | {"name": kind["name"].format(street=short(street))} | _placed(street, street, number)


def _property_firms(areas: list[Area]) -> Iterator[Row]:
    names = json.loads((SHEETS / "names.json").read_text("utf-8"))["firms"]
    communities = [area for area in _at_level(areas, AreaLevel.COMMUNITY) if urban(area)][::EVERY]
    for number, community in enumerate(communities):
        branch = f"{names[number % len(names)]}物业第{number // len(names) + 1}服务处"
        row = {"name": branch, "kind": "PROPERTY", "trade": "PROPERTY", "hours": "07:00-22:00"}
        yield row | _placed(community, community, number)


def _rows(name: str) -> Iterator[Row]:
    with (SHEETS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _placed(serves: Area, stands: Area, number: int) -> Row:
    angle = radians(TURN * number)
    lat, lon = from_e7(stands.lat) + AWAY * sin(angle), from_e7(stands.lon) + AWAY * cos(angle)
    return {"area": serves.code, "lat": f"{lat:.6f}", "lon": f"{lon:.6f}"}
