"""What single rows of the catalogue would be otherwise, pure: of conditions and of the limits of stages.

A row is named by its sheet and by what tells rows apart there; `values` are the columns that may be others.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import uuid4

from server.core import clock
from server.ground.catalogue.changes import values_of
from server.ground.catalogue.models import CheckPolicy, Evidence, FilingCondition, Stage, StageLimit
from server.ground.catalogue.policy import holds
from server.ground.catalogue.sheets import Values, sheet_named
from server.ground.catalogue.snapshot import Catalogue
from server.ground.worktime.models import LimitKind

CONDITIONS, STAGE_LIMITS = "conditions", "stage_limits"
COLUMNS = {
    CONDITIONS: ("limit_kind", "limit_amount", "severity", "evidence", "check_policy"),
    STAGE_LIMITS: ("limit_kind", "limit_amount"),
}
_READ: dict[str, Any] = {"limit_kind": LimitKind, "evidence": Evidence, "check_policy": CheckPolicy}


@dataclass(frozen=True)
class Revision:
    """One row and what it becomes; `key` is a class, a number and an area, or a stage and "yes" where it is urgent. A
    condition that is set apart for an area is new, and `like` the one of a wider area."""

    sheet: str
    key: tuple[str, ...]
    becomes: dict[str, Any]
    like: tuple[str, ...] | None = None


def of(known: Catalogue, sheet: str, key: tuple[str, ...]) -> Any:
    """The row that holds today; None where there is none, or where a later one of the same is there already, which
    nobody shall overwrite without having seen it."""
    found = sorted(_rows(known, sheet, key), key=lambda one: one.valid_from)
    today = clock.today()
    if not found or found[-1].valid_from > today:
        return None
    return next((one for one in reversed(found) if holds(one, today)), None)


def there(known: Catalogue, sheet: str, key: tuple[str, ...]) -> bool:
    """Whether there is, was or will be such a row."""
    return bool(_rows(known, sheet, key))


def values(row: Any, sheet: str) -> dict[str, Any]:
    """What of a row may be changed, as JSON has it."""
    found = ((name, getattr(row, name)) for name in COLUMNS[sheet])
    return {name: one if one is None or isinstance(one, int) else str(one) for name, one in found}


def revised(known: Catalogue, revisions: Iterable[Revision]) -> Catalogue:
    """The catalogue as it would be if these had always been so."""
    by_id, stages = dict(known.by_id), list(known.stage_limits)
    groups = {code: list(group) for code, group in known.conditions.items()}
    for one in revisions:
        row = of(known, one.sheet, one.like or one.key)
        if row is None:
            continue
        other = _altered(row, one.becomes)
        if one.like:
            other.id, other.area, other.valid_from = uuid4(), one.key[2], clock.today()
            by_id[other.id] = other
            groups[row.incident_class_id].append(other)
        elif one.sheet == CONDITIONS:
            by_id[row.id] = other
            group = groups[row.incident_class_id]
            group[group.index(row)] = other
        else:
            stages[stages.index(row)] = other
    return replace(
        known,
        by_id=by_id,
        conditions={code: tuple(group) for code, group in groups.items()},
        stage_limits=tuple(stages),
    )


def adopted(known: Catalogue, revisions: Iterable[Revision], day: date) -> dict[str, list[Values]]:
    """The rows that hold from a day on, as their sheets would say them."""
    found: dict[str, list[Values]] = {}
    for one in revisions:
        row = of(known, one.sheet, one.like or one.key)
        assert row is not None  # what is adopted was looked at just now
        told = values_of(sheet_named(one.sheet), row) | read(one.becomes)
        if one.like:
            told["area"] = one.key[2]
        found.setdefault(one.sheet, []).append(told | {"valid_from": day, "valid_to": row.valid_to})
    return found


def _rows(known: Catalogue, sheet: str, key: tuple[str, ...]) -> list[Any]:
    if sheet == CONDITIONS:
        code, number, area = key
        return [one for one in known.conditions.get(code, ()) if (one.number, one.area) == (number, area)]
    stage, urgent = Stage(key[0]), key[1] == "yes"
    return [one for one in known.stage_limits if (one.stage, one.urgent) == (stage, urgent)]


def _altered(row: Any, becomes: dict[str, Any]) -> Any:
    other = copy(row)
    for name, value in read(becomes).items():
        setattr(other, name, value)
    return other


def read(told: dict[str, Any]) -> dict[str, Any]:
    """What JSON keeps of a row, as the row has it."""
    return {name: _READ[name](one) if name in _READ and one is not None else one for name, one in told.items()}


def key_of(row: FilingCondition | StageLimit) -> tuple[str, ...]:
    """What tells a row from others."""
    if isinstance(row, FilingCondition):
        return (row.incident_class_id, row.number, row.area)
    return (str(row.stage), "yes" if row.urgent else "no")
