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
from typing import Any

from server.core import clock
from server.core.viewer import Role, Seat
from server.data.database import asked, dialect, reader
from server.data.remembered import Remembered
from server.ground.area.models import AreaLevel
from server.ground.area.territory import territory
from server.ground.person.models import Post
from server.ground.person.policy import held_on
from server.ground.person.present import COLUMNS, Holder, Present

LADDER = (Role.STREET_INTAKE, Role.STREET_DISPATCH, Role.STREET_HEAD, Role.DISTRICT_DISPATCH, Role.DISTRICT_SUPERVISOR)
DISTRICT, STREET = 6, 9  # digits of their codes

Mark = tuple[Any, ...]


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


async def _mark() -> Mark:
    """Another one when posts have changed: they are added, ended and extended. The squares tell apart one that is
    extended while another is cut by as much. To read all of them took 45 ms of a process at 3,000 people, every 1.5
    seconds."""
    days = "ends_on - DATE '2000-01-01'" if dialect() == "postgres" else "julianday(ends_on)"
    squares = f"SUM(CAST({days} AS BIGINT) * CAST({days} AS BIGINT))"
    gone = "SELECT COUNT(*) FROM person WHERE ended_at IS NOT NULL"
    areas = "SELECT COUNT(*) FROM area WHERE valid_to IS NULL"
    (row,) = await asked(f"SELECT COUNT(*), COUNT(ends_on), SUM({days}), {squares}, ({gone}), ({areas}) FROM post", [])
    return (*row, clock.today())


async def _read(mark: Mark) -> tuple[Desks, Present]:
    posts = Post.filter(held_on(mark[-1]), person__ended_at=None).using_db(reader()).order_by("starts_on", "id")
    rows = await posts.values_list(*COLUMNS)
    held = tuple(Holder(key, person, Role(role), str(area), unit) for key, person, role, area, unit in rows)
    areas = (await territory()).areas.values()
    streets = (one.code for one in areas if one.level is AreaLevel.STREET and one.valid_to is None)
    ladder = frozenset((one.role, one.area_id) for one in held if one.role in LADDER)
    return Desks(ladder, tuple(sorted(streets))), Present(held)


REMEMBERED = Remembered(_mark, _read, seconds=1.5, daily=True)
forget = REMEMBERED.forget


async def desks() -> Desks:
    """The desks as they are held today."""
    return (await REMEMBERED.now())[0]


async def present() -> Present:
    """All posts as they are held today, from the same reading."""
    return (await REMEMBERED.now())[1]


def last() -> Present | None:
    """The posts as they were last read, without a statement: whoever asks was known by their posts a moment ago."""
    known = REMEMBERED.last()
    return known[1] if known else None
