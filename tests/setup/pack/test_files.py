"""Sheets are read as spreadsheet programs save them."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.process.importing import cells
from server.process.importing.cells import Unread
from server.setup.pack.kinds import AREAS, HOLIDAYS, PEOPLE
from tests.setup.pack.folder import TINGLAN, copied, read

PLAIN = read(TINGLAN)[0].tables


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_whatever_excel_or_wps_makes_of_a_sheet_it_says_the_same(
    tmp_path: Path, encoding: str, delimiter: str, ending: str
) -> None:
    folder = copied(tmp_path)
    for sheet in (AREAS, PEOPLE, HOLIDAYS):
        text = (folder / sheet.file).read_text("utf-8")
        lines = [line.replace(",", f"  {delimiter} ") for line in text.splitlines()]
        lines.insert(2, delimiter * 3)
        (folder / sheet.file).write_bytes(ending.join([*lines, "", ""]).encode(encoding))
    found, faults = read(folder)
    assert faults.kept == []
    for sheet in (AREAS, PEOPLE, HOLIDAYS):
        assert [row.cells for row in found.tables[sheet.name].rows] == [row.cells for row in PLAIN[sheet.name].rows]
        assert (
            found.tables[sheet.name].rows[-1].number == PLAIN[sheet.name].rows[-1].number + 1
        )  # as the program shows it


def test_chinese_headings_and_words_say_the_same_as_english_ones(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "holidays.csv").write_text(
        "日期,类型,依据,暂定\n2026/12/8,放假,汀澜区开海节,否\n2026年12月12日,上班,开海节调休,否\n"
        "2027.2.5,放假,2027 年春节（暂定）,是\n",
        "utf-8",
    )
    found, faults = read(folder)
    assert faults.kept == []
    assert [row.cells for row in found.tables["holidays"].rows] == [row.cells for row in PLAIN["holidays"].rows]


@pytest.mark.parametrize(
    ("reader", "cell", "value"),
    [
        (cells.code(12), "'140101001001", "140101001001"),
        (cells.code(12), "１４０１０１００１００１", "140101001001"),
        (cells.two_digits, "1", "01"),
        (cells.day, "2026/1/5 0:00", "2026-01-05"),
        (cells.whole(0, 9_999), "1,200", "1200"),
        (cells.yes, "是", "yes"),
        (cells.time_of_day, "8:30", "510"),
        (cells.login, " Wang.L ", "wang.l"),
    ],
)
def test_what_can_be_read_without_doubt_is_read(reader: cells.Read, cell: str, value: str) -> None:
    assert reader(cell) == value


@pytest.mark.parametrize(
    ("reader", "cell"),
    [
        (cells.code(12), "1.40101E+11"), (cells.code(12), "140101001001.0"), (cells.code(6), "１４０１０１0"),
        (cells.two_digits, "0"), (cells.two_digits, "9" * 5_000), (cells.day, "1/5/2026"),
        (cells.whole(1, 9), "-1"), (cells.whole(1, 9), "1.5"), (cells.degrees(3, 54), "nan"),
        (cells.text(5), "a\nb"), (cells.time_of_day, "25:00"), (cells.login, "x"),
    ],
)  # fmt: skip
def test_what_was_lost_is_not_guessed(reader: cells.Read, cell: str) -> None:
    with pytest.raises(Unread):
        reader(cell)
