"""Who stands behind the words of the table: the holders of posts today, of the incident's area and of its units.

A batch of events costs four statements, whatever it tells of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q

from server import clock
from server.database import reader
from server.event.models import Event
from server.incident.models import Awaits, Incident
from server.incident.steps import COMMUNITY_LEVEL, LOOKERS
from server.notice.routes import Audience
from server.person.models import Post
from server.person.policy import held_on
from server.person.standing_in import LADDER, STREET, Desks
from server.viewer import Role
from server.whistle.models import WhistleParty

MOST_TOLD = 200  # people by one event

UNIT_PEOPLE = (Role.DEPT_HANDLER, Role.DEPT_DUTY, Role.ENTERPRISE_LIAISON)
DESK_ROLES = (Role.COMMUNITY, Role.STREET_INTAKE, Role.STREET_DISPATCH, Role.STREET_HEAD, Role.DISTRICT_SUPERVISOR)

BY_AREA: dict[Audience, tuple[Role, ...]] = {
    Audience.COMMUNITY: (Role.COMMUNITY,),
    Audience.INTAKE: (Role.STREET_INTAKE,),
    Audience.DISPATCH: (Role.STREET_DISPATCH,),
    Audience.HEAD: (Role.STREET_HEAD,),
    Audience.DISTRICT: (Role.DISTRICT_SUPERVISOR,),
}
ASSIGNED = (Awaits.VERIFIER, Awaits.CHECKER)
DECIDERS: dict[object, Audience] = {"HEAD": Audience.HEAD, "DISTRICT": Audience.DISTRICT}  # else the desk
LEVELS: dict[object, tuple[Audience, ...]] = {
    1: (Audience.COMMUNITY,),
    2: (Audience.DISPATCH, Audience.HEAD),
    3: (Audience.DISTRICT,),
}

# whose word a later event answers: the kinds by which somebody asked
ASKED = {
    "incident.granted": ("return_asked", "extension_asked", "suspension_asked", "void_asked"),
    "incident.declined": ("return_asked", "extension_asked", "suspension_asked", "void_asked"),
    "incident.given_back": ("return_asked",),
    "incident.suspended": ("suspension_asked",),
    "incident.voided": ("void_asked",),
    "whistle.approved": ("drafted",),
    "whistle.declined": ("drafted",),
}


@dataclass(frozen=True)
class Told:
    """An event with what it is about."""

    event: Event
    incident: Incident
    asker: UUID | None = None
    called: tuple[WhistleParty, ...] = ()  # the parties of the whistle that were called; others know nothing of it

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
    def units(self) -> frozenset[UUID]:
        """Every unit that may have to do with it."""
        lead = {self.incident.lead_unit_id} if self.incident.lead_unit_id else set()
        return self.parties | lead


def _identity(text: object) -> UUID | None:
    try:
        return UUID(str(text)) if text else None
    except ValueError:
        return None


async def told_of(events: Sequence[Event]) -> list[Told]:
    """Each event with its incident, in their order; what is about no incident is left out."""
    about = {event.id: incident_of(event) for event in events}
    ids = list({one for one in about.values() if one})
    incidents = {one.id: one for one in await Incident.filter(id__in=ids).using_db(reader())} if ids else {}
    askers, called = await _askers(events), await _called(events)
    return [
        Told(event, incidents[found], askers.get(event.id), called.get(event.subject_id, ()))
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
        if (before := [one for one in asked if one.subject_id == answer.subject_id and one.number < answer.number])
        and before[-1].by_id
    }


async def _called(events: Sequence[Event]) -> dict[UUID, tuple[WhistleParty, ...]]:
    """By whistle: its parties that were called."""
    whistles = list({event.subject_id for event in events if event.kind.startswith("whistle.")})
    found: dict[UUID, tuple[WhistleParty, ...]] = {}
    if whistles:
        chosen = WhistleParty.filter(whistle_id__in=whistles, called_at__isnull=False)
        for party in await chosen.using_db(reader()):
            found[party.whistle_id] = (*found.get(party.whistle_id, ()), party)
    return found


@dataclass(frozen=True)
class Holders:
    """Who holds which post today, of what a batch has to do with."""

    posts: list[Post] = field(default_factory=list)

    @classmethod
    async def of(cls, all_told: Sequence[Told]) -> Holders:
        grids = {one.incident.grid_id for one in all_told}
        areas = {grid[:length] for grid in grids for length in (6, 9, 12, 15)}
        units = {unit for one in all_told for unit in one.units}
        if not areas:
            return cls()
        wanted = Q(role__in=list(DESK_ROLES), area_id__in=list(areas))
        if units:
            wanted |= Q(role__in=list(UNIT_PEOPLE), unit_id__in=list(units))
        if asked := {one.incident.assignee_id for one in all_told if one.incident.awaits in ASSIGNED}:
            wanted |= Q(role__in=list(LOOKERS), person_id__in=list(asked))
        chosen = Post.filter(held_on(clock.today()), wanted, person__ended_at=None).order_by("starts_on", "id")
        return cls(await chosen.using_db(reader()))

    def people(self, told: Told, to: Audience) -> list[UUID]:
        """The persons of one audience, each once."""
        incident = told.incident
        match to:
            case Audience.ASSIGNEE:
                return _some(incident.assignee_id)
            case Audience.REPORTER:
                return _some(incident.reporter_id)
            case Audience.ASKER:
                return _some(told.asker)
            case Audience.UNIT:
                return self.in_units({incident.lead_unit_id})
            case Audience.UNIT_DUTY:
                return self.answering({incident.lead_unit_id})
            case Audience.PARTY:
                return self.in_units(told.party)
            case Audience.PARTY_DUTY:
                return self.answering(told.party)
            case Audience.PARTIES:
                return self.in_units(told.parties)
            case Audience.TURN:
                return self.whose_turn(told)
            case Audience.DECIDER:
                return self.people(told, DECIDERS.get(told.event.payload.get("decider"), Audience.DESK))
            case Audience.LEVEL:
                level = told.event.payload.get("to_level", incident.level)
                return self.all_of(told, LEVELS.get(level, (Audience.DESK,)))
            case Audience.DESK:
                first = Audience.COMMUNITY if incident.level <= COMMUNITY_LEVEL else Audience.DISPATCH
                return self.people(told, first) or self.people(told, Audience.DISPATCH)
            case _:
                return self.with_role(BY_AREA[to], incident.grid_id)

    def all_of(self, told: Told, audiences: Iterable[Audience]) -> list[UUID]:
        """The persons of several audiences, each once, at most `MOST_TOLD`."""
        found = (person for to in audiences for person in self.people(told, to))
        return list(dict.fromkeys(found))[:MOST_TOLD]

    def whose_turn(self, told: Told) -> list[UUID]:
        match told.incident.awaits:
            case Awaits.VERIFIER if not self.may_look(told):
                return self.all_of(told, (Audience.COMMUNITY, Audience.INTAKE))
            case Awaits.CHECKER if not self.may_look(told):
                return self.people(told, Audience.DESK)
            case Awaits.VERIFIER | Awaits.CHECKER:
                return self.people(told, Audience.ASSIGNEE)
            case Awaits.INTAKE:
                return self.all_of(told, (Audience.COMMUNITY, Audience.INTAKE))
            case Awaits.UNIT:
                return self.people(told, Audience.UNIT) or self.people(told, Audience.DESK)
            case Awaits.NOBODY:
                return []
            case _:
                return self.people(told, Audience.DESK)

    def may_look(self, told: Told) -> bool:
        """Whether the one who was asked to look still holds a post in which they may."""
        return any(post.person_id == told.incident.assignee_id and post.role in LOOKERS for post in self.posts)

    def with_role(self, roles: Sequence[Role], grid: str) -> list[UUID]:
        """Who holds one of these roles over this grid; of an empty desk, who stands in for it."""
        found = _once(post for post in self.posts if post.role in roles and grid.startswith(post.area_id))
        if found or not set(roles) & set(LADDER):
            return found
        desks = Desks(frozenset((post.role, post.area_id) for post in self.posts), ())
        other = desks.stand_in(roles[0], grid[:STREET])
        return self.with_role((other,), grid) if other else []

    def in_units(self, units: Iterable[UUID | None]) -> list[UUID]:
        """Who works for one of these units."""
        wanted = frozenset(units)
        return _once(post for post in self.posts if post.unit_id in wanted and post.unit_id is not None)

    def answering(self, units: Iterable[UUID | None]) -> list[UUID]:
        """Who answers for one of these units: those on its duty desk, or everybody where it has none."""
        wanted = frozenset(units)
        duty = _once(post for post in self.posts if post.unit_id in wanted and post.role is Role.DEPT_DUTY)
        return duty or self.in_units(wanted)


def _some(person: UUID | None) -> list[UUID]:
    return [person] if person else []


def _once(posts: Iterable[Post]) -> list[UUID]:
    return list(dict.fromkeys(post.person_id for post in posts))
