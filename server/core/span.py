"""A stretch of whole numbers with both its ends. Either end may be open."""

from __future__ import annotations

from dataclasses import dataclass

MOST = 10_000  # a larger number of times is none that happened


@dataclass(frozen=True, kw_only=True)
class Span:
    """How often something may have been done."""

    least: int | None = None
    most: int | None = None

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return self.least is not None or self.most is not None
