"""Streets and communities by their codes of 9 and 12 digits; grids come by their map."""

from __future__ import annotations

from server.ground.area import loading
from server.process.importing.faults import Faults
from server.process.importing.kind import Given, ImportKind, Plan
from server.process.importing.sheet import Table
from server.setup.import_job.kinds import ground
from server.setup.pack import places
from server.setup.pack.kinds import AREAS as SHEET


async def planned(given: Given, table: Table, faults: Faults) -> Plan:
    there = await loading.standing()
    return await ground.planned(given, there, places.from_sheet(table, there, given.since, faults), faults)


AREAS = ImportKind(
    sheet=SHEET,
    plan=planned,
    apply=ground.apply,
    label=lambda row: f"{row['code']} {row['name']}",
    also={"区划代码": "code", "统计用区划代码": "code", "行政区划代码": "code", "区划名称": "name", "上级": "parent"},
    row_area="code",
    by_row=False,
    batch=250,
)
