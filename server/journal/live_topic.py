"""What may be listened to: the events of a noun, whom each of them concerns, and what one listener wants to hear.

Decision: whether somebody may hear of an event is decided in memory, over an `Audience` that is read once for all
listeners; a question to the database for each of a thousand would cost seconds. Who is of equal `Standing` is told the
same bytes. The answer itself is still read through the slice's door of sight, for one who stands in for all of them.
"""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from server.core.viewer import Role, Viewer
from server.journal.bus import Message

SOMEBODY = UUID(int=0)  # signed in, and nobody whom a row could name


@dataclass(frozen=True)
class Standing:
    """All that an answer may depend on of who asks: their posts, and themselves where they have to do with the
    subject."""

    person_id: UUID | None
    posts: tuple[tuple[Role, str, UUID | None], ...]

    def stand_in(self, viewer: Viewer) -> Viewer:
        """Who asks for all of this standing: one whom no row names can be shown nothing that is only one's own."""
        return viewer if self.person_id else Viewer(SOMEBODY, "", viewer.seats)


@dataclass(frozen=True)
class Audience:
    """Whom an event concerns. `persons`: who has to do with the subject themselves, and may see other things of it."""

    sees: Callable[[Viewer], bool]
    persons: frozenset[UUID] = frozenset()

    def standing(self, viewer: Viewer) -> Standing | None:
        """As whom this viewer hears of it; None: they do not."""
        if viewer.person_id is None or not viewer.seats or not self.sees(viewer):
            return None
        own = viewer.person_id if viewer.person_id in self.persons else None
        return Standing(own, tuple((seat.role, seat.area, seat.unit_id) for seat in viewer.seats))


@dataclass(frozen=True)
class Topic:
    """The events whose kind begins with `kinds`.

    `audience` reads whom the subject with this id concerns (None: there is none); `choose` answers with the choice of
    rows that one who may hear of it is told: of a viewer, the event's id and the subject's.
    """

    kinds: str
    audience: Callable[[UUID], Awaitable[Audience | None]]
    choose: Callable[[Viewer, UUID, UUID], Any]


@dataclass(frozen=True, slots=True)
class Listening(AsyncIterable[Any]):
    """What a subscriber wants to hear: of topics, within a subtree of areas, of one subject, from a cursor on."""

    topics: tuple[Topic, ...]
    area: str = ""
    subject_id: str | None = None
    after: str | None = None

    def topic(self, message: Message) -> Topic | None:
        """Of which of them an event is."""
        return next((one for one in self.topics if message["kind"].startswith(one.kinds)), None)

    def covers(self, message: Message) -> bool:
        return (
            self.topic(message) is not None
            and message["area"].startswith(self.area)
            and self.subject_id in (None, message["subject_id"])
        )

    def __aiter__(self) -> AsyncIterator[Any]:
        raise NotImplementedError("a topic is told to all its listeners together, by whoever holds their streams")
