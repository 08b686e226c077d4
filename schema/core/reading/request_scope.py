"""What every answer stands on: who asks, when, and what lies in memory. Fetched once for each answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from server import clock
from server.area.territory import Territory, territory
from server.catalogue.queries import catalogue
from server.catalogue.snapshot import Catalogue
from server.person import standing_in
from server.person.present import Present
from server.viewer import Viewer
from server.worktime.calendar import Calendar
from server.worktime.queries import calendar

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


async def ground(viewer: Viewer) -> Ground:
    """The ground of one answer for this viewer."""
    return Ground(viewer, clock.now(), await territory(), await catalogue(), await calendar(), standing_in.last())
