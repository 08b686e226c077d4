"""Whom news of an incident concerns: read in one statement, and then asked in memory for each who listens."""

from __future__ import annotations

from functools import cache, partial
from uuid import UUID

from server.data.database import dialect
from server.grid.incident import lookups, policy
from server.grid.incident.followers import IncidentFollower
from server.grid.incident.models import Incident, IncidentUnit
from server.journal.live_topic import Audience, Topic
from server.journal.models import Event
from server.query.execute import Reading
from server.query.projection import Hanging
from server.query.row_query import One
from server.query.wants import Wants

_PARTIES = Hanging("parties", IncidentUnit, there="incident_id", by=("since", "id"))
_FOLLOWERS = Hanging("followers", IncidentFollower, there="incident_id", by=("person_id",))
_EVENTS = Hanging("events", Event, there="subject_id", by=("number",))
_PLACED = ("grid_id", "community_id", "street_id", "reporter_id", "assignee_id", "lead_unit_id")


def _one(incident_id: UUID) -> One:
    return One([Incident.filter(id=incident_id)])


@cache
def _reading(dialect: str) -> Reading:
    """Made when the models know their columns."""
    wants = Wants(Incident)
    wants.take((*_PLACED, (_PARTIES, ("unit_id",)), (_EVENTS, ("by_id",)), (_FOLLOWERS, ("person_id",))))
    return Reading.of(wants, _one(UUID(int=0)))


async def audience(incident_id: UUID) -> Audience | None:
    """Whom the incident concerns; None when there is none. To those who did something with it, it is told in person."""
    found = await _reading(dialect()).fetch(_one(incident_id))
    if found is None:
        return None
    persons = {found.reporter_id, found.assignee_id, *(event.by_id for event in found.events)} - {None}
    units = frozenset(party.unit_id for party in found.parties)
    followers = frozenset(one.person_id for one in found.followers)
    return Audience(partial(policy.sees, incident=found, units=units, followers=followers), frozenset(persons))


CHANGES = Topic("incident.", audience, lookups.change)
