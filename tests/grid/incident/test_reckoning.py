"""Why is it due then, and since when is it late? Each clock tells its own reckoning, and anyone can add it up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from server.core import clock
from server.core.clock import SHANGHAI
from server.data.database import Database
from server.grid.incident import clocks
from server.grid.incident.aggregate import ClockRow
from server.ground.catalogue.models import Stage
from server.ground.worktime.calendar import Calendar, Override
from server.ground.worktime.limits import Limit
from server.ground.worktime.models import DayKind, LimitKind
from server.process import reckoning
from tests.grid.incident.test_light import turn
from tests.people import Actor
from tests.schema.road import DISPATCH, FILED, Walk

CALENDAR = Calendar()
ASKED = """
query ($id: ID!) { node(id: $id) { ... on Incident { clocks {
  kind stage source dueAt
  whyDue { startsAt endsAt counts code source provisional minutes }
  whyBreached { counts code minutes }
} } } }
"""


def on(text: str) -> datetime:
    """ "03-02 09:00" of 2026, in Shanghai."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=SHANGHAI).astimezone(UTC)


def started(at: str, minutes: int = 240) -> ClockRow:
    """A clock of a number of work minutes."""
    return clocks.stage_clock(turn(on(at)), Stage.SIGN, severity=1, round=1, limit=Limit(LimitKind.WH, minutes))


def told(row: ClockRow) -> list[tuple[str, int, str]]:
    return [(one.code, one.minutes, one.source) for one in reckoning.why_due(row, CALENDAR)]


def test_what_counts_names_the_rule_and_what_does_not_its_day() -> None:
    day = CALENDAR.day(date(2026, 3, 2)).source
    assert told(started("03-02 11:00")) == [
        ("LIMIT", 60, "stage SIGN"), ("LUNCH_BREAK", 150, day), ("LIMIT", 180, "stage SIGN"),
    ]  # fmt: skip


def test_a_pause_is_shown_and_does_not_count() -> None:
    row = replace(started("03-02 09:00"), pauses=[[on("03-02 10:00").isoformat(), on("03-02 10:20").isoformat()]])
    assert ("PAUSE", 20, "") in told(row)


def test_it_is_late_from_its_due_time_until_it_stops() -> None:
    row = started("03-02 08:30", 120)
    assert reckoning.why_breached(row, on("03-02 10:30"), CALENDAR) == []
    late = reckoning.why_breached(row, on("03-02 15:00"), CALENDAR)
    assert [(one.code, one.minutes) for one in late] == [("LIMIT", 90), ("LUNCH_BREAK", 150), ("LIMIT", 30)]
    stopped = replace(row, stopped_at=on("03-02 11:00"))
    assert [one.minutes for one in reckoning.why_breached(stopped, on("03-05 15:00"), CALENDAR)] == [30]


def test_a_clock_that_stopped_before_the_calendar_changed_shows_no_false_sum() -> None:
    row = replace(started("03-02 16:00"), stopped_at=on("03-03 09:00"))
    holiday = Calendar(overrides={date(2026, 3, 3): Override(DayKind.HOLIDAY, "district notice 9")})
    (only,) = reckoning.why_due(row, holiday)
    assert (only.code, only.starts, only.ends) == ("RULES_CHANGED", row.started_at, row.due_at)


async def test_whoever_sees_the_incident_sees_why_each_clock_is_due(town: Database) -> None:
    walk = Walk()
    with clock.at(on("03-02 09:00")):
        await walk.report("wang", {})
        for stride in (*FILED, DISPATCH):
            await walk.take(stride)
    with clock.at(on("03-03 18:00")):
        answer = await Actor("li").send(ASKED, id=walk.id)
        assert answer.errors == []
        for row in answer.only["clocks"]:
            stretches = row["whyDue"]
            assert stretches[0]["counts"]
            assert stretches[-1]["endsAt"] == row["dueAt"]
            assert {one["source"] for one in stretches if one["counts"]} == {row["source"]}
        signing = next(row for row in answer.only["clocks"] if row["stage"] == "SIGN")
        assert sum(one["minutes"] for one in signing["whyBreached"] if one["counts"]) == 150 + 420
        stranger = await Actor("feng").send(ASKED, id=walk.id)
        assert stranger.only is None


def test_the_stretches_of_a_clock_cover_it_without_a_gap() -> None:
    row = started("04-30 16:00", 2000)
    stretches = reckoning.why_due(row, CALENDAR)
    assert sum((one.ends - one.starts for one in stretches), timedelta()) == row.due_at - row.started_at
    assert sum(one.minutes for one in stretches if one.counts) == 2000
