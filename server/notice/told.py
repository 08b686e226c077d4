"""What a batch of events is about, read together: incidents, whistles' parties, who had asked, who follows.

A batch costs four statements, whatever it tells of; one more where a community handled something itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from server.database import reader
from server.event.models import Event
from server.incident.followers import IncidentFollower
from server.incident.models import Awaits, Disposal, Incident
from server.notice.routes import NOBODY, ROWS
from server.whistle.models import WhistleParty

# whose word a later event answers: the kinds by which somebody asked
ASKED = {
    "incident.granted": ("return_asked", "extension_asked", "suspension_asked", "void_asked"),
    "incident.declined": ("return_asked", "extension_asked", "suspension_asked", "void_asked"),
    "incident.given_back": ("return_asked",),
    "incident.suspended": ("suspension_asked",),
    "incident.voided": ("void_asked",),
    "incident.supervision_answered": ("supervised",),
    "whistle.approved": ("drafted",),
    "whistle.declined": ("drafted",),
    "whistle.reviewed": ("drafted",),
}


@dataclass(frozen=True)
class Told:
    """An event with what it is about."""

    event: Event
    incident: Incident
    asker: UUID | None = None
    called: tuple[WhistleParty, ...] = ()  # the parties of the whistle that were called; others know nothing of it
    followers: tuple[UUID, ...] = ()  # who reported what was merged into it
    handled_by: UUID | None = None  # who handled what the community assigned, while it waits for the desk that closes

    @property
    def party(self) -> frozenset[UUID]:
        """The unit of the party that the event names."""
        named = _identity(self.event.payload.get("unit"))
        return self.parties & {named} if named else frozenset()

    @property
    def parties(self) -> frozenset[UUID]:
        """The units of all parties."""
        return frozenset(one.unit_id for one in self.called)

    @property
    def due_at(self) -> datetime | None:
        """When the next clock of the whistle's parties (of the one that the event names) is due, or the incident's."""
        if not self.event.kind.startswith("whistle."):
            return self.incident.late_at
        due = [one.next_due_at for one in self.called if one.unit_id in (self.party or self.parties)]
        return min((one for one in due if one), default=None)

    @property
    def assisting(self) -> frozenset[UUID]:
        """The units that assist from the event on."""
        return _identities(self.event.payload.get("joined"))

    @property
    def former(self) -> frozenset[UUID]:
        """The units whose part ended with it."""
        return _identities(self.event.payload.get("left"))

    @property
    def former_person(self) -> UUID | None:
        """Who was asked to look before the one who is now; nobody, where they have left."""
        told = self.event.payload
        return None if told.get("former_left") else _identity(told.get("former"))

    @property
    def named(self) -> frozenset[UUID]:
        """The unit that the event names, else the one that leads."""
        found = _identity(self.event.payload.get("unit")) or self.incident.lead_unit_id
        return frozenset({found} if found else ())

    @property
    def units(self) -> frozenset[UUID]:
        """Every unit that may have to do with it."""
        lead = {self.incident.lead_unit_id} if self.incident.lead_unit_id else set()
        return self.parties | lead | self.assisting | self.former | self.named


def _identity(text: object) -> UUID | None:
    try:
        return UUID(str(text)) if text else None
    except ValueError:
        return None


def _identities(named: object) -> frozenset[UUID]:
    return frozenset(found for one in named if (found := _identity(one))) if isinstance(named, list) else frozenset()


async def told_of(events: Sequence[Event]) -> list[Told]:
    """Each event with its incident, in their order; what is about no incident is left out."""
    about = {event.id: incident_of(event) for event in events}
    ids = list({one for one in about.values() if one})
    incidents = {one.id: one for one in await Incident.filter(id__in=ids).using_db(reader())} if ids else {}
    askers, called = await _askers(events), await _called(events)
    followers, handled = await _followers(events), await _handled(incidents.values())
    return [
        Told(
            event,
            incidents[found],
            askers.get(event.id),
            called.get(event.subject_id, ()),
            followers.get(found, ()),
            handled.get(found),
        )
        for event in events
        if (found := about[event.id]) in incidents
    ]


def incident_of(event: Event) -> UUID | None:
    """The incident that an event is about: its subject, or the one that a whistle was blown for."""
    return event.subject_id if event.kind.startswith("incident.") else _identity(event.payload.get("incident"))


async def _askers(events: Sequence[Event]) -> dict[UUID, UUID]:
    """By the events that answer somebody: who had asked."""
    answers = [event for event in events if event.kind in ASKED]
    if not answers:
        return {}
    kinds = {f"{event.kind.split('.')[0]}.{verb}" for event in answers for verb in ASKED[event.kind]}
    chosen = Event.filter(subject_id__in=[event.subject_id for event in answers], kind__in=list(kinds))
    asked = await chosen.order_by("number").using_db(reader())
    return {
        answer.id: before[-1].by_id
        for answer in answers
        if (
            before := [
                one
                for one in asked
                if one.subject_id == answer.subject_id
                and one.number < answer.number
                and one.payload.get("supervision") == answer.payload.get("supervision")
            ]
        )
        and before[-1].by_id
    }


async def _followers(events: Sequence[Event]) -> dict[UUID, tuple[UUID, ...]]:
    """By incident of which reporters hear: who reported what was merged into it."""
    ended = [event.subject_id for event in events if ROWS.get(event.kind, NOBODY).reported]
    rows = await IncidentFollower.filter(incident_id__in=ended).order_by("id").using_db(reader()) if ended else []
    found: dict[UUID, tuple[UUID, ...]] = {}
    for one in rows:
        found[one.incident_id] = (*found.get(one.incident_id, ()), one.person_id)
    return found


async def _handled(incidents: Iterable[Incident]) -> dict[UUID, UUID]:
    """By incident that no unit led and that waits to be closed: who handled it last."""
    ids = [one.id for one in incidents if one.awaits is Awaits.CLOSER and one.lead_unit_id is None]
    done = Disposal.filter(incident_id__in=ids).order_by("at", "id").using_db(reader())
    return {one.incident_id: one.by_id for one in await done} if ids else {}


async def _called(events: Sequence[Event]) -> dict[UUID, tuple[WhistleParty, ...]]:
    """By whistle: its parties that were called."""
    whistles = list({event.subject_id for event in events if event.kind.startswith("whistle.")})
    found: dict[UUID, tuple[WhistleParty, ...]] = {}
    if whistles:
        chosen = WhistleParty.filter(whistle_id__in=whistles, called_at__isnull=False)
        for party in await chosen.using_db(reader()):
            found[party.whistle_id] = (*found.get(party.whistle_id, ()), party)
    return found
