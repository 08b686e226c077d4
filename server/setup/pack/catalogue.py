"""Classes, conditions, limits, units and duty lists of the folder as the catalogue's own tables, and what they name.

The catalogue reads the rows once more by its own columns when it loads them; here is told what a person must mend.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tortoise import Model

from server.data.database import reader
from server.ground.catalogue.changes import Changes, compare, oldest_first, values_of
from server.ground.catalogue.models import Stage
from server.ground.catalogue.sheets import Values, parse, sheet_named
from server.process.importing.faults import Faults, Said
from server.process.importing.sheet import Row, Table
from server.setup.pack import kinds

ENDED = Said("保留该行并写“最后一日”", "its row again, with its last day in valid_to")
_REFERENCES = (
    (kinds.CLASSES, "major", kinds.MAJORS, "code"),
    (kinds.CONDITIONS, "class", kinds.CLASSES, "code"),
    (kinds.DUTY_RULES, "class", kinds.CLASSES, "code"),
    (kinds.DUTY_RULES, "matter", kinds.MATTERS, "code"),
    (kinds.DUTY_RULES, "trade", kinds.UNITS, "trade"),
)


@dataclass(frozen=True)
class Standing:
    """The rows that are there by sheet, oldest first."""

    rows: Mapping[str, list[Model]] = field(default_factory=dict)

    def values(self, name: str, column: str, day: date) -> set[str]:
        """What stands in a column of the rows that hold on `day` or later."""
        sheet = sheet_named(name)
        attribute = next(one.attribute for one in sheet.columns if one.heading == column)
        holding = (one for one in self.rows.get(name, ()) if (getattr(one, "valid_to", None) or day) >= day)
        return {str(getattr(one, attribute)) for one in holding}


async def standing() -> Standing:
    """The catalogue as the database has it now."""
    sheets = [sheet_named(one.name) for one in kinds.CATALOGUE]
    return Standing({one.name: await one.model.all().using_db(reader()).order_by(*oldest_first(one)) for one in sheets})


@dataclass(frozen=True)
class Tables:
    """The folder's rows as the catalogue's, and each row's number in its file."""

    rows: Mapping[str, list[dict[str, str]]]
    numbers: Mapping[str, list[int]]
    values: Mapping[str, list[Values]]
    since: date


def tables(read: Mapping[str, Table], district: str, since: date) -> Tables:
    """Rows as the catalogue reads them: what is for the whole district may leave its area out."""
    rows = {
        one.name: [_row(one.name, row, district) for row in read[one.name].rows]
        for one in kinds.CATALOGUE
        if one.name in read
    }
    values = {name: parse(sheet_named(name), found, since)[0] for name, found in rows.items()}
    return Tables(rows, {name: [row.number for row in read[name].rows] for name in rows}, values, since)


def _row(name: str, row: Row, district: str) -> dict[str, str]:
    """What a cell that is empty leaves to the catalogue is left out."""
    placed = {"area": district} if name in {"conditions", "units"} else {}
    return placed | row.cells


def check(read: Mapping[str, Table], areas: set[str] | None, there: Standing, since: date, faults: Faults) -> None:
    """Whether every class, matter, trade and area that a row names is there, and every class and stage has a limit.

    What could not be read whole is not asked: its own faults say enough.
    """
    for sheet, column, other, named in _REFERENCES:
        if other.name in read and not read[other.name].whole:
            continue
        known = there.values(other.name, named, since) | {row[named] for row in _rows(read, other.name)}
        for row in _rows(read, sheet.name):
            if row[column] not in known:
                _unknown(sheet.file, row, sheet.heading(column), row[column], other.file, faults)
    for sheet in (kinds.CONDITIONS, kinds.UNITS):
        for row in _rows(read, sheet.name):
            if areas is not None and row.get("area") and row["area"] not in areas:
                _unknown(sheet.file, row, sheet.heading("area"), row["area"], kinds.AREAS.file, faults)
    for name in read:
        _check_rows(name, read[name].rows, faults)
    if kinds.CLASSES.name in read and kinds.CONDITIONS.name in read:
        _check_conditions(read, there, since, faults)
    if kinds.STAGE_LIMITS.name in read and read[kinds.STAGE_LIMITS.name].whole:
        _check_stages(read[kinds.STAGE_LIMITS.name].rows, faults)


def _rows(read: Mapping[str, Table], name: str) -> list[Row]:
    return read[name].rows if name in read else []


