"""What a noun lets people do and hold without a network: commands that a phone records, and the rows that it copies."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from tortoise import Model
from tortoise.expressions import Q

from server.core.viewer import Viewer
from server.journal.models import Event

CLOSED_DAYS = 7  # that phones keep what has ended

Act: TypeAlias = Callable[[Viewer, Any], Awaitable[Any]]
Marked: TypeAlias = Mapping[UUID, tuple[str, UUID]]  # by event: kind and id of what it changed for a copy


@dataclass(frozen=True, kw_only=True)
class Offline:
    """A command that may be recorded without a network, and so may arrive before what it follows.

    `name` stands in rows that are held and in their digests: a format, unique among all nouns.
    """

    name: str
    act: Act
    command: type[Any]
    subject: Callable[[Any], UUID]  # of a command: which one it is about
    body: Callable[[Any], dict[str, Any]]  # as plain JSON, without what differs from one sending to the next


@dataclass(frozen=True, kw_only=True)
class Copied:
    """What a phone keeps of a noun. `reached` is wider than `held`: whatever changed within it was or may have been in
    the copy, so that an id that a phone is told to drop tells its person nothing."""

    model: type[Model]
    table: str  # of the model
    held: Callable[[Viewer, datetime], list[Q]]  # the conditions of a copy, sight first
    reached: Callable[[Viewer], Q]
    most: int = 20_000  # rows of one copy


def itself(kind: str) -> Callable[[Sequence[Event]], Awaitable[Marked]]:
    """An event changes its own subject."""

    async def marked(events: Sequence[Event]) -> Marked:
        return {event.id: (kind, event.subject_id) for event in events}

    return marked
