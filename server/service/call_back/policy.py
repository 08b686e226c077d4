"""Who calls back: a desk of the place, from its level up, and nobody of the unit whose work is asked about."""

from __future__ import annotations

from datetime import datetime

from tortoise.expressions import Q

from server.core import clock
from server.core.clock import SHANGHAI
from server.core.viewer import Seat, Viewer
from server.process import desks
from server.process.desks import at_desks, audited
from server.service.call_back.lifecycle import Step
from server.service.call_back.models import CallBack

OPENS, CLOSES = 9, 19  # o'clock
MOST, DAYS = 3, 2  # calls, on so many days at least


def visible_to(viewer: Viewer) -> Q:
    """Those that one's desk may make; who reads everything sees all."""
    found = Q(*audited(viewer), join_type=Q.OR) if audited(viewer) else Q(id__in=[])
    if (theirs := at_desks(viewer)) is None:
        return found
    own = list(viewer.unit_ids)
    return found | (theirs & ~Q(lead_unit_id__isnull=False, lead_unit_id__in=own) if own else theirs)


def caller(viewer: Viewer, row: CallBack) -> Seat | None:
    """The post in which they call."""
    return None if row.lead_unit_id in viewer.unit_ids else desks.desk(viewer, row.area, row.level)


def taker(step: Step, viewer: Viewer, row: CallBack) -> Seat | None:
    """The post in which the viewer could take `step`."""
    return caller(viewer, row)


def why(step: Step, viewer: Viewer, row: CallBack) -> str | None:
    """By day, three times at most and not all on one day; not reached only after that."""
    tried = moments(row)
    if step is Step.UNREACHABLE:
        return None if len(tried) >= MOST else "CALLS_LEFT"
    if step is not Step.DIAL:
        return None
    now = clock.now().astimezone(SHANGHAI)
    if len(tried) >= MOST:
        return "CALLS_SPENT"
    if not OPENS <= now.hour < CLOSES:
        return "CALL_HOURS"
    days = {one.astimezone(SHANGHAI).date() for one in tried} | {now.date()}
    return "CALL_ANOTHER_DAY" if len(tried) == MOST - 1 and len(days) < DAYS else None


def moments(row: CallBack) -> list[datetime]:
    """When it was tried."""
    return [datetime.fromisoformat(one) for one in row.tries.split()]
