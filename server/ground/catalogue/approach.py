"""How a street reaches a unit, by the list its duty stands on and by the unit; and whether the unit is open now. Pure.

Decision: what is a street's own duty (BASIC) it hands to whom it wants. What a department of the district only shares
(SHARED) it calls the department for, unless the district says otherwise of that unit: that is what the lists are for. A
department is an authority, not who keeps its pipes and lamps: those are sent to at once. The district's own desk sends
its departments, but nobody sends for what was taken back (RECALLED).
"""

from __future__ import annotations

import re
from datetime import datetime

from server.core.clock import SHANGHAI
from server.ground.catalogue.models import Approach, ListKind, Unit, UnitKind
from server.ground.worktime.calendar import Calendar

RECALLED, WHISTLE_FIRST, VIA_DISTRICT = "RECALLED", "WHISTLE_FIRST", "VIA_DISTRICT"
AUTHORITIES = frozenset({UnitKind.GOV_DEPT, UnitKind.POLICE_STATION, UnitKind.ENFORCEMENT})
DISTRICT = 6  # characters of a district's code

_SPAN = re.compile(r"(\d{1,2}):(\d\d)\s*[-–—~～至到]\s*(\d{1,2}):(\d\d)")
_ALWAYS = re.compile(r"全天|24\s*小时|24h|around the clock", re.IGNORECASE)
_WORKDAYS = re.compile(r"工作日|workday|weekday", re.IGNORECASE)


def approach_of(kind: ListKind, unit: Unit) -> Approach:
    """How a street reaches `unit` for a matter of such a list."""
    if kind is ListKind.BASIC:
        return Approach.DIRECT
    if kind is ListKind.RECALLED:
        return Approach.WHISTLE
    department = unit.kind in AUTHORITIES and len(unit.area_id) == DISTRICT
    return unit.approach or (Approach.WHISTLE if department else Approach.DIRECT)


def barred(kind: ListKind, approach: Approach, *, district: bool = False) -> str | None:
    """Why it is not dispatched to, as a code; None: it is. `district`: from a desk of the district."""
    if kind is ListKind.RECALLED:
        return RECALLED
    if district or approach is Approach.DIRECT:
        return None
    return WHISTLE_FIRST if approach is Approach.WHISTLE else VIA_DISTRICT


def is_open(hours: str, now: datetime, calendar: Calendar) -> bool | None:
    """Whether a unit with these hours, which are in words, is open; None where they say nothing that is understood.

    Who closes at noon is an office, and closed on days of rest, as is who says so.
    """
    if _ALWAYS.search(hours):
        return True
    here = now.astimezone(SHANGHAI)
    minute = here.hour * 60 + here.minute
    spans = [(int(a) * 60 + int(b), int(c) * 60 + int(d)) for a, b, c, d in _SPAN.findall(hours)]
    if not spans:
        return None
    office = len(spans) > 1 or _WORKDAYS.search(hours)
    if office and not calendar.is_workday(here.date()):
        return False
    return any(_within(minute, starts, ends) for starts, ends in spans)


def _within(minute: int, starts: int, ends: int) -> bool:
    """Also of hours that go over midnight."""
    return starts <= minute < ends if starts <= ends else minute >= starts or minute < ends