def _unknown(file: str, row: Row, column: str, value: str, other: str, faults: Faults) -> None:
    faults.add(
        file,
        row.number,
        column,
        Said(f"{other} 中没有 {value}", f"there is no {value} in {other}"),
        Said(f"{other} 中有的值，或先在那里加上", f"one that is in {other}, or add it there"),
    )


def _check_rows(name: str, rows: list[Row], faults: Faults) -> None:
    """Days in order, a limit within what its unit allows, both degrees or none."""
    sheet = next(one for one in kinds.SHEETS if one.name == name)
    for row in rows:
        if row.get("valid_to") and row.get("valid_from") > row["valid_to"]:
            faults.add(
                sheet.file,
                row.number,
                sheet.heading("valid_to"),
                Said("早于起始日", "it lies before the first day"),
                Said("不早于起始日", "a later day"),
            )
        if row.get("limit_kind") == "WD" and int(row["limit_amount"]) > 90:
            faults.add(
                sheet.file,
                row.number,
                sheet.heading("limit_amount"),
                Said("超过 90 个工作日", "it is more than 90 workdays"),
                Said("WD 以天计：1 至 90", "days for WD: 1 to 90"),
            )
        if name == kinds.UNITS.name and bool(row.get("lat")) != bool(row.get("lon")):
            faults.add(
                sheet.file,
                row.number,
                sheet.heading("lat"),
                Said("纬度、经度只有一个", "only one of latitude and longitude is there"),
                Said("两个都写或都不写", "both or neither"),
            )


def _check_conditions(read: Mapping[str, Table], there: Standing, since: date, faults: Faults) -> None:
    """A class without a filing condition could be reported and never filed."""
    if not (read[kinds.CONDITIONS.name].whole and read[kinds.CLASSES.name].whole):
        return
    named = {row["class"] for row in read[kinds.CONDITIONS.name].rows}
    for row in read[kinds.CLASSES.name].rows:
        if row["code"] not in named and not row.get("valid_to"):
            faults.add(
                kinds.CLASSES.file,
                row.number,
                kinds.CLASSES.heading("code"),
                Said(f"{row['code']} 没有立案条件", f"{row['code']} has no filing condition"),
                Said(f"在 {kinds.CONDITIONS.file} 中至少加一行", f"at least one row for it in {kinds.CONDITIONS.file}"),
            )


def _check_stages(rows: list[Row], faults: Faults) -> None:
    there = {(row["stage"], row["urgent"]) for row in rows}
    for stage in Stage:
        for urgent in ("yes", "no"):
            if stage is not Stage.DISPOSE and (stage.value, urgent) not in there:
                faults.add(
                    kinds.STAGE_LIMITS.file,
                    None,
                    None,
                    Said(f"缺少 {stage} 紧急={urgent}", f"{stage} with urgent={urgent} is lacking"),
                    Said("每个阶段紧急、一般各一行", "for every stage one urgent row and one that is not"),
                )


def changes(found: Tables, there: Standing, faults: Faults) -> dict[str, Changes]:
    """What would be another, by sheet. A row that is gone, or a past that would read otherwise, is a fault."""
    changes = {}
    for name, values in found.values.items():
        sheet = sheet_named(name)
        changes[name] = compare(sheet, there.rows.get(name, ()), values, found.since)
        for row in changes[name].missing:
            _gone(name, values_of(sheet, row), sheet.key, faults)
        if sheet.dated:
            for place, before in changes[name].changed:
                _check_past(name, found, place, before, faults)
    return changes


def _gone(name: str, values: Values, key: tuple[str, ...], faults: Faults) -> None:
    which = " ".join(str(values[one]) for one in key)
    faults.add(
        f"{name}.csv",
        None,
        None,
        Said(f"没有了仍有效的 {which}", f"{which} is in force and gone from the file"),
        ENDED if "valid_to" in values else Said("保留该行", "its row again"),
    )


def _check_past(name: str, found: Tables, place: int, before: Model, faults: Faults) -> None:
    """A row that said its first day and now says other things of the same days would change what was."""
    begun: date = before.valid_from  # type: ignore[attr-defined]
    if found.rows[name][place].get("valid_from") and found.values[name][place]["valid_from"] <= begun < found.since:
        faults.add(
            f"{name}.csv",
            found.numbers[name][place],
            "valid_from/起始日",
            Said(f"自 {begun} 起已按原内容执行", f"it has held otherwise since {begun}"),
            Said(
                f"新内容的起始日（如 {found.since}），或留空",
                f"the day from which it holds now, such as {found.since}, or nothing",
            ),
        )
