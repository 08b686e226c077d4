"""Replaying cases under other rules, pure: when each of their clocks would be due by a catalogue and a calendar.

Decision: both sides of a comparison are reckoned here, by the rules of now and by those of a draft, so that nothing but
the draft tells them apart; what a clock really had stays out of it. As in `recalculation`, what was granted for one
case stays, and a case goes on under its own condition in the version of the rules that are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from server.core.viewer import Viewer
from server.grid.incident import clocks, inputs
from server.grid.incident.aggregate import ClockRow
from server.grid.incident.decisions.unit import half
from server.grid.incident.models import ClockKind
from server.ground.catalogue.models import FilingCondition, Stage
from server.ground.catalogue.policy import severity_under
from server.ground.catalogue.snapshot import Catalogue
from server.ground.worktime import limits
from server.ground.worktime.calendar import Calendar
from server.ground.worktime.limits import Limit
from server.process.deadlines import Turn


@dataclass(frozen=True)
class Case:
    """What of a case its clocks depend on; `running` ones are looked at as of now."""

    id: UUID
    class_code: str
    grid: str
    severity: int
    unit: UUID | None
    condition_id: UUID | None
    clocks: Sequence[ClockRow] = ()

    @property
    def runs(self) -> bool:
        return any(one.runs for one in self.clocks)


@dataclass(frozen=True)
class Rules:
    """One body of rules."""

    known: Catalogue
    calendar: Calendar
    _versions: dict[tuple[UUID, str], FilingCondition] = field(default_factory=dict, compare=False)

    def condition(self, case: Case) -> FilingCondition | None:
        """The version that these rules have of the condition by which a case was filed; of a case that is over the
        one by which it would have been, where its street has one of its own."""
        key = case.condition_id
        if key is None or key not in self.known.by_id:
            return None
        where = key, "" if case.runs else case.grid
        if where not in self._versions:
            filed = self.known.by_id[key]
            here = self.known.conditions_for(filed.incident_class_id, case.grid) if where[1] else ()
            own = (one for one in here if one.number == filed.number)
            self._versions[where] = next(own, None) or self.known.version_of(filed)
        return self._versions[where]

    def turn(self, at: datetime) -> Turn:
        return Turn(Viewer.nobody(), at, self.calendar, self.known.stage_limit)


def limits_of(case: Case, rules: Rules) -> list[Limit]:
    """The limit of each of its clocks by these rules, in their order."""
    condition = rules.condition(case)
    severity = severity_under(case.severity, condition) if condition else case.severity
    found: list[Limit] = []
    whole: tuple[ClockRow, Limit] | None = None  # the clock of the whole case so far, and its limit by these rules
    for clock in case.clocks:
        if clock.kind is ClockKind.CASE:
            limit = _of_case(clock, case, condition, severity, rules)
            whole = clock, limit
        else:
            limit = _of_stage(clock, severity, whole, rules)
        found.append(limit)
    return found


def due(clock: ClockRow, limit: Limit, calendar: Calendar) -> datetime:
    return limits.due(clock.started_at, limit, calendar, clock.stops)


def _of_case(clock: ClockRow, case: Case, condition: FilingCondition | None, severity: int, rules: Rules) -> Limit:
    if condition is None or clock.source not in (f"condition {condition.number}", f"severity {case.severity}"):
        return clocks.limit_of(clock)
    return inputs.filing(condition, severity, rules.turn(clock.started_at)).limit


def _of_stage(clock: ClockRow, severity: int, whole: tuple[ClockRow, Limit] | None, rules: Rules) -> Limit:
    """The stage's limit; to dispose there is the case's, or half of it."""
    own = clocks.limit_of(clock)
    if clock.stage is None or clock.source != f"stage {clock.stage}":
        return own
    if clock.stage is not Stage.DISPOSE:
        return rules.known.stage_limit(clock.stage, severity)
    if whole is None:
        return own
    case, limit = whole
    if own == clocks.limit_of(case):
        return limit
    turn = rules.turn(clock.started_at)
    return half(limit, turn) if own == half(clocks.limit_of(case), turn) else own


def ordered(rows: Sequence[ClockRow]) -> list[ClockRow]:
    """By their beginning, the case's before its stages'."""
    return sorted(rows, key=lambda one: (one.started_at, one.kind, one.stage or ""))


@dataclass
class Fate:
    """What became of one clock by the rules of before and of after."""

    clock: ClockRow
    before: datetime
    after: datetime

    @property
    def moved(self) -> bool:
        return self.before != self.after

    def late(self, now: datetime) -> tuple[bool, bool]:
        end = self.clock.stopped_at or now
        return end > self.before, end > self.after


def compared(case: Case, before: Rules, after: Rules) -> list[Fate]:
    """Each clock of the case by both; what is the same by both is reckoned once."""
    case = replace(case, clocks=ordered(case.clocks))
    fates = []
    both = zip(case.clocks, limits_of(case, before), limits_of(case, after), strict=True)
    for clock, was, becomes in both:
        first = due(clock, was, before.calendar)
        same = was == becomes and before.calendar is after.calendar
        fates.append(Fate(clock, first, first if same else due(clock, becomes, after.calendar)))
    return fates
