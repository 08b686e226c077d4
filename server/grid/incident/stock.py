"""存量: what stood at each midnight of Shanghai, by street, leading unit, state and light; kept for ever.

Decision: the scheduler makes a midnight's sums as soon as it has passed. What has not changed since is read from the
rows, what has from its events and clocks (`past`), so that the sums are exact however late they are made: after three
days off as well. `compare` takes nothing from the rows and replays every incident from the log.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any, TypeAlias
from uuid import UUID

from tortoise import Model, fields
from tortoise.expressions import Q

from server.core import clock
from server.core.clock import SHANGHAI
from server.core.errors import Invalid, Problem
from server.core.viewer import Viewer
from server.data.database import asked, dialect, queue_for, reader, transaction
from server.grid.incident.filters import Filter
from server.grid.incident.lifecycle import ENDS, OPEN, State
from server.grid.incident.models import Incident, IncidentClock
from server.grid.incident.past import stood as past
from server.grid.incident.policy import DISTRICT, STREET, areas_of
from server.ground.area.queries import below, span
from server.ground.worktime.queries import calendar
from server.journal.models import Event
from server.process.deadlines import Light
from server.process.figuring import Key

DAY = timedelta(days=1)
CHUNK = 50  # incidents whose events are read at a time: the loop stands still for as long as their rows are made
NAME = "stock"

Sums: TypeAlias = Counter[tuple[str, str, str, str]]  # street, unit or "", state, light
Stood: TypeAlias = tuple[date, str, str, str, str]  # at a day's beginning, so


class Stock(Model):
    """How many open incidents stood so at the beginning of a day."""

    id = fields.BigIntField(primary_key=True, generated=True)
    day = fields.DateField()  # in Shanghai
    street_id = fields.CharField(9)
    unit_id = fields.CharField(36)  # "": none leads
    state = fields.CharEnumField(State, max_length=16)
    light = fields.CharEnumField(Light, max_length=8)
    count = fields.IntField()

    class Meta:
        table = "stock"
        unique_together = (("day", "street_id", "unit_id", "state", "light"),)


class StockDay(Model):
    """A midnight whose sums are kept, also where nothing stood."""

    day = fields.DateField(primary_key=True)
    made_at = fields.DatetimeField()

    class Meta:
        table = "stock_day"


def midnight(day: date) -> datetime:
    """The beginning of a day in Shanghai."""
    return datetime.combine(day, time.min, SHANGHAI).astimezone(UTC)


async def made(day: date) -> Sums:
    """What stood at the beginning of a day, within a transaction."""
    moment = midnight(day)
    sums, changed = Sums(), list[UUID]()
    for street, whose, state, shown, subject, count in await asked(_ROWS, [moment] * 4):
        if subject:
            changed.append(UUID(str(subject)))
        else:
            sums[street, whose or "", state, shown] += int(count)
    for some in _chunks(changed):
        sums.update(one[1:] for one in await _replayed(some, [day]))
    return sums


_ROWS = (
    "SELECT street_id, CAST(lead_unit_id AS TEXT), state, CASE WHEN state = 'SUSPENDED' THEN 'PAUSED' "
    "WHEN late_at IS NULL THEN 'NONE' WHEN late_at < ? THEN 'RED' WHEN warn_at <= ? THEN 'YELLOW' ELSE 'GREEN' END, "
    "CAST(NULL AS TEXT), COUNT(*) FROM incident WHERE closed_at IS NULL AND changed_at < ? "
    "GROUP BY 1, 2, 3, 4 UNION ALL SELECT '', '', '', '', CAST(id AS TEXT), 1 FROM incident WHERE changed_at >= ?"
)


def _chunks(ids: Sequence[UUID]) -> Iterator[list[UUID]]:
    for begin in range(0, len(ids), CHUNK):
        yield list(ids[begin : begin + CHUNK])


async def _replayed(ids: Sequence[UUID], days: Sequence[date]) -> list[Stood]:
    """Each of these midnights at which each of these incidents stood, by the log. Events and clocks have to be those
    of one moment."""
    known, days = await calendar(), sorted(days)
    moments = [midnight(day) for day in days]
    told_of = Event.filter(subject_id__in=ids).order_by("subject_id", "place_in_chain")
    events = await _by_subject(told_of, "subject_id")
    clocks = await _by_subject(IncidentClock.filter(incident_id__in=ids), "incident_id")
    return [
        (days[place], found.street, str(found.unit or ""), str(found.state), str(found.light))
        for told in events.values()
        for place in range(bisect_right(moments, told[0].at), bisect_right(moments, _over(told)))
        if (found := past(told, clocks.get(told[0].subject_id, []), moments[place], known))
    ]


def _over(told: Sequence[Event]) -> datetime:
    """Until when an incident may have stood: its last event, if it has ended."""
    last = next((one.payload["to"] for one in reversed(told) if "to" in one.payload), None)
    return told[-1].at if last in ENDS else datetime.max.replace(tzinfo=UTC)


async def _by_subject(rows: Any, column: str) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in await rows.using_db(reader()):
        found.setdefault(getattr(row, column), []).append(row)
    return found


async def keep(day: date) -> int:
    """Keep what stood at the beginning of a day, in place of what was kept of it; how many sums that are."""

    async def work() -> int:
        await _at_one_moment()
        await queue_for(NAME)
        sums = await made(day)
        await _write(day, sums)
        return len(sums)

    return await transaction(work)


async def _at_one_moment() -> None:
    """What has changed and what has not, events and clocks: all that this transaction reads is of one moment."""
    if dialect() == "postgres":
        await asked("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", [])


async def _write(day: date, sums: Sums) -> None:
    await Stock.filter(day=day).delete()
    await Stock.bulk_create([_row(day, key, count) for key, count in sorted(sums.items())], batch_size=500)
    await StockDay.update_or_create({"made_at": clock.now()}, day=day)


def _row(day: date, key: tuple[str, str, str, str], count: int) -> Stock:
    street, unit, state, light = key
    return Stock(day=day, street_id=street, unit_id=unit, state=State(state), light=Light(light), count=count)


class Midnights:
    """The scheduler's job: today's midnight at first, then each that follows the last one kept."""

    def __init__(self) -> None:
        self._done: date | None = None

    async def sweep(self) -> int:
        today = clock.today()
        if self._done == today:
            return 0
        last = await _last()
        if last is not None and last >= today:
            self._done = today
            return 0
        await keep(today if last is None else last + DAY)
        return 1


async def _last() -> date | None:
    found = await StockDay.all().order_by("-day").limit(1).using_db(reader()).values_list("day", flat=True)
    return found[0] if found else None  # type: ignore[return-value]  # values of a flat list have no type


async def compare() -> list[str]:
    """Where what is kept of a midnight is not what the log tells, replayed: a line for each; none when all is."""
    days = [one.day for one in await StockDay.all().order_by("day").using_db(reader())]
    right = await _whole(days)
    kept = {_key(one): one.count for one in await Stock.filter(day__in=days).using_db(reader())}
    wrong = sorted(key for key in right.keys() | kept.keys() if right[key] != kept.get(key, 0))
    return [f"{' '.join(map(str, key))}: log {right[key]}, kept {kept.get(key, 0)}" for key in wrong]


async def rebuild() -> int:
    """Make all midnights that are kept anew from the log; how many there are."""
    return await fill([one.day for one in await StockDay.all().order_by("day").using_db(reader())])


async def fill(days: Sequence[date]) -> int:
    """Make these midnights, which are over, from the log; how many there are. The log is replayed before the write."""
    by_day: dict[date, Sums] = {day: Sums() for day in days}
    for (day, *key), count in (await _whole(days)).items():
        by_day[day][tuple(key)] = count  # type: ignore[index]  # four texts

    async def work() -> int:
        await queue_for(NAME)
        for day, sums in by_day.items():
            await _write(day, sums)
        return len(days)

    return await transaction(work)


async def _whole(days: Sequence[date]) -> Counter[Stood]:
    """What stood at each of these midnights, by the log alone."""
    since = midnight(min(days, default=clock.today()))
    stood = Incident.filter(Q(closed_at=None) | Q(changed_at__gte=since)).order_by("id")
    ids = await stood.using_db(reader()).values_list("id", flat=True)
    found: Counter[Stood] = Counter()
    for some in _chunks([UUID(str(key)) for key in ids]):
        found.update(await transaction(partial(_at_once, some, days)))
    return found


async def _at_once(ids: Sequence[UUID], days: Sequence[date]) -> list[Stood]:
    await _at_one_moment()
    return await _replayed(ids, days)


def _key(one: Stock) -> Stood:
    return one.day, one.street_id, one.unit_id, str(one.state), str(one.light)


BY = {"STREET": "street_id", "UNIT": "unit_id", "STATE": "state", "LIGHT": "light"}


async def stood(viewer: Viewer, wanted: Filter | None, by: Sequence[str], day: date) -> Counter[Key]:
    """How many stood at the beginning of a day in those streets that they see whole, by these dimensions.

    Raises Invalid for what was not kept: another dimension or condition, a part of a street, or another day.
    """
    wanted = wanted or Filter()
    if not set(by) <= BY.keys() or not _is_kept(wanted):
        raise Invalid("kept by street, unit, state and light alone", field="by", code="AS_OF_COUNTS")
    await _check(day)
    chosen = Stock.filter(day=day).filter(*_conditions(viewer, wanted)).using_db(reader())
    found: Counter[Key] = Counter()
    for row in await chosen:
        found[tuple(str(getattr(row, BY[one])) or None for one in by)] += row.count
    return found


def _is_kept(wanted: Filter) -> bool:
    """Whether it is asked by what was kept alone. All that stood was open."""
    known = Filter(area=wanted.area, states=wanted.states, lights=wanted.lights, open=wanted.open or None)
    return wanted == known and len(wanted.area or "") <= STREET


def _conditions(viewer: Viewer, wanted: Filter) -> Iterable[Any]:
    areas = _whole_streets(viewer, wanted.area or "")
    if not any(len(code) == DISTRICT for code in areas):
        yield Q(street_id__in=areas)
    if wanted.area is not None:
        yield below(span(wanted.area)[0], "street_id")
    if wanted.states is not None:
        yield Q(state__in=[one for one in wanted.states if one in OPEN])
    if wanted.lights is not None:
        yield Q(light__in=list(wanted.lights))


def _whole_streets(viewer: Viewer, within: str) -> list[str]:
    """The streets, or the district, that they see whole and that have to do with an area.

    Raises Invalid where there is none, or where they see but a part of another: less would be told than there was.
    """
    areas = [code for code in areas_of(viewer) if code.startswith(within) or within.startswith(code)]
    if not areas or any(len(code) > STREET for code in areas):
        raise Invalid("kept street by street: ask for one that you see whole", field="asOf", code="AS_OF_STREETS")
    return areas


async def _check(day: date) -> None:
    """Raises Invalid for a midnight that is not kept."""
    if await StockDay.filter(day=day).using_db(reader()).exists():
        return
    ends = [await StockDay.all().order_by(order).using_db(reader()).first() for order in ("day", "-day")]
    first, last = (one.day.isoformat() if one else "–" for one in ends)
    hint = f"留有 {first} 至 {last} 的零点。Midnights of {first} to {last} are kept."
    raise Invalid.of([Problem("AS_OF_NOT_KEPT", hint, "asOf", hint)])
