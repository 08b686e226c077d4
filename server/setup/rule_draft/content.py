"""What a draft changes: its lines, each with what was and what becomes of it, as kept in its row and as rules.

Decision: a draft keeps what its lines were when it was written. Where the rules have become others since, nothing of it
is simulated, approved or put in force: nobody agrees to a change that is not the one they read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson

from server.core import clock
from server.core.errors import Invalid
from server.core.moments import NAMED
from server.core.text import line
from server.ground.catalogue import revision
from server.ground.catalogue.revision import CONDITIONS, STAGE_LIMITS, Revision
from server.ground.catalogue.snapshot import Catalogue
from server.ground.worktime.calendar import Calendar, Notice
from server.ground.worktime.limits import LONGEST
from server.ground.worktime.models import DayKind, LimitKind
from server.process import Check
from server.setup.rule_draft import commands
from server.setup.rule_draft.lines import Line
from server.setup.rule_draft.models import Kind, RuleDraft

MOST_WORKDAYS = 90
STREET = 9  # digits of its code


@dataclass(frozen=True)
class Change:
    """One line: the row of a sheet or a day, what it was and what it becomes."""

    sheet: str
    key: tuple[str, ...]
    was: Any
    becomes: Any
    like: tuple[str, ...] | None = None  # of a condition that is set apart: the one of a wider area


@dataclass(frozen=True)
class Content:
    """`year` and its notice are a calendar's; `named` are the days that the notice names."""

    changes: tuple[Change, ...]
    year: int | None = None
    notice: Notice | None = None
    named: Mapping[date, DayKind] | None = None
    since: date | None = None

    def kept(self) -> str:
        """As its row keeps it."""
        return orjson.dumps(
            {
                "changes": [[one.sheet, one.key, one.was, one.becomes, one.like] for one in self.changes],
                "notice": [self.notice.source, self.notice.provisional] if self.notice else None,
                "named": {day.isoformat(): str(kind) for day, kind in sorted((self.named or {}).items())},
            },
            option=orjson.OPT_SORT_KEYS,
        ).decode()

    @property
    def many(self) -> int:
        """How many lines become others; of days those on which there is work or no more."""
        return sum(one.sheet != "days" or one.was[:7] != one.becomes[:7] for one in self.changes)

    @property
    def revisions(self) -> list[Revision]:
        rows = (one for one in self.changes if one.sheet in revision.COLUMNS)
        return [Revision(one.sheet, one.key, one.becomes, one.like) for one in rows]

    def rules(self, known: Catalogue, calendar: Calendar) -> tuple[Catalogue, Calendar]:
        """The rules as they would be by it."""
        if self.year is None or self.notice is None or self.since is None:
            return revision.revised(known, self.revisions), calendar
        return known, calendar.with_year(self.year, self.notice, self.named or {}, self.since)

    def fits(self, known: Catalogue, calendar: Calendar) -> bool:
        """Whether what it changes still is as it was when it was written."""
        return all(_now(one, known, calendar) == one.was for one in self.changes)


def read(row: RuleDraft) -> Content:
    """What the row keeps."""
    told = orjson.loads(row.content)
    changes = tuple(
        Change(sheet, tuple(key), was, becomes, tuple(like) if like else None)
        for sheet, key, was, becomes, like in told["changes"]
    )
    if row.kind is Kind.LIMITS:
        return Content(changes)
    named = {date.fromisoformat(day): DayKind(kind) for day, kind in told["named"].items()}
    return Content(changes, row.year, Notice(*told["notice"]), named, row.starts_on)


def digest(row: RuleDraft) -> str:
    """By which the version that was simulated is known again."""
    said = f"{row.kind}\n{row.starts_on.isoformat()}\n{row.content}"
    return hashlib.sha256(said.encode()).hexdigest()


def _now(one: Change, known: Catalogue, calendar: Calendar) -> Any:
    if one.sheet == "days":
        return told(calendar, date.fromisoformat(one.key[0]))
    row = revision.of(known, one.sheet, one.like or one.key)
    if one.like:
        return None if row is not None and not revision.there(known, one.sheet, one.key) else ()
    return revision.values(row, one.sheet) if row is not None else None


