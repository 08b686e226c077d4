"""A file of the folder as bytes and as text, within bounds, the way spreadsheet programs on a Chinese desk save it.

CSV may be UTF-8 (with or without a byte order mark) or GB18030 (which holds GBK), with commas, semicolons or tabs, LF
or CRLF. What cannot be such a file is one fault that says how to save it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from server.process.importing.faults import Faults, Said

MOST_BYTES = 8 * 1024 * 1024  # of one CSV file
MOST_ROWS = 20_000
MOST_COLUMNS = 60
LONGEST_CELL = 2_000

SAVE_AS_CSV = Said(
    "在表格软件中另存为“CSV UTF-8（逗号分隔）”", "save it from the spreadsheet as “CSV UTF-8 (comma delimited)”"
)
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # xlsx, xls
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # UTF-16 with its mark

Line = tuple[int, list[str]]  # the row's number as a spreadsheet counts, and its cells


def bytes_of(path: Path, most: int, faults: Faults) -> bytes | None:
    """The whole file, at most `most` bytes; None with a fault when it is larger or cannot be read."""
    try:
        if not path.is_file():
            faults.add(path.name, None, None, Said("不是普通文件", "it is no plain file"), SAVE_AS_CSV)
            return None
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as failure:
        why = failure.strerror or "?"
        faults.add(
            path.name,
            None,
            None,
            Said(f"无法读取（{why}）", f"it cannot be read ({why})"),
            Said("检查文件权限", "a file that this user may read"),
        )
        return None
    if len(content) <= most:
        return content
    size = f"{most // (1024 * 1024)} MB"
    faults.add(
        path.name,
        None,
        None,
        Said(f"大于 {size}", f"it is larger than {size}"),
        Said("去掉多余的行、列", "no more than the rows and columns that are asked for"),
    )
    return None


def lines_of(path: Path, faults: Faults) -> list[Line] | None:
    """The rows of a CSV file that are not empty, cells stripped; None with a fault when it is none."""
    content = bytes_of(path, MOST_BYTES, faults)
    text = None if content is None else text_of(path.name, content, faults)
    if text is None:
        return None
    lines: list[Line] = []
    try:
        for line in lines_in(text):
            if len(lines) > MOST_ROWS:
                wrong = Said(f"多于 {MOST_ROWS} 行", f"there are more than {MOST_ROWS} rows")
                faults.add(path.name, line[0], None, wrong, Said("删去多余的行", "fewer rows"))
                return None
            lines.append(line)
    except csv.Error as failure:
        faults.add(path.name, None, None, Said(f"不是 CSV（{failure}）", f"it is no CSV ({failure})"), SAVE_AS_CSV)
        return None
    if not lines:
        faults.add(
            path.name, None, None, Said("是空的", "it is empty"), Said("第一行写表头", "the headings as first row")
        )
        return None
    return lines


def text_of(name: str, content: bytes, faults: Faults) -> str | None:
    """The text of a CSV file; None with a fault for what is none."""
    for encoding in ("utf-8-sig", "gb18030"):
        if content.startswith((*_SPREADSHEETS, *_WIDE)) or b"\0" in content:
            break
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    wrong = Said("不是 UTF-8 或 GB18030 的 CSV 文件", "it is no CSV file in UTF-8 or GB18030")
    faults.add(name, None, None, wrong, SAVE_AS_CSV)
    return None


def lines_in(text: str) -> Iterator[Line]:
    """Rows by the number that a spreadsheet shows for each."""
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    for number, cells in enumerate(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
        stripped = [cell.strip().strip("\ufeff\u3000") for cell in cells]
        if any(stripped):
            yield number, stripped
