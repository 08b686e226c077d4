"""What is wrong with a district's folder: file, row, column, what is wrong and what to write instead, in two languages.

All faults are counted and the first `KEPT` of them kept, so that a file of a million wrong rows costs no memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from server.core.errors import Invalid, Problem

KEPT = 1_000
ECHOED = 40  # characters of a cell that a fault repeats


class Said(NamedTuple):
    """The same sentence in Chinese and in English."""

    zh: str
    en: str


@dataclass(frozen=True)
class Fault:
    """One thing to mend. `row` counts as a spreadsheet does, the heading being row 1; None is the whole file."""

    file: str
    row: int | None
    column: str | None
    wrong: Said
    write: Said

    def line(self, *, english: bool) -> str:
        if english:
            where = [self.file, self.row and f"row {self.row}", self.column and f"column {self.column}"]
            return f"{', '.join(str(one) for one in where if one)}: {self.wrong.en}. Write: {self.write.en}."
        where = [self.file, self.row and f"第 {self.row} 行", self.column and f"列 {self.column}"]
        return f"{' '.join(str(one) for one in where if one)}：{self.wrong.zh}。应写：{self.write.zh}。"


@dataclass
class Faults:
    """Collects faults in the order in which they are found."""

    kept: list[Fault] = field(default_factory=list)
    total: int = 0
    rows: set[int] = field(default_factory=set)  # that have one
    whole: int = 0  # faults of the whole file, of no row

    def add(self, file: str, row: int | None, column: str | None, wrong: Said, write: Said) -> None:
        """One more."""
        self.total += 1
        if row is None:
            self.whole += 1
        else:
            self.rows.add(row)
        if len(self.kept) < KEPT:
            self.kept.append(Fault(file, row, column, wrong, write))

    def refused(self) -> Invalid:
        """All that is kept, as a refusal."""
        return Invalid.of([Problem("CELL_INVALID", one.line(english=True), one.file) for one in self.kept])


def echo(cell: object) -> str:
    """What stands in a cell, short and harmless to a terminal, in quotation marks."""
    text = "".join(letter if letter.isprintable() else "�" for letter in str(cell)[: ECHOED + 1])
    return f"“{text[:ECHOED]}…”" if len(text) > ECHOED else f"“{text}”"
