"""Sixty days of incidents across the district, lived in memory by the domain's own decisions and written together.

Decision: going through the actions would cost some 20,000 transactions. The decisions are pure, so the same ones are
taken in memory and their rows written in bulk; tests check the outcome as they check the actions' (every transition in
the table, chains and seals whole, clocks stopped at the end, one lead, checker is not disposer).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

from server.core import clock
from server.core.clock import SHANGHAI
from server.core.ids import new_id
from server.data.database import reader, transaction
from server.demo import people, photos, shown, sweeping, words
from server.demo.happened import Happened
from server.demo.life import Life
from server.demo.people import People
from server.grid.incident import numbers, search
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.followers import IncidentFollower
from server.grid.incident.lifecycle import OPEN, State
from server.grid.incident.models import Channel
from server.grid.incident.noun import INCIDENT
from server.ground.area.models import Area, AreaLevel, AreaShape
from server.ground.catalogue.models import IncidentClass
from server.ground.catalogue.queries import catalogue
from server.ground.worktime.calendar import Calendar
from server.ground.worktime.queries import calendar
from server.journal import chain
from server.journal.models import Event, Unsealed
from server.process.models import ClockMark
from server.process.rows import digests, rows_of, together

DAYS, COUNT, SEED = 60, 3000, 140214
CHUNK = 500
CHANNELS = [Channel.PATROL] * 14 + [Channel.HOTLINE] * 4 + [Channel.ENTERPRISE, Channel.DEPARTMENT]
MERGED = 9

Report = Callable[[int, int], None]


async def build(progress: Report = lambda done, total: None) -> None:
    """Live and write the incidents of the last sixty days, up to now."""
    world, pictures, days = await gather(), await photos.named(), await calendar()
    counted: Counter[date] = Counter()
    lives, happened = [], Happened()
    for life in born(world, days, pictures, counted, happened):
        sweeping.sweep(life, life.until)  # also of what was left standing by a step beside its course
        happened.add(life.incident)
        lives.append(life)
        progress(len(lives), COUNT * 2)
    merged = {life.incident.merged_into_id for life in lives}
    lives = [life for life in lives if life.incident.id in merged or not happened.overtook(life)]
    await transaction(lambda: _write(lives, world, counted, lambda done: progress(COUNT + done, COUNT * 2)))


async def gather() -> People:
    """Everybody and every grid that history needs, read once."""
    grids = {one.code: one for one in await Area.filter(level=AreaLevel.GRID).using_db(reader()).order_by("code")}
    shapes = await AreaShape.filter(area__level=AreaLevel.GRID, valid_to=None).using_db(reader())
    return await people.read(await catalogue(), grids, {one.area_id: one for one in shapes})


def born(
    world: People, days: Calendar, pictures: tuple[str, ...], counted: Counter[date], happened: Happened
) -> Iterator[Life]:
    """Lives up to now, oldest first, with numbers given in that order day by day."""
    chance, now = random.Random(SEED), clock.now()
    classes, grids = _classes(world), sorted(world.grids)
    begins = sorted(_moments(chance, now))

    def number(moment: datetime) -> str:
        day = moment.astimezone(SHANGHAI).date()
        counted[day] += 1
        return numbers.number(grids[0][:6], day, counted[day])

    open_ones: list[Aggregate] = []

    def begun(seed: int, halt: State | None = None) -> Life:
        return Life(world, days, random.Random(seed), until=now, halt=halt, photos=pictures, numbers=number,
                    happened=happened)  # fmt: skip

    for place, at in enumerate(begins):
        life = begun(SEED + place)
        life.begin(at, chance.choice(classes), chance.choice(grids), chance.choice(CHANNELS))
        life.run()
        yield life
        if life.incident.state in OPEN:
            open_ones.append(life.incident)
    yield from _repeated(world, begun, chance, open_ones)
    yield from shown.lives(world, begun, chance, classes)  # last, so that nothing made afterwards takes one away


def _repeated(
    world: People, begun: Callable[[int], Life], chance: random.Random, open_ones: list[Aggregate]
) -> Iterator[Life]:
    """Some that tell of what is open already, and were merged into it."""
    merged = 0
    for seed, twin in enumerate(open_ones):
        life = begun(seed)
        life.twin, life.address = twin, twin.address
        at = twin.received_at + timedelta(minutes=chance.randint(20, 600))
        life.begin(at, world.klass(twin), twin.grid_id, Channel.PATROL)
        life.run()
        if life.incident.state is State.MERGED:
            yield life
            merged += 1
        if merged == MERGED:
            return


def _classes(world: People) -> list[IncidentClass]:
    """Classes as often as they happen: those first among the tiles most."""
    found = world.catalogue.classes_in_force()
    often = [max(1, 12 - place // 2) + (3 if words.seen_outside(one) else 0) for place, one in enumerate(found)]
    return [one for one, times in zip(found, often, strict=True) for _ in range(times)]


def _moments(chance: random.Random, now: datetime) -> Iterator[datetime]:
    """Times of report: by day, on weekends less, more of them of late."""
    for _ in range(COUNT):
        back = DAYS * chance.random() ** 1.25
        yield min(_work_moment(chance, now - timedelta(days=back)), now - timedelta(minutes=chance.randint(3, 90)))


def _work_moment(chance: random.Random, day: datetime) -> datetime:
    local = day.astimezone(SHANGHAI)
    if local.weekday() >= 5 and chance.random() < 0.6:
        local -= timedelta(days=2)
    return local.replace(hour=chance.randint(8, 18), minute=chance.randint(0, 59), second=0).astimezone(UTC)


async def _write(lives: list[Life], world: People, counted: Counter[date], progress: Callable[[int], None]) -> None:
    """Everything in one transaction: rows by kind, events in the order in which they happened."""
    for start in range(0, len(lives), CHUNK):
        part = [life.incident for life in lives[start : start + CHUNK]]
        for added in together(INCIDENT, part):
            await added.model.bulk_create([added.model(**row) for row in added.rows])
        await IncidentFollower.bulk_create(_followers(part))
        await search.keep((one.id, search.text_of(one, world.klass(one))) for one in part)
        progress(min(start + CHUNK, COUNT) * 2 // 3)
    await ClockMark.bulk_create([mark for life in lives for mark in life.marks], batch_size=CHUNK)
    await _log(lives)
    for day, last in counted.items():
        await numbers.start_after(min(world.grids)[:6], day, last)
    progress(COUNT)


def _followers(part: list[Aggregate]) -> list[IncidentFollower]:
    """Who reported what was merged into another, once for each."""
    merged = {(one.merged_into_id, one.reporter_id) for one in part if one.merged_into_id and one.reporter_id}
    return [IncidentFollower(incident_id=into, person_id=person) for into, person in sorted(merged)]


async def _log(lives: list[Life]) -> None:
    """One chained event for each change, numbered in the order of time, all waiting to be sealed."""
    before = await Event.all().order_by("-number").first()
    events = sorted((event for life in lives for event in _events(life)), key=lambda one: (one.at, one.place_in_chain))
    await Event.bulk_create(events, batch_size=CHUNK)
    written = (
        await Event.filter(number__gt=before.number if before else 0)
        .order_by("number")
        .values_list("number", flat=True)
    )
    await Unsealed.bulk_create([Unsealed(event_number=one) for one in written], batch_size=CHUNK)


def _events(life: Life) -> Iterator[Event]:
    previous = ""
    for place, happening in enumerate(life.happenings, start=1):
        change = happening.change
        seat = change.seat
        event = Event(
            id=new_id(), kind=change.kind, subject_id=life.incident.id, place_in_chain=place, area=happening.area,
            by_id=happening.by.person_id, post_id=seat and seat.post_id, unit_id=seat and seat.unit_id, at=change.at,
            payload=chain.plain(change.told), digest=digests(INCIDENT, rows_of(change)), previous=previous,
        )  # fmt: skip
        event.hash = previous = chain.seal(previous, chain.fields_of(event))
        yield event
