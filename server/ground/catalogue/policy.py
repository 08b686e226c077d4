"""The catalogue's rules, pure: which rows hold on a day, whose word counts, and how long a thing may take at most.

The outer bounds are our defaults, designed after the practice of 12345 hotlines: what is 特急 is answered in two hours,
what is 紧急 (water, power, gas, heat …) in a day, ordinary matters in five workdays and complex ones in ten.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol

from server.core.errors import Forbidden
from server.core.viewer import Role, Seat, Viewer
from server.ground.catalogue.models import CheckPolicy, Evidence, FilingCondition, IncidentClass
from server.ground.worktime.limits import Limit
from server.ground.worktime.models import LimitKind

URGENT = 3  # from this severity on a stage has its urgent limit

_BOUNDS = {4: Limit(LimitKind.CONT, 120), 3: Limit(LimitKind.CONT, 24 * 60)}
_ORDINARY, _COMPLEX = Limit(LimitKind.WD, 5), Limit(LimitKind.WD, 10)


class Dated(Protocol):
    """A row that holds from a day to a day, both included."""

    valid_from: date
    valid_to: date | None


def holds(row: Dated, day: date) -> bool:
    """Whether the row is in force on `day`."""
    return row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)


def evidence_of(klass: IncidentClass, condition: FilingCondition | None) -> Evidence:
    """The condition's word on pictures, else the class's."""
    return (condition and condition.evidence) or klass.evidence


def check_policy_of(klass: IncidentClass, condition: FilingCondition | None) -> CheckPolicy:
    """The condition's word on checking, else the class's."""
    return (condition and condition.check_policy) or klass.check_policy


def limit_of(condition: FilingCondition) -> Limit:
    """The condition's own limit."""
    return Limit(condition.limit_kind, condition.limit_amount)


def severity_under(severity: int, condition: FilingCondition) -> int:
    """How urgent a case is that is filed under a condition: the higher of what it was taken for and the condition's."""
    return max(severity, condition.severity)


def severity_floor(severity: int, condition: Limit) -> Limit:
    """The longest that an incident of this severity may take, whatever its condition says.

    A condition of more than five workdays names a complex matter by itself, and so has ten.
    """
    complex_matter = condition.kind is LimitKind.WD and condition.amount > _ORDINARY.amount
    return _BOUNDS.get(severity, _COMPLEX if complex_matter else _ORDINARY)


def stricter(condition: Limit, floor: Limit, due: Callable[[Limit], datetime]) -> Limit:
    """Whichever is due first; the condition when both are due together. `due` asks the calendar from one start."""
    return floor if due(floor) < due(condition) else condition


def keeper_of(by: Viewer | None, district: str) -> Seat | None:
    """The post in which `by` may change the catalogue; None as `by` is the operator. Raises Forbidden."""
    if by is None:
        return None
    if (seat := by.seat_for({Role.SYS_ADMIN}, district)) is None:
        raise Forbidden("only the district's administrator changes the catalogue")
    return seat
