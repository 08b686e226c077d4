"""The State Council's notice of a year: its days off and its days of work, as the sheet of a district has them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from server.core.viewer import Viewer
from server.ground.worktime import actions
from server.process.importing.faults import Faults
from server.process.importing.kind import Act, Given, ImportKind, Plan
from server.process.importing.sheet import Table
from server.setup.pack import calendar
from server.setup.pack.calendar import Set
from server.setup.pack.kinds import HOLIDAYS as SHEET
from server.setup.pack.words import DAYS


async def planned(given: Given, table: Table, faults: Faults) -> Plan:
    """Each day that becomes another; days that the file does not name stay as they are."""
    rows = {date.fromisoformat(row["day"]): row.number for row in table.rows}
    found = calendar.changes({SHEET.name: table}, await calendar.standing(), given.since, faults)
    days: dict[date, Set | None] = {**found.added, **found.changed, **dict.fromkeys(found.ended)}
    return Plan(
        [Act(rows[day], (day, said)) for day, said in sorted(days.items(), key=lambda one: rows[one[0]])], found.same
    )


async def apply(by: Viewer, given: Given, acts: Sequence[Act]) -> None:
    for one in acts:
        day, said = one.value
        if said is None:
            await actions.give_back_day(by, area=given.area, day=day)
        else:
            kind, source, provisional = said
            await actions.set_day(by, area=given.area, day=day, kind=kind, source=source, provisional=provisional)


HOLIDAYS = ImportKind(
    sheet=SHEET,
    plan=planned,
    apply=apply,
    label=lambda row: f"{row['day']} {DAYS[row['kind']]}",
    batch=10,
    also={"安排": "kind", "放假或上班": "kind", "文号": "source", "通知": "source"},
)
