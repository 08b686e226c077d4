"""Which handovers are meant, through the one door of sight, and what a desk has in its hands now."""

from __future__ import annotations

from dataclasses import dataclass

from tortoise.expressions import Q

from server.core.viewer import Viewer
from server.grid.handover.models import Handover
from server.grid.handover.policy import visible_to
from server.grid.incident import queries as incidents
from server.grid.incident.filters import Filter
from server.ground.area.queries import span
from server.process.deadlines import Light
from server.process.fields import Declared, given
from server.query.door import Door
from server.query.row_query import Page

HANDOVERS = Door(Handover, visible_to)


@dataclass(frozen=True)
class InHand:
    """How many incidents of an area are open, late, and promised for a day."""

    open: int
    late: int
    promised: int


async def in_hand(viewer: Viewer, area: str) -> InHand:
    """What they would hand over now at the desk of this area."""
    open, late, promised = [
        await incidents.total(viewer, Filter(area=area, open=True, lights=lights, promised=promise))
        for lights, promise in ((None, None), ((Light.RED,), None), (None, True))
    ]
    return InHand(open, late, promised)


class Wanted(Declared):
    area: str | None = given("只要这个工作台，代码。Of this desk only.", names="area")


def page(viewer: Viewer, wanted: Wanted, first: int, after: str | None) -> Page:
    """Handovers, the last first (ids are in the order of time). Raises Invalid for what is no code and no cursor."""
    return HANDOVERS.page(viewer, [] if wanted.area is None else [Q(area=span(wanted.area)[0])], first, after)
