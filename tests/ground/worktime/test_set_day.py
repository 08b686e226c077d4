"""The administrator sets a day by notice; the calendar moves at once; a stranger is refused and nothing is written."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from server.core.clock import SHANGHAI
from server.core.errors import Forbidden, Invalid, Missing
from server.data.database import Database
from server.ground.worktime import actions, limits, queries
from server.ground.worktime.calendar import Segment
from server.ground.worktime.limits import Limit
from server.ground.worktime.models import DayKind, DayOverride, LimitKind, WorkSegment
from server.journal.models import Event
from tests.town import DISTRICT, viewer

MONDAY = date(2026, 3, 2)
HOUR = Limit(LimitKind.WH, 60)


async def due() -> datetime:
    start = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
    return limits.due(start, HOUR, await queries.calendar()).astimezone(SHANGHAI)


async def test_a_day_off_by_notice_moves_every_due_time_from_now_on(town: Database) -> None:
    assert await due() == datetime(2026, 3, 2, 10, tzinfo=SHANGHAI)
    await actions.set_day(
        await viewer("admin"), area=DISTRICT, day=MONDAY, kind=DayKind.HOLIDAY, source="区政府通知〔2026〕3号"
    )
    assert await due() == datetime(2026, 3, 3, 9, 30, tzinfo=SHANGHAI)
    (event,) = await Event.filter(subject_id=actions.CALENDAR)
    assert (event.kind, event.payload) == ("calendar.day_set", {"day": "2026-03-02", "kind": "HOLIDAY"})
    assert [one.source for one in await queries.overrides(2026)] == ["区政府通知〔2026〕3号"]


async def test_the_same_day_may_be_set_again_and_given_back(town: Database) -> None:
    admin = await viewer("admin")
    for kind in (DayKind.HOLIDAY, DayKind.WORKDAY, DayKind.HOLIDAY):
        await actions.set_day(admin, area=DISTRICT, day=MONDAY, kind=kind, source="通知")
    assert await DayOverride.all().count() == 1
    await actions.give_back_day(admin, area=DISTRICT, day=MONDAY)
    assert await due() == datetime(2026, 3, 2, 10, tzinfo=SHANGHAI)
    assert await Event.filter(subject_id=actions.CALENDAR).count() == 4
    with pytest.raises(Missing):
        await actions.give_back_day(admin, area=DISTRICT, day=MONDAY)
    assert await Event.filter(subject_id=actions.CALENDAR).count() == 4


@pytest.mark.parametrize("stranger", ["wang", "li", "zhao", "wu"])
async def test_nobody_else_changes_the_calendar_and_nothing_is_written(town: Database, stranger: str) -> None:
    who = await viewer(stranger)
    with pytest.raises(Forbidden):
        await actions.set_day(who, area=DISTRICT, day=MONDAY, kind=DayKind.HOLIDAY, source="通知")
    with pytest.raises(Forbidden):
        await actions.give_back_day(who, area=DISTRICT, day=MONDAY)
    with pytest.raises(Forbidden):
        await actions.set_segments(who, area=DISTRICT, segments=[Segment(0, 1440)])
    assert (await DayOverride.all().count(), await Event.all().count()) == (0, 0)
    assert await due() == datetime(2026, 3, 2, 10, tzinfo=SHANGHAI)


async def test_a_day_without_a_source_is_refused(town: Database) -> None:
    with pytest.raises(Invalid):
        await actions.set_day(await viewer("admin"), area=DISTRICT, day=MONDAY, kind=DayKind.HOLIDAY, source="  ")
    assert await DayOverride.all().count() == 0


async def test_the_administrator_sets_summer_hours(town: Database) -> None:
    admin = await viewer("admin")
    hours = [Segment(510, 720), Segment(870, 1080, 10, 4), Segment(900, 1110, 5, 9)]
    await actions.set_segments(admin, area=DISTRICT, segments=hours)
    calendar = await queries.calendar()
    assert calendar.segments(date(2026, 7, 1)) == ((510, 720), (900, 1110))
    assert calendar.segments(date(2026, 12, 1)) == ((510, 720), (870, 1080))
    for wrong in ([Segment(510, 720), Segment(600, 800)], []):
        with pytest.raises(Invalid):
            await actions.set_segments(admin, area=DISTRICT, segments=wrong)
    assert await WorkSegment.all().count() == 3
    assert await Event.filter(kind="calendar.segments_set").count() == 1


async def test_a_day_set_by_another_process_is_seen_when_the_memory_is_old(
    town: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await queries.calendar()
    await DayOverride.create(day=MONDAY, kind=DayKind.HOLIDAY, source="通知")
    assert await queries.calendar() is before
    monkeypatch.setattr(queries.REMEMBERED, "seconds", 0.0)
    assert not (await queries.calendar()).is_workday(MONDAY)
    assert await queries.calendar() is await queries.calendar()


async def test_a_district_that_set_nothing_works_the_usual_hours(database: Database) -> None:
    assert (await queries.calendar()).segments(MONDAY) == ((510, 720), (870, 1080))
