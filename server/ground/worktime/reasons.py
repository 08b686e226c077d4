"""Why a stretch of time counts or does not, as one closed set: what `explanation` and the clocks say of their own."""

from __future__ import annotations

from server.core.text import Worded


class ClockReason(Worded):
    LIMIT = "LIMIT", "计时。Counted."
    START_DAY = "START_DAY", "从第二天算起，当天不计。Counted from the next day on."
    OFF_HOURS = "OFF_HOURS", "下班时间不计。After hours, not counted."
    LUNCH_BREAK = "LUNCH_BREAK", "午休不计。Lunch break, not counted."
    PAUSE = "PAUSE", "停表不计。The clock stood, not counted."
    WEEKEND = "WEEKEND", "周末不计。A weekend, not counted."
    HOLIDAY = "HOLIDAY", "放假不计。A holiday, not counted."
    MAKE_UP_WORKDAY = "MAKE_UP_WORKDAY", "补班，计时。A workday in place of another, counted."
    RULES_CHANGED = "RULES_CHANGED", "停表以后规定改过，按当时算。The rules changed since; reckoned as they were."
