"""A kind of import: which columns its table has, what each row would change, and how a few of them are written.

    HOTLINE = ImportKind(sheet=SHEET, plan=planned, apply=apply)

`plan` holds all rows against what is there, tells every fault at once and answers what is to be done, row by row; of
what is there already nothing is to be done, so that the same file twice changes nothing. `apply` writes some of that in
the transaction that it is called in, by the verbs of the nouns themselves and with the rights of who runs the import.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from server.core.viewer import Viewer
from server.process.importing.faults import Faults
from server.process.importing.sheet import Row, Sheet, Table


@dataclass(frozen=True)
class Given:
    """In which area an import may write, the day from which changes hold, what the file says of itself, and whose it
    is."""

    area: str
    since: date
    said: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True)
class Act:
    """What is to be done for one row; what `value` is the kind knows."""

    row: int
    value: Any


@dataclass
class Plan:
    """What is to be done, and how many rows say what is there already."""

    acts: list[Act] = field(default_factory=list)
    same: int = 0


@dataclass(frozen=True, kw_only=True)
class ImportKind:
    """`row_area` is the column that says where a row belongs: rows outside the area of who imports are faults. `also`
    are other headings by which columns are known. `by_row`: rows without a fault may go in without the others; what is
    drawn goes in whole. `label` names a row that a later file of the same source lacks, without naming a person; `key`
    is what tells rows apart, where the sheet's own columns are not to be remembered. `most` rows are held against each
    other at a time, `batch` are written in one transaction. `private` columns are shown masked. `whole`: a
    file has all that its source has, so that a row of the last one that it lacks may have ended."""

    sheet: Sheet
    plan: Callable[[Given, Table, Faults], Awaitable[Plan]]
    apply: Callable[[Viewer, Given, Sequence[Act]], Awaitable[None]]
    label: Callable[[Row], str]
    key: Callable[[Row], str] | None = None
    also: Mapping[str, str] = field(default_factory=dict)
    row_area: str | None = None
    by_row: bool = True
    most: int = 20_000
    batch: int = 20
    private: frozenset[str] = frozenset()
    whole: bool = True