def told(calendar: Calendar, day: date) -> str:
    """A day as a change tells of it: whether there is work, and whether that is said for good."""
    found = calendar.day(day)
    return f"{'WORKDAY' if found.works else 'HOLIDAY'}{'?' if found.provisional else ''}"


def limits(asked: commands.Propose | commands.Edit, check: Check, known: Catalogue, areas: Collection[str]) -> Content:
    """The changes of conditions and limits; `areas` are those that there are. Raises Invalid: one that is not there,
    one named twice, nothing changes."""
    changes: dict[tuple[str, tuple[str, ...]], Change] = {}
    for place, one in enumerate(asked.lines):
        sheet, key, like = _named(one, known)
        row = revision.of(known, sheet, like or key) if key else None
        field = f"lines.{place}"
        check.need(row is not None, field, "there is no such condition or limit in force, or it changes already")
        check.need((sheet, key) not in changes, field, "it is named twice")
        check.between(f"{field}.limit_amount", one.limit_amount, _bound(one.limit_kind))
        if row is None:
            continue
        if like is not None:
            apart = key[2] in areas and len(key[2]) == STREET and key[2].startswith(row.area)
            check.need(apart, f"{field}.area", "a street within the area of the condition")
            check.need(not revision.there(known, sheet, key), f"{field}.area", "this street has one of its own")
        was = revision.values(row, sheet)
        said = {name: getattr(one, name) for name in revision.COLUMNS[sheet]}
        becomes = was | {name: _json(value) for name, value in said.items() if value is not None}
        if becomes != was:
            changes[sheet, key] = Change(sheet, key, None if like else was, becomes, like)
    check.settle()
    if not changes:
        raise Invalid("nothing would change", field="lines", code="RULES_SAME")
    return Content(tuple(changes.values()))


def _named(one: Line, known: Catalogue) -> tuple[str, tuple[str, ...], tuple[str, ...] | None]:
    """The sheet and the key of its row, and of one that is set apart for a street the key of the wider one."""
    if one.condition is None:
        named = one.stage is not None and one.urgent is not None
        return STAGE_LIMITS, (str(one.stage), "yes" if one.urgent else "no") if named else (), None
    row = known.condition(one.condition)
    if row is None:
        return CONDITIONS, (), None
    key = revision.key_of(row)
    return (CONDITIONS, key, None) if one.area in (None, row.area) else (CONDITIONS, (*key[:2], one.area or ""), key)


def _bound(kind: LimitKind) -> tuple[int, int]:
    return (1, MOST_WORKDAYS if kind is LimitKind.WD else LONGEST)


def _json(value: Any) -> Any:
    return value if isinstance(value, int) else str(value)


def year(
    asked: commands.Propose | commands.Edit, check: Check, of: int | None, calendar: Calendar, since: date
) -> Content:
    """The changes of a year's days. Raises Invalid: a day of another year or twice, no source, nothing changes."""
    number = check.given("year", of, "say which year")
    source = check.text("notice", asked.notice, least=2, most=120, made=line)
    for place, one in enumerate(asked.days):
        check.within(f"days.{place}.day", one.day, NAMED, clock.now())
        check.need(one.day.year == number, f"days.{place}.day", "a day of that year")
    named = {one.day: one.kind for one in asked.days}
    check.need(len(named) == len(asked.days), "days", "a day is named twice")
    check.need(number is not None and since.year <= number, "starts_on", "no later than the year", "MOMENT_TOO_LATE")
    check.settle()
    notice = Notice(source, bool(asked.provisional))
    later = calendar.with_year(number, notice, named, since)
    days = (date.fromordinal(one) for one in range(date(number, 1, 1).toordinal(), date(number + 1, 1, 1).toordinal()))
    changes = tuple(
        Change("days", (day.isoformat(),), told(calendar, day), told(later, day))
        for day in days
        if told(calendar, day) != told(later, day)
    )
    if not changes and calendar.notices.get(number) == later.notices.get(number):
        raise Invalid("nothing would change", field="days", code="RULES_SAME")
    return Content(changes, number, notice, named, since)
