"""A noun as notices, sync and live streams know it: all that they ask of it, and nothing else of it.

A noun gives one `Subject`, `server/slices.py` lists it, and it is told of, pushed, listed, streamed, carried and
pulled. `kind` is how the kinds of its events begin (`incident.filed`), and stands in each row that is about one of it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeAlias
from uuid import UUID

from tortoise.expressions import Q

from server.core.viewer import Viewer
from server.journal.live_topic import Topic
from server.journal.models import Event
from server.process.subject.kinds import NoticeKind
from server.process.subject.offline import Copied, Marked, Offline
from server.process.subject.rules import NOBODY, Row
from server.process.subject.settling import Settling


@dataclass(frozen=True, kw_only=True)
class About:
    """What a notice and a delivery keep of their subject: codes, ids and numbers. `incident_id`: the incident whose
    sight it shares, of a noun that stands on one."""

    kind: str
    id: UUID
    severity: int
    state: str
    due_at: datetime | None = None  # of the clock that runs
    incident_id: UUID | None = None


class Concerned(Protocol):
    """One event with whom it concerns; the people of each recipient are looked up among what was read for a batch."""

    @property
    def event(self) -> Event: ...

    @property
    def about(self) -> About: ...

    def people(self, to: Sequence[Any]) -> list[UUID]:
        """The persons whom these recipients are, each once."""
        ...

    def units(self, to: Sequence[Any]) -> frozenset[UUID]:
        """The units among them."""
        ...


Sight: TypeAlias = Callable[[Viewer, str], Q]


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a noun gives. Nouns of one `sight` are asked for together."""

    kind: str
    rules: Mapping[str, Row]  # by verb: who is told what
    concerned: Callable[[Sequence[Event]], Awaitable[Sequence[Concerned]]]  # of some of the noun's events
    sight: Sight  # of a viewer and a table with `subject_id`: the condition that a row is about one in sight
    relevant: Callable[[NoticeKind, About], Awaitable[bool]]  # whether what was told is still to be done
    settling: Settling  # what need not be read any more
    path: Callable[[About], str]  # of the page to open, as `/i/ID`
    topic: Topic  # what is told live
    offline: tuple[Offline, ...] = ()  # what a phone may record without a network
    copied: Copied | None = None  # what it keeps of them
    marked: Callable[[Sequence[Event]], Awaitable[Marked]] | None = None  # what events of the noun change for copies
    waiting: Callable[[Viewer], Awaitable[int]] | None = None  # how many of it wait for somebody: the phone's badge

    def has(self, event: Event) -> bool:
        """Whether an event is about this noun."""
        return event.kind.partition(".")[0] == self.kind

    def row(self, event: Event) -> Row:
        """Who is told of an event of this noun."""
        return self.rules.get(event.kind.partition(".")[2], NOBODY)
