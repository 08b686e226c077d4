"""Somebody sees many contacts: an event of theirs, a line in the log, and a notice to the security administrators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

import structlog
from tortoise.expressions import Q

from server.core import clock
from server.core.viewer import Role, Viewer
from server.data.database import reader
from server.ground.person.models import Post
from server.ground.person.policy import held_on
from server.journal import log as journal
from server.journal.live_topic import Audience, Topic
from server.journal.models import Event
from server.process.subject.kinds import NoticeKind
from server.process.subject.port import About, Concerned, Subject
from server.process.subject.rules import Row, Tells
from server.process.subject.settling import Settling
from server.query.row_query import The

KIND = "contact"  # of a subject whose id is the person's who sees them
MANY = f"{KIND}.many_revealed"

log = structlog.get_logger("grid.contact")


class To(StrEnum):
    SECURITY = "SECURITY"


@dataclass(frozen=True)
class Heard:
    """One alarm, with the security administrators of today but the one whom it is about."""

    event: Event
    about: About
    told: Sequence[UUID]

    def people(self, to: Sequence[StrEnum]) -> list[UUID]:
        return list(self.told)

    def units(self, to: Sequence[StrEnum]) -> frozenset[UUID]:
        return frozenset()


async def raised(viewer: Viewer, area: str, today: int, hour: int) -> None:
    """In the transaction of the one that was too many."""
    assert viewer.person_id is not None  # who sees contacts is one of ours
    said: dict[str, object] = {"today": today, "hour": hour}
    await journal.record(MANY, subject_id=viewer.person_id, area=area, viewer=viewer, payload=said)
    log.warning("many contacts were seen", today=today, hour=hour, by=str(viewer.person_id))


async def _concerned(events: Sequence[Event]) -> Sequence[Concerned]:
    chosen = Post.filter(held_on(clock.today()), role=Role.SEC_ADMIN, person__ended_at=None)
    people = dict.fromkeys([one.person_id for one in await chosen.order_by("starts_on", "id").using_db(reader())])
    return [_heard(event, people) for event in events]


def _heard(event: Event, people: Mapping[UUID, None]) -> Heard:
    about = About(kind=KIND, id=event.subject_id, severity=1, state="")
    return Heard(event, about, [one for one in people if one != event.subject_id])


def _looks_after(viewer: Viewer) -> bool:
    return Role.SEC_ADMIN in viewer.roles


def _sight(viewer: Viewer, table: str) -> Q:
    return Q() if _looks_after(viewer) else Q(subject_id__in=[])


async def _relevant(kind: NoticeKind, about: About) -> bool:
    return True


async def _audience(key: UUID) -> Audience:
    return Audience(_looks_after)


def _chosen(viewer: Viewer, event_id: UUID, key: UUID) -> The:
    return The([Event.filter(_sight(viewer, "event"), id=event_id)])


SUBJECT = Subject(
    kind=KIND,
    rules={"many_revealed": Row(gains=(Tells(NoticeKind.CONTACTS_SEEN, (To.SECURITY,)),))},
    concerned=_concerned,
    sight=_sight,
    relevant=_relevant,
    settling=Settling(settles=lambda event: False, done_with=lambda notice, event, people: False),
    path=lambda about: "/notices",
    topic=Topic(f"{KIND}.", _audience, _chosen),
)
