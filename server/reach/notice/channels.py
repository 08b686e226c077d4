"""The one small interface behind which every channel stands: hand over a message, and say what became of it.

To add a channel: a class with `send`, one more `Means`, and its line in `dispatcher.Post`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeAlias
from uuid import UUID

from server.process.subject.kinds import NoticeKind
from server.process.subject.port import About

PATIENCE = 15.0  # seconds for one attempt


@dataclass(frozen=True)
class Message:
    """What leaves the house: codes, ids and numbers. No name, no phone, no address, no word that somebody wrote."""

    id: UUID  # of the notice or the delivery: whoever gets it twice shows it once
    kind: NoticeKind
    severity: int
    due_at: datetime | None
    about: About | None = None
    path: str = ""  # of the page that shows it
    badge: int | None = None  # how many things wait for the person
    digest_id: UUID | None = None
    count: int | None = None  # how many stand in the digest


@dataclass(frozen=True)
class Sent:
    """It was taken over."""


@dataclass(frozen=True)
class Later:
    """Not now; to be tried again, not before `after` where the other end said so."""

    why: str
    after: timedelta | None = None


@dataclass(frozen=True)
class Gone:
    """The other end is no more, or will never take it."""

    why: str


SendResult: TypeAlias = Sent | Later | Gone


class Sender(Protocol):
    """A channel, made for one target."""

    async def send(self, message: Message) -> SendResult:
        """One attempt, over within `PATIENCE` seconds or so; never raises for what the other end does."""
        ...
