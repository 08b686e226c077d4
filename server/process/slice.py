"""What a noun says of itself, once: the rest of the program reads it here and names no noun."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from server.journal.projection import Following
from server.process.evidence import Keeping, Photos
from server.process.noun import Noun
from server.process.scheduler import Job
from server.process.shown import Shown
from server.process.subject.port import Subject
from server.process.tallying import Tallying

Told = tuple[tuple[str, tuple[str, ...]], ...]
MOVED: Told = (("state", ("to",)), ("version", ("version",)))


@dataclass(frozen=True, kw_only=True)
class Slice:
    """`kind` is how the kinds of its events begin, where that is not what it is called.

    `subject`: as notices, sync and live streams know it; without one nobody hears of it. `jobs`: what the scheduler
    runs, `seldom` what it runs once an hour; `follows`: what keeps step with the log.
    `told`: each column that a payload may say, with the names under which it does, the telling one first; `begins`:
    what it is by its first event, which does not say so. An audit holds the rows against them.
    `photos`: which of the noun's things hold a photo; `keeping`: which pictures they keep, by whoever named them.
    `holds`: whether anything of it stands under a holder's code. `shown`: on the generic screens. `tallying`: what of
    its events is summed. `events`: the kinds of its events, in words. `forgets`: takes
    away what a person wrote who is erased, and says of how many things.
    """

    noun: Noun[Any]
    kind: str = ""
    subject: Subject | None = None
    jobs: tuple[Job, ...] = ()
    seldom: tuple[Job, ...] = ()
    follows: tuple[Following, ...] = ()
    told: Told = MOVED
    begins: Mapping[str, Any] = field(default_factory=dict)
    photos: Photos | None = None
    keeping: Keeping | None = None
    holds: Callable[[UUID], Awaitable[bool]] | None = None
    shown: Shown | None = None
    tallying: Tallying | None = None
    events: Mapping[str, str] = field(default_factory=dict)
    forgets: Callable[[UUID], Awaitable[int]] | None = None

    @property
    def kinds(self) -> str:
        """How the kinds of its events begin, with the dot."""
        return f"{self.kind or self.noun.called}."
