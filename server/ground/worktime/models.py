"""The work calendar as data: segments of a day by season, and days that are otherwise than the weekday says."""

from __future__ import annotations

from tortoise import Model, fields

from server.core.text import Worded


class LimitKind(Worded):
    """How a limit counts. Amounts are minutes for CONT and WH, whole days for WD."""

    CONT = "CONT", "紧急工作时，昼夜连续，以分钟计。Minutes on the wall, day and night."
    WH = "WH", "工作时，以分钟计。Minutes inside work hours."
    WD = "WD", "工作日，次日为第一天。Workdays; the day after the start is day 1."


class DayKind(Worded):
    HOLIDAY = "HOLIDAY", "放假。A day off."
    WORKDAY = "WORKDAY", "上班。A day of work."


class WorkSegment(Model):
    """One stretch of work in a season: minutes after midnight in Shanghai, on every workday."""

    id = fields.UUIDField(primary_key=True)
    starts = fields.IntField()  # e.g. 510 = 08:30
    ends = fields.IntField()  # e.g. 720 = 12:00
    month_from = fields.IntField(default=1)  # season: first month, inclusive
    month_to = fields.IntField(default=12)  # season: last month, inclusive

    class Meta:
        table = "work_segment"


class DayOverride(Model):
    """A day the calendar itself does not know rightly: from a notice, or set by hand."""

    day = fields.DateField(primary_key=True)
    kind = fields.CharEnumField(DayKind, max_length=8)
    source = fields.CharField(120)  # notice number, or who decided
    provisional = fields.BooleanField(default=False)

    class Meta:
        table = "day_override"


class YearNotice(Model):
    """The notice of a year: what it does not name is as the weekday says, whatever is generally known."""

    year = fields.IntField(primary_key=True, generated=False)
    source = fields.CharField(120)
    provisional = fields.BooleanField(default=False)

    class Meta:
        table = "year_notice"
