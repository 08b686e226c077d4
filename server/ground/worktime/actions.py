"""Changing the work calendar: a day set otherwise by a notice or by hand, a day given back, the segments of the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID, uuid5

from server.core.errors import Forbidden, Invalid, Missing
from server.core.ids import new_id
from server.core.text import line
from server.core.viewer import Role, Seat, Viewer
from server.data.database import queue_for, transaction
from server.ground.worktime import queries
from server.ground.worktime.calendar import Calendar, Notice, Override, Segment
from server.ground.worktime.models import DayKind, DayOverride, WorkSegment, YearNotice
from server.journal import log

KEEPERS = frozenset({Role.SYS_ADMIN})
CALENDAR = uuid5(UUID(int=0), "work calendar")  # the subject of every event about it


async def set_day(
    viewer: Viewer | None, *, area: str, day: date, kind: DayKind, source: str, provisional: bool = False
) -> DayOverride:
    """Let `day` be one of rest or of work, by the notice or person named in `source`. `area` is the district.

    Clocks that run follow by themselves, soon; those that stopped never move. Raises Forbidden, Invalid (no source, or
    too long).
    """
    seat = _keeper_of(viewer, area)
    said = line(source)
    if not 1 <= len(said) <= 120:
        raise Invalid("say in at most 120 characters which notice or who decided", field="source")

    async def work() -> DayOverride:
        await queue_for("work calendar")
        columns = {"kind": kind, "source": said, "provisional": provisional}
        override, _ = await DayOverride.update_or_create(defaults=columns, day=day)
        await _record("calendar.day_set", area, viewer, seat, {"day": day.isoformat(), "kind": kind.value})
        return override

    override = await transaction(work)
    queries.forget()
    return override


async def give_back_day(viewer: Viewer | None, *, area: str, day: date) -> None:
    """Let `day` be again what is generally known of it. Raises Forbidden, Missing when it was not set otherwise."""
    seat = _keeper_of(viewer, area)

    async def work() -> None:
        if not await DayOverride.filter(day=day).delete():
            raise Missing("this day was not set otherwise")
        await _record("calendar.day_given_back", area, viewer, seat, {"day": day.isoformat()})

    await transaction(work)
    queries.forget()


async def set_year(
    *, area: str, year: int, notice: Notice, named: Mapping[date, DayKind], since: date, by: UUID
) -> None:
    """Within a transaction: let a year be as its notice says, from `since` on. `by` is the draft that was approved."""
    await queue_for("work calendar")
    before = await queries.stored()
    after = before.with_year(year, notice, named, since)
    changed = {day for day in before.overrides | after.overrides if _of(before, day) != _of(after, day)}
    await DayOverride.filter(day__in=changed).delete()
    rows = [DayOverride(day=day, **vars(after.overrides[day])) for day in sorted(changed) if day in after.overrides]
    await DayOverride.bulk_create(rows)
    if before.notices.get(year) != (said := after.notices.get(year)) and said is not None:
        await YearNotice.filter(year=year).delete()
        await YearNotice.create(year=year, source=said.source, provisional=said.provisional)
    told = {"year": year, "source": notice.source, "provisional": notice.provisional, "draft": str(by)}
    await _record("calendar.year_set", area, None, None, told | {"days": len(rows), "since": since.isoformat()})


def _of(calendar: Calendar, day: date) -> Override | None:
    return calendar.overrides.get(day)


async def set_segments(viewer: Viewer | None, *, area: str, segments: Sequence[Segment]) -> None:
    """Let work begin and end at these times, by season. Raises Forbidden, Invalid when they overlap or are none."""
    seat = _keeper_of(viewer, area)
    try:
        Calendar(segments)
    except ValueError as fault:
        raise Invalid(str(fault), field="segments") from None
    if not segments:
        raise Invalid("there must be some work in a year", field="segments")

    async def work() -> None:
        await queue_for("work calendar")
        await WorkSegment.all().delete()
        for one in segments:
            await WorkSegment.create(id=new_id(), **vars(one))
        payload: dict[str, object] = {"segments": [list(vars(one).values()) for one in segments]}
        await _record("calendar.segments_set", area, viewer, seat, payload)

    await transaction(work)
    queries.forget()


def _keeper_of(viewer: Viewer | None, area: str) -> Seat | None:
    """Their post as keeper; None as viewer is the operator at the server's own command line."""
    if viewer is None:
        return None
    if (seat := viewer.seat_for(KEEPERS, area)) is None:
        raise Forbidden("only an administrator keeps the work calendar")
    return seat


async def _record(kind: str, area: str, viewer: Viewer | None, seat: Seat | None, payload: dict[str, object]) -> None:
    await log.record(kind, subject_id=CALENDAR, area=area, viewer=viewer, seat=seat, payload=payload)
