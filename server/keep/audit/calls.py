"""What whistles did to incidents, as the whistles' own events tell it: an incident has no event of its own for it.

A whistle adds the parts of the units that it calls and counts its open parties on the incident; both are an effect of a
change of the whistle (`server.grid.incident.whistling`), take no version, and are no part of the incident's digest.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from server.data import orm
from server.data.database import asked, reader
from server.grid.incident.models import Incident, IncidentUnit
from server.journal.models import Event
from server.keep.audit.findings import Finding, What

PAGE = 500
TABLE = orm.table(IncidentUnit)
_ALSO = "SELECT number FROM event WHERE CAST(payload AS TEXT) LIKE '%\"also\"%' ORDER BY number"


@dataclass
class Calls:
    """What follows for some incidents: how many parties are open on each, and when each unit was called to it."""

    open: Counter[UUID] = field(default_factory=Counter)
    at: dict[tuple[UUID, UUID], set[datetime]] = field(default_factory=dict)

    def follows(self, table: str, incident: UUID, row: dict[str, Any]) -> bool:
        """Whether a row of an incident is the part of a unit that was called."""
        moments = self.at.get((incident, row.get("unit_id", incident)), set())
        return table == TABLE and row["since"] == row["until"] and row["since"] in moments


async def told() -> Calls:
    """What the events of other nouns tell that they did to incidents."""
    numbers = [row[0] for row in await asked(_ALSO, [])]
    found = Calls()
    for start in range(0, len(numbers), PAGE):
        events = Event.filter(number__in=numbers[start : start + PAGE]).using_db(reader())
        for event in await events.only("payload"):
            also: Any = event.payload.get("also", ())
            for one in also:
                incident = UUID(one["incident"])
                found.open[incident] += int(one["open"])
                for unit in one["called"]:
                    found.at.setdefault((incident, UUID(unit)), set()).add(datetime.fromisoformat(one["at"]))
    return found


async def compare(keys: list[UUID], calls: Calls) -> list[Finding]:
    """Where these incidents do not stand as the whistles' events tell."""
    chosen = Incident.filter(id__in=keys).using_db(reader())
    found = [
        Finding(What.STATE, "incident", str(key), f"whistling is {count}, and whistles tell of {calls.open[key]}")
        for key, count in await chosen.values_list("id", "whistling")
        if count != calls.open[key]
    ]
    parts = IncidentUnit.filter(incident_id__in=keys).using_db(reader())
    there = set(await parts.values_list("incident_id", "unit_id"))
    called = sorted({place for place in calls.at if place[0] in keys} - there)
    return found + [Finding(What.GONE, TABLE, str(unit), f"it was called to {incident}") for incident, unit in called]
