"""What a whistle does to its incident, offered to it: called units see the incident, and it counts its open parties.

While there are any, nothing is fed back and nothing is ended. The count takes no version.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from tortoise.expressions import F

from server.core.ids import new_id
from server.grid.incident.models import Incident, IncidentUnit
from server.process.change import Effect


def called(incident_id: UUID, units: Collection[UUID], open_parties: int, now: datetime) -> Effect:
    """`units` are called now, and there are so many open parties more (or fewer). A unit's part is over from its
    beginning: it sees the incident, and does not assist by a dispatch."""

    async def write() -> bool:
        if open_parties:
            counted = Incident.filter(id=incident_id).update(whistling=F("whistling") + open_parties)
            if not await counted:
                return False
        seen = [IncidentUnit(id=new_id(), incident_id=incident_id, unit_id=unit, since=now, until=now)
                for unit in sorted(units)]  # fmt: skip
        if seen:
            await IncidentUnit.bulk_create(seen, ignore_conflicts=True)
        return True

    also = {"incident": str(incident_id), "called": [str(unit) for unit in sorted(units)], "open": open_parties,
            "at": now}  # fmt: skip
    return Effect(Incident, incident_id, write, also)
