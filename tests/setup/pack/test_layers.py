"""A district draws what people find a place by: each community gets what touches it, and faults have places."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import orjson
import pytest

from server.data.database import Database
from server.ground.area.layers import answer
from server.ground.area.models import AreaLayer
from server.process.importing.faults import Faults
from server.setup.pack import layers, loading, plan
from server.setup.pack.loading import Loaded
from tests.setup.pack.folder import DAY, TINGLAN, checked, copied, read

HARBOUR = "359901001001"  # its first grid is from 118.600 25.000 to 118.604 25.004
HOUSE = [[118.601, 25.001], [118.6014, 25.001], [118.6014, 25.0012], [118.601, 25.0012], [118.601, 25.001]]


def feature(kind: str, form: str, places: Any, **more: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"kind": kind, **more}, "geometry": {"type": form, "coordinates": places}}


GOOD = (
    feature("道路", "LineString", [[118.59, 25.001], [118.603, 25.001]], name="港前路"),
    feature("BUILDING", "Polygon", [HOUSE], name="6号楼", units=3, floors=11, basements=1, source="测绘院"),
    feature("GATE", "Point", [118.6002, 25.0003], name="东门"),
)


def drawn(folder: Path, *features: dict[str, Any], **top: Any) -> Path:
    told = {"type": "FeatureCollection", "datum": "WGS-84", "features": list(features), **top}
    (folder / "layers.geojson").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    return folder


async def load(folder: Path) -> Loaded:
    faults = Faults()
    found, _ = read(folder, complete=False)
    done = await loading.load(found, faults, DAY, lambda *_: None)
    assert faults.kept == []
    return done


async def test_a_community_has_what_touches_it_and_the_grids_around_it(database: Database, tmp_path: Path) -> None:
    await load(drawn(copied(tmp_path), *GOOD))
    told = orjson.loads((await answer(HARBOUR) or ("", b""))[1])
    assert told["name"] == "港前社区"
    assert (told["source"], told["synthetic"]) == ("测绘院", False)
    [(name, units, floors, basements, way)] = told["buildings"]
    assert (name, units, floors, basements) == ("6号楼", 3, 11, 1)
    west, south = told["origin"]
    assert (west + way[0], south + way[1]) == (118_601_000, 25_001_000)  # in 1e-6 degree
    assert way[2:4] == [400, 0]
    [(road, line)] = told["roads"]
    assert road == "港前路"
    assert west + line[0] > 118_598_000  # cut beyond the border, which is at 118.600
    assert [one[:2] for one in told["points"]] == [["GATE", "东门"]]
    codes = [code for code, _, _ in told["grids"]]
    assert codes[0] == HARBOUR + "001"
    assert any(not code.startswith(HARBOUR) for code in codes)  # neighbours, behind its own


async def test_the_same_file_again_changes_nothing_and_another_replaces_what_it_draws(
    database: Database, tmp_path: Path
) -> None:
    folder = drawn(copied(tmp_path), *GOOD)
    await load(folder)
    before = await AreaLayer.get(code=HARBOUR)
    assert not (await load(folder)).plan.changes
    await load(drawn(folder, *GOOD[:2]))
    after = await AreaLayer.get(code=HARBOUR)
    assert after.digest != before.digest
    assert orjson.loads((await answer(HARBOUR) or ("", b""))[1])["points"] == []
    for one in [*TINGLAN.iterdir(), folder / "layers.geojson"]:
        (folder / one.name).unlink()
    only = drawn(folder, *GOOD)  # a file alone, for a district that is there
    assert [line.added + line.changed for line in (await load(only)).plan.lines() if line.any] == [1]
    assert (await plan.standing()).layers[HARBOUR] == before.digest


@pytest.mark.parametrize(
    ("spoilt", "row", "column", "wrong"),
    [
        (feature("HOUSE", "Polygon", [HOUSE]), 1, "kind", "none of the choices"),
        (feature("BUILDING", "Point", HOUSE[0]), 1, "geometry", "cannot be drawn as “Point”"),
        (feature("ROAD", "MultiLineString", [[HOUSE[0], HOUSE[1]]] * 21), 1, "geometry", "cannot be drawn"),
        (feature("BUILDING", "Polygon", [HOUSE], name="楼" * 25), 1, "name", "longer than 24"),
        (feature("BUILDING", "Polygon", [HOUSE], floors=81), 1, "floors", "no such number"),
        (feature("ANCHOR", "Point", HOUSE[0]), 1, "name", "no name"),
        (feature("ANCHOR", "Point", [118.7, 25.5], name="塔"), 1, "geometry", "in no community"),
        (feature("ROAD", "LineString", [HOUSE[0]] * 501), 1, "geometry", "501 points"),
        (feature("BUILDING", "Polygon", [[HOUSE[0]] * 4]), 1, "geometry", "the same"),
        (feature("ROAD", "LineString", [HOUSE[0], [25.0, 118.6]]), 1, "geometry", "not lie in China"),
        (feature("ROAD", "LineString", {"a": 1}), 1, "geometry", "cannot be drawn"),
        ({"type": "Feature", "properties": {"kind": "GATE", "name": "东门"}, "geometry": 7}, 1, "geometry", "cannot"),
        (7, 1, "kind", "empty"),
    ],
)
def test_a_feature_that_cannot_be_drawn_is_told_with_its_place(
    tmp_path: Path, spoilt: Any, row: int, column: str, wrong: str
) -> None:
    _, faults = checked(drawn(copied(tmp_path), spoilt))
    told = [one for one in faults if wrong in one.wrong.en]
    assert told, [one.line(english=True) for one in faults]
    assert (told[0].file, told[0].row, (told[0].column or "").partition("/")[0]) == ("layers.geojson", row, column)
    assert told[0].wrong.zh
    assert told[0].write.zh


def test_a_file_of_another_datum_or_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copied(tmp_path)
    _, faults = checked(drawn(folder, *GOOD, datum="GCJ-02"))
    assert ["cannot be used" in one.wrong.en for one in faults] == [True]
    monkeypatch.setattr(layers, "MOST_KIB", 0)
    _, faults = checked(drawn(folder, *GOOD))
    assert [one.wrong.en for one in faults] == [f"that of {HARBOUR} is larger than 0 KB packed"]
    monkeypatch.setattr(layers, "MOST_FEATURES", 2)
    _, faults = checked(drawn(folder, *GOOD))
    assert [one.wrong.en for one in faults] == ["there are more than 2 features"]
