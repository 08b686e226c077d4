"""When somebody may be disturbed: 08:00 to 20:00 in Shanghai, and within that only in their own windows. Pure.

Source: the product's own boundary, no push off duty. What is 特急 reaches whoever is on the duty roster at any hour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import ClassVar

from server.core.clock import SHANGHAI
from server.core.errors import Problem
from server.process.fields import asked

OPEN = (8 * 60, 20 * 60)
MORNING, EVENING = OPEN  # minutes after midnight
WEEKDAYS = (1, 7)
WAKES = 4  # the severity that reaches people on duty at night
LONGEST_WAIT = 8  # days: each weekday comes once within
MOST_WINDOWS = 21


@dataclass(frozen=True, order=True)
class Window:
    """Part of a weekday (1 Monday … 7 Sunday), in minutes after midnight in Shanghai; `ends` is not within."""

    words: ClassVar[str] = "可提醒的时段，在 08:00 至 20:00 之内。A window, between 08:00 and 20:00."

    weekday: int = asked("星期，1 为周一。The weekday, 1 is Monday.", between=WEEKDAYS)
    starts: int = asked("从零点起第几分钟开始。Minutes after midnight at which it starts.", between=OPEN)
    ends: int = asked("从零点起第几分钟结束。Minutes after midnight at which it ends.", between=OPEN)


ALWAYS = tuple(Window(weekday, MORNING, EVENING) for weekday in range(1, 8))


def opens(now: datetime, windows: Sequence[Window], *, wakes: bool = False) -> datetime:
    """The first moment from `now` on at which a push may be sent. `wakes`: now, whatever the hour."""
    if wakes:
        return now
    here = now.astimezone(SHANGHAI)
    minute = here.hour * 60 + here.minute
    for days in range(LONGEST_WAIT):
        day = here.date() + timedelta(days=days)
        for window in sorted(_within(windows or ALWAYS)):
            if window.weekday != day.isoweekday() or (days == 0 and window.ends <= minute):
                continue
            if days == 0 and window.starts <= minute:
                return now
            begun = datetime.combine(day, time(window.starts // 60, window.starts % 60), SHANGHAI)
            return begun.astimezone(UTC)
    return opens(now, ALWAYS)  # their windows leave nothing: the district's hold


def next_morning(now: datetime) -> datetime:
    """When the digest comes that holds what is told now."""
    here = now.astimezone(SHANGHAI)
    day = here.date() + timedelta(days=here.hour * 60 + here.minute >= MORNING)
    return datetime.combine(day, time(MORNING // 60), SHANGHAI).astimezone(UTC)


def _within(windows: Sequence[Window]) -> list[Window]:
    """Their windows cut to the hours that the district allows."""
    cut = [Window(one.weekday, max(one.starts, MORNING), min(one.ends, EVENING)) for one in windows]
    return [one for one in cut if one.starts < one.ends]


def wakes(severity: int, *, on_duty: bool) -> bool:
    """Whether it reaches them at night."""
    return on_duty and severity >= WAKES


def faults(windows: Sequence[Window]) -> list[Problem]:
    """What is wrong with the windows that somebody wants: all of it."""
    wrong: list[Problem] = []
    if len(windows) > MOST_WINDOWS:
        wrong.append(Problem("INVALID", f"at most {MOST_WINDOWS} windows", "windows"))
    for place, one in enumerate(windows):
        if not WEEKDAYS[0] <= one.weekday <= WEEKDAYS[1]:
            wrong.append(Problem("INVALID", "a weekday is 1 (Monday) to 7 (Sunday)", f"windows.{place}.weekday"))
        if not MORNING <= one.starts < one.ends <= EVENING:
            wrong.append(Problem("WINDOW_OUTSIDE", "a window lies between 08:00 and 20:00", f"windows.{place}"))
    ordered = sorted(windows)
    for one, other in pairwise(ordered):
        if one.weekday == other.weekday and other.starts < one.ends:
            wrong.append(Problem("WINDOWS_OVERLAP", "two windows of a day overlap", "windows"))
    return list(dict.fromkeys(wrong))
