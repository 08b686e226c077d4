"""Saved questions as notices and streams know them: only its owner is told, and only of what they asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from tortoise.expressions import Q, Subquery

from server.core.viewer import Viewer
from server.data.database import reader
from server.insight.saved_question.lifecycle import State
from server.insight.saved_question.models import SavedQuestion
from server.insight.saved_question.policy import visible_to
from server.journal.live_topic import Audience, Topic
from server.journal.models import Event
from server.process.subject.kinds import NoticeKind
from server.process.subject.port import About, Concerned, Subject
from server.process.subject.rules import NOBODY, Row, Tells
from server.process.subject.settling import Settling
from server.query.row_query import The

KIND = "saved_question"


class To(StrEnum):
    OWNER = "OWNER"  # who kept it


@dataclass(frozen=True)
class Heard:
    """One event of a question as it is now."""

    event: Event
    about: About
    owner: UUID

    def people(self, to: Sequence[StrEnum]) -> list[UUID]:
        return [self.owner]

    def units(self, to: Sequence[StrEnum]) -> frozenset[UUID]:
        return frozenset()


async def _concerned(events: Sequence[Event]) -> Sequence[Concerned]:
    found = await SavedQuestion.filter(id__in=list({one.subject_id for one in events})).using_db(reader())
    rows = {one.id: one for one in found}
    return [_heard(event, rows[event.subject_id]) for event in events if event.subject_id in rows]


def _heard(event: Event, row: SavedQuestion) -> Heard:
    return Heard(event, About(kind=KIND, id=row.id, severity=1, state=row.state), row.made_by_id)


async def _relevant(kind: NoticeKind, about: About) -> bool:
    return await SavedQuestion.filter(id=about.id, state=State.KEPT).using_db(reader()).exists()


def _sight(viewer: Viewer, table: str) -> Q:
    return Q(subject_id__in=Subquery(SavedQuestion.filter(visible_to(viewer)).values("id")))


async def _audience(key: UUID) -> Audience | None:
    row = await SavedQuestion.filter(id=key).using_db(reader()).first()
    if row is None:
        return None
    owner = row.made_by_id
    return Audience(lambda viewer: viewer.person_id == owner, frozenset({owner}))


def _chosen(viewer: Viewer, event_id: UUID, key: UUID) -> The:
    return The([Event.filter(_sight(viewer, "event"), id=event_id)])


SUBJECT = Subject(
    kind=KIND,
    rules={
        "told": Row(gains=(Tells(NoticeKind.QUESTION_WEEKLY, (To.OWNER,)),)),
        "alerted": Row(gains=(Tells(NoticeKind.QUESTION_OVER, (To.OWNER,)),)),
        "kept": NOBODY,
        "changed": NOBODY,
        "scheduled": NOBODY,
        "dropped": NOBODY,
        "ceased": NOBODY,
        "writer_erased": NOBODY,
    },
    concerned=_concerned,
    sight=_sight,
    relevant=_relevant,
    settling=Settling(
        settles=lambda event: event.kind == f"{KIND}.dropped",
        done_with=lambda notice, event, people: True,
        again=frozenset({NoticeKind.QUESTION_WEEKLY, NoticeKind.QUESTION_OVER}),
        supersedes=lambda new, old: new.kind is old.kind,
    ),
    path=lambda about: f"/board?ask={about.id}",
    topic=Topic(f"{KIND}.", _audience, _chosen),
)
