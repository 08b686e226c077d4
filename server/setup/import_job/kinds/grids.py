"""Grids drawn on a map: GeoJSON or a zipped Shapefile, in WGS-84 or CGCS2000, each one polygon with its code."""

from __future__ import annotations

from collections.abc import Iterator

import orjson
from shapely import Polygon

from server.ground.area import loading
from server.process.importing.cells import Unread
from server.process.importing.faults import Faults
from server.process.importing.kind import Given, ImportKind, Plan
from server.process.importing.sheet import Field, Row, Sheet, Table
from server.setup.import_job.files import threads
from server.setup.import_job.kinds import ground
from server.setup.pack import places
from server.setup.pack.folder import GRID_FIELDS
from server.setup.pack.geojson import Feature, check_datum, polygon_of
from server.setup.pack.kinds import GRIDS_FILE

LONGEST_SHAPE = 4 << 20  # characters


def shape(cell: str) -> str:
    """A geometry as GeoJSON writes it; it is read again where its row is."""
    return cell


SHEET = Sheet("grids", "网格", (*GRID_FIELDS, Field("geometry", "图形", shape, longest=LONGEST_SHAPE)), ("code",))


async def planned(given: Given, table: Table, faults: Faults) -> Plan:
    check_datum(GRIDS_FILE, {name: given.said.get(name) for name in ("datum", "crs")}, faults)
    there = await loading.standing()

    def read() -> dict[str, places.Place]:
        return places.from_features(list(_features(table, faults)), there, given.since, faults)

    return await ground.planned(given, there, await threads.run(read), faults)


def _features(table: Table, faults: Faults) -> Iterator[Feature]:
    for row in table.rows:
        if (polygon := _polygon(row, faults)) is not None:
            yield Feature(row.number, {name: cell for name, cell in row.cells.items() if name != "geometry"}, polygon)


def _polygon(row: Row, faults: Faults) -> Polygon | None:
    try:
        return polygon_of(orjson.loads(row["geometry"]))
    except Unread as why:
        faults.add(GRIDS_FILE, row.number, "geometry/图形", why.wrong, why.write)
        return None


GRIDS = ImportKind(
    sheet=SHEET,
    plan=planned,
    apply=ground.apply,
    label=lambda row: f"{row['code']} {row['name']}",
    also={
        "网格编码": "code",
        "网格代码": "code",
        "网格名称": "name",
        "所属社区": "community",
        "predecesso": "predecessor",
    },
    row_area="code",
    by_row=False,
    most=6_000,
    batch=250,
)
