"""The first sheet of an XLSX in which something stands, every cell as text.

Spreadsheets keep codes as floats and days as numbers: whole numbers are written out (up to the fifteen digits that a
float holds), days as 2026-01-05. What is merged stands in each of its cells. Macros are refused unread, and so is what
unpacks to more than an honest sheet does.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from server.process.importing.bounds import MOST_ROWS, Refused

MOST_UNPACKED, MOST_MEMBERS = 400 << 20, 2_000  # bytes as the archive says (the kernel holds it to that), files
MOST_MERGED = 50_000  # ranges
MACROS = ("vbaproject.bin", "vbadata.xml", "xl/macrosheets/", "xl/activex/", "xl/dialogsheets/")
EXACT = 1e15  # whole numbers below are what was typed

Range = tuple[int, int, int, int]  # first and last row, first and last column


def cells(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows by the numbers that a spreadsheet shows."""
    _check(data)
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    for one in book.sheets_metadata:
        if one.typ is not SheetTypeEnum.WorkSheet or one.visible is not SheetVisibleEnum.Visible:
            continue
        sheet = book.get_sheet_by_name(one.name)
        if sheet.start is None:
            continue
        if sheet.total_height > MOST_ROWS:
            raise Refused("SHEET_TOO_LARGE")
        merged = _merged(sheet.merged_cell_ranges or [])
        for number, row in enumerate(_spread(sheet.iter_rows(), merged), 1):
            yield number, [_text(cell) for cell in row]
        return


def _check(data: bytes) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        members = archive.infolist()
    names = [one.filename.lower() for one in members]
    if any(name.endswith(mark) or name.startswith(mark) for name in names for mark in MACROS):
        raise Refused("SHEET_MACROS")
    if len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > MOST_UNPACKED:
        raise Refused("SHEET_TOO_LARGE")
    if "xl/workbook.xml" not in names:
        raise Refused("SHEET_OLD" if "xl/workbook.bin" in names else "SHEET_UNREADABLE")


def _merged(ranges: list[Any]) -> dict[int, list[Range]]:
    """By first row."""
    if len(ranges) > MOST_MERGED:
        raise Refused("SHEET_TOO_LARGE")
    found: dict[int, list[Range]] = {}
    for (top, left), (bottom, right) in ranges:
        found.setdefault(top, []).append((top, bottom, left, right))
    return found


def _spread(rows: Iterator[list[Any]], merged: dict[int, list[Range]]) -> Iterator[list[Any]]:
    """Rows in which each cell of a merged range has what stands in its first."""
    running: list[tuple[Range, Any]] = []
    for number, row in enumerate(rows):
        running += [(one, row[one[2]] if one[2] < len(row) else "") for one in merged.get(number, ())]
        for (_, _, left, right), value in running:
            for column in range(left, min(right + 1, len(row))):
                row[column] = value
        running = [one for one in running if one[0][1] > number]
        yield row


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(int(value)) if value == value // 1 and abs(value) < EXACT else repr(float(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value.isoformat() if isinstance(value, date) else str(value or "")
