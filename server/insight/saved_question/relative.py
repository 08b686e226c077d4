"""Stretches of time that stay relative: 本周, 上月 and their like, in midnights of Shanghai, whenever it is asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from server.core.clock import SHANGHAI
from server.ground.worktime.calendar import local_day, midnight
from server.process import Worded


class Relative(Worded):
    """相对的时间段。A stretch of time that is told from today."""

    TODAY = "TODAY", "今天。Today."
    YESTERDAY = "YESTERDAY", "昨天。Yesterday."
    THIS_WEEK = "THIS_WEEK", "本周。This week."
    LAST_WEEK = "LAST_WEEK", "上周。Last week."
    THIS_MONTH = "THIS_MONTH", "本月。This month."
    LAST_MONTH = "LAST_MONTH", "上月。Last month."
    DAYS_30 = "DAYS_30", "近 30 天。The last 30 days."
    THIS_YEAR = "THIS_YEAR", "今年。This year."
    NEXT_48_HOURS = "NEXT_48_HOURS", "未来 48 小时。The next 48 hours."


def stretch(which: Relative, now: datetime) -> tuple[datetime, datetime]:
    """From when, and before when."""
    if which is Relative.NEXT_48_HOURS:
        return now, now + timedelta(hours=48)
    first, last = _days(which, local_day(now))
    return midnight(first), midnight(last)


def _days(which: Relative, today: date) -> tuple[date, date]:
    day = timedelta(days=1)
    monday, month = today - today.weekday() * day, today.replace(day=1)
    return {
        Relative.TODAY: (today, today + day),
        Relative.YESTERDAY: (today - day, today),
        Relative.THIS_WEEK: (monday, monday + 7 * day),
        Relative.LAST_WEEK: (monday - 7 * day, monday),
        Relative.THIS_MONTH: (month, (month + 31 * day).replace(day=1)),
        Relative.LAST_MONTH: ((month - day).replace(day=1), month),
        Relative.DAYS_30: (today - 29 * day, today + day),
        Relative.THIS_YEAR: (today.replace(month=1, day=1), date(today.year + 1, 1, 1)),
    }[which]


def told(which: Relative, now: datetime) -> dict[str, str]:
    """As the contract's PeriodInput takes it."""
    begin, end = stretch(which, now)
    return {"from": begin.astimezone(SHANGHAI).isoformat(), "before": end.astimezone(SHANGHAI).isoformat()}


def next_monday(now: datetime) -> datetime:
    """The next Monday at eight."""
    return last_monday(now) + timedelta(days=7)


def last_monday(now: datetime) -> datetime:
    """The last Monday at eight, now included."""
    today = local_day(now)
    eight = midnight(today - timedelta(days=today.weekday())) + timedelta(hours=8)
    return eight if eight <= now else eight - timedelta(days=7)
