"""How many incidents fall under each group: of a place, a state, a class, a unit … or of a stretch of time.

Each is a line of `GROUPS`. Where all of an area is the viewer's to see and nothing but states is asked for, the
standing sums answer (`standing`); everything else is counted from the rows. Both give the same, by test.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from server.core import clock
from server.core.text import Worded
from server.core.viewer import Viewer
from server.grid.incident import milestones, standing, ways
from server.grid.incident.filters import Filter
from server.grid.incident.lifecycle import OPEN, State
from server.grid.incident.milestones import Moment
from server.grid.incident.policy import Ground, within
from server.grid.incident.standing import DEPTH, Facet
from server.grid.incident.ways import Asked
from server.ground.area.territory import territory
from server.ground.catalogue.queries import catalogue
from server.process.deadlines import Light
from server.query.counting import NONE, By, Per, counted, summed
from server.query.ways import Meant


class CountBy(Worded):
    STREET = "STREET", "按街道。By street."
    COMMUNITY = "COMMUNITY", "按社区。By community."
    GRID = "GRID", "按网格。By grid."
    STATE = "STATE", "按状态。By state."
    CLASS = "CLASS", "按小类。By minor class."
    MAJOR = "MAJOR", "按大类。By major class."
    LIGHT = "LIGHT", "按灯。By light."
    UNIT = "UNIT", "按主办单位。By the unit that leads."
    SEVERITY = "SEVERITY", "按紧急程度。By severity."
    LEVEL = "LEVEL", "按层级。By level."
    CHANNEL = "CHANNEL", "按来源渠道。By channel."


@dataclass(frozen=True)
class Counted:
    """How many incidents fall under one key: an area's or class's code, a state, a light, a unit's id, a day."""

    key: str
    name: str
    count: int


GROUPS = {
    CountBy.STREET: By("street_id"),
    CountBy.COMMUNITY: By("community_id"),
    CountBy.GRID: By("grid_id"),
    CountBy.STATE: By("state"),
    CountBy.CLASS: By("incident_class_id"),
    CountBy.MAJOR: By("incident_class_id"),
    CountBy.UNIT: By("lead_unit_id"),
    CountBy.SEVERITY: By("severity"),
    CountBy.LEVEL: By("level"),
    CountBy.CHANNEL: By("channel"),
}
NO_UNIT = "无主办单位"


STANDING = {
    CountBy.STREET: Facet.STATE,
    CountBy.COMMUNITY: Facet.STATE,
    CountBy.STATE: Facet.STATE,
    CountBy.CLASS: Facet.CLASS,
    CountBy.MAJOR: Facet.CLASS,
    CountBy.LIGHT: Facet.DUE,
}


async def counts(viewer: Viewer, wanted: Filter | None, by: CountBy) -> list[Counted]:
    """How many of what is wanted fall under each key, the most first; last those that fall under none, as NONE."""
    asked = await ways.asked(viewer, wanted)
    found = await _found(asked, by)
    if by is CountBy.LIGHT:
        return [Counted(light, light, found[light]) for light in Light if found[light]]
    if by is CountBy.MAJOR:
        found = await _by_major(found)
    known = await names(by, list(found))
    told = [Counted(key, known.get(key, key), count) for key, count in found.items()]
    return sorted(told, key=lambda one: (one.key == NONE, -one.count, one.key))


async def timeline(viewer: Viewer, wanted: Filter | None, of: Moment, per: Per) -> list[Counted]:
    """How many of what is wanted were received, filed, closed or ended in each stretch of time, the earliest first;
    last those that were not, as NONE."""
    asked = await ways.asked(viewer, wanted)
    found = await counted(asked.whole, milestones.by(of, per))
    keys = sorted(found, key=lambda key: (key == NONE, key))
    return [Counted(key, "无" if key == NONE else key, found[key]) for key in keys]


