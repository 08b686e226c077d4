"""What every answer stands on: who asks, when, and what lies in memory. Fetched once for each answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from server.core import clock
from server.core.viewer import Viewer
from server.ground.area.territory import Territory, territory
from server.ground.catalogue.queries import catalogue
from server.ground.catalogue.snapshot import Catalogue
from server.ground.person import standing_in
from server.ground.person.present import Present
from server.ground.worktime.calendar import Calendar
from server.ground.worktime.queries import calendar

# what a field of the answer waits for, and what writes its text then
Pending: TypeAlias = tuple[Awaitable[Any], Callable[[Any, "Ground"], str]]


@dataclass
class Ground:
    """What a computed field may know besides its row. `pending`: fields of this answer that need a statement more."""

    viewer: Viewer
    now: datetime
    territory: Territory
    catalogue: Catalogue
    calendar: Calendar
    present: Present | None
    pending: list[Pending] = field(default_factory=list)

    @property
    def memory(self) -> tuple[object, ...]:
        """What of it lies in memory for everybody: what was made of it holds as long as it is the same."""
        return self.territory, self.catalogue


async def ground(viewer: Viewer) -> Ground:
    """The ground of one answer for this viewer."""
    return Ground(viewer, clock.now(), await territory(), await catalogue(), await calendar(), standing_in.last())
