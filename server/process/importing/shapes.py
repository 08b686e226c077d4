"""A Shapefile in a zip as features of GeoJSON, and the datum that its .prj names; attributes in GB18030 or UTF-8."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import shapefile  # type: ignore[import-untyped]  # it has types and does not say so

from server.process.importing.bounds import Refused

MOST_UNPACKED = 200 << 20  # bytes of one of its files
_CGCS, _WGS = (
    re.compile(r"CGCS[_ ]?2000|China[_ ]Geodetic[_ ]Coordinate[_ ]System", re.I),
    re.compile(r"WGS[_ ]?(19)?84", re.I),
)


def features(data: bytes) -> tuple[dict[str, Any], Iterator[Any]]:
    """What it says of its datum, and its features. Raises Refused for what is not one layer with attributes."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        found: dict[str, list[str]] = {}
        for name in archive.namelist():
            if not name.startswith("__MACOSX"):
                found.setdefault(name.lower().rpartition(".")[2], []).append(name)
        if len(found.get("shp", ())) != 1 or not found.get("dbf"):
            raise Refused("SHEET_UNREADABLE")
        parts = {kind: _member(archive, found[kind][0]) for kind in ("shp", "dbf", "prj", "cpg") if kind in found}
    encoding = "gb18030" if re.search(rb"gb|936", parts.get("cpg", b"gb"), re.I) else "utf-8"
    reader = shapefile.Reader(
        shp=BytesIO(parts["shp"]), dbf=BytesIO(parts["dbf"]), encoding=encoding, encodingErrors="replace"
    )
    datum = _datum(parts.get("prj"))
    return ({"datum": datum} if datum else {}), (one.__geo_interface__ for one in reader.iterShapeRecords())


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        content = member.read(MOST_UNPACKED + 1)
    if len(content) > MOST_UNPACKED:
        raise Refused("SHEET_TOO_LARGE")
    return content


def _datum(prj: bytes | None) -> str:
    """The datum of degrees; of projected metres the name of the projection, which nobody here can read."""
    text = (prj or b"")[:4000].decode("utf-8", "replace").strip()
    if text.upper().startswith(("GEOGCS", "GEOGCRS", "GEODCRS")):
        if _CGCS.search(text):
            return "CGCS2000"
        if _WGS.search(text):
            return "WGS-84"
    return text[:60]