async def _found(asked: Asked, by: CountBy) -> Counter[str]:
    """The counts of all grounds: of those whose sums stand from these, of the others from the rows outside of them."""
    found, areas, others = Counter[str](), list[str](), list[Ground]()
    for ground in asked.grounds:
        if ground.area is not None and _is_summed(asked.wanted, by, ground.area):
            found.update(await _standing(ground.area, asked.wanted, by))
            areas.append(ground.area)
        else:
            others.append(ground)
    if others:
        outside = tuple(~within(area) for area in areas)
        left = replace(asked, grounds=tuple(others), conditions=(*asked.conditions, *outside)).whole
        found.update(await (lit(left, clock.now()) if by is CountBy.LIGHT else counted(left, GROUPS[by])))
    return found


def _is_summed(wanted: Filter, by: CountBy, area: str) -> bool:
    """Whether the standing sums tell what is wanted of an area; else only the rows can."""
    facet = STANDING.get(by)
    if facet is None or replace(wanted, area=None, states=None, open=None) != Filter():
        return False
    if not area.startswith(wanted.area or ""):
        return False  # their ground lies elsewhere, or is larger
    if facet is not Facet.STATE and (wanted.states is not None or wanted.open is False):
        return False
    return len(area) <= DEPTH[facet] and not (facet is Facet.CLASS and wanted.open is not None)


async def _standing(area: str, wanted: Filter, by: CountBy) -> Counter[str]:
    states = _states(wanted)
    match by:
        case CountBy.STREET:
            return await standing.by_place(area, states, 9)
        case CountBy.COMMUNITY:
            return await standing.by_place(area, states, 12)
        case CountBy.STATE:
            found = await standing.by_state(area)
            return Counter({state: found[state] for state in states if found[state]})
        case CountBy.LIGHT:
            return Counter({str(one): n for one, n in (await standing.lights(area, states, clock.now())).items()})
        case _:
            return await standing.by_key(Facet.CLASS, area)


def _states(wanted: Filter) -> frozenset[State]:
    """The states that are wanted; an incident is open in just those that are no end."""
    states = frozenset(State if wanted.states is None else wanted.states)
    if wanted.open is None:
        return states
    return states & OPEN if wanted.open else states - OPEN


_LIT = """SELECT
  COUNT(CASE WHEN {2} <> 'SUSPENDED' AND {0} >= ? AND {1} > ? THEN 1 END),
  COUNT(CASE WHEN {2} <> 'SUSPENDED' AND {0} >= ? AND {1} <= ? THEN 1 END),
  COUNT(CASE WHEN {2} <> 'SUSPENDED' AND {0} < ? THEN 1 END),
  COUNT(CASE WHEN {2} = 'SUSPENDED' THEN 1 END),
  COUNT(CASE WHEN {2} <> 'SUSPENDED' AND {0} IS NULL THEN 1 END)
FROM {rows}"""


async def lit(meant: Meant, now: datetime) -> Counter[str]:
    """How many of what is meant show each light: the same rule as `clocks.light`."""
    (told,) = await summed(meant, ("late_at", "warn_at", "state"), _LIT, [now] * 5)
    return Counter({str(light): count for light, count in zip(Light, told, strict=True) if count})


async def _by_major(classes: Counter[str]) -> Counter[str]:
    """The same by major class."""
    known, found = (await catalogue()).classes, Counter[str]()
    for code, count in classes.items():
        found[known[code].major_id] += count
    return found


async def names(by: CountBy, keys: list[str]) -> dict[str, str]:
    if by in (CountBy.STREET, CountBy.COMMUNITY, CountBy.GRID):
        known_areas = (await territory()).areas
        return {code: known_areas[code].name for code in keys if code in known_areas}
    known = await catalogue()
    match by:
        case CountBy.CLASS:
            return {key: known.classes[key].name for key in keys if key in known.classes}
        case CountBy.MAJOR:
            return {one.major_id: one.major.name for one in known.classes.values()}
        case CountBy.UNIT:
            units = {key: known.units.get(UUID(key)) for key in keys if key != NONE}
            return {NONE: NO_UNIT} | {key: unit.name for key, unit in units.items() if unit}
        case _:
            return {}
