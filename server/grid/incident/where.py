"""Which incidents, by what their rows say: each condition a column with an index, or a range of one, and its opposite.

A condition that is turned round holds of every row of which it does not hold itself, also where its column is null.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.expressions import Q

from server.core.period import Period
from server.core.span import Span
from server.grid.incident import commands, steps
from server.grid.incident.clocks import light
from server.grid.incident.lifecycle import State
from server.grid.incident.models import Awaits, Channel, ClockKind, ClosureKind, IncidentClock, IncidentUnit, Rating
from server.grid.incident.policy import within
from server.ground.area.models import AreaLevel
from server.ground.catalogue.models import Stage
from server.ground.catalogue.snapshot import Catalogue
from server.process.deadlines import Light
from server.process.fields import Declared, given
from server.query.statement_cache import Fixed
from server.query.ways import among

MOST_CODES = 100  # of one filter: the contract says so, and the edge refuses more
MOST_NAMED = 100  # ids or numbers
LONGEST_NUMBER = 24


class Where(Declared, words="哪些案件，按其记录；各条同时满足。Which incidents; all that is said must hold."):
    """Everything is optional; what is given holds together. Empty lists mean "none of them"."""

    area: str | None = given("在此区域之内，代码。Within this area, by code.", names="area")
    ids: tuple[UUID, ...] | None = given("这几件，按编号。These, by id.", most=MOST_NAMED)
    numbers: tuple[str, ...] | None = given("这几件，按案号。These, by case number.", most=MOST_NAMED)
    states: tuple[State, ...] | None = given("处于这些状态。In one of these states.", most=len(State))
    stages: tuple[Stage, ...] | None = given("正在这些环节。At one of these stages now.", most=len(Stage))
    class_codes: tuple[str, ...] | None = given("属于这些小类。Of one of these classes.", most=MOST_CODES)
    major_codes: tuple[str, ...] | None = given("属于这些大类。Of one of these major classes.", most=MOST_CODES)
    lights: tuple[Light, ...] | None = given("亮这些灯。With one of these lights.", most=len(Light))
    late: bool | None = given("超期的（红灯或超期结案），或没有超期的。Late (red, or closed late), or not late.")
    levels: tuple[int, ...] | None = given(
        "在这些层级。At one of these levels.", most=len(AreaLevel), between=(steps.GRID_LEVEL, steps.TOP_LEVEL)
    )
    min_severity: int | None = given("至少这么紧急。At least this severe.", between=commands.SEVERITY)
    severities: tuple[int, ...] | None = given(
        "这么紧急的。Of one of these severities.", most=commands.SEVERITY[1], between=commands.SEVERITY
    )
    channels: tuple[Channel, ...] | None = given("来自这些渠道。By one of these channels.", most=len(Channel))
    awaits: tuple[Awaits, ...] | None = given("轮到这些人。Waiting for one of these.", most=len(Awaits))
    unit: UUID | None = given("由此单位主办或协办。Led or assisted by this unit.")
    lead_unit: UUID | None = given("由此单位主办。Led by this unit.")
    closures: tuple[ClosureKind, ...] | None = given("这样结案的。Closed in one of these ways.", most=len(ClosureKind))
    ratings: tuple[Rating, ...] | None = given("得到这些评价。Rated as one of these.", most=len(Rating))
    reworks: Span | None = given("返工几次。Done again so many times.")
    reopens: Span | None = given("重启几次。Opened again so many times.")
    returns: Span | None = given("退单几次。Given back so many times.")
    received: Period | None = given("何时送达。When it was received.")
    filed: Period | None = given("何时立案。When it was filed.")
    ended: Period | None = given("何时结束。When it ended.")
    due: Period | None = given("最先到期的时钟何时到期。When the clock that is due first is due.")
    changed: Period | None = given("最近一次变动在何时。When it last changed.")


@dataclass(frozen=True)
class Holds:
    """A condition, and its opposite where that is more than its negation."""

    condition: Q
    opposite: Q

    @classmethod
    def of(cls, condition: Q, nullable: str = "") -> Holds:
        """`nullable`: the column that may be null; of such a row it does not hold."""
        other = ~condition
        return cls(condition, other | _q({f"{nullable}__isnull": True}) if nullable else other)


LISTS = {  # the column of each list, and whether it may be null
    "ids": ("id", ""),
    "numbers": ("number", "number"),
    "states": ("state", ""),
    "class_codes": ("incident_class_id", ""),
    "levels": ("level", ""),
    "severities": ("severity", ""),
    "channels": ("channel", ""),
    "awaits": ("awaits", ""),
    "closures": ("closure_kind", "closure_kind"),
    "ratings": ("rating", "rating"),
}
SPANS = {"reworks": "rework_count", "reopens": "reopen_count", "returns": "return_count"}
PERIODS = {
    "received": ("received_at", ""),
    "filed": ("filed_at", "filed_at"),
    "ended": ("closed_at", "closed_at"),
    "due": ("late_at", "late_at"),
    "changed": ("changed_at", ""),
}


def rows(where: Where, catalogue: Catalogue, now: datetime) -> list[Q]:
    """What has to hold of a row, beside its area."""
    return [one.condition for one in _said(where, catalogue, now)]


def without(where: Where, catalogue: Catalogue, now: datetime) -> Q:
    """That not all of what is said holds of a row; where nothing is said, nothing is left out."""
    found = [one.opposite for one in _said(where, catalogue, now)]
    if where.area is not None:
        found.append(~within(where.area))
    return any_of(found) if found else Q()


def _said(where: Where, catalogue: Catalogue, now: datetime) -> Iterator[Holds]:
    for name, (column, nullable) in LISTS.items():
        if (wanted := getattr(where, name)) is not None:
            yield Holds.of(_q({f"{column}__in": list(wanted)}), nullable)
    for name, (column, nullable) in PERIODS.items():
        if (period := getattr(where, name)) is not None and (ends := period.of(column)):
            yield Holds.of(Q(**ends), nullable)
    for name, column in SPANS.items():
        if (span := getattr(where, name)) is not None:
            yield from _spanned(column, span)
    for name, holds in OTHERS.items():
        if (wanted := getattr(where, name)) is not None:
            yield holds(wanted, catalogue, now)


def _spanned(column: str, span: Span) -> Iterator[Holds]:
    """How often something was done. The indexes hold only what was done at all."""
    if span.least:
        ever = Fixed(f'"incident"."{column}" > 0')
        yield Holds(ever & _q({f"{column}__gte": span.least}), _q({f"{column}__lt": span.least}))
    if span.most is not None:
        yield Holds.of(_q({f"{column}__lte": span.most}))


def _major(codes: tuple[str, ...], catalogue: Catalogue, now: datetime) -> Holds:
    known = [one.code for one in catalogue.classes.values() if one.major_id in codes]
    return Holds.of(Q(incident_class_id__in=known))


def _lit(lights: tuple[Light, ...], catalogue: Catalogue, now: datetime) -> Holds:
    """Every incident has just one light."""
    return Holds(
        any_of([of_light(one, now) for one in lights]),
        any_of([of_light(one, now) for one in Light if one not in lights]),
    )


def _late(wanted: bool, catalogue: Catalogue, now: datetime) -> Holds:
    closed_late = Q(closed_late=True)
    yes = of_light(Light.RED, now) | closed_late
    others = any_of([of_light(one, now) for one in Light if one is not Light.RED])
    no = others & (Q(closed_late=False) | Q(closed_late__isnull=True))
    return Holds(yes, no) if wanted else Holds(no, yes)


def _staged(stages: tuple[Stage, ...], catalogue: Catalogue, now: datetime) -> Holds:
    running = IncidentClock.filter(kind=ClockKind.STAGE, stage__in=list(stages), stopped_at=None)
    found = among("id", running.values("incident_id")) if stages else Q(id__in=[])
    return Holds(found & Q(closed_at__isnull=True), ~found | Q(closed_at__isnull=False))


def _of_unit(unit: UUID, catalogue: Catalogue, now: datetime) -> Holds:
    leads, assists = Q(lead_unit_id=unit), among("id", assisting([unit]))
    return Holds(leads | assists, (~leads | Q(lead_unit_id__isnull=True)) & ~assists)


OTHERS: dict[str, Callable[[Any, Catalogue, datetime], Holds]] = {
    "min_severity": lambda least, catalogue, now: Holds.of(Q(severity__gte=least)),
    "major_codes": _major,
    "lights": _lit,
    "late": _late,
    "stages": _staged,
    "unit": _of_unit,
    "lead_unit": lambda unit, catalogue, now: Holds.of(Q(lead_unit_id=unit), "lead_unit_id"),
}


def assisting(units: list[UUID]) -> Any:
    """The incidents that these units assist now."""
    return IncidentUnit.filter(unit_id__in=units, until=None).values("incident_id")


def is_late(row: Any, now: datetime) -> bool:
    """Whether it is late: its light is red, or it was closed late."""
    return light(row, now) is Light.RED or bool(row.closed_late)


def stage_of(row: Any) -> Stage | None:
    """At which stage it is: that of the stage clock that runs; None when it has ended."""
    running = (one.stage for one in row.clocks if one.kind is ClockKind.STAGE and one.stopped_at is None)
    return next(running, None) if row.closed_at is None else None


def of_light(light: Light, now: datetime) -> Q:
    """Incidents that show `light` now: the same rule as `clocks.light`, as ranges."""
    held = Q(state=State.SUSPENDED)
    match light:
        case Light.RED:
            return Q(late_at__lt=now) & ~held
        case Light.YELLOW:
            return Q(late_at__gte=now, warn_at__lte=now) & ~held
        case Light.GREEN:
            return Q(late_at__gte=now, warn_at__gt=now) & ~held
        case Light.PAUSED:
            return held
        case Light.NONE:
            return Q(late_at__isnull=True) & ~held


def _q(filters: dict[str, Any]) -> Q:
    return Q(**filters)


def any_of(conditions: list[Q]) -> Q:
    """At least one of them; of none, nothing."""
    return Q(*conditions, join_type=Q.OR) if conditions else Q(id__in=[])
