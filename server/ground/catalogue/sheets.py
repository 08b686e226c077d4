"""The catalogue as sheets that people keep: which columns each has, and what their cells mean.

A sheet is a list of rows, each a mapping of column to text; `server.setup.pack` reads them from files.
What cannot be read becomes a problem that names sheet, row and column; the row under the heading is row 2, as in a
spreadsheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from tortoise import Model

from server.core.errors import Invalid, Problem
from server.data import orm
from server.ground.catalogue.cells import day, degrees, one_of, text, whole, yes
from server.ground.catalogue.models import (
    Approach,
    CallStep,
    CheckPolicy,
    ClassKind,
    DutyRule,
    Evidence,
    FilingCondition,
    IncidentClass,
    ListKind,
    Major,
    Matter,
    Stage,
    StageLimit,
    Unit,
    UnitKind,
    WhistleKind,
    WhistleLimit,
)
from server.ground.worktime.limits import LONGEST
from server.ground.worktime.models import LimitKind

Row = Mapping[str, str]
Values = dict[str, Any]

_NAMES = UUID("018cc251-f400-7000-8000-0ca7a1090001")  # ids are made of names: the same sheet is the same rows


@dataclass(frozen=True)
class Column:
    """A heading, the model's attribute, how a cell is read (ValueError says why not), and what an empty cell means.

    A column that a sheet leaves out means the same for new rows, and leaves rows that are there as they are.
    """

    heading: str
    attribute: str
    read: Callable[[str], Any]
    empty: str | None = None  # None: it may not be empty


@dataclass(frozen=True)
class Sheet:
    """One kind of row. `key` tells rows apart; a `dated` one keeps its old versions when it changes."""

    name: str
    model: type[Model]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    dated: bool = False

    @property
    def primary(self) -> str:
        return orm.key(self.model)

    def identity(self, values: Values) -> tuple[Any, ...]:
        return tuple(values[name] for name in self.key)

    def defaults(self) -> Values:
        """What the columns say that a sheet leaves out."""
        return {column.attribute: column.read(column.empty) for column in self.columns if column.empty is not None}

    def id_of(self, values: Values) -> UUID:
        """The id of a row that has no code: made of what tells it apart, and of its first day when it is dated."""
        words = [self.name, *(str(one) for one in self.identity(values))]
        return uuid5(_NAMES, "\x1f".join([*words, str(values["valid_from"])] if self.dated else words))


_NAME, _NAME_EN = Column("name", "name", text(40)), Column("name_en", "name_en", text(80))
_CLASS = Column("class", "incident_class_id", text(8))
_SEVERITY = Column("severity", "severity", whole(1, 4), "1")
_LIMIT = (
    Column("limit_kind", "limit_kind", one_of(LimitKind)),
    Column("limit_amount", "limit_amount", whole(1, LONGEST)),
)
_DAYS = (Column("valid_from", "valid_from", day, ""), Column("valid_to", "valid_to", day, ""))

SHEETS: tuple[Sheet, ...] = (
    Sheet(
        "majors",
        Major,
        ("code",),
        (Column("code", "code", text(4)), Column("kind", "kind", one_of(ClassKind)), _NAME, _NAME_EN),
    ),
    Sheet(
        "classes",
        IncidentClass,
        ("code",),
        (
            Column("code", "code", text(8)),
            Column("major", "major_id", text(4)),
            _NAME,
            _NAME_EN,
            Column("words", "words", text(200), ""),
            Column("self_resolve", "self_resolve", yes, "no"),
            Column("verify", "verify", yes, "yes"),
            Column("evidence", "evidence", one_of(Evidence), "NONE"),
            Column("check", "check_policy", one_of(CheckPolicy), "ALWAYS"),
            Column("min_level", "min_level", whole(0, 3), "0"),
            _SEVERITY,
            Column("position", "position", whole(0, 9999), "100"),
            *_DAYS,
        ),
    ),
    Sheet(
        "conditions",
        FilingCondition,
        ("incident_class_id", "number", "area"),
        (
            _CLASS,
            Column("number", "number", text(4)),
            Column("text", "text", text(120)),
            Column("text_en", "text_en", text(200)),
            Column("area", "area", text(15)),
            _SEVERITY,
            *_LIMIT,
            Column("evidence", "evidence", one_of(Evidence), ""),
            Column("check", "check_policy", one_of(CheckPolicy), ""),
            *_DAYS,
        ),
        dated=True,
    ),
    Sheet(
        "stage_limits",
        StageLimit,
        ("stage", "urgent"),
        (Column("stage", "stage", one_of(Stage)), Column("urgent", "urgent", yes), *_LIMIT, *_DAYS),
        dated=True,
    ),
    Sheet(
        "whistle_limits",
        WhistleLimit,
        ("whistle", "step"),
        (Column("whistle", "whistle", one_of(WhistleKind)), Column("step", "step", one_of(CallStep)), *_LIMIT, *_DAYS),
        dated=True,
    ),
    Sheet(
        "units",
        Unit,
        ("name", "area_id"),
        (
            Column("name", "name", text(64)),
            Column("kind", "kind", one_of(UnitKind)),
            Column("trade", "trade", text(32)),
            Column("area", "area_id", text(15)),
            Column("phone", "phone", text(32), ""),
            Column("hours", "hours", text(64), ""),
            Column("approach", "approach", one_of(Approach), ""),
            Column("lat", "lat", degrees, ""),
            Column("lon", "lon", degrees, ""),
            *_DAYS,
        ),
    ),
    Sheet(
        "matters",
        Matter,
        ("code",),
        (
            Column("code", "code", text(8)),
            Column("list", "list_kind", one_of(ListKind)),
            Column("number", "number", whole(1, 9999)),
            Column("title", "title", text(120)),
            Column("title_en", "title_en", text(200)),
            Column("basis", "basis", text(200), ""),
            *_DAYS,
        ),
    ),
    Sheet(
        "duty_rules",
        DutyRule,
        ("incident_class_id", "matter_id", "trade"),
        (
            _CLASS,
            Column("matter", "matter_id", text(8)),
            Column("trade", "trade", text(32)),
            Column("leads", "leads", yes, "yes"),
            Column("position", "position", whole(0, 9999), "0"),
            *_DAYS,
        ),
        dated=True,
    ),
)


def parse(sheet: Sheet, rows: Iterable[Row], since: date) -> tuple[list[Values], list[Problem]]:
    """Rows as the model's values, valid from `since` unless they say, and what is wrong with them."""
    found: list[Values] = []
    problems: list[Problem] = []
    seen: set[tuple[Any, ...]] = set()
    for number, row in enumerate(rows, 2):
        values, wrong = _cells(sheet, row, number)
        problems += wrong
        if wrong:
            continue
        if sheet.identity(values) in seen:
            problems.append(fault(sheet, number, sheet.columns[0], "this row is there twice"))
        seen.add(sheet.identity(values))
        found.append(values | _begun(sheet, values, since))
    return found, problems


