"""Redrawing grids. A new shape is a new version from a day on; what happened before keeps the grid of its time."""

from __future__ import annotations

from datetime import date

from tortoise.expressions import Q

from server.core import clock
from server.core.errors import Conflict, Invalid, Missing
from server.core.ids import new_id
from server.core.viewer import Viewer
from server.data.database import queue_for, reader, transaction
from server.ground.area import map, policy, queries, territory
from server.ground.area.models import Area, AreaLevel, AreaShape
from server.journal import log

SOURCE = "redrawn here"


async def redraw(
    viewer: Viewer | None, *, code: str, ring: policy.Ring, from_day: date, seen: int, source: str = SOURCE
) -> AreaShape:
    """Give a grid another ring ([lon, lat] in 1e-7 degree) from `from_day` on; `seen` is the version they looked at.

    Raises Forbidden, Missing (no such grid), Conflict (another version came first), Invalid (a ring that is none, that
    covers another grid's ground, or a day that is over). To move a border, shrink one neighbour before the other grows.
    """
    seat = policy.keeper_of(viewer, code)
    points = policy.sound(ring)

    async def work() -> AreaShape:
        await queue_for("redraw")  # two neighbours redrawn at once would not see each other
        grid, last = await _grid(code), await _last(code)
        _check_turn(last, seen, from_day)
        policy.apart_from(points, await _neighbours(code, from_day))
        if last is not None:
            await AreaShape.filter(id=last.id).update(valid_to=from_day)
        shape = await AreaShape.create(
            id=new_id(), area=grid, version=seen + 1, ring=points, synthetic=False, source=source, valid_from=from_day
        )
        await _move_point(grid, points)
        payload: dict[str, object] = {"code": code, "version": shape.version, "from": from_day.isoformat()}
        subject = queries.subject(code)
        await log.record("area.redrawn", subject_id=subject, area=code, viewer=viewer, seat=seat, payload=payload)
        return shape

    shape = await transaction(work)
    map.forget()
    territory.forget()
    return shape


async def _grid(code: str) -> Area:
    grid = await Area.get_or_none(code=code, level=AreaLevel.GRID, using_db=reader())
    if grid is None or grid.valid_to is not None:
        raise Missing("there is no such grid")
    return grid


async def _last(code: str) -> AreaShape | None:
    return await AreaShape.filter(area_id=code).order_by("-version").using_db(reader()).first()


def _check_turn(last: AreaShape | None, seen: int, from_day: date) -> None:
    if seen != (last.version if last else 0):
        raise Conflict("somebody redrew this grid first", current=last)
    if from_day < max(clock.today(), last.valid_from if last else from_day):
        raise Invalid("a redrawing holds from today or later, behind the one before", field="fromDay")


async def _neighbours(code: str, day: date) -> list[tuple[str, policy.Ring]]:
    """The rings of all other grids that hold on `day` or will later."""
    later = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    others = AreaShape.filter(later, area__level=AreaLevel.GRID).exclude(area_id=code).using_db(reader())
    return list(await others.values_list("area_id", "ring"))


async def _move_point(grid: Area, points: policy.Ring) -> None:
    """The grid's own point stands for reports without one: it must lie inside."""
    lat, lon = policy.point_inside(points, grid.lat, grid.lon)
    if (lat, lon) != (grid.lat, grid.lon):
        await Area.filter(code=grid.code).update(lat=lat, lon=lon)
