"""A half-open stretch of time: from a moment on, itself included, until before another. Either end may be open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from server.core.clock import SHANGHAI
from server.core.errors import Invalid


@dataclass(frozen=True, kw_only=True)
class Period:
    """In the contract `start` is called `from`, which is a word of Python."""

    start: datetime | None = None
    before: datetime | None = None

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return self.start is not None or self.before is not None

    def of(self, column: str) -> dict[str, Any]:
        """The conditions under which the moment in `column` lies within, for `Q` and `filter`."""
        bounds = {f"{column}__gte": self.start, f"{column}__lt": self.before}
        return {key: moment for key, moment in bounds.items() if moment is not None}

    def days(self, column: str) -> dict[str, Any]:
        """The same for a column of days of Shanghai. Raises Invalid for an end that lies within a day."""
        return {key: _day(moment, key) for key, moment in self.of(column).items()}


def _day(moment: datetime, key: str) -> date:
    there = moment.astimezone(SHANGHAI)
    if there.time() != time.min:
        field = "period.before" if key.endswith("__lt") else "period.from"
        raise Invalid(
            "whole days are counted: name a midnight, as 2026-11-01T00:00+08:00", field=field, code="PERIOD_NOT_DAYS"
        )
    return there.date()
