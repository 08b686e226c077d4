"""Files that are not what they say, or more than they seem: a clear answer, and nothing is kept."""

from __future__ import annotations

from tempfile import TemporaryFile

import orjson
import pytest

from server.core.errors import Invalid
from server.data.database import Database
from server.process.importing.opening import opened, unpacked
from server.process.importing.reading import LOOKED_AT, read
from server.setup.import_job.models import ImportFile, ImportPart, Kind
from tests import town as place
from tests.setup.import_job.sheets import checked, sent, xlsx, zipped

ROWS = [["姓名", "手机"], ["王", "1"]]
SHEET = "xl/worksheets/sheet1.xml"
FAR = """<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>"""


HOSTILE = [
    (b"", "SHEET_EMPTY"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "SHEET_OLD"),
    (xlsx(ROWS, more={"xl/vbaProject.bin": b"x"}), "SHEET_MACROS"),
    (xlsx(ROWS, more={SHEET: FAR.encode()}), "SHEET_TOO_LARGE"),
    (xlsx(ROWS, more={"xl/media/image1.xml": bytes(401 << 20)}), "SHEET_TOO_LARGE"),
    (xlsx(ROWS)[:300], "SHEET_UNREADABLE"),
    (zipped({"a.shp": b"\0\0'\n", "a.dbf": b"x"}), "SHEET_UNREADABLE"),
    ("姓名,手机\n王,1".encode("utf-16"), "SHEET_UNREADABLE"),
    (b'{"features": [1, 2]}', "SHEET_UNREADABLE"),
]


@pytest.mark.parametrize(("data", "code"), HOSTILE, ids=[f"{place}-{code}" for place, (_, code) in enumerate(HOSTILE)])
async def test_it_is_refused_by_name(data: bytes, code: str) -> None:
    with TemporaryFile() as file:
        file.write(data)
        with pytest.raises(Invalid) as refused:
            await opened(file)
    assert refused.value.problems[0].code == code


async def test_of_what_is_refused_nothing_is_kept(town: Database) -> None:
    with pytest.raises(Invalid):
        await sent(HOSTILE[2][0])
    assert (await ImportFile.all().count(), await ImportPart.all().count()) == (0, 0)


async def test_cells_are_read_as_what_was_typed() -> None:
    sheet = xlsx([["名册", "", ""], ["=1+1", 140214018001001, "＝cmd"], [1.5, 46357, "@x"]], merged="A1:C1")
    with TemporaryFile() as file:
        file.write(sheet)
        found = await opened(file)
    assert [cells for part in found.parts for _, cells in unpacked(part)] == [
        ["名册", "名册", "名册"], ["=1+1", "140214018001001", "＝cmd"], ["1.5", "46357", "@x"],
    ]  # fmt: skip
    assert (found.said, found.rows) == ({"form": "xlsx"}, 3)


async def test_grids_in_an_unknown_datum_or_crossing_themselves_are_faults(town: Database) -> None:
    south, west = place.SOUTH / 1e7, (place.WEST + 4 * place.SIDE) / 1e7
    eight = [[west, south], [west + 0.004, south + 0.004], [west + 0.004, south], [west, south + 0.004], [west, south]]
    features = [{"properties": {"code": place.STREET_SIDE + "009", "name": "九"},
                 "geometry": {"type": "Polygon", "coordinates": [eight]}}]  # fmt: skip
    row = await checked(Kind.GRIDS, orjson.dumps({"type": "FeatureCollection", "features": features}))
    told = orjson.loads(row.faults)
    assert [one["row"] for one in told] == [None, 1]
    assert ("datum" in told[0]["wrong_en"], "crosses" in told[1]["wrong_en"]) == (True, True)
    assert row.to_do == 0


def test_of_many_features_none_is_lost() -> None:
    """Columns are told by the first thousand, and the next ones are rows like those."""
    features = [{"properties": {"code": str(number)}, "geometry": None} for number in range(1, LOOKED_AT + 3)]
    _, rows = read(orjson.dumps({"features": features}))
    assert [cells[0] for _, cells in rows] == ["code", *(str(number) for number in range(1, LOOKED_AT + 3))]
