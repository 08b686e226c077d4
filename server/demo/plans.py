"""A plan that splits the grid of the shown worker, checked, which waits for the security administrator's approval."""

from __future__ import annotations

from collections.abc import Callable

from shapely import Polygon

from server.core.ids import new_id
from server.data.database import reader
from server.ground.area import redividing, tiling
from server.ground.person.models import Person
from server.ground.person.viewers import viewer_of
from server.setup.grid_plan import commands, verbs
from server.setup.grid_plan.models import GridPlan
from server.setup.grid_plan.pieces import Piece

COMMUNITY, GRID = "140214018001", "140214018001001"
WHO = ("wang", "he")  # of the northern and of the southern piece
REASON = "新小区交付后这一格住户翻了一倍，分成两格各管一片（演示）"


async def build(report: Callable[[int, int], None]) -> None:
    """Draft and check it."""
    admin = await viewer_of((await Person.get(login="admin", using_db=reader())).id)
    shape = (await redividing.standing([GRID]))[GRID]
    pieces = []
    for login, ground in zip(WHO, _halves(Polygon(shape.ring)), strict=True):
        person = await Person.get(login=login, using_db=reader())
        name = f"口泉街社区 第1网格{'北' if login == WHO[0] else '南'}"
        pieces.append(Piece(ring=tiling.said(tiling.ring_of(ground)), name=name, people=(person.id,)))
    asked = commands.Draft(op_id=new_id(), id=new_id(), area=COMMUNITY, reason=REASON, grids=(GRID,),
                           pieces=tuple(pieces))  # fmt: skip
    await verbs.draft(admin, asked)
    plan = await GridPlan.get(id=asked.id, using_db=reader())
    await verbs.check(admin, commands.Check(op_id=new_id(), id=plan.id, seen=plan.version))
    report(1, 1)


def _halves(ground: Polygon) -> list[Polygon]:
    """Cut from west to east, a little lower or higher where that would make more than two."""
    west, south, east, north = ground.bounds
    beyond = (east - west) / 10
    for share in (50, 45, 55, 40, 60):
        lat = round(south + (north - south) * share / 100)
        found = tiling.cut(ground, [(round(west - beyond), lat), (round(east + beyond), lat)])
        if len(found) == len(WHO):
            return found
    raise ValueError(f"{GRID} cannot be cut in two from west to east")
