"""The whole catalogue as it lies in memory: a few hundred rows, looked up by code and day without asking the database.

Rows are shared between requests: read them, never change them.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from operator import attrgetter
from typing import TypeVar
from uuid import UUID

from tortoise import Model

from server.core import clock
from server.data import orm
from server.ground.catalogue import duty
from server.ground.catalogue.duty import Candidate
from server.ground.catalogue.models import (
    CallStep,
    DutyRule,
    FilingCondition,
    IncidentClass,
    Major,
    Matter,
    Stage,
    StageLimit,
    Unit,
    WhistleKind,
    WhistleLimit,
)
from server.ground.catalogue.policy import URGENT, Dated, holds
from server.ground.worktime.limits import Limit

Row = TypeVar("Row", bound=Dated)


@dataclass(frozen=True)
class Catalogue:
    """One state of the catalogue, whose rows are told apart by `content`. Days are Shanghai's, today by default."""

    content: str
    majors: tuple[Major, ...]
    classes: dict[str, IncidentClass]
    conditions: dict[str, tuple[FilingCondition, ...]]  # by class
    by_id: dict[UUID, FilingCondition]
    stage_limits: tuple[StageLimit, ...]
    whistle_limits: tuple[WhistleLimit, ...]
    units: dict[UUID, Unit]
    matters: dict[str, Matter]
    duties: dict[str, tuple[tuple[DutyRule, Matter], ...]]  # by class

    @property
    def version(self) -> str:
        """Another one when anything in it changes, and on a day when something begins or ends to be in force."""
        return f"{self.content}-{bisect_right(self._days, clock.today())}"

    @cached_property
    def _days(self) -> list[date]:
        """The days on which something begins to hold, and those after its last."""
        rules = (rule for pairs in self.duties.values() for rule, _ in pairs)
        conditions = (one for group in self.conditions.values() for one in group)
        dated: list[Dated] = [*self.classes.values(), *conditions, *rules, *self.units.values(), *self.matters.values()]
        dated += [*self.stage_limits, *self.whistle_limits]
        ended = {one.valid_to + timedelta(days=1) for one in dated if one.valid_to}
        return sorted(ended.union(one.valid_from for one in dated))

    def incident_class(self, code: str, *, as_of: date | None = None) -> IncidentClass | None:
        """The class in force on that day, or None."""
        found = self.classes.get(code)
        return found if found is not None and holds(found, as_of or clock.today()) else None

    def classes_in_force(self, *, as_of: date | None = None) -> list[IncidentClass]:
        """Every class in force, in the order of the tiles."""
        return sorted(self._valid(self.classes.values(), as_of), key=attrgetter("position", "code"))

    def conditions_for(self, class_code: str, area: str, *, as_of: date | None = None) -> list[FilingCondition]:
        """The conditions of a class at a place, by number; for one number the smallest area wins, then the newest."""
        best: dict[str, FilingCondition] = {}
        for one in self._valid(self.conditions.get(class_code, ()), as_of):
            if area.startswith(one.area) and (one.number not in best or _nearer(one, best[one.number])):
                best[one.number] = one
        return [best[number] for number in sorted(best)]

    def condition(self, condition_id: UUID) -> FilingCondition | None:
        """A condition by its id, in force or not: an incident keeps the one it was filed under."""
        return self.by_id.get(condition_id)

    def version_of(self, condition: FilingCondition) -> FilingCondition:
        """The version of a condition that is in force today; itself when it ended without a successor."""
        same = [
            one
            for one in self.conditions.get(condition.incident_class_id, ())
            if (one.number, one.area) == (condition.number, condition.area)
        ]
        return max(self._valid(same, None), key=attrgetter("valid_from"), default=condition)

    def began_between(self, after: date, until: date) -> bool:
        """Whether a limit begins to hold after one day and by another."""
        rows: list[Dated] = [*self.by_id.values(), *self.stage_limits, *self.whistle_limits]
        return any(after < row.valid_from <= until for row in rows)

    def stage_limit(self, stage: Stage, severity: int, *, as_of: date | None = None) -> Limit:
        """How long `stage` may take. Raises LookupError for one without (DISPOSE has its condition's limit)."""
        urgent = severity >= URGENT
        fitting = [one for one in self.stage_limits if one.stage is stage and one.urgent is urgent]
        found = max(self._valid(fitting, as_of), key=attrgetter("valid_from"), default=None)
        if found is None:
            raise LookupError(f"the catalogue has no {'urgent' if urgent else 'usual'} limit for the stage {stage}")
        return Limit(found.limit_kind, found.limit_amount)

    def whistle_limit(self, kind: WhistleKind, step: CallStep, *, as_of: date | None = None) -> Limit | None:
        """How long a called unit has for `step`, if the district says so itself; None: as is usual for the kind."""
        fitting = [one for one in self.whistle_limits if (one.whistle, one.step) == (kind, step)]
        found = max(self._valid(fitting, as_of), key=attrgetter("valid_from"), default=None)
        return Limit(found.limit_kind, found.limit_amount) if found else None

    def unit(self, unit_id: UUID) -> Unit | None:
        return self.units.get(unit_id)

    def unit_in_force(self, unit_id: UUID | None) -> bool:
        """Whether there is such a unit today."""
        return any(one.id == unit_id for one in self.units_in_force())

    def units_in_force(self, area: str | None = None, *, as_of: date | None = None) -> list[Unit]:
        """Units in force; with an area those that serve it or a part of it, the widest first, then by name."""
        found = self._valid(self.units.values(), as_of)
        if area is not None:
            found = [one for one in found if area.startswith(one.area_id) or one.area_id.startswith(area)]
        return sorted(found, key=lambda one: (len(one.area_id), one.area_id, one.name))

    def matters_in_force(self, *, as_of: date | None = None) -> list[Matter]:
        """Every item in force of the duty lists, list by list and by number."""
        return sorted(self._valid(self.matters.values(), as_of), key=attrgetter("list_kind", "number"))

    def cited(self, code: str | None) -> Matter | None:
        """The item in force that somebody rests a call or an objection on, or None."""
        found = self.matters.get(code or "")
        return found if found is not None and holds(found, clock.today()) else None

    def matter(self, code: str) -> Matter | None:
        return self.matters.get(code)

    def candidates(
        self, class_code: str, area: str, point: tuple[int, int] | None = None, *, as_of: date | None = None
    ) -> list[Candidate]:
        """Whom the duty lists name for a class at a place (lat, lon in 1e-7 degree): see `duty.candidates`."""
        day = as_of or clock.today()
        rules = [pair for pair in self.duties.get(class_code, ()) if holds(pair[0], day) and holds(pair[1], day)]
        return duty.candidates(rules, self._valid(self.units.values(), day), area, point)

    @staticmethod
    def _valid(rows: Iterable[Row], as_of: date | None) -> list[Row]:
        day = as_of or clock.today()
        return [row for row in rows if holds(row, day)]


def _nearer(one: FilingCondition, other: FilingCondition) -> bool:
    return (len(one.area), one.valid_from, str(one.id)) > (len(other.area), other.valid_from, str(other.id))


def fingerprint(tables: Iterable[Iterable[Model]]) -> str:
    """A version for rows: 16 hex digits of the SHA-256 of all their columns, in the order of their keys."""
    digest = hashlib.sha256()
    for table in tables:
        for line in sorted(_line(row) for row in table):
            digest.update(line.encode() + b"\n")
    return digest.hexdigest()[:16]


def _line(row: Model) -> str:
    columns = sorted(orm.column_names(row))
    return "\x1f".join([orm.table(row), *(str(getattr(row, column)) for column in columns)])
