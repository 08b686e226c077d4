"""Keeps the seal of each incident's last event, in step with the log: what changed since is then a range of an index.

Decision: a narrow table of its own and not a column of the incident, whose many indexes a new value would touch again
with every event; and a follower and not the writers, because only the seals have one order in which nothing appears
late. A phone's cursor says how far it had come, so that an event which is not sealed yet comes with the next pull.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from server.database import reader
from server.event import follow
from server.event.follow import Following
from server.event.models import Event
from server.sync.models import IncidentMark
from server.whistle.models import Whistle

NAME = "sync"


async def note(events: Sequence[Event]) -> None:
    """Within the transaction of our place in the log, behind which `events` follow without a gap."""
    begun = await follow.place(NAME)
    seals: dict[UUID, int] = {}
    blown: dict[UUID, int] = {}
    for seal, event in enumerate(events, begun + 1):
        if event.kind.startswith("incident."):
            seals[event.subject_id] = seal
        elif event.kind.startswith("whistle."):
            blown[event.subject_id] = seal
    if blown:
        about = Whistle.filter(id__in=list(blown)).using_db(reader()).values_list("id", "incident_id")
        for whistle_id, incident_id in await about:
            seals[incident_id] = max(blown[whistle_id], seals.get(incident_id, 0))
    if seals:
        marks = [IncidentMark(incident_id=incident_id, seal=seal) for incident_id, seal in seals.items()]
        await IncidentMark.bulk_create(marks, on_conflict=["incident_id"], update_fields=["seal"])


async def noted() -> int:
    """The seal up to which the marks are whole."""
    return await follow.place(NAME)


FOLLOWING = Following(NAME, note)
