"""Stand-ins as notices and streams know them: who is asked hears of it, and who asked hears what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from tortoise.expressions import Q, Subquery

from server.core.viewer import Viewer
from server.data.database import reader
from server.journal.live_topic import Audience, Topic
from server.journal.models import Event
from server.process.subject.kinds import NoticeKind
from server.process.subject.port import About, Concerned, Subject
from server.process.subject.rules import NOBODY, Row, Tells
from server.process.subject.settling import Settling
from server.query.row_query import The
from server.setup.stand_in.models import StandIn
from server.setup.stand_in.policy import visible_to

KIND = "standin"
ANSWERED = frozenset({f"{KIND}.accepted", f"{KIND}.ended", f"{KIND}.passed"})


class To(StrEnum):
    COLLEAGUE = "COLLEAGUE"  # who stands in
    AWAY = "AWAY"  # whose post it is


@dataclass(frozen=True)
class Heard:
    """One event of a stand-in as it is now. Nobody is told of what they did themselves."""

    event: Event
    about: About
    row: StandIn

    def people(self, to: Sequence[StrEnum]) -> list[UUID]:
        both = {To.COLLEAGUE: self.row.person_id, To.AWAY: self.row.asked_by_id}
        return [both[To(one)] for one in to if both[To(one)] != self.event.by_id]

    def units(self, to: Sequence[StrEnum]) -> frozenset[UUID]:
        return frozenset()


async def _concerned(events: Sequence[Event]) -> Sequence[Concerned]:
    found = await StandIn.filter(id__in=list({one.subject_id for one in events})).using_db(reader())
    rows = {one.id: one for one in found}
    return [_heard(event, rows[event.subject_id]) for event in events if event.subject_id in rows]


def _heard(event: Event, row: StandIn) -> Heard:
    return Heard(event, About(kind=KIND, id=row.id, severity=1, state=row.state), row)


async def _relevant(kind: NoticeKind, about: About) -> bool:
    return await StandIn.filter(id=about.id, state=about.state).using_db(reader()).exists()


def _sight(viewer: Viewer, table: str) -> Q:
    return Q(subject_id__in=Subquery(StandIn.filter(visible_to(viewer)).values("id")))


async def _audience(key: UUID) -> Audience | None:
    row = await StandIn.filter(id=key).using_db(reader()).first()
    if row is None:
        return None
    both = frozenset({row.asked_by_id, row.person_id})
    return Audience(lambda viewer: viewer.person_id in both, both)


def _chosen(viewer: Viewer, event_id: UUID, key: UUID) -> The:
    return The([Event.filter(_sight(viewer, "event"), id=event_id)])


SUBJECT = Subject(
    kind=KIND,
    rules={
        "asked": Row(gains=(Tells(NoticeKind.TO_DECIDE, (To.COLLEAGUE,)),)),
        "accepted": Row(waits=(Tells(NoticeKind.GRANTED, (To.AWAY,)),)),
        "ended": Row(
            waits=(Tells(NoticeKind.DECLINED, (To.AWAY,)),), loses=(Tells(NoticeKind.TAKEN_AWAY, (To.COLLEAGUE,)),)
        ),
        "begun": NOBODY,
        "passed": NOBODY,
        "given_back": NOBODY,
    },
    concerned=_concerned,
    sight=_sight,
    relevant=_relevant,
    settling=Settling(
        settles=lambda event: event.kind in ANSWERED,
        done_with=lambda notice, event, people: notice.kind is NoticeKind.TO_DECIDE,
    ),
    path=lambda about: "/me/leave",
    topic=Topic(f"{KIND}.", _audience, _chosen),
)
