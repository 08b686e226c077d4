"""A third noun, made up: an errand at a place, which its worker is told of, may note offline and has on the phone.

Nothing of notice, sync or http knows it: `ERRAND` is all that it gives them. Its rows lie in the table of hot issues.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from operator import attrgetter
from uuid import UUID

from tortoise.expressions import Q, Subquery

from server.core import clock
from server.core.ids import new_id
from server.core.viewer import Viewer
from server.data.database import reader, transaction
from server.grid.hotissue.lifecycle import State
from server.grid.hotissue.models import HotIssue
from server.ground.area.queries import below
from server.journal import log
from server.journal.live_topic import Audience, Topic
from server.journal.models import Event
from server.process.change import Change
from server.process.command import Command
from server.process.execute import Inputs, Verbs, inputs
from server.process.fields import asked
from server.process.noun import Noun
from server.process.slice import Slice
from server.process.subject.kinds import NoticeKind
from server.process.subject.offline import Copied, Offline, itself
from server.process.subject.port import About, Concerned, Subject
from server.process.subject.rules import NOBODY, Row, Tells
from server.process.subject.settling import Settling
from server.query.door import Door
from server.query.row_query import The


class Who(StrEnum):
    WORKER = "WORKER"


@dataclass(frozen=True)
class Asked:
    """An event of an errand; its payload names who is to run it."""

    event: Event
    about: About

    def people(self, to: Sequence[Who]) -> list[UUID]:
        return [UUID(str(self.event.payload["worker"]))] if Who.WORKER in to else []

    def units(self, to: Sequence[Who]) -> frozenset[UUID]:
        return frozenset()


class Note(Command, words="记一笔。A note.", offline=True):
    id: UUID = asked("哪件。Which one.")
    text: str = asked("写什么。What to write.")


async def happened(errand: UUID, verb: str, area: str, **payload: object) -> None:
    """An event of the errand, by the system."""

    async def work() -> UUID:
        return await log.record(f"errand.{verb}", subject_id=errand, area=area, viewer=None, payload=payload)

    await transaction(work)


async def made(area: str) -> UUID:
    """An errand in a grid."""
    now = clock.now()
    errand = HotIssue(id=new_id(), state=State.PROPOSED, class_code="E0102", lat=0, lon=0, grid_id=area, count=1,
                      proposed_at=now, last_at=now)  # fmt: skip
    await errand.save(force_create=True)
    return errand.id


def seen(viewer: Viewer) -> Q:
    return Q(*(below(seat.area, "grid_id") for seat in viewer.seats), join_type=Q.OR) if viewer.seats else Q(id__in=[])


NOUN: Noun[HotIssue] = Noun("errand", HotIssue, guards=("version",), area=lambda one: one.grid_id)
VERBS = Verbs(NOUN, inputs, Door(HotIssue, seen).load, prefix="errand_")


@VERBS.verb("note")
def note(errand: HotIssue, command: Note, at: Inputs) -> Change[HotIssue]:
    """It only adds, and so is in nobody's way."""
    return Change(noun=NOUN, kind="errand.noted", at=at.now, seat=at.viewer.seats[0], told={"text": command.text},
                  before=errand, after=errand)  # fmt: skip


def sight(viewer: Viewer, table: str) -> Q:
    return Q(subject_id__in=Subquery(HotIssue.filter(seen(viewer)).values("id")))


async def concerned(events: Sequence[Event]) -> Sequence[Concerned]:
    return [Asked(one, About(kind="errand", id=one.subject_id, severity=2, state="OPEN")) for one in events]


async def relevant(kind: NoticeKind, about: About) -> bool:
    return await HotIssue.filter(id=about.id, state=State.PROPOSED).using_db(reader()).exists()


async def audience(errand: UUID) -> Audience | None:
    found = await HotIssue.filter(id=errand).using_db(reader()).first()
    if found is None:
        return None
    return Audience(lambda viewer: any(found.grid_id.startswith(seat.area) for seat in viewer.seats))


def change(viewer: Viewer, event_id: UUID, errand: UUID) -> The:
    return The(
        [Event.filter(id=event_id, subject_id__in=Subquery(HotIssue.filter(seen(viewer), id=errand).values("id")))]
    )


def held(viewer: Viewer, now: datetime) -> list[Q]:
    return [seen(viewer), Q(state=State.PROPOSED)]


async def waiting(viewer: Viewer) -> int:
    return await HotIssue.filter(seen(viewer), state=State.PROPOSED).using_db(reader()).count()


ERRAND = Subject(
    kind="errand",
    rules={"asked": Row(gains=(Tells(NoticeKind.ASSIGNED, (Who.WORKER,)),)), "noted": NOBODY, "ended": NOBODY},
    concerned=concerned,
    sight=sight,
    relevant=relevant,
    settling=Settling(settles=lambda event: event.kind == "errand.ended", done_with=lambda notice, event, people: True),
    path=lambda about: f"/errands/{about.id}",
    topic=Topic("errand.", audience, change),
    offline=(Offline(name="errand_note", act=note, command=Note, subject=attrgetter("id"), body=Command.body),),
    copied=Copied(model=HotIssue, table="hot_issue", held=held, reached=seen),
    marked=itself("errand"),
    waiting=waiting,
)
SLICE = Slice(noun=NOUN, subject=ERRAND)
