"""What history must hold besides, whatever the hour it is built at, so that every screen of the demo has work.

Decision: chance alone leaves too little, and how much depends on the time of day. So lives are tried until enough of
them are such as a screen needs; the others are forgotten. One for which an earlier one would have had to rise is
forgotten too, for then that one would have to be left out.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from server.core.viewer import Role
from server.demo import community, sweeping, words
from server.demo.life import Life
from server.demo.people import People
from server.grid.hotissue.queries import UNCOUNTED
from server.grid.incident import clocks
from server.grid.incident.change import KINDS, RAISED
from server.grid.incident.lifecycle import State, Step
from server.grid.incident.models import Channel, Rating
from server.grid.incident.steps import COMMUNITY_LEVEL, TOP_LEVEL
from server.grid.whistle.steps import WORKED
from server.ground.catalogue.models import CheckPolicy, IncidentClass
from server.process.deadlines import Light
from server.reach.notice.quiet_hours import next_morning

STANDING = (State.REPORTED, State.VERIFYING, State.PENDING_FILING, State.FILED, State.DISPATCHED, State.IN_PROGRESS,
            State.DISPOSED, State.CHECKING)  # fmt: skip
WITH_THE_UNIT = frozenset({State.DISPATCHED, State.IN_PROGRESS})
ATTEMPTS = 2000  # to reach such a state by now: on a Sunday night one in a hundred is in it and not late
TRIES = 1000  # for each one that is such
EACH_STANDING = 3  # left standing in each state where the demo's grid worker works
YELLOW, ASKING, BEYOND, RISEN, OF_THE_COMMUNITY = 12, 4, 9, 2, 2
STREET_LEVEL = 2
DAYS, WEEKS = 4000, 20_000  # minutes ago: over a weekend little ends, so what has ended began longer ago
SETTLED = timedelta(hours=2)  # in which a whistle goes all its way
LASTS = timedelta(hours=1)  # for which what waits for somebody still waits as it does now
REPEATED = 2  # places where the same happens again and again
WEEKS_AGO = (7, 4, 2, 1)


class Begun(Protocol):
    """Makes a life from a seed; it stops in the state in which it shall stand, if any."""

    def __call__(self, seed: int, halt: State | None = None) -> Life: ...


def lives(world: People, begun: Begun, chance: random.Random, classes: list[IncidentClass]) -> Iterator[Life]:
    """All of them, run as far as they come."""
    trying = Trying(world, begun, chance, classes)
    everywhere = sorted(world.grids)
    street = [code for code in everywhere if code[:9] == world.shown.seats[0].area[:9]]
    yield from trying.again_and_again(street)  # first: whatever lies where the same happened before rises for it
    yield from trying.left_standing()
    yield from trying.some(YELLOW, everywhere, _nearly_due)
    yield from trying.some(ASKING, street, _asking)
    yield from trying.some(BEYOND, street, _beyond_the_street)
    yield from trying.risen(RISEN, street)
    yield from trying.rated()
    own = [code for code in everywhere if code[:12] == world.shown.seats[0].area[:12]]
    yield from trying.some(OF_THE_COMMUNITY, own, _settled_in_the_community, back=WEEKS)
    yield from trying.left_by_the_community(own)


def _nearly_due(life: Life) -> bool:
    return clocks.light(life.incident, life.until) is Light.YELLOW


def _asking(life: Life) -> bool:
    """Somebody waits for a decision."""
    return life.incident.asks is not None


def _beyond_the_street(life: Life) -> bool:
    """A street may whistle about it, and has had the time to."""
    one = life.incident
    return one.state in WORKED and one.level >= STREET_LEVEL and one.changed_at < life.until - SETTLED


def _waits_for_a_word(life: Life) -> bool:
    return life.incident.state is State.DISPOSED


def _satisfied(life: Life) -> bool:
    return life.incident.rating is Rating.SATISFIED


def _dissatisfied(life: Life) -> bool:
    return any(happening.change.told.get("rating") == Rating.DISSATISFIED for happening in life.happenings)


def _rose_yesterday(life: Life) -> bool:
    """It came to the district before this morning, and stands in the supervisor's digest."""
    morning = next_morning(life.until) - timedelta(days=1)
    return any(
        happening.change.kind == RAISED and happening.change.told["to_level"] == TOP_LEVEL
        and morning - timedelta(days=1) <= happening.change.at < morning
        for happening in life.happenings
    )  # fmt: skip


def _waits(life: Life) -> bool:
    """It waits where its community left it, and will for a while."""
    level = life.incident.level
    sweeping.sweep(life, life.until)
    return life.incident.level == level and clocks.light(life.incident, life.until + LASTS) is not Light.RED


def _settled_in_the_community(life: Life) -> bool:
    """By one of its workers, to whom the secretary gave it."""
    one = life.incident
    assigned = any(happening.change.kind == KINDS[Step.ASSIGN] for happening in life.happenings)
    settled = one.level <= COMMUNITY_LEVEL and one.lead_unit_id is None and bool(one.disposals)
    return one.state is State.CLOSED and settled and assigned


