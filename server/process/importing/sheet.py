"""A sheet: its columns under a Chinese or an English heading, and its rows read into the catalogue's spelling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from server.process.importing.cells import Read, Unread
from server.process.importing.faults import Faults, Said, echo
from server.process.importing.files import LONGEST_CELL, MOST_COLUMNS, Line, lines_of


@dataclass(frozen=True)
class Field:
    """A column: its two headings, how a cell is read, and whether it may be empty (or the column left out)."""

    name: str
    zh: str
    read: Read
    optional: bool = False
    longest: int = LONGEST_CELL  # characters


@dataclass(frozen=True)
class Sheet:
    """One kind of file. `key` names the columns that tell rows apart."""

    name: str
    zh: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    def heading(self, name: str) -> str:
        """Both headings of a column, as faults name it."""
        return next(f"{one.name}/{one.zh}" for one in self.fields if one.name == name)


@dataclass(frozen=True)
class Row:
    """A row that could be read: the cells that are not empty, by column."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells[name]

    def get(self, name: str, otherwise: str = "") -> str:
        return self.cells.get(name, otherwise)


@dataclass
class Table:
    """What a sheet holds. `whole` is false when some row could not be read: then nothing may be said of what lacks."""

    sheet: Sheet
    rows: list[Row] = field(default_factory=list)
    whole: bool = True


def read(sheet: Sheet, path: Path, faults: Faults) -> Table:
    """All rows of a sheet, and what is wrong with each."""
    before = faults.total
    found = table_of(sheet, lines_of(path, faults), faults)
    found.whole = faults.total == before
    return found


def table_of(sheet: Sheet, lines: Sequence[Line] | None, faults: Faults) -> Table:
    """The same of lines that were read, of which the first has the headings."""
    found, before = Table(sheet), faults.total
    columns = _columns(sheet, lines[0], faults) if lines else None
    if lines and columns is not None:
        seen: dict[tuple[str, ...], int] = {}
        for line in lines[1:]:
            row = _row(sheet, columns, line, faults)
            if row is not None and _is_first(sheet, row, seen, faults):
                found.rows.append(row)
        if len(lines) == 1:
            faults.add(
                sheet.file,
                None,
                None,
                Said("只有表头", "there is nothing below the headings"),
                Said("至少一行，或不放此文件", "at least one row, or leave the file out"),
            )
    found.whole = faults.total == before
    return found


def _columns(sheet: Sheet, heading: Line, faults: Faults) -> list[Field | None] | None:
    """The field of each column; None with faults when a heading is unknown, twice there or lacking."""
    names = {one.name: one for one in sheet.fields} | {one.zh: one for one in sheet.fields}
    columns: list[Field | None] = []
    before = faults.total
    known = Said("、".join(one.zh for one in sheet.fields), ", ".join(one.name for one in sheet.fields))
    for cell in heading[1][:MOST_COLUMNS]:
        one = names.get(cell) or names.get(cell.lower().replace(" ", "_"))
        if cell and one is None:
            near = get_close_matches(cell[:40], list(names), 1)
            write = Said(f"“{near[0]}”？可用：{known.zh}", f"“{near[0]}”? There are {known.en}") if near else known
            faults.add(
                sheet.file, heading[0], None, Said(f"没有列 {echo(cell)}", f"there is no column {echo(cell)}"), write
            )
        elif one is not None and one in columns:
            faults.add(
                sheet.file,
                heading[0],
                sheet.heading(one.name),
                Said("这一列出现两次", "this column is there twice"),
                Said("一列", "one of them"),
            )
        columns.append(one)
    for one in sheet.fields:
        if not one.optional and one not in columns:
            faults.add(
                sheet.file,
                heading[0],
                sheet.heading(one.name),
                Said("缺少这一列", "this column is lacking"),
                Said(f"表头加“{one.zh}”或“{one.name}”", f"a heading “{one.name}” or “{one.zh}”"),
            )
    return columns if faults.total == before else None


def _row(sheet: Sheet, columns: list[Field | None], line: Line, faults: Faults) -> Row | None:
    number, cells = line
    before, found = faults.total, {}
    if len(cells) > len(columns) and any(cells[len(columns) :]):
        faults.add(
            sheet.file,
            number,
            None,
            Said("格子比表头多", "it has more cells than there are headings"),
            Said("含逗号的文字要加英文引号", "quotation marks around a text that holds commas"),
        )
    for one, cell in _paired(columns, cells):
        try:
            if cell:
                found[one.name] = _read(one, cell)
            elif not one.optional:
                raise Unread(
                    Said("是空的", "it is empty"), Said(f"{one.zh}（必填）", f"a {one.name}: it may not be empty")
                )
        except Unread as why:
            faults.add(sheet.file, number, sheet.heading(one.name), why.wrong, why.write)
    return Row(number, found) if faults.total == before else None


def _paired(columns: list[Field | None], cells: list[str]) -> Iterator[tuple[Field, str]]:
    for place, one in enumerate(columns):
        if one is not None:
            yield one, cells[place] if place < len(cells) else ""


def _read(one: Field, cell: str) -> str:
    if len(cell) > one.longest:
        raise Unread(
            Said(f"长于 {one.longest} 字", f"it is longer than {one.longest} characters"),
            Said("更短的内容", "something shorter"),
        )
    return one.read(cell)


def _is_first(sheet: Sheet, row: Row, seen: dict[tuple[str, ...], int], faults: Faults) -> bool:
    key = tuple(row.get(name) for name in sheet.key)
    first = seen.setdefault(key, row.number)
    if first == row.number:
        return True
    faults.add(
        sheet.file,
        row.number,
        sheet.heading(sheet.key[0]),
        Said(f"与第 {first} 行重复", f"it is the same as row {first}"),
        Said("只留一行", "only one of them"),
    )
    return False
