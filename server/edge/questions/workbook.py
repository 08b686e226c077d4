"""The process that writes one XLSX file, and ends (`sheets` begins it): rows of JSON become cells of their types.

Texts are written as texts, whatever they begin with: no formula comes of what somebody reported.
"""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from typing import Any

import orjson
import xlsxwriter  # type: ignore[import-untyped]

NICENESS = 10  # whoever is asking for something else goes first
FORMATS = {"moment": "yyyy-mm-dd hh:mm", "day": "yyyy-mm-dd", "share": "0.0%", "rate": "0.0", "minutes": "0"}
WIDTHS = {"text": 24, "code": 14, "moment": 17, "day": 12, "json": 40}
DATA, NOTES = "数据", "说明"


def main(folder: str, made: str) -> None:
    """Write `made` of what lies in the folder: `said` and `rows`."""
    os.nice(NICENESS)
    said = orjson.loads((Path(folder) / "said").read_bytes())
    options = {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        formats = {kind: book.add_format({"num_format": one}) for kind, one in FORMATS.items()}
        sheet = book.add_worksheet(DATA)
        heads = said["heads"]
        for place, (name, kind) in enumerate(heads):
            sheet.set_column(place, place, WIDTHS.get(kind, 12))
            sheet.write_string(0, place, name, bold)
        sheet.freeze_panes(1, 0)
        last = _filled(sheet, Path(folder) / "rows", [kind for _, kind in heads], formats)
        if heads:
            sheet.autofilter(0, 0, max(1, last), len(heads) - 1)
        _noted(book.add_worksheet(NOTES), said["notes"])


def _filled(sheet: Any, rows: Path, kinds: list[str], formats: dict[str, Any]) -> int:
    """How many rows there were."""
    number = 0
    if rows.is_file():
        with rows.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                for place, (value, kind) in enumerate(zip(orjson.loads(line), kinds, strict=True)):
                    _cell(sheet, number, place, value, kind, formats.get(kind))
    return number


def _cell(sheet: Any, row: int, place: int, value: Any, kind: str, format: Any) -> None:
    if value is None:
        return
    if kind == "moment":
        sheet.write_datetime(row, place, datetime.fromisoformat(value), format)
    elif kind == "day":
        sheet.write_datetime(row, place, date.fromisoformat(value), format)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, place, value, format)
    else:
        sheet.write_string(row, place, str(value))


def _noted(sheet: Any, notes: list[list[str]]) -> None:
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 80)
    for number, line in enumerate(notes):
        for place, words in enumerate(line):
            sheet.write_string(number, place, str(words))
