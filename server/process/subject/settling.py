"""What of a noun's notices need not be read any more: rules over one notice and one event of the same subject.

Nobody finds their list full of what somebody did long ago, whoever did it. A notice that only tells stays until it is
read; one that was held for a digest stays in it, read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias
from uuid import UUID

from server.journal.models import Event
from server.process.subject.kinds import NoticeKind

People: TypeAlias = Mapping[object, Collection[UUID]]  # by a unit's id: who works for it


class Said(Protocol):
    """A notice as these rules see it."""

    @property
    def kind(self) -> NoticeKind: ...

    @property
    def person_id(self) -> UUID: ...

    @property
    def facts(self) -> Mapping[str, object]: ...


@dataclass(frozen=True, kw_only=True)
class Settling:
    """`settles`: whether an event may have done with a notice; `done_with`: whether it has with this one, which came
    before; `again`: kinds that ask again for what an earlier one asked for, and with `supersedes` take its place.
    `acts`: verbs of which the rules ask who works for the unit that the event names."""

    settles: Callable[[Event], bool]
    done_with: Callable[[Said, Event, People], bool]
    again: frozenset[NoticeKind] = frozenset()
    supersedes: Callable[[Said, Said], bool] = lambda new, old: False
    acts: frozenset[str] = frozenset()
