"""Whose duty it is, pure: the units that the duty lists name for a class at a place, in order and with reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol
from uuid import UUID

from server.ground.area.coordinates import distance_m
from server.ground.catalogue.approach import RECALLED, approach_of, barred, is_open
from server.ground.catalogue.models import Approach, DutyRule, ListKind, Matter, Unit
from server.ground.worktime.calendar import Calendar

_REASON = {ListKind.BASIC: "BASIC_DUTY", ListKind.SHARED: "SHARED_DUTY", ListKind.RECALLED: RECALLED}
_NEARNESS = {15: "SAME_GRID", 12: "SAME_COMMUNITY", 9: "SAME_STREET", 6: "DISTRICT_WIDE"}
OUT_OF_REACH, CLOSED_NOW = "OUT_OF_REACH", "CLOSED_NOW"
_RANK = {kind: rank for rank, kind in enumerate(ListKind)}  # own duty before helping before what was taken back


class OnDuty(Protocol):
    """Who of a unit is on duty: a person, of whom the catalogue knows no table."""

    id: UUID
    name: str


@dataclass(frozen=True)
class Candidate:
    """A unit to dispatch to. `reasons` are codes; the incident slice fills in `open_count` and `on_duty`. `open` says
    whether it is now; None: nobody knows."""

    unit: Unit
    matter: Matter
    leads: bool
    approach: Approach
    why_not: str | None  # why it is not dispatched to, as a code
    reasons: tuple[str, ...]
    recommended: bool = False
    distance_m: int | None = None
    open_count: int = 0
    open: bool | None = None
    on_duty: tuple[OnDuty, ...] = ()

    @property
    def may_dispatch(self) -> bool:
        """Whether it is."""
        return self.why_not is None


def candidates(
    rules: Iterable[tuple[DutyRule, Matter]], units: Iterable[Unit], area: str, point: tuple[int, int] | None
) -> list[Candidate]:
    """Units of `units` that serve `area` (a code) and whose trade one of `rules` names, each under its best rule.

    Order: who leads before who assists, what was recalled last; own duty before shared; the rules' own order; the
    smaller area; the nearer to `point` (lat, lon in 1e-7 degree); the name. The first that leads and may be dispatched
    to is recommended. That is how a street sees them: see `by_district`.
    """
    best: dict[object, tuple[tuple[object, ...], Candidate]] = {}
    by_trade = _serving(units, area)
    for rule, matter in rules:
        for unit in by_trade.get(rule.trade, ()):
            found = _candidate(rule, matter, unit, point)
            key = _order(rule, found)
            if unit.id not in best or key < best[unit.id][0]:
                best[unit.id] = (key, found)
    return _recommended([found for _, found in sorted(best.values(), key=lambda pair: pair[0])])


def _serving(units: Iterable[Unit], area: str) -> dict[str, list[Unit]]:
    by_trade: dict[str, list[Unit]] = {}
    for unit in units:
        if area.startswith(unit.area_id):
            by_trade.setdefault(unit.trade, []).append(unit)
    return by_trade


def _candidate(rule: DutyRule, matter: Matter, unit: Unit, point: tuple[int, int] | None) -> Candidate:
    approach = approach_of(matter.list_kind, unit)
    why_not = barred(matter.list_kind, approach)
    reasons = dict.fromkeys((_REASON[matter.list_kind], _NEARNESS[len(unit.area_id)], why_not))
    far = None
    if point is not None and unit.lat is not None and unit.lon is not None:
        far = round(distance_m(point[0], point[1], unit.lat, unit.lon))
    return Candidate(
        unit=unit,
        matter=matter,
        leads=rule.leads,
        approach=approach,
        why_not=why_not,
        reasons=tuple(one for one in reasons if one),
        distance_m=far,
    )


def _order(rule: DutyRule, found: Candidate) -> tuple[object, ...]:
    far = found.distance_m if found.distance_m is not None else 10_000_000
    place = -len(found.unit.area_id), far, found.unit.name, str(found.unit.id)
    recalled = found.matter.list_kind is ListKind.RECALLED
    return recalled, not found.leads, _RANK[found.matter.list_kind], rule.position, *place


def within_reach(found: Iterable[Candidate], reach: str) -> list[Candidate]:
    """The same for a post that sends the units of the area `reach` only: the others say so, and are not recommended."""
    return _recommended([_from(one, reach) for one in found])


def _from(one: Candidate, area: str) -> Candidate:
    if not one.unit.area_id.startswith(area):
        return replace(one, why_not=OUT_OF_REACH, reasons=(*one.reasons, OUT_OF_REACH))
    return one


def by_district(found: Iterable[Candidate]) -> list[Candidate]:
    """The same for the district's own desk: it sends its departments at once, but for what was taken back."""
    return _recommended([_direct(one) for one in found])


def _direct(one: Candidate) -> Candidate:
    why_not = barred(one.matter.list_kind, one.approach, district=True)
    if one.why_not == why_not:
        return one
    return replace(one, why_not=why_not, reasons=tuple(code for code in one.reasons if code != one.why_not))


def at_hour(found: Iterable[Candidate], now: datetime, calendar: Calendar) -> list[Candidate]:
    """The same at this moment: who is closed says so and is not recommended."""
    opened = [(one, is_open(one.unit.hours, now, calendar)) for one in found]
    return _recommended(
        [
            replace(one, open=state, reasons=(*one.reasons, *((CLOSED_NOW,) if state is False else ())))
            for one, state in opened
        ]
    )


def _recommended(found: list[Candidate]) -> list[Candidate]:
    fit = (n for n, one in enumerate(found) if one.leads and one.may_dispatch and one.open is not False)
    first = next(fit, None)
    return [replace(one, recommended=n == first) for n, one in enumerate(found)]
