"""Drafts of rules as notices and streams know them: who may approve hears of it, and who drafted what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from tortoise.expressions import Q, Subquery

from server.core import clock
from server.core.viewer import Viewer
from server.data.database import reader
from server.ground.person.models import Post
from server.ground.person.policy import held_on
from server.journal.live_topic import Audience, Topic
from server.journal.models import Event
from server.process.subject.kinds import NoticeKind
from server.process.subject.port import About, Concerned, Subject
from server.process.subject.rules import NOBODY, Row, Tells
from server.process.subject.settling import Settling
from server.query.row_query import The
from server.setup.rule_draft.models import RuleDraft
from server.setup.rule_draft.policy import KEEPERS, visible_to

KIND = "rule_draft"
DECIDED = frozenset({f"{KIND}.{verb}" for verb in ("edited", "simulated", "approved", "dropped", "lapsed")})


class To(StrEnum):
    SECOND = "SECOND"  # who may approve it
    DRAFTER = "DRAFTER"


@dataclass(frozen=True)
class Heard:
    """One event of a draft as it is now. Nobody is told of what they did themselves."""

    event: Event
    about: About
    row: RuleDraft
    keepers: Sequence[tuple[UUID, str]]  # with the area of their post

    def people(self, to: Sequence[StrEnum]) -> list[UUID]:
        seconds = [who for who, area in self.keepers if self.row.area.startswith(area) and who != self.row.made_by_id]
        both = {To.SECOND: seconds, To.DRAFTER: [self.row.made_by_id]}
        return list(dict.fromkeys(who for one in to for who in both[To(one)] if who != self.event.by_id))

    def units(self, to: Sequence[StrEnum]) -> frozenset[UUID]:
        return frozenset()


async def _concerned(events: Sequence[Event]) -> Sequence[Concerned]:
    found = await RuleDraft.filter(id__in=list({one.subject_id for one in events})).using_db(reader())
    rows = {one.id: one for one in found}
    held = Post.filter(held_on(clock.today()), role__in=list(KEEPERS), person__ended_at=None)
    keepers = await held.order_by("starts_on", "id").using_db(reader()).values_list("person_id", "area_id")
    return [_heard(event, rows[event.subject_id], keepers) for event in events if event.subject_id in rows]


def _heard(event: Event, row: RuleDraft, keepers: Sequence[tuple[UUID, str]]) -> Heard:
    return Heard(event, About(kind=KIND, id=row.id, severity=1, state=row.state), row, keepers)


async def _relevant(kind: NoticeKind, about: About) -> bool:
    return await RuleDraft.filter(id=about.id, state=about.state).using_db(reader()).exists()


def _sight(viewer: Viewer, table: str) -> Q:
    return Q(subject_id__in=Subquery(RuleDraft.filter(visible_to(viewer)).values("id")))


async def _audience(key: UUID) -> Audience | None:
    row = await RuleDraft.filter(id=key).using_db(reader()).first()
    if row is None:
        return None
    area = row.area
    return Audience(lambda viewer: viewer.seat_for(KEEPERS, area) is not None)


def _chosen(viewer: Viewer, event_id: UUID, key: UUID) -> The:
    return The([Event.filter(_sight(viewer, "event"), id=event_id)])


SUBJECT = Subject(
    kind=KIND,
    rules={
        "proposed": NOBODY,
        "edited": NOBODY,
        "simulated": Row(gains=(Tells(NoticeKind.TO_DECIDE, (To.SECOND,)),)),
        "approved": Row(waits=(Tells(NoticeKind.GRANTED, (To.DRAFTER,)),)),
        "dropped": Row(waits=(Tells(NoticeKind.DECLINED, (To.DRAFTER,)),)),
        "lapsed": Row(waits=(Tells(NoticeKind.DECLINED, (To.DRAFTER,)),)),
        "begun": NOBODY,
        "superseded": NOBODY,
    },
    concerned=_concerned,
    sight=_sight,
    relevant=_relevant,
    settling=Settling(
        settles=lambda event: event.kind in DECIDED,
        done_with=lambda notice, event, people: notice.kind is NoticeKind.TO_DECIDE,
    ),
    path=lambda about: f"/me/rules?id={about.id}",
    topic=Topic(f"{KIND}.", _audience, _chosen),
)
