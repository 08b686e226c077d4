"""What a file is, told by its bytes, and its rows as text: XLSX, CSV, GeoJSON, or a zipped Shapefile.

A map becomes a table whose last column is the geometry, as GeoJSON writes it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import chain, islice
from typing import Any

import orjson

from server.process.importing.bounds import LONGEST_CELL, MOST_COLUMNS, Refused
from server.process.importing.faults import Faults
from server.process.importing.files import lines_in, text_of

GEOMETRY = "geometry"
MOST_FEATURES = 20_000
OLD = b"\xd0\xcf\x11\xe0"  # xls, et, or whatever is locked by a password
LOOKED_AT = 1_000  # features whose properties make the columns

Said = dict[str, Any]
Rows = Iterator[tuple[int, list[str]]]


def read(data: bytes) -> tuple[Said, Rows]:
    """What it is, and its rows that are not empty. Raises Refused, or whatever a reader raises."""
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = [one.filename.lower() for one in archive.infolist()]
        if any(name.endswith(".shp") for name in names):
            from server.process.importing.shapes import features

            said, found = features(data)
            return {"form": "shp"} | said, _table(found)
        from server.process.importing.workbook import cells

        return {"form": "xlsx"}, _filled(cells(data))
    if data.startswith(OLD):
        raise Refused("SHEET_OLD")
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
        return _geojson(data)
    text = text_of("", data, faults := Faults())
    if text is None or faults.total:
        raise Refused("SHEET_UNREADABLE")
    return {"form": "csv"}, _filled(lines_in(text))


def _geojson(data: bytes) -> tuple[Said, Rows]:
    parsed = orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    found = parsed.get("features")
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Refused("SHEET_UNREADABLE")
    said = {name: parsed[name] for name in ("datum", "crs") if len(str(parsed.get(name, ""))) in range(1, 500)}
    return {"form": "geojson"} | said, _table(iter(found))


def _table(features: Iterator[Any]) -> Rows:
    """Features as rows: the first is the columns' names, a feature's place is its number."""
    first = list(islice(features, LOOKED_AT))
    names = list(dict.fromkeys(str(name) for one in first for name in _properties(one)))[: MOST_COLUMNS - 1]
    yield 0, [*(name[:LONGEST_CELL] for name in names), GEOMETRY]
    for number, one in enumerate(chain(first, features), 1):
        if number > MOST_FEATURES:
            raise Refused("SHEET_TOO_LARGE")
        said = _properties(one)
        geometry = orjson.dumps(one.get("geometry")).decode()
        yield number, [*(_cell(said.get(name)) for name in names), geometry]


def _properties(feature: Any) -> dict[str, Any]:
    found = feature.get("properties")
    return found if isinstance(found, dict) else {}


def _filled(rows: Rows) -> Rows:
    """Rows in which something stands, stripped, without empty cells at their ends."""
    for number, cells in rows:
        kept = [cell.strip().strip("\ufeff\u3000")[: LONGEST_CELL + 1] for cell in cells]
        while kept and not kept[-1]:
            kept.pop()
        if kept:
            yield number, kept


def _cell(value: Any) -> str:
    """A property as text: programs write 123456001001.0 for a code."""
    if value is None or isinstance(value, list | dict):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()[: LONGEST_CELL + 1]