def _begun(sheet: Sheet, values: Values, since: date) -> Values:
    if "valid_from" not in sheet.defaults():
        return {}
    return {"valid_from": values.get("valid_from") or since}


def _cells(sheet: Sheet, row: Row, number: int) -> tuple[Values, list[Problem]]:
    values: Values = {}
    problems = []
    for column in sheet.columns:
        if column.heading not in row and column.empty is not None:
            continue
        cell = (row.get(column.heading) or "").strip() or column.empty
        try:
            if cell is None:
                raise ValueError("it is empty")
            values[column.attribute] = column.read(cell)
        except ValueError as why:
            problems.append(fault(sheet, number, column, str(why)))
    return values, problems


def fault(sheet: Sheet, number: int, column: Column, why: str) -> Problem:
    """A problem that says where to look."""
    where = f"{sheet.name}, row {number}, column {column.heading}"
    return Problem("CELL_INVALID", f"{where}: {why}", f"{sheet.name}.{number}.{column.heading}")


def sheet_named(name: str) -> Sheet:
    """The sheet of this name; Invalid naming all there are."""
    found = next((sheet for sheet in SHEETS if sheet.name == name), None)
    if found is None:
        known = ", ".join(sheet.name for sheet in SHEETS)
        raise Invalid(f"there is no sheet {name}; there are {known}", field=name, code="NO_SUCH_SHEET")
    return found
