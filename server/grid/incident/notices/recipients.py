"""Who stands behind the words of the rules: the holders of posts today, of the incident's area and of its units.

For a batch of events they are read in one statement, whatever it tells of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from tortoise.expressions import Q

from server.core import clock
from server.core.viewer import Role
from server.data.database import reader
from server.grid.incident.models import Awaits
from server.grid.incident.notices.batch import Told
from server.grid.incident.notices.rules import Audience
from server.grid.incident.steps import COMMUNITY_LEVEL, HANDS, LOOKERS, TOP_LEVEL
from server.ground.person.models import Post
from server.ground.person.policy import held_on
from server.ground.person.standing_in import LADDER, STREET, Desks
from server.journal.models import Event
from server.process.subject.port import About, Concerned

MOST_TOLD = 200  # people by one event

UNIT_PEOPLE = (Role.DEPT_HANDLER, Role.DEPT_DUTY, Role.ENTERPRISE_LIAISON)
DESK_ROLES = (Role.COMMUNITY, Role.STREET_INTAKE, Role.STREET_DISPATCH, Role.STREET_HEAD, Role.DISTRICT_DISPATCH,
              Role.DISTRICT_SUPERVISOR)  # fmt: skip

BY_AREA: dict[Audience, tuple[Role, ...]] = {
    Audience.COMMUNITY: (Role.COMMUNITY,),
    Audience.INTAKE: (Role.STREET_INTAKE,),
    Audience.DISPATCH: (Role.STREET_DISPATCH,),
    Audience.HEAD: (Role.STREET_HEAD,),
    Audience.DISTRICT_DESK: (Role.DISTRICT_DISPATCH,),
    Audience.DISTRICT: (Role.DISTRICT_SUPERVISOR,),
}
ASSIGNED = (Awaits.VERIFIER, Awaits.CHECKER, Awaits.HANDLER)
WORKING = frozenset({*ASSIGNED, Awaits.UNIT})
DECIDERS: dict[object, Audience] = {"HEAD": Audience.HEAD, "DISTRICT": Audience.DISTRICT_DESK}  # else the desk
LEVELS: dict[object, tuple[Audience, ...]] = {
    1: (Audience.COMMUNITY,),
    2: (Audience.DISPATCH,),
    3: (Audience.DISTRICT_DESK,),
}
OVERSEERS: dict[object, tuple[Audience, ...]] = {2: (Audience.HEAD,), 3: (Audience.DISTRICT,)}


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
            wanted |= Q(role__in=[*LOOKERS, *HANDS], person_id__in=list(asked))
        chosen = Post.filter(held_on(clock.today()), wanted, person__ended_at=None).order_by("starts_on", "id")
        return cls(await chosen.using_db(reader()))

    def people(self, told: Told, to: Audience) -> list[UUID]:
        """The persons of one audience, each once."""
        incident = told.incident
        match to:
            case Audience.ASSIGNEE:
                return _some(incident.assignee_id)
            case Audience.FORMER_ASSIGNEE:
                return _some(told.former_person)
            case Audience.REPORTERS:
                return [*_some(incident.reporter_id), *told.followers]
            case Audience.ASKER:
                return _some(told.asker)
            case Audience.UNIT:
                return self.handling(told)
            case Audience.ASSISTING:
                return self.in_units(told.assisting)
            case Audience.FORMER:
                return self.in_units(told.former)
            case Audience.NAMED:
                return self.in_units(told.named)
            case Audience.PARTY:
                return self.in_units(told.party)
            case Audience.PARTY_DUTY:
                return self.answering(told.party)
            case Audience.PARTIES:
                return self.in_units(told.parties)
            case Audience.TURN | Audience.WORKING:
                return self.whose_turn(told) if to is Audience.TURN or incident.awaits in WORKING else []
            case Audience.DECIDER:
                return self.deciding(told)
            case Audience.LEVEL:
                return self.all_of(told, LEVELS.get(_level(told), (Audience.DESK,)))
            case Audience.OVERSEER:
                return self.all_of(told, OVERSEERS.get(_level(told), ()))
            case Audience.DESK:
                first = Audience.COMMUNITY if incident.level <= COMMUNITY_LEVEL else Audience.DISPATCH
                return self.people(told, first) or self.people(told, Audience.DISPATCH)
            case _:
                return self.with_role(BY_AREA[to], incident.grid_id)

    def handling(self, told: Told) -> list[UUID]:
        """The people of the lead unit, or whom the community assigned it to."""
        incident = told.incident
        is_ours = incident.awaits is Awaits.HANDLER
        return _some(incident.assignee_id) if is_ours else self.in_units({incident.lead_unit_id})

    def deciding(self, told: Told) -> list[UUID]:
        """Those whom a request waits for, but who asked; the street, where nobody else is left."""
        found = self.people(told, DECIDERS.get(told.event.payload.get("decider"), Audience.DESK))
        return _but(found, told.event.by_id) or self.people(told, Audience.DISPATCH)

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
            case Awaits.INTAKE if told.incident.level > COMMUNITY_LEVEL:
                return self.people(told, Audience.INTAKE)
            case Awaits.INTAKE:
                return self.all_of(told, (Audience.COMMUNITY, Audience.INTAKE))
            case Awaits.HANDLER:
                return self.people(told, Audience.ASSIGNEE if self.may_handle(told) else Audience.DESK)
            case Awaits.CLOSER:
                desk = self.people(told, Audience.DESK)
                return _but(desk, told.handled_by) or self.people(told, Audience.DISPATCH)  # another person checks
            case Awaits.UNIT:
                return self.people(told, Audience.UNIT) or self.people(told, Audience.DESK)
            case Awaits.NOBODY:
                return []
            case Awaits.DISPATCHER if told.incident.level >= TOP_LEVEL:
                return self.people(told, Audience.DISTRICT_DESK)
            case _:
                return self.people(told, Audience.DESK)

    def may_look(self, told: Told) -> bool:
        """Whether the one who was asked to look still holds a post in which they may."""
        return any(post.person_id == told.incident.assignee_id and post.role in LOOKERS for post in self.posts)

    def may_handle(self, told: Told) -> bool:
        """Whether the one to whom it was assigned still holds a post in which they handle it."""
        return any(post.person_id == told.incident.assignee_id and post.role in HANDS for post in self.posts)

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


@dataclass(frozen=True)
class Hearing:
    """One event with those who may hear of it."""

    told: Told
    holders: Holders

    @property
    def event(self) -> Event:
        return self.told.event

    @property
    def about(self) -> About:
        return self.told.about

    def people(self, to: Sequence[Audience]) -> list[UUID]:
        return self.holders.all_of(self.told, to)

    def units(self, to: Sequence[Audience]) -> frozenset[UUID]:
        """The units of the first recipient that is one, else the lead unit."""
        told, lead = self.told, self.told.incident.lead_unit_id
        found = {
            Audience.PARTIES: told.parties, Audience.PARTY: told.party, Audience.PARTY_DUTY: told.party,
            Audience.ASSISTING: told.assisting, Audience.FORMER: told.former, Audience.NAMED: told.named,
        }  # fmt: skip
        known = [found[one] for one in to if one in found]
        return known[0] if known else frozenset({lead} if lead else ())


async def heard(all_told: Sequence[Told]) -> list[Concerned]:
    """Each of them with those who may hear of it."""
    holders = await Holders.of(all_told)
    return [Hearing(told, holders) for told in all_told]


def _level(told: Told) -> object:
    return told.event.payload.get("to_level", told.incident.level)


def _but(people: list[UUID], one: UUID | None) -> list[UUID]:
    return [person for person in people if person != one]


def _some(person: UUID | None) -> list[UUID]:
    return [person] if person else []


def _once(posts: Iterable[Post]) -> list[UUID]:
    return list(dict.fromkeys(post.person_id for post in posts))
