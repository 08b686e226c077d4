"""What a batch of whistles' events is about, read together: incidents, the parties called, who drafted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from server.data.database import reader
from server.grid.incident.notices import batch as of_incident
from server.grid.incident.notices.batch import Asked, Told, identity
from server.grid.whistle.models import WhistleParty
from server.journal.models import Event
from server.process.subject.port import About

ASKED: Asked = {"approved": ("drafted",), "declined": ("drafted",), "reviewed": ("drafted",)}


@dataclass(frozen=True)
class Blown(Told):
    """An event of a whistle with the incident that it was blown for. `called`: others know nothing of it."""

    called: tuple[WhistleParty, ...] = ()

    @property
    def about(self) -> About:
        """Due when the next clock of its parties (of the one that the event names) is."""
        incident, named = self.incident, self.party or self.parties
        due = [one.next_due_at for one in self.called if one.unit_id in named and one.next_due_at]
        return About(kind="whistle", id=self.event.subject_id, severity=incident.severity, state=incident.state,
                     due_at=min(due, default=None), incident_id=incident.id)  # fmt: skip

    @property
    def party(self) -> frozenset[UUID]:
        named = identity(self.event.payload.get("unit"))
        return self.parties & {named} if named else frozenset()

    @property
    def parties(self) -> frozenset[UUID]:
        return frozenset(one.unit_id for one in self.called)


async def told_of(events: Sequence[Event]) -> list[Blown]:
    """Each of these events of whistles with its incident, in their order."""
    about = {event.id: identity(event.payload.get("incident")) for event in events}
    found = await of_incident.incidents({one for one in about.values() if one})
    asked, called = await of_incident.askers(events, ASKED), await _called(events)
    return [
        Blown(event, found[incident], asked.get(event.id), called=called.get(event.subject_id, ()))
        for event in events
        if (incident := about[event.id]) in found
    ]


async def _called(events: Sequence[Event]) -> dict[UUID, tuple[WhistleParty, ...]]:
    """By whistle: its parties that were called."""
    found: dict[UUID, tuple[WhistleParty, ...]] = {}
    whistles = list({event.subject_id for event in events})
    chosen = WhistleParty.filter(whistle_id__in=whistles, called_at__isnull=False).using_db(reader())
    for party in await chosen if whistles else ():
        found[party.whistle_id] = (*found.get(party.whistle_id, ()), party)
    return found
