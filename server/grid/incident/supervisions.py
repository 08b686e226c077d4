"""Which supervisions (督办) a list or a name means, of the incidents in sight."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q

from server.core import clock
from server.core.viewer import Viewer
from server.grid.incident.oversight import Supervision
from server.grid.incident.policy import about
from server.process.fields import given
from server.process.listing import Filter
from server.query.door import page_by
from server.query.row_query import One, Page
from server.query.statement_cache import Fixed
from server.query.ways import by_index


class Wanted(Filter, words="要哪些督办；各条同时满足。Which supervisions; all that is said must hold."):
    area: str | None = given("在此区域之内，代码。Within this area, by code.", names="area")
    open: bool | None = given("还没回复的，或已回复的。Not answered yet, or answered.", where="answered_at__isnull")
    late: bool | None = given("到期未复或复得晚的，或没有超期的。Not answered in time, or not late.")
    unit: UUID | None = given("由此单位回复的。To be answered by this unit.", where="unit_id")
    incident: UUID | None = given("关于此案件的。About this incident.", where="incident_id")


def visible_to(viewer: Viewer) -> Q:
    """Those of the incidents that they may see."""
    return about(viewer, "supervision")


def one(viewer: Viewer, key: UUID | None) -> One:
    """The supervision with this id; none when it is not there, or not for them to know of."""
    return One([Supervision.filter(visible_to(viewer), Q(id=key) if key else Q(id__in=[]))])


def page(viewer: Viewer, wanted: Wanted, first: int, after: str | None) -> Page:
    """The last asked first (ids are in the order of time). Raises Invalid for a cursor that is no id, and for an area
    that is no code."""
    found = [about(viewer, "supervision", area=wanted.area), *wanted.conditions(viewer)]
    if wanted.late is not None:
        found.append(is_late(clock.now()) if wanted.late else ~is_late(clock.now()))
    chosen = Supervision.filter(*found)
    return page_by("-id", by_index(chosen, "supervision_open") if wanted.open else chosen, first, after)


def late(reply_by: datetime, answered_at: datetime | None, now: datetime) -> bool:
    """Whether it was answered after its time, or is not and should have been."""
    return (answered_at or now) > reply_by


def is_late(now: datetime) -> Q:
    """The same as a condition."""
    return Q(answered_at=None, reply_by__lt=now) | (Q(answered_at__isnull=False) & AFTER_ITS_TIME)


AFTER_ITS_TIME = Fixed('"supervision"."answered_at" > "supervision"."reply_by"')
