"""Who may take a step now: the step is open, it was meant for this version, a post may take it, no rule forbids it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from server.core.errors import Conflict, Forbidden

P = TypeVar("P", bound=StrEnum)
H = TypeVar("H")


@dataclass(frozen=True)
class Allowed(Generic[P]):
    """A step that the viewer's posts could take here: open now, or the code that says why not."""

    step: P
    why: str | None = None

    @property
    def allowed(self) -> bool:
        return self.why is None


def same_version(called: str, seen: int | None, version: int) -> None:
    """Raises Conflict for who acted on an older version."""
    if seen != version:
        raise Conflict(f"someone changed this {called} first")


def held(step: StrEnum, seat: H | None) -> H:
    """The post in which the step is taken. Raises Forbidden where the viewer has none for it."""
    if seat is None:
        raise Forbidden(f"{step} is not yours to take here")
    return seat
