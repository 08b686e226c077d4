"""Which whistles a list or a name means, through the one door of sight: chosen here, read by others."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from tortoise.expressions import Q, Subquery

from server.core import clock
from server.core.viewer import Viewer
from server.grid.incident import paging
from server.grid.incident.sorting import Sort
from server.grid.whistle.filters import Filter, conditions
from server.grid.whistle.models import Whistle
from server.grid.whistle.policy import visible_to
from server.journal.models import Event
from server.query import row_query
from server.query.door import MOST, Door, bounded
from server.query.row_query import One, Page

WHISTLES = Door(Whistle, visible_to)
ORDER = Sort.URGENT_FIRST  # by when the light turns red, what has none last


def one(viewer: Viewer, key: UUID | None) -> One:
    """The whistle with this id; none when it is not there, or not for them to know of."""
    return WHISTLES.one(viewer, key)


def page(viewer: Viewer, wanted: Filter | None, first: int, after: str | None) -> Page:
    """The next whistles after a cursor. Raises Invalid for a bad cursor (field "after") or more than `MOST`."""
    bounded(first, MOST)
    whole = Whistle.filter(*conditions(viewer, wanted or Filter(), clock.now()))
    parts = [whole.filter(part.condition, *([] if part.lit else [Q(late_at__isnull=True)]))
             for part in paging.parts(ORDER, after)]  # fmt: skip
    return row_query.page(parts, paging.ORDER[ORDER], first, partial(paging.cursor, ORDER), whole=whole)


def change(viewer: Viewer, event_id: UUID, whistle_id: UUID) -> One:
    """The event that changed this whistle, if they may see it."""
    seen = Whistle.filter(visible_to(viewer), id=whistle_id).values("id")
    return One([Event.filter(id=event_id, subject_id__in=Subquery(seen))])
