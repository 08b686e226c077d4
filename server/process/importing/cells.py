"""How a cell is read: each reader takes its text and gives the catalogue's spelling of it, or raises `Unread`.

Spreadsheets change what people type: codes lose digits (1.23457E+11), days become 2026/1/5, numbers 01 become 1. What
can be read without doubt is read; what was lost cannot be guessed and is refused with what to write.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from server.ground.person.policy import login_problems
from server.process.importing.faults import Said, echo

Read = Callable[[str], str]

_SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?\d+", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 0?0:00(:00)?)?")
_FIRST_DAY, _LAST_DAY = date(1949, 10, 1), date(2100, 12, 31)
_YES = {"yes": "yes", "是": "yes", "y": "yes", "true": "yes", "1": "yes", "有": "yes"}
_NO = {"no": "no", "否": "no", "n": "no", "false": "no", "0": "no", "无": "no"}

AS_TEXT = Said("把该列设为“文本”格式后重新填写完整编码", "the whole code again, in a column whose format is “text”")


class Unread(ValueError):
    """A cell that cannot be read: what is wrong, and what to write instead."""

    def __init__(self, wrong: Said, write: Said) -> None:
        super().__init__(wrong.en)
        self.wrong, self.write = wrong, write


def plain(cell: str) -> str:
    """A code, number or word of the machine as meant: full-width letters made narrow, Excel's apostrophe taken off."""
    return unicodedata.normalize("NFKC", cell).strip().removeprefix("'").strip()


def text(longest: int) -> Read:
    """Words of one line."""

    def read(cell: str) -> str:
        if len(cell) > longest:
            raise Unread(
                Said(f"长于 {longest} 字", f"it is longer than {longest} characters"),
                Said(f"至多 {longest} 字", f"at most {longest} characters"),
            )
        if not all(letter.isprintable() for letter in cell):
            raise Unread(
                Said("含换行或不可见字符", "it holds a line break or an invisible character"),
                Said("一行文字", "one line of text"),
            )
        return cell

    return read


def code(*lengths: int) -> Read:
    """An area's code of so many digits."""
    zh, en = "、".join(map(str, lengths)), " or ".join(map(str, lengths))

    def read(cell: str) -> str:
        found = plain(cell)
        refuse_scientific(found)
        if not (found.isascii() and found.isdigit()) or len(found) not in lengths:
            raise Unread(
                Said(f"{echo(cell)}不是编码", f"{echo(cell)} is no code"), Said(f"{zh} 位数字", f"{en} digits")
            )
        return found

    return read


def refuse_scientific(cell: str) -> None:
    """Raises Unread for what a spreadsheet made of a long number."""
    if _SCIENTIFIC.fullmatch(cell):
        raise Unread(
            Said(f"{echo(cell)}是表格软件改写的编码", f"{echo(cell)} is what a spreadsheet makes of a code"), AS_TEXT
        )


def short_code(longest: int) -> Read:
    """A code of letters and digits, as C0101 or B007."""

    def read(cell: str) -> str:
        found = plain(cell).upper()
        refuse_scientific(found)
        if not re.fullmatch(rf"[A-Z0-9_]{{1,{longest}}}", found):
            raise Unread(
                Said(f"{echo(cell)}不是代码", f"{echo(cell)} is no such code"),
                Said(f"至多 {longest} 位字母或数字", f"at most {longest} letters and digits"),
            )
        return found

    return read


def two_digits(cell: str) -> str:
    """A number as 01; a spreadsheet makes 1 of it."""
    found = plain(cell)
    if not (found.isascii() and found.isdigit() and 1 <= int(found[:9]) <= 99):
        raise Unread(Said(f"{echo(cell)}不是序号", f"{echo(cell)} is no such number"), Said("01 至 99", "01 to 99"))
    return f"{int(found):02}"


