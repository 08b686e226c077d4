"""The catalogue of the open database, kept in memory and read again when it changed.

Decision: whoever changes the catalogue records an event on its one subject (`SUBJECT`), so that "did it change?" is one
look into an index, and at most every five seconds. In this process a change counts at once (`forget`).
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from server.data.database import reader
from server.data.remembered import Remembered
from server.ground.catalogue.duty import Candidate
from server.ground.catalogue.models import (
    DutyRule,
    FilingCondition,
    IncidentClass,
    Major,
    Matter,
    Stage,
    StageLimit,
    Unit,
    WhistleLimit,
)
from server.ground.catalogue.snapshot import Catalogue, fingerprint
from server.ground.worktime.limits import Limit
from server.journal.models import Event

SUBJECT = UUID("018cc251-f400-7000-8000-0ca7a1090000")  # of the events about the catalogue


async def _last_change() -> int:
    last = await Event.filter(subject_id=SUBJECT).using_db(reader()).order_by("-place_in_chain").first()
    return last.place_in_chain if last else 0


async def _read(_: int) -> Catalogue:
    majors = await Major.all().using_db(reader()).order_by("code")
    classes = await IncidentClass.all().using_db(reader()).select_related("major").order_by("code")
    conditions = await FilingCondition.all().using_db(reader()).order_by("incident_class_id", "number", "id")
    limits = await StageLimit.all().using_db(reader())
    calls = await WhistleLimit.all().using_db(reader())
    units = await Unit.all().using_db(reader()).select_related("area").order_by("id")
    matters = await Matter.all().using_db(reader()).order_by("code")
    rules = await DutyRule.all().using_db(reader()).order_by("incident_class_id", "position", "id")
    by_code = {one.code: one for one in classes}
    by_matter = {one.code: one for one in matters}
    for condition in conditions:
        condition.incident_class = by_code[condition.incident_class_id]
    return Catalogue(
        content=fingerprint((majors, classes, conditions, limits, calls, units, matters, rules)),
        majors=tuple(majors),
        classes=by_code,
        conditions=_grouped(conditions),
        by_id={one.id: one for one in conditions},
        stage_limits=tuple(limits),
        whistle_limits=tuple(calls),
        units={one.id: one for one in units},
        matters=by_matter,
        duties=_duties(rules, by_matter),
    )


def _grouped(conditions: list[FilingCondition]) -> dict[str, tuple[FilingCondition, ...]]:
    groups: dict[str, list[FilingCondition]] = {}
    for one in conditions:
        groups.setdefault(one.incident_class_id, []).append(one)
    return {code: tuple(group) for code, group in groups.items()}


def _duties(rules: list[DutyRule], matters: dict[str, Matter]) -> dict[str, tuple[tuple[DutyRule, Matter], ...]]:
    groups: dict[str, list[tuple[DutyRule, Matter]]] = {}
    for rule in rules:
        groups.setdefault(rule.incident_class_id, []).append((rule, matters[rule.matter_id]))
    return {code: tuple(group) for code, group in groups.items()}


async def stored() -> Catalogue:
    """As the database has it now; within a transaction as that has it."""
    return await _read(0)


REMEMBERED = Remembered(_last_change, _read, seconds=5.0)
catalogue = REMEMBERED.now  # as it is now
forget = REMEMBERED.forget


async def catalogue_version() -> str:
    return (await catalogue()).version


async def incident_class(code: str, *, as_of: date | None = None) -> IncidentClass | None:
    """The class in force (today), or None."""
    return (await catalogue()).incident_class(code, as_of=as_of)


async def conditions_for(class_code: str, area: str, *, as_of: date | None = None) -> list[FilingCondition]:
    """The filing conditions of a class at a place, by number; for one number the smallest area wins."""
    return (await catalogue()).conditions_for(class_code, area, as_of=as_of)


async def stage_limit(stage: Stage, severity: int, *, as_of: date | None = None) -> Limit:
    """How long a stage may take; urgent limits from severity 3. Raises LookupError for a stage without one."""
    return (await catalogue()).stage_limit(stage, severity, as_of=as_of)


async def candidates(
    class_code: str, area: str, lat: int | None = None, lon: int | None = None, *, as_of: date | None = None
) -> list[Candidate]:
    """Whom the duty lists name for a class at a place, the recommended first; lat, lon in 1e-7 degree."""
    point = (lat, lon) if lat is not None and lon is not None else None
    return (await catalogue()).candidates(class_code, area, point, as_of=as_of)


async def units(area: str | None = None, *, as_of: date | None = None) -> list[Unit]:
    """Units in force; with an area those that serve it or a part of it."""
    return (await catalogue()).units_in_force(area, as_of=as_of)
