"""Who fills the sheets is told of every fault where it is, what is wrong and what to write instead."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from server.ground.area.coordinates import gcj02_from_wgs84
from server.process.importing.faults import KEPT
from server.setup.pack import geojson
from server.setup.pack.console import Faulty, _report
from tests.setup.pack.folder import TINGLAN, checked, copied, read, replace

# file, what stands there, what somebody wrote, then row, column, a word of what is wrong, a word of what to write
SPOILT = [
    ("areas.csv", "359901001001,港前", "3.59901E+11,港前", 4, "code", "spreadsheet makes", "text"),
    ("areas.csv", "359901001001,港前", "35990100100,港前", 4, "code", "no code", "6 or 9 or 12 digits"),
    ("areas.csv", "359901001001,港前社区", "359901001001,", 4, "name", "empty", "may not be empty"),
    ("areas.csv", "塔山社区,COMMUNITY,359901001", "塔山社区,COMMUNITY,359901002",
     5, "parent", "does not begin", "359901001"),
    ("areas.csv", "茶亭社区,COMMUNITY", "茶亭社区,STREET", 7, "level", "digits", "COMMUNITY for 12"),
    ("areas.csv", "359901002,澜北镇,STREET,359901\n", "", None, "code", "no 359901002 above", "359901002"),
    ("areas.csv", "359901002201,溪口村,COMMUNITY,359901002", "359902002201,溪口村,COMMUNITY,",
     8, "code", "not of 359901", "begins with 359901"),
    ("areas.csv", "code,name,level", "code,nmae,level", 1, "", "no column", "“name”?"),
    ("areas.csv", "code,name", "code,code", 1, "code", "twice", "one of them"),
    ("grids.geojson", '"datum": "CGCS2000"', '"datum": "GCJ-02"', None, "datum", "cannot be used", "WGS-84"),
    ("grids.geojson", '"datum": "CGCS2000", ', "", None, "datum", "does not say", "WGS-84"),
    ("grids.geojson", '"community": "359901001001"', '"community": "359901001002"',
     1, "community", "begin", "359901001001"),
    ("grids.geojson", "[118.604, 25.0]", "[25.0, 118.604]", 1, "geometry", "not lie in China", "longitude comes first"),
    ("grids.geojson", "[118.604, 25.0], [118.604, 25.004]", "[118.604, 25.004], [118.604, 25.0]",
     1, "geometry", "crosses", "does not cross"),
    ("grids.geojson", "[118.604, 25.004], [118.6, 25.004]", "[118.606, 25.004], [118.6, 25.004]",
     2, "geometry", "covers ground of 359901001001001", "not overlap"),
    ("grids.geojson", "[118.604, 25.004], [118.6, 25.004]", "[118.604, 25.004], [118.595, 25.004]",
     1, "geometry", "outside 359901", "inside it"),
    ("grids.geojson", '"359901002201002"', '"359901002201001"', 8, "code", "the same as 7", "only one"),
    ("boundary.geojson", '"359901"', '"359901009"', None, "", "border of the district 359901 is lacking", "359901"),
    ("classes.csv", "P0101,P01", "P0101,P09", 2, "major", "no P09 in majors.csv", "one that is in majors.csv"),
    ("classes.csv", "ALWAYS,0,2,1", "ALWAYS,0,7,1", 2, "severity", "no such number", "from 1 to 4"),
    ("classes.csv", "no,yes,NONE,ALWAYS,0,2", "maybe,yes,NONE,ALWAYS,0,2", 2, "self_resolve", "neither", "yes or no"),
    ("conditions.csv", "P0102,01,不亮,Dark,,1,WD,2\n", "",
     3, "code", "P0102 has no filing condition", "conditions.csv"),
    ("conditions.csv", "WH,300", "HOURS,300", 2, "limit_kind", "none of the choices", "CONT, WH, WD"),
    ("conditions.csv", "WD,2", "WD,200", 5, "limit_amount", "90 workdays", "1 to 90"),
    ("conditions.csv", "P0101,02,断裂,Broken,,3", "P0101,02,断裂,Broken,359901009,3",
     4, "area", "no 359901009", "areas.csv"),
    ("conditions.csv", "P0101,02,断裂,Broken,", "P0101,01,断裂,Broken,", 4, "class", "the same as row 2", "only one"),
    ("stage_limits.csv", "SIGN,no,WH,150\n", "", None, "", "SIGN with urgent=no is lacking", "every stage"),
    ("units.csv", "25.001,118.602", "118.602,25.001", 2, "lat", "swapped", "3 to 54"),
    ("units.csv", "25.001,118.602", "25.001,", 2, "lat", "only one", "both or neither"),
    ("duty_rules.csv", "S001,HARBOUR,yes,1", "S001,HARBOR,yes,1", 2, "trade", "no HARBOR in units.csv", "units.csv"),
    ("holidays.csv", "2026-12-08", "2026-13-08", 2, "day", "is no day", "2026-01-05"),
    ("work_hours.csv", "13:00,17:00", "11:00,17:00", 3, "starts", "overlaps", "do not overlap"),
    ("people.csv", "ruan,阮石", "阮石,阮石", 6, "login", "can be no login", "a-z"),
    ("people.csv", "13800000001,陈", "1.38E+10,陈", 4, "login", "spreadsheet makes", "text"),
    ("people.csv", "lin,林阿海,GRID_WORKER,359901001001002", "lin,林小海,GRID_WORKER,359901001001002",
     3, "name", "another name", "one login"),
    ("people.csv", "ye,叶港生,COMMUNITY,359901001001", "ye,叶港生,COMMUNITY,359901001",
     12, "area", "does not hold", "12 digits"),
    ("people.csv", "DEPT_HANDLER,,区港务中心", "DEPT_HANDLER,,区港务局", 18, "unit", "no such unit", "exactly"),
    ("people.csv", "DEPT_HANDLER,,区港务中心", "DEPT_HANDLER,359901,", 18, "unit", "held in a unit", "units.csv"),
    ("people.csv", "root,管系统,SYS_ADMIN", "root,管系统,KING", 21, "role", "none of the choices", "SYS_ADMIN"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "row", "column", "wrong", "write"), SPOILT)
def test_each_kind_of_fault_is_told_with_its_place_and_what_to_write(
    tmp_path: Path, file: str, old: str, new: str, row: int | None, column: str, wrong: str, write: str
) -> None:
    folder = copied(tmp_path)
    replace(folder, file, old, new)
    _, faults = checked(folder)
    told = [one for one in faults if wrong in one.wrong.en]
    assert told, [one.line(english=True) for one in faults]
    assert told[0].file == file or (row is None and file == "areas.csv") or "has no filing" in wrong
    assert row is None or told[0].row == row
    assert (told[0].column or "").startswith(column)
    assert write in told[0].write.en
    assert told[0].wrong.zh
    assert told[0].write.zh
    assert len(faults) <= 5  # one slip is not told as twenty


def test_the_made_up_district_has_no_fault() -> None:
    planned, faults = checked(TINGLAN)
    assert faults == []
    assert len(planned.areas) == 15


def test_grids_drawn_in_gcj_02_are_known_for_what_they_are(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    told = json.loads((folder / "grids.geojson").read_text("utf-8"))
    for feature in told["features"]:
        feature["geometry"]["coordinates"] = [
            [list(reversed(gcj02_from_wgs84(lat, lon))) for lon, lat in feature["geometry"]["coordinates"][0]]
        ]
    (folder / "grids.geojson").write_text(json.dumps(told), "utf-8")
    _, faults = checked(folder)
    assert "as if it were drawn in GCJ-02" in faults[0].wrong.en
    assert "WGS-84" in faults[0].write.en


def test_all_faults_are_counted_a_bounded_number_is_shown_and_no_cell_reaches_the_terminal_raw(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "holidays.csv").write_text("day,kind\n" + "\x1b[31mnever,\x07HOLIDAY\n" * 2_000, "utf-8")
    found, faults = read(folder)
    assert (faults.total, len(faults.kept)) == (4_000, KEPT)
    assert found.tables["holidays"].rows == []
    with pytest.raises(Faulty) as told:
        _report(checked(TINGLAN)[0], faults, english=True, loaded=False)
    lines = str(told.value).splitlines()
    assert len(lines) == 52
    assert lines[-2:] == ["… and 3950 more.", "4000 fault(s); nothing was written."]
    assert "\x1b" not in str(told.value)


GEOJSON = b'{"datum": "WGS-84", "features": ['
HOSTILE: dict[str, tuple[str, bytes]] = {
    "a spreadsheet by another name": ("units.csv", b"PK\x03\x04" + b"x" * 100),
    "bytes": ("units.csv", bytes(range(256))),
    "UTF-16": ("units.csv", "name,kind\n".encode("utf-16")),
    "a file of nothing": ("units.csv", b""),
    "headings only": ("units.csv", b"name,kind,trade\n"),
    "more than may be": ("units.csv", b"x" * (9 * 1024 * 1024)),
    "too many rows": ("holidays.csv", b"day,kind\n" + b"2026-01-05,HOLIDAY\n" * 20_100),
    "one endless cell": ("units.csv", b"name,kind,trade\n" + b"a" * 200_000 + b",GOV_DEPT,X\n"),
    "an open quotation": ("units.csv", b'name,kind,trade\n"a,GOV_DEPT,X\n'),
    "deep JSON": ("grids.geojson", b"[" * 100_000),
    "JSON of another kind": ("grids.geojson", GEOJSON + b'1, null, {"geometry": {"type": "Polygon"}}]}'),
    "no number": ("grids.geojson", GEOJSON + b'{"properties": {"code": "359901001001001", "name": "x"}, '
                  b'"geometry": {"type": "Polygon", "coordinates": [[[1e308, 1e308], ["a", {}], [null], [1, 2]]]}}]}'),
    "a number beyond all": ("boundary.geojson", GEOJSON + b'{"properties": {"code": 1e999}, "geometry": 7}]}'),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_is_none_is_one_clear_fault_and_soon(tmp_path: Path, kind: str) -> None:
    folder, (file, content) = copied(tmp_path), HOSTILE[kind]
    (folder / file).write_bytes(content)
    began = time.process_time()
    _, faults = checked(folder)
    assert [one for one in faults if one.file == file]
    assert time.process_time() - began < 5


def test_too_many_corners_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geojson, "MOST_POINTS_OF_ALL", 20)
    _, faults = checked(copied(tmp_path))
    assert "too many corners" in faults[0].wrong.en


def test_files_that_lack_and_files_that_nobody_knows_are_told(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "units.csv").rename(folder / "unit.csv")
    (folder / "people.csv").rename(folder / "people.xlsx")
    (folder / "README.md").write_text("ours")
    told = {one.file: one.write.en for one in checked(folder)[1]}
    assert "units.csv" in told["unit.csv"]
    assert "CSV UTF-8" in told["people.xlsx"]
    assert {"units.csv", "people.csv"} <= told.keys()
    assert "README.md" not in told
