"""Nouns that wait for a desk of a place: their subject, made of what each says of one of its things.

Whom a thing is about is never told of it, whatever posts they hold besides.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import Model
from tortoise.expressions import Q, Subquery

from server.core import clock
from server.core.viewer import Role, Seat, Viewer
from server.data.database import reader
from server.ground.person.models import Post
from server.ground.person.policy import DESKS, held_on
from server.journal.live_topic import Audience, Topic
from server.journal.models import Event
from server.process.subject.kinds import NoticeKind
from server.process.subject.port import About, Concerned, Subject
from server.process.subject.rules import Row, Tells
from server.process.subject.settling import Settling
from server.query.row_query import The


class To(StrEnum):
    DESK = "DESK"  # the first of its desks that anybody holds
    ABOVE = "ABOVE"  # the next one
    WRITER = "WRITER"  # whose it is, where they are one of ours
    OWNER = "OWNER"  # who has taken it on


REMINDED = Row(
    gains=(
        Tells(NoticeKind.WARNED, (To.DESK,), daily=True, thresholds=(80,)),
        Tells(NoticeKind.BREACHED, (To.DESK, To.ABOVE), daily=True, thresholds=(100,)),
    )
)  # of what `server.process.looking` looks after


@dataclass(frozen=True, kw_only=True)
class Case:
    """One thing as it is now. `desks`: the roles of each desk that may act on it, whose turn it is first. It is about
    the people of `unit`, and about whoever holds a role over an area of which `is_about` is true. The people of
    `owner_unit` have taken it on, and whoever holds a role of `owner` over its place."""

    area: str
    desks: tuple[frozenset[Role], ...]
    writer: UUID | None = None
    due_at: datetime | None = None
    unit: UUID | None = None
    is_about: Callable[[Role, str], bool] = lambda role, area: False
    owner: frozenset[Role] = frozenset()
    owner_unit: UUID | None = None

    def sees(self, viewer: Viewer) -> bool:
        """Whether news of it may concern the viewer; what they are told is read by the noun's own door."""
        if self.writer and viewer.actor_id == self.writer:
            return True
        held = (seat for seat in viewer.seats if not seat.stands_in)
        if self.unit in viewer.unit_ids or any(self.is_about(seat.role, seat.area) for seat in held):
            return False
        return self.owner_unit in viewer.unit_ids or any(self._answers(seat) for seat in viewer.seats)

    def _answers(self, seat: Seat) -> bool:
        return seat.covers(self.area) and any(seat.role in desk for desk in (*self.desks, self.owner))

    def people(self, posts: Collection[Post]) -> Mapping[StrEnum, list[UUID]]:
        """Who is told as whom, by the posts of today."""
        spared = {one.person_id for one in posts if one.unit_id and one.unit_id == self.unit}
        theirs = [one.person_id for one in posts if one.unit_id and one.unit_id == self.owner_unit]
        posts = [one for one in posts if self.area.startswith(one.area_id)]
        spared |= {one.person_id for one in posts if self.is_about(one.role, one.area_id)}
        spared |= {self.writer} if self.writer else set()
        held = [_persons(posts, desk, spared) for desk in self.desks]
        staffed = [*(desk for desk in held if desk), [], []]
        owners = [*theirs, *_persons(posts, self.owner, spared)]
        return {To.DESK: staffed[0], To.ABOVE: staffed[1], To.OWNER: owners}


def _persons(posts: Collection[Post], desk: frozenset[Role], spared: set[UUID]) -> list[UUID]:
    found = (one.person_id for one in posts if one.role in desk and one.person_id not in spared)
    return list(dict.fromkeys(found))


@dataclass(frozen=True)
class Heard:
    """An event of a thing, with whom it concerns."""

    event: Event
    about: About
    told: Mapping[StrEnum, list[UUID]]

    def people(self, to: Sequence[StrEnum]) -> list[UUID]:
        return list(dict.fromkeys(person for one in to for person in self.told[one]))

    def units(self, to: Sequence[StrEnum]) -> frozenset[UUID]:
        return frozenset()


@dataclass(frozen=True, kw_only=True)
class AtDesks:
    """A noun whose things have a `state` and wait for a desk. `case` says how one is now; `settled_by`: how
    the kinds of events end (`answered`) after which no desk waits any more, so that all earlier notices of it are read.
    """

    kind: str
    model: type[Model]
    visible_to: Callable[[Viewer], Q]
    case: Callable[[Any], Case]
    rules: Mapping[str, Row]
    settled_by: frozenset[str]
    screen: str = ""  # that shows all of them, where each has none of its own

    def subject(self) -> Subject:
        """The noun as notices and live streams know it."""
        return Subject(
            kind=self.kind,
            rules=self.rules,
            concerned=self.concerned,
            sight=self.sight,
            relevant=self.relevant,
            settling=Settling(settles=self.settles, done_with=lambda notice, event, people: True),
            path=lambda about: self.screen or f"/n/{self.kind}/{about.id}",
            topic=Topic(f"{self.kind}.", self.audience, self.change),
        )

    async def concerned(self, events: Sequence[Event]) -> Sequence[Concerned]:
        ids = list({one.subject_id for one in events})
        found: Sequence[Any] = await self.model.filter(id__in=ids).using_db(reader())
        rows = {row.id: (row, self.case(row)) for row in found}
        posts = await _posts([case for _, case in rows.values()])
        return [
            _heard(self.kind, event, *rows[event.subject_id], posts) for event in events if event.subject_id in rows
        ]

    async def relevant(self, _: NoticeKind, about: About) -> bool:
        return await self.model.filter(id=about.id, state=about.state).using_db(reader()).exists()

    def settles(self, event: Event) -> bool:
        return event.kind.partition(".")[2] in self.settled_by

    def sight(self, viewer: Viewer, table: str) -> Q:
        return self._seen(viewer)

    def _seen(self, viewer: Viewer, **which: Any) -> Q:
        return Q(subject_id__in=Subquery(self.model.filter(self.visible_to(viewer), **which).values("id")))

    async def audience(self, key: UUID) -> Audience | None:
        row = await self.model.filter(id=key).using_db(reader()).first()
        if row is None:
            return None
        case = self.case(row)
        return Audience(case.sees, frozenset({case.writer} if case.writer else ()))

    def change(self, viewer: Viewer, event_id: UUID, key: UUID) -> The:
        return The([Event.filter(self._seen(viewer, id=key), id=event_id)])


def _heard(kind: str, event: Event, row: Any, case: Case, posts: Collection[Post]) -> Heard:
    ours = [case.writer] if case.writer and any(one.person_id == case.writer for one in posts) else []
    about = About(kind=kind, id=row.id, severity=1, state=row.state, due_at=case.due_at)
    return Heard(event, about, {**case.people(posts), To.WRITER: ours})


async def _posts(cases: Collection[Case]) -> list[Post]:
    """The posts of today that count: of desks over the places, of the units concerned, and of whoever wrote one."""
    areas = {one.area[:length] for one in cases for length in (6, 9, 12)}
    if not areas:
        return []
    writers = [one.writer for one in cases if one.writer]
    wanted = Q(role__in=list(DESKS), area_id__in=list(areas)) | Q(person_id__in=writers)
    if units := [unit for one in cases for unit in (one.unit, one.owner_unit) if unit]:
        wanted |= Q(unit_id__in=units)
    chosen = Post.filter(held_on(clock.today()), wanted, person__ended_at=None).order_by("starts_on", "id")
    return await chosen.using_db(reader())
