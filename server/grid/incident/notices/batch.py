"""What a batch of events is about, read together: incidents, who had asked, who follows.

A batch costs three statements, whatever it tells of; one more where a community handled something itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from uuid import UUID

from server.data.database import reader
from server.grid.incident.followers import IncidentFollower
from server.grid.incident.models import Awaits, Disposal, Incident
from server.grid.incident.notices.rules import ROWS
from server.journal.models import Event
from server.process.subject.port import About
from server.process.subject.rules import NOBODY

Asked = Mapping[str, tuple[str, ...]]

# whose word a later event answers: the verbs by which somebody asked
ASKED: Asked = {
    "granted": ("return_asked", "extension_asked", "suspension_asked", "void_asked"),
    "declined": ("return_asked", "extension_asked", "suspension_asked", "void_asked"),
    "given_back": ("return_asked",),
    "suspended": ("suspension_asked",),
    "voided": ("void_asked",),
    "supervision_answered": ("supervised",),
}


@dataclass(frozen=True)
class Told:
    """An event with the incident that it is about."""

    event: Event
    incident: Incident
    asker: UUID | None = None
    followers: tuple[UUID, ...] = ()  # who reported what was merged into it
    handled_by: UUID | None = None  # who handled what the community assigned, while it waits for the desk that closes

    @property
    def about(self) -> About:
        incident = self.incident
        return About(kind="incident", id=incident.id, severity=incident.severity, state=incident.state,
                     due_at=incident.late_at, incident_id=incident.id)  # fmt: skip

    @property
    def party(self) -> frozenset[UUID]:
        """The unit of the called party that the event names."""
        return frozenset()

    @property
    def parties(self) -> frozenset[UUID]:
        """The units that were called about it."""
        return frozenset()

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
        """Who was asked by name until the event; nobody, where they have left."""
        told = self.event.payload
        return None if told.get("former_left") else identity(told.get("relieved"))

    @property
    def named(self) -> frozenset[UUID]:
        """The unit that the event names, else the one that leads."""
        found = identity(self.event.payload.get("unit")) or self.incident.lead_unit_id
        return frozenset({found} if found else ())

    @property
    def units(self) -> frozenset[UUID]:
        """Every unit that may have to do with it."""
        lead = {self.incident.lead_unit_id} if self.incident.lead_unit_id else set()
        return self.parties | lead | self.assisting | self.former | self.named


def identity(text: object) -> UUID | None:
    try:
        return UUID(str(text)) if text else None
    except ValueError:
        return None


def _identities(named: object) -> frozenset[UUID]:
    return frozenset(found for one in named if (found := identity(one))) if isinstance(named, list) else frozenset()


async def told_of(events: Sequence[Event]) -> list[Told]:
    """Each of these events of incidents with its incident, in their order."""
    found = await incidents({event.subject_id for event in events})
    asked, followers, handled = await askers(events, ASKED), await _followers(events), await _handled(found.values())
    return [
        Told(event, found[about], asked.get(event.id), followers.get(about, ()), handled.get(about))
        for event in events
        if (about := event.subject_id) in found
    ]


async def incidents(ids: Set[UUID]) -> dict[UUID, Incident]:
    """These incidents by id; those that are not there are left out."""
    return {one.id: one for one in await Incident.filter(id__in=list(ids)).using_db(reader())} if ids else {}


async def askers(events: Sequence[Event], asked_by: Asked) -> dict[UUID, UUID]:
    """By the events that answer somebody: who had asked. All are of one noun."""
    answers = [event for event in events if _verb(event) in asked_by]
    if not answers:
        return {}
    kinds = {f"{event.kind.partition('.')[0]}.{verb}" for event in answers for verb in asked_by[_verb(event)]}
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


def _verb(event: Event) -> str:
    return event.kind.partition(".")[2]


async def _followers(events: Sequence[Event]) -> dict[UUID, tuple[UUID, ...]]:
    """By incident of which reporters hear: who reported what was merged into it."""
    ended = [event.subject_id for event in events if ROWS.get(_verb(event), NOBODY).reported]
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