@dataclass(frozen=True)
class Trying:
    """Who lives, how a life begins, and what chance chooses from."""

    world: People
    begun: Begun
    chance: random.Random
    classes: list[IncidentClass]
    kept: list[Life] = field(default_factory=list)

    def _keeps(self, life: Life) -> bool:
        """Whether it takes nothing from what was kept before; then it is kept."""
        fits = not any(one.happened.overtook(one, life.incident) for one in self.kept)
        if fits:
            self.kept.append(life)
        return fits

    def left_standing(self) -> Iterator[Life]:
        """Some in each state where the shown worker works, the first of each overdue and the others not."""
        for place, (state, grid) in enumerate(self._standing()):
            for attempt in range(ATTEMPTS):
                life = self.begun(place * ATTEMPTS + attempt, state)
                self._begin_standing(life, grid, state)
                life.run()
                late = clocks.light(life.incident, life.until) is Light.RED
                theirs = state not in WITH_THE_UNIT or life.incident.lead_unit_id == self.world.shown_unit
                such = life.incident.state is state and theirs and late == (place % EACH_STANDING == 0)
                if such and self._keeps(life):
                    yield life
                    break

    def _standing(self) -> Iterator[tuple[State, str]]:
        """States to be left standing in, and the grid of the shown worker where."""
        grids = [seat.area for seat in self.world.shown.seats]
        for state in STANDING:
            for place in range(EACH_STANDING):
                yield state, grids[place % len(grids)]

    def _begin_standing(self, life: Life, grid: str, state: State) -> None:
        called = state is State.VERIFYING
        fitting = [
            one for one in self.classes
            if words.seen_outside(one) and not one.self_resolve and one.min_level <= 1 and one.verify >= called
        ]  # fmt: skip
        life.begin(
            self._ago(life, int(5 + 6000 * self.chance.random() ** 3)),
            self.chance.choice(fitting or self.classes),
            grid,
            Channel.HOTLINE if called else Channel.PATROL,
        )

    def _ago(self, life: Life, minutes: int) -> datetime:
        """So many minutes ago, or before the last work ended: over a feast of a week nothing else goes on."""
        worked = life.calendar.moment_of(life.calendar.worked_until(life.until))
        return self.chance.choice((life.until, worked)) - timedelta(minutes=minutes)

    def rated(self) -> Iterator[Life]:
        """What a volunteer reported and rated well, and badly; something that waits for their word."""
        (area,) = (area for role, area in self.world.desks if role is Role.VOLUNTEER)
        grids = sorted(code for code in self.world.grids if code.startswith(area))
        ended = [one for one in self.classes if one.check_policy is CheckPolicy.REPORTER and words.seen_outside(one)]
        theirs = replace(self, classes=ended)
        for such, halt in ((_satisfied, None), (_dissatisfied, None), (_waits_for_a_word, State.DISPOSED)):
            yield from theirs.some(1, grids, such, Channel.RESIDENT, halt, WEEKS)

    def left_by_the_community(self, grids: list[str]) -> Iterator[Life]:
        """Some that its secretary called the street for, and some that the shown worker is to sign for."""
        for place in range(2 * OF_THE_COMMUNITY):
            for _ in range(ATTEMPTS):
                life = self.begun(self.chance.getrandbits(32), State.FILED)
                self._begin_standing(life, grids[place % len(grids)], State.FILED)
                life.run()
                later = life.now + timedelta(minutes=10)
                if life.incident.state is State.FILED and community.is_small(life.incident) and later < life.until:
                    life.now = later
                    if place < OF_THE_COMMUNITY:
                        community.call(life)
                    else:
                        community.assign(life, self.world.shown.person_id)
                    if _waits(life) and self._keeps(life):
                        yield life
                        break

    def some(
        self, count: int, grids: list[str], such: Callable[[Life], bool], channel: Channel = Channel.PATROL,
        halt: State | None = None, back: int = DAYS,
    ) -> Iterator[Life]:  # fmt: skip
        """So many that are such at this moment, left standing in a state where chance alone seldom leaves one."""
        found = 0
        for _ in range(count * TRIES):
            life = self.begun(self.chance.getrandbits(32), halt)
            at = self._ago(life, self.chance.randint(5, back))
            life.begin(at, self.chance.choice(self.classes), self.chance.choice(grids), channel)
            life.run()
            if such(life) and self._keeps(life):
                yield life
                found += 1
            if found == count:
                return

    def risen(self, count: int, grids: list[str]) -> Iterator[Life]:
        """So many that a unit let lie until the district heard of it yesterday."""
        found = 0
        for _ in range(count * TRIES):
            life = self.begun(self.chance.getrandbits(32), State.IN_PROGRESS)
            at = self._ago(life, self.chance.randint(1000, 9000))
            life.begin(at, self.chance.choice(self.classes), self.chance.choice(grids), Channel.PATROL)
            life.run()
            if _rose_yesterday(life) and self._keeps(life):
                yield life
                found += 1
            if found == count:
                return

    def again_and_again(self, grids: list[str]) -> Iterator[Life]:
        """The same at the same place every few weeks: a hot issue is proposed there."""
        outside = {one.code: one for one in self.classes if words.seen_outside(one)}
        for grid, code in zip(grids, self.chance.sample(sorted(outside), REPEATED), strict=False):
            address = words.address(self.chance, self.world.name_of(grid[:12]))
            for weeks in WEEKS_AGO:
                yield self._counted(outside[code], grid, address, timedelta(weeks=weeks))

    def _counted(self, klass: IncidentClass, grid: str, address: str, ago: timedelta) -> Life:
        """One that was no mistake, at this address."""
        while True:
            life = self.begun(self.chance.getrandbits(32))
            life.address = address
            life.begin(self._at(life.until - ago), klass, grid, Channel.PATROL)
            life.run()
            if life.incident.state not in UNCOUNTED:
                self.kept.append(life)
                return life

    def _at(self, day: datetime) -> datetime:
        return day - timedelta(minutes=self.chance.randint(0, 300))
