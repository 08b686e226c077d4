"""代行: while nobody holds a desk of a street, or of the district, its rights fall to the next desk that is held.

Decision: nothing waits for one person only. The next desk up the ladder takes an empty one over (受理, 派遣, 负责人,
区派遣, 区监督), and where nobody is above, the next one down. It is a seat like any other, so that steps, lists and
screens know of it without asking. Who stands in is the holder of a post, which the log keeps with what was done, and
the rule of two persons stays: nobody grants what they asked for. A community's desk needs none, since the street has
all of its steps.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from time import monotonic
from weakref import WeakKeyDictionary

from tortoise.context import TortoiseContext, require_context

from server.core import clock
from server.core.viewer import Role, Seat
from server.data.database import asked, dialect, reader
from server.ground.area.models import AreaLevel
from server.ground.area.territory import territory
from server.ground.person.models import Post
from server.ground.person.policy import held_on
from server.ground.person.present import COLUMNS, Holder, Present

LADDER = (Role.STREET_INTAKE, Role.STREET_DISPATCH, Role.STREET_HEAD, Role.DISTRICT_DISPATCH, Role.DISTRICT_SUPERVISOR)
REMEMBERED = 1.5  # seconds
DISTRICT, STREET = 6, 9  # digits of their codes

Mark = tuple[object, ...]


@dataclass(frozen=True)
class Desks:
    """Which desks are held, as (role, area), and which streets there are."""

    held: frozenset[tuple[Role, str]]
    streets: tuple[str, ...]

    def taken(self, role: Role, street: str) -> bool:
        """Whether somebody holds this desk of the street, or of the whole district."""
        return (role, street) in self.held or (role, street[:DISTRICT]) in self.held

    def stand_in(self, role: Role, street: str) -> Role | None:
        """Who takes over an empty desk of the street; None when all desks are empty."""
        at = LADDER.index(role)
        order = (*LADDER[at + 1 :], *reversed(LADDER[:at]))
        return next((one for one in order if self.taken(one, street)), None)

    def beside(self, seats: Iterable[Seat]) -> tuple[Seat, ...]:
        """The empty desks that fall to who holds these seats; one for the whole of an area where all are empty."""
        found: list[Seat] = []
        for seat in seats:
            if seat.role not in LADDER or len(seat.area) > STREET:
                continue
            streets = [one for one in self.streets if seat.covers(one)]
            for role in LADDER:
                empty = [one for one in streets if not self.taken(role, one) and self.stand_in(role, one) is seat.role]
                areas = [seat.area] if empty and len(empty) == len(streets) else empty
                found += [replace(seat, role=role, area=area, stands_in=True) for area in areas]
        return tuple(found)


@dataclass(frozen=True)
class _Memory:
    desks: Desks
    present: Present
    day: date
    mark: Mark
    until: float  # by the monotonic clock


_memories: WeakKeyDictionary[TortoiseContext, _Memory] = WeakKeyDictionary()


async def desks() -> Desks:
    """The desks as they are held today (what another process changed is seen within `REMEMBERED` seconds)."""
    return (await _remembered()).desks


async def present() -> Present:
    """All posts as they are held today, from the same reading."""
    return (await _remembered()).present


def last() -> Present | None:
    """The posts as they were last read, without a statement: whoever asks was known by their posts a moment ago."""
    memory = _memories.get(require_context())
    return memory.present if memory else None


async def _remembered() -> _Memory:
    memory, day = _memories.get(require_context()), clock.today()
    if memory is not None and memory.day == day and monotonic() <= memory.until:
        return memory
    mark, until = await _mark(), monotonic() + REMEMBERED
    if memory is not None and (memory.day, memory.mark) == (day, mark):
        memory = replace(memory, until=until)
    else:
        memory = _Memory(*await _read(day), day, mark, until)
    _memories[require_context()] = memory
    return memory


async def _mark() -> Mark:
    """Another one when posts have changed: they are only added or ended, earlier than was known if at all. To read all
    of them took 45 ms of a process at 3,000 people, every 1.5 seconds."""
    days = "ends_on - DATE '2000-01-01'" if dialect() == "postgres" else "julianday(ends_on)"
    gone = "SELECT COUNT(*) FROM person WHERE ended_at IS NOT NULL"
    areas = "SELECT COUNT(*) FROM area WHERE valid_to IS NULL"
    (row,) = await asked(f"SELECT COUNT(*), COUNT(ends_on), SUM({days}), ({gone}), ({areas}) FROM post", [])
    return tuple(row)


def forget() -> None:
    """Read them anew next time: called after a post was changed here."""
    _memories.pop(require_context(), None)


async def _read(day: date) -> tuple[Desks, Present]:
    posts = Post.filter(held_on(day), person__ended_at=None).using_db(reader()).order_by("starts_on", "id")
    rows = await posts.values_list(*COLUMNS)
    held = tuple(Holder(key, person, Role(role), str(area), unit) for key, person, role, area, unit in rows)
    areas = (await territory()).areas.values()
    streets = (one.code for one in areas if one.level is AreaLevel.STREET and one.valid_to is None)
    ladder = frozenset((one.role, one.area_id) for one in held if one.role in LADDER)
    return Desks(ladder, tuple(sorted(streets))), Present(held)
