"""Whose duty it is, pure: the units that the duty lists name for a class at a place, in order and with reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from server.area.coordinates import distance_m
from server.catalogue.models import DutyRule, ListKind, Matter, Unit

_REASON = {ListKind.BASIC: "BASIC_DUTY", ListKind.SHARED: "SHARED_DUTY", ListKind.RECALLED: "RECALLED"}
_NEARNESS = {15: "SAME_GRID", 12: "SAME_COMMUNITY", 9: "SAME_STREET", 6: "DISTRICT_WIDE"}
OUT_OF_REACH = "OUT_OF_REACH"
_RANK = {kind: rank for rank, kind in enumerate(ListKind)}  # own duty before helping before what was taken back


@dataclass(frozen=True)
class Candidate:
    """A unit to dispatch to. `reasons` are codes; `open_count` is the incident slice's to fill in."""

    unit: Unit
    matter: Matter
    leads: bool
    may_dispatch: bool
    reasons: tuple[str, ...]
    recommended: bool = False
    distance_m: int | None = None
    open_count: int = 0


def candidates(
    rules: Iterable[tuple[DutyRule, Matter]], units: Iterable[Unit], area: str, point: tuple[int, int] | None
) -> list[Candidate]:
    """Units of `units` that serve `area` (a code) and whose trade one of `rules` names, each under its best rule.

    Order: who leads before who assists, what was recalled last; own duty before shared; the rules' own order; the
    smaller area; the nearer to `point` (lat, lon in 1e-7 degree); the name. The first that leads is recommended, unless
    all was recalled.
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
    far = None
    if point is not None and unit.lat is not None and unit.lon is not None:
        far = round(distance_m(point[0], point[1], unit.lat, unit.lon))
    return Candidate(
        unit=unit,
        matter=matter,
        leads=rule.leads,
        may_dispatch=matter.list_kind is not ListKind.RECALLED,
        reasons=(_REASON[matter.list_kind], _NEARNESS[len(unit.area_id)]),
        distance_m=far,
    )


def _order(rule: DutyRule, found: Candidate) -> tuple[object, ...]:
    far = found.distance_m if found.distance_m is not None else 10_000_000
    place = -len(found.unit.area_id), far, found.unit.name, str(found.unit.id)
    return not found.may_dispatch, not found.leads, _RANK[found.matter.list_kind], rule.position, *place


def within_reach(found: Iterable[Candidate], reach: str) -> list[Candidate]:
    """The same for a post that sends the units of the area `reach` only: the others say so, and are not recommended."""
    return _recommended(
        [
            one
            if one.unit.area_id.startswith(reach)
            else replace(one, may_dispatch=False, reasons=(*one.reasons, OUT_OF_REACH))
            for one in found
        ]
    )


def _recommended(found: list[Candidate]) -> list[Candidate]:
    first = next((n for n, one in enumerate(found) if one.leads and one.may_dispatch), None)
    return [replace(one, recommended=n == first) for n, one in enumerate(found)]
