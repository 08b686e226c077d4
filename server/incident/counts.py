"""How many incidents fall under each group: of a place, a state, a class, a unit … or of a stretch of time.

Each is a line of `GROUPS`. Where all of an area is the viewer's to see and nothing but states is asked for, the
standing sums answer (`standing`); everything else is counted from the rows. Both give the same, by test.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from tortoise.expressions import Q
from tortoise.functions import Count

from server import clock
from server.area.territory import territory
from server.catalogue.queries import catalogue
from server.database import reader
from server.incident import standing
from server.incident.clocks import Light
from server.incident.filters import Filter, conditions, of_light
from server.incident.lifecycle import OPEN, State
from server.incident.models import Incident
from server.incident.policy import DISTRICT, areas_of, sees_all_of
from server.incident.standing import DEPTH, Facet
from server.reading.counting import By, Per, counted
from server.viewer import Viewer


class CountBy(StrEnum):
    STREET = "STREET"
    COMMUNITY = "COMMUNITY"
    GRID = "GRID"
    STATE = "STATE"
    CLASS = "CLASS"
    MAJOR = "MAJOR"
    LIGHT = "LIGHT"
    UNIT = "UNIT"
    SEVERITY = "SEVERITY"
    LEVEL = "LEVEL"
    CHANNEL = "CHANNEL"


class Moment(StrEnum):
    """Which moment of an incident."""

    RECEIVED = "RECEIVED"
    FILED = "FILED"
    CLOSED = "CLOSED"


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
MOMENTS = {Moment.RECEIVED: "received_at", Moment.FILED: "filed_at", Moment.CLOSED: "closed_at"}


STANDING = {
    CountBy.STREET: Facet.STATE,
    CountBy.COMMUNITY: Facet.STATE,
    CountBy.STATE: Facet.STATE,
    CountBy.CLASS: Facet.CLASS,
    CountBy.MAJOR: Facet.CLASS,
    CountBy.LIGHT: Facet.DUE,
}


async def counts(viewer: Viewer, wanted: Filter | None, by: CountBy) -> list[Counted]:
    """How many of what is wanted fall under each key, the most first. What falls under none is not told."""
    wanted = wanted or Filter()
    area = _summed_area(viewer, wanted, by)
    if by is CountBy.LIGHT:
        return await (_by_light(viewer, wanted) if area is None else _standing_lights(area, wanted))
    found = await (_counted(viewer, wanted, by) if area is None else _standing(area, wanted, by))
    if by is CountBy.MAJOR:
        found = await _by_major(found)
    names = await _names(by, list(found))
    told = [Counted(key, names.get(key, key), count) for key, count in found.items()]
    return sorted(told, key=lambda one: (-one.count, one.key))


async def timeline(viewer: Viewer, wanted: Filter | None, of: Moment, per: Per) -> list[Counted]:
    """How many of what is wanted were received, filed or closed in each stretch of time, the earliest first."""
    column = MOMENTS[of]
    chosen = Incident.filter(*await _chosen(viewer, wanted), **{f"{column}__isnull": False})
    found = await counted(chosen, By(column, per))
    return [Counted(key, key, found[key]) for key in sorted(found)]


def _summed_area(viewer: Viewer, wanted: Filter, by: CountBy) -> str | None:
    """The area whose standing sums answer; None where only the rows can."""
    facet = STANDING.get(by)
    if facet is None or replace(wanted, area=None, states=None, open=None) != Filter():
        return None
    if facet is not Facet.STATE and (wanted.states is not None or wanted.open is False):
        return None
    if facet is Facet.CLASS and wanted.open is not None:
        return None
    district = next((code for code in areas_of(viewer) if len(code) == DISTRICT), None)
    area = wanted.area if wanted.area is not None else district
    return area if area is not None and len(area) <= DEPTH[facet] and sees_all_of(viewer, area) else None


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
        case _:
            return await standing.by_key(Facet.CLASS, area)


def _states(wanted: Filter) -> frozenset[State]:
    """The states that are wanted; an incident is open in just those that are no end."""
    states = frozenset(State if wanted.states is None else wanted.states)
    if wanted.open is None:
        return states
    return states & OPEN if wanted.open else states - OPEN


async def _standing_lights(area: str, wanted: Filter) -> list[Counted]:
    found = await standing.lights(area, _states(wanted), clock.now())
    return [Counted(light, light, found[light]) for light in Light if found[light]]


async def _counted(viewer: Viewer, wanted: Filter, by: CountBy) -> Counter[str]:
    return await counted(Incident.filter(*await _chosen(viewer, wanted)), GROUPS[by])


async def _chosen(viewer: Viewer, wanted: Filter | None) -> list[Q]:
    return conditions(viewer, wanted or Filter(), await catalogue(), clock.now())


async def _by_light(viewer: Viewer, wanted: Filter) -> list[Counted]:
    now = clock.now()
    each = {light.name: Count("id", _filter=of_light(light, now)) for light in Light}
    chosen = Incident.filter(*await _chosen(viewer, wanted))
    (told,) = await chosen.annotate(**each).using_db(reader()).values(*each)
    return [Counted(light, light, told[light.name]) for light in Light if told[light.name]]


async def _by_major(classes: Counter[str]) -> Counter[str]:
    """The same by major class."""
    known, found = (await catalogue()).classes, Counter[str]()
    for code, count in classes.items():
        found[known[code].major_id] += count
    return found


async def _names(by: CountBy, keys: list[str]) -> dict[str, str]:
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
            return {key: known.units[UUID(key)].name for key in keys if UUID(key) in known.units}
        case _:
            return {}
