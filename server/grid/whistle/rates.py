"""How often streets whistle, as a band: whistles blown for each hundred cases filed. Both tails are worth a question,
neither is a target, so there is no order and no best.

Too few cases say nothing: under `LEAST` of them a street's figures are hidden and count for no band.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import quantiles
from typing import Any

from pypika_tortoise.terms import Parameterizer
from tortoise.functions import Count
from tortoise.queryset import QuerySet

from server.core.period import Period
from server.core.text import Worded
from server.core.viewer import Viewer
from server.data import orm
from server.data.database import listing, reader
from server.grid.incident.models import Incident
from server.grid.whistle import policy
from server.grid.whistle.models import Objection, Ruling, Whistle
from server.ground.area.queries import span
from server.ground.area.territory import Territory, territory
from server.process.fields import Declared, asked

LEAST = 5  # cases, or rulings, under which nothing is told
OBJECTED_IN = "party__whistle__street_id"
STREETS = 5  # with figures, under which there is no band


class Tail(Worded):
    LOW = "LOW", "低于区间。Below the band."
    WITHIN = "WITHIN", "区间之内。Within it."
    HIGH = "HIGH", "高于区间。Above it."  # above the band


@dataclass(frozen=True)
class Rate:
    """One street. What is hidden is None, and so is the tail where there is no band."""

    area: str
    filed: int | None
    blown: int | None
    per_hundred: float | None
    tail: Tail | None


@dataclass(frozen=True)
class Rates:
    """The streets by code, the band (a tenth of the streets lies below it, a tenth above), and how many of the
    objections that were ruled upon were upheld."""

    rates: list[Rate]
    low: float | None
    high: float | None
    ruled: int
    upheld_share: float | None


class Asked(Declared):
    """Which streets, and over which time."""

    area: str = asked("在此区域之内，代码。Within this area, by code.", names="area")
    period: Period = asked("立案、吹哨在这段时间。What was filed and blown within this period.")


async def rates(viewer: Viewer, wanted: Asked) -> Rates:
    """The streets within the area that they see: one statement. The band is that of all streets of the district.
    Raises Invalid for an area that is no code."""
    area, places = wanted.area, await territory()
    span(area)
    filed, blown, ruled, upheld = await _counted(wanted.period)
    figures = {code: 100 * blown.get(code, 0) / count for code, count in filed.items() if count >= LEAST}
    low, high = _band(list(figures.values()))
    seen = [code for code in sorted({*filed, *blown}) if _shown(viewer, places, code, area)]
    rulings = sum(ruled.get(code, 0) for code in seen)
    share = sum(upheld.get(code, 0) for code in seen) / rulings if rulings >= LEAST else None
    told = [_rate(code, filed.get(code, 0), blown.get(code, 0), figures.get(code), low, high) for code in seen]
    return Rates(told, low, high, rulings if rulings >= LEAST else 0, share)


def _shown(viewer: Viewer, places: Territory, street: str, area: str) -> bool:
    within = street.startswith(area) or area.startswith(street)
    return within and street in places.areas and viewer.seat_for(policy.SEES, street) is not None


def _band(figures: list[float]) -> tuple[float | None, float | None]:
    if len(figures) < STREETS:
        return None, None
    tenths = quantiles(figures, n=10, method="inclusive")
    return tenths[0], tenths[-1]


def _rate(street: str, filed: int, blown: int, figure: float | None, low: float | None, high: float | None) -> Rate:
    if figure is None:
        return Rate(street, None, None, None, None)
    tail = None
    if low is not None and high is not None:
        tail = Tail.LOW if figure < low else Tail.HIGH if figure > high else Tail.WITHIN
    return Rate(street, filed, blown, round(figure, 2), tail)


Counts = dict[str, int]


async def _counted(period: Period) -> tuple[Counts, Counts, Counts, Counts]:
    """By street: cases filed, whistles blown, objections ruled upon, and upheld. One statement over four counts."""
    ruled = Objection.filter(**period.of("ruled_at"), ruling__in=[Ruling.UPHELD, Ruling.REFUSED])
    upheld = Objection.filter(**period.of("ruled_at"), ruling=Ruling.UPHELD)
    counts: list[tuple[QuerySet[Any], str]] = [
        (Incident.filter(**period.of("filed_at")), "street_id"),
        (Whistle.filter(**period.of("blown_at")), "street_id"),
        (ruled, OBJECTED_IN),
        (upheld, OBJECTED_IN),
    ]
    values, told = Parameterizer(), []
    for what, (chosen, street) in enumerate(counts):
        grouped = chosen.annotate(count=Count("id")).group_by(street).using_db(reader()).values("count", street=street)
        told.append(f"SELECT {what} AS what, one.street, one.count FROM ({orm.text(grouped, values)}) AS one")
    rows = await listing(lambda one: one.execute_query_dict(" UNION ALL ".join(told), values.values))
    found: tuple[Counts, Counts, Counts, Counts] = ({}, {}, {}, {})
    for row in rows:
        found[row["what"]][str(row["street"])] = int(row["count"])
    return found
