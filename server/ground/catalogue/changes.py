"""What a sheet changes, pure: its rows compared with those that are there, by what tells rows apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tortoise import Model

from server.ground.catalogue.sheets import Sheet, Values


@dataclass
class Changes:
    """Places in the sheet's rows, with the row before where there is one. `missing` are in force and not named."""

    added: list[int] = field(default_factory=list)
    changed: list[tuple[int, Model]] = field(default_factory=list)
    ended: list[tuple[int, Model]] = field(default_factory=list)
    same: int = 0
    missing: list[Model] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many rows are written."""
        return len(self.added) + len(self.changed) + len(self.ended)


def compare(sheet: Sheet, present: Iterable[Model], rows: Sequence[Values], day: date) -> Changes:
    """`present` oldest first: what is compared is the newest version of each. A row is ended when nothing but its last
    day is another."""
    newest = {sheet.identity(values_of(sheet, row)): row for row in present}
    found, named = Changes(), set()
    for place, values in enumerate(rows):
        named.add(key := sheet.identity(values))
        before = newest.get(key)
        if before is None:
            found.added.append(place)
            continue
        differs = {name for name, value in values.items() if getattr(before, name) != value} - {"valid_from"}
        if not differs:
            found.same += 1
        elif differs == {"valid_to"} and values["valid_to"] is not None:
            found.ended.append((place, before))
        else:
            found.changed.append((place, before))
    found.missing = [row for key, row in newest.items() if key not in named and _holds_yet(row, day)]
    return found


def values_of(sheet: Sheet, row: Model) -> Values:
    """A row as its sheet would say it."""
    return {column.attribute: getattr(row, column.attribute) for column in sheet.columns}


def oldest_first(sheet: Sheet) -> tuple[str, ...]:
    """The order in which `compare` wants what is present."""
    return ("valid_from", sheet.primary) if sheet.dated else (sheet.primary,)


def _holds_yet(row: Any, day: date) -> bool:
    """Whether a row is in force on `day` or later; what has no days is so for ever."""
    return (getattr(row, "valid_to", None) or day) >= day
