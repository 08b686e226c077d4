"""Ground divided into other grids, all at once: those of before end, those of now begin with numbers of their own.

What happened before keeps the grid and the shape of its time, since nothing is deleted.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from tortoise.expressions import Q

from server.core.ids import new_id
from server.data.database import queue_for, reader
from server.data.resting import Stale
from server.ground.area import map, policy, queries, territory
from server.ground.area.loading import Wanted
from server.ground.area.models import Area, AreaLevel, AreaShape
from server.journal import log

LAST = 999  # the highest number of a grid in its community


async def standing(codes: Collection[str]) -> dict[str, AreaShape]:
    """The newest shape of each of these grids that is in force and not to end."""
    still = AreaShape.filter(area_id__in=list(codes), valid_to=None, area__level=AreaLevel.GRID, area__valid_to=None)
    return {one.area_id: one for one in await still.order_by("version").using_db(reader())}


async def taken(community: str) -> set[str]:
    """Every number that a grid of the community has or ever had."""
    found = Area.filter(queries.below(community), level=AreaLevel.GRID).using_db(reader())
    return {str(code) for code in await found.values_list("code", flat=True)}


def free(community: str, known: Collection[str], many: int) -> list[str]:
    """The next numbers behind the highest; fewer where they are spent."""
    first = max((int(code[-3:]) for code in known if queries.is_code(code)), default=0) + 1
    return [f"{community}{number:03}" for number in range(first, min(first + many, LAST + 1))]


async def redivide(old: Sequence[AreaShape], new: Sequence[Wanted], since: date, *, told: dict[str, object]) -> None:
    """Within a transaction. Raises Stale when a shape is no longer the one of now, or a number is taken."""
    await queue_for("redraw")
    codes = [one.area_id for one in old]
    now = await standing(codes)
    if any(code not in now or now[code].id != one.id for code, one in zip(codes, old, strict=True)):
        raise Stale
    if await Area.filter(code__in=[one.code for one in new]).using_db(reader()).exists():
        raise Stale
    await Area.filter(Q(valid_to=None), code__in=codes).update(valid_to=since)
    await AreaShape.filter(id__in=[one.id for one in old]).update(valid_to=since)
    await Area.bulk_create([_row(one) for one in new])
    await AreaShape.bulk_create([_shape(one) for one in new])
    payload = {"ended": codes, "begun": [one.code for one in new], "since": since.isoformat()} | told
    await log.record(
        "area.redivided", subject_id=queries.TERRITORY, area=codes[0][:12], viewer=None, seat=None, payload=payload
    )
    map.forget()
    territory.forget()


def _row(one: Wanted) -> Area:
    return Area(
        code=one.code, level=AreaLevel.GRID, parent_id=one.code[:-3], lat=one.point[0], lon=one.point[1],
        valid_from=one.valid_from, **one.columns,
    )  # fmt: skip


def _shape(one: Wanted) -> AreaShape:
    assert one.drawn is not None  # a piece of ground has a shape
    return AreaShape(
        id=new_id(), area_id=one.code, version=1, ring=policy.sound(one.drawn.ring), source=one.drawn.source,
        synthetic=one.drawn.synthetic, valid_from=one.valid_from,
    )  # fmt: skip
