"""What a noun says of itself, once: the rest of the program reads it here and names no noun."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from server.process.noun import Noun
from server.process.shown import Shown
from server.viewer import Viewer


class Job(Protocol):
    """What the sweeper looks at from time to time."""

    async def sweep(self) -> int:
        """Do a batch of what is due; how many things were looked at."""
        ...


@dataclass(frozen=True, kw_only=True)
class Slice:
    """`sees_photo`: whether a viewer sees one of the noun's things that has this photo. `holds`: whether anything of it
    stands under a holder's code. `shown`: on the generic screens."""

    noun: Noun[Any]
    jobs: tuple[Job, ...] = ()
    sees_photo: Callable[[Viewer, str], Awaitable[bool]] | None = None
    holds: Callable[[UUID], Awaitable[bool]] | None = None
    shown: Shown | None = None
