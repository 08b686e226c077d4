"""Areas and their shapes as a district's own sheets say them: new ones, other names, ends, and other shapes from a day.

All at once, so that a border may move between two neighbours, which `actions.redraw` cannot. Whoever calls has held the
shapes against each other; nothing is deleted, and what happened keeps the area and the shape of its time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import shapely

from server.core.ids import new_id
from server.core.viewer import Viewer
from server.data.database import queue_for, reader, transaction
from server.ground.area import map, policy, queries, territory
from server.ground.area.models import Area, AreaShape, GridKind
from server.journal import log


@dataclass(frozen=True)
class Drawn:
    """A shape: the closed ring as [lon, lat] in 1e-7 degree, who drew it, and whether it was made up."""

    ring: list[list[int]]
    source: str
    synthetic: bool = False


@dataclass(frozen=True)
class Wanted:
    """An area as it shall be, until the day before `valid_to`; with `drawn` None its shape stays."""

    code: str
    name: str
    valid_from: date
    point: tuple[int, int]  # lat, lon in 1e-7 degree, for a new area or one with another shape
    drawn: Drawn | None = None
    kind: GridKind | None = None
    households: int | None = None
    valid_to: date | None = None
    predecessor: str | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """What may be another in the row that is there."""
        return {
            "name": self.name,
            "kind": self.kind,
            "households": self.households,
            "valid_to": self.valid_to,
            "predecessor": self.predecessor,
        }


@dataclass
class Differences:
    """Codes of what is new, said otherwise, ended or drawn otherwise; `missing` is in force and not named."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    redrawn: list[str] = field(default_factory=list)
    same: int = 0
    missing: list[str] = field(default_factory=list)

    @property
    def any(self) -> bool:
        return bool(self.added or self.changed or self.ended or self.redrawn)


@dataclass(frozen=True)
class Standing:
    """What is there: every area and the newest shape of each."""

    areas: Mapping[str, Area] = field(default_factory=dict)
    shapes: Mapping[str, AreaShape] = field(default_factory=dict)


async def standing() -> Standing:
    """The territory as the database has it now."""
    areas = await Area.all().using_db(reader()).order_by("code")
    shapes = await AreaShape.all().using_db(reader()).order_by("version")
    return Standing({one.code: one for one in areas}, {one.area_id: one for one in shapes})


def compare(there: Standing, wanted: Iterable[Wanted], day: date) -> Differences:
    """What would be another."""
    found, named = Differences(), set()
    for one in wanted:
        named.add(one.code)
        before = there.areas.get(one.code)
        if before is None:
            found.added.append(one.code)
            continue
        differs = {name for name, value in one.columns.items() if getattr(before, name) != value}
        drawn = one.drawn is not None and not _same_shape(there.shapes.get(one.code), one.drawn)
        if drawn:
            found.redrawn.append(one.code)
        elif differs == {"valid_to"} and one.valid_to is not None:
            found.ended.append(one.code)
        elif differs:
            found.changed.append(one.code)
        else:
            found.same += 1
    yet = (one for one in there.areas.values() if one.valid_to is None or one.valid_to > day)
    found.missing = [one.code for one in yet if one.code not in named]
    return found


def _same_shape(before: AreaShape | None, drawn: Drawn) -> bool:
    """Whether it is the same ground, wherever its ring begins and whatever corners lie on a straight side."""
    if before is None:
        return False
    return before.ring == drawn.ring or shapely.Polygon(before.ring).equals(shapely.Polygon(drawn.ring))


async def load(by: Viewer | None, wanted: Sequence[Wanted], *, since: date) -> Differences:
    """Let the territory be as wanted; other shapes hold from `since` on. Nothing is recorded when all is the same.

    `by` None is the operator. Raises Forbidden, Invalid for a ring that is none.
    """
    district = wanted[0].code[:6]
    seat = policy.keeper_of(by, district)
    for one in wanted:
        if one.drawn is not None:
            policy.sound(one.drawn.ring)

    async def work() -> Differences:
        await queue_for("redraw")
        there = await standing()
        found = compare(there, wanted, since)
        if found.any:
            await _write(there, {one.code: one for one in wanted}, found, since)
            counts: dict[str, object] = {
                name: len(getattr(found, name)) for name in ("added", "changed", "ended", "redrawn")
            }
            payload = counts | {"since": since.isoformat()}
            await log.record(
                "area.loaded", subject_id=queries.TERRITORY, area=district, viewer=by, seat=seat, payload=payload
            )
        return found

    try:
        return await transaction(work)
    finally:
        map.forget()
        territory.forget()


async def _write(there: Standing, wanted: Mapping[str, Wanted], found: Differences, since: date) -> None:
    new = sorted((wanted[code] for code in found.added), key=lambda one: (len(one.code), one.code))
    for length in queries.LENGTHS:  # parents first
        await Area.bulk_create([_row(one) for one in new if len(one.code) == length], batch_size=500)
    for code in (*found.changed, *found.ended, *found.redrawn):
        await Area.filter(code=code).update(**wanted[code].columns)
        if code not in found.redrawn and code in there.shapes:
            await AreaShape.filter(id=there.shapes[code].id).update(valid_to=wanted[code].valid_to)
    shapes = [_first_shape(one, one.drawn) for one in new if one.drawn is not None]
    shapes += [await _next_shape(there.shapes.get(code), wanted[code], since) for code in found.redrawn]
    await AreaShape.bulk_create(shapes, batch_size=500)


def _row(one: Wanted) -> Area:
    return Area(
        code=one.code,
        level=queries.LENGTHS[len(one.code)],
        parent_id=one.code[:-3] if len(one.code) > 6 else None,
        lat=one.point[0],
        lon=one.point[1],
        valid_from=one.valid_from,
        **one.columns,
    )


def _first_shape(one: Wanted, drawn: Drawn) -> AreaShape:
    return AreaShape(
        id=_id(one.code, one.valid_from),
        area_id=one.code,
        version=1,
        ring=drawn.ring,
        source=drawn.source,
        synthetic=drawn.synthetic,
        valid_from=one.valid_from,
        valid_to=one.valid_to,
    )


async def _next_shape(before: AreaShape | None, one: Wanted, since: date) -> AreaShape:
    assert one.drawn is not None  # it was drawn otherwise
    if before is not None:
        await AreaShape.filter(id=before.id).update(valid_to=since)
    await Area.filter(code=one.code).update(lat=one.point[0], lon=one.point[1])
    return AreaShape(
        id=new_id(),
        area_id=one.code,
        version=before.version + 1 if before else 1,
        ring=one.drawn.ring,
        source=one.drawn.source,
        synthetic=one.drawn.synthetic,
        valid_from=since,
        valid_to=one.valid_to,
    )


def _id(code: str, day: date) -> UUID:
    """A UUIDv7 of an area's first day, the same wherever the same sheets are loaded."""
    milliseconds = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)
    return UUID(int=max(0, milliseconds) << 80 | 0x7 << 76 | 0b10 << 62 | int(code))