def whole(least: int, most: int) -> Read:
    """A whole number within bounds, both included."""

    def read(cell: str) -> str:
        found = plain(cell).replace(",", "")
        if not re.fullmatch(r"[0-9]{1,9}", found) or not least <= int(found) <= most:
            raise Unread(
                Said(f"{echo(cell)}不在范围内", f"{echo(cell)} is no such number"),
                Said(f"{least} 至 {most} 的整数", f"a whole number from {least} to {most}"),
            )
        return str(int(found))

    return read


def yes(cell: str) -> str:
    """Raises Unread for a cell that is neither yes nor no."""
    found = (_YES | _NO).get(plain(cell).lower())
    if found is None:
        raise Unread(
            Said(f"{echo(cell)}不是“是”或“否”", f"{echo(cell)} is neither yes nor no"), Said("是 或 否", "yes or no")
        )
    return found


def day(cell: str) -> str:
    """A day as 2026-01-05, 2026/1/5, 2026年1月5日 or a spreadsheet's number; the first is what it becomes."""
    found = _DAY.fullmatch(plain(cell))
    try:
        there = date(*map(int, found.groups()[:3])) if found else _of_serial(plain(cell))
    except ValueError:
        there = None
    if there is None or not _FIRST_DAY <= there <= _LAST_DAY:
        raise Unread(
            Said(f"{echo(cell)}不是日期", f"{echo(cell)} is no day"), Said("如 2026-01-05", "such as 2026-01-05")
        )
    return there.isoformat()


def _of_serial(cell: str) -> date | None:
    """The day of a number as spreadsheets count days, where a cell lost its format: 46022 is 2025-12-31."""
    return date(1899, 12, 30) + timedelta(days=int(cell)) if re.fullmatch(r"[2-6]\d{4}", cell) else None


def degrees(least: float, most: float) -> Read:
    """WGS-84 degrees within bounds."""

    def read(cell: str) -> str:
        found = plain(cell)
        if not re.fullmatch(r"-?\d{1,3}(\.\d{1,15})?", found) or not least <= float(found) <= most:
            raise Unread(
                Said(
                    f"{echo(cell)}不是此列的度数（纬度、经度是否写反？）",
                    f"{echo(cell)} are no degrees for this column (are latitude and longitude swapped?)",
                ),
                Said(f"{least:g} 至 {most:g} 的 WGS-84 度数", f"WGS-84 degrees, {least:g} to {most:g}"),
            )
        return found

    return read


def one_of(words: Mapping[str, str]) -> Read:
    """One of the machine's words (the keys) or its Chinese name (the values)."""
    by_name = {zh: word for word, zh in words.items()} | {word: word for word in words}

    def read(cell: str) -> str:
        found = by_name.get(plain(cell)) or by_name.get(plain(cell).upper())
        if found is None:
            raise Unread(
                Said(f"{echo(cell)}不在可选项中", f"{echo(cell)} is none of the choices"),
                Said("、".join(words.values()), ", ".join(words)),
            )
        return found

    return read


def time_of_day(cell: str) -> str:
    """A time as 08:30; what it becomes is minutes after midnight."""
    found = re.fullmatch(r"(\d{1,2}):(\d{2})(?::00)?", plain(cell))
    if found is None or int(found[1]) * 60 + int(found[2]) > 24 * 60 or int(found[2]) > 59:
        raise Unread(Said(f"{echo(cell)}不是时刻", f"{echo(cell)} is no time"), Said("如 08:30", "such as 08:30"))
    return str(int(found[1]) * 60 + int(found[2]))


def login(cell: str) -> str:
    """A login, which may be a mobile number."""
    found = plain(cell).lower()
    refuse_scientific(found)
    if login_problems(found):
        raise Unread(
            Said(f"{echo(cell)}不能作登录名", f"{echo(cell)} can be no login"),
            Said(
                "2 至 63 位小写字母、数字或 . _ -，以字母或数字开头",
                "2 to 63 of a-z 0-9 . _ -, beginning with a letter or digit",
            ),
        )
    return found
