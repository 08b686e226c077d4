"""Plans of grids of the town: the first grid in two, wang has the west, 何玉梅 the east."""

from __future__ import annotations

from typing import Any

from server.core.ids import new_id
from server.ground.area import tiling
from server.setup.grid_plan import commands, verbs
from server.setup.grid_plan.models import GridPlan
from server.setup.grid_plan.pieces import Piece
from tests import town as place

WEST, SOUTH, SIDE = place.WEST, place.SOUTH, place.SIDE
MIDDLE, NORTH = WEST + SIDE // 2, SOUTH + SIDE
NINTH, TENTH = place.STREET_SIDE + "003", place.STREET_SIDE + "004"  # no grid ever had them


def box(west: int, south: int, east: int, north: int) -> str:
    return tiling.said([(west, south), (east, south), (east, north), (west, north), (west, south)])


def line(*corners: tuple[int, int]) -> str:
    return tiling.said(corners)


def halves() -> tuple[Piece, Piece]:
    west = Piece(ring=box(WEST, SOUTH, MIDDLE, NORTH), name="第3网格", people=(place.WANG,))
    return west, Piece(ring=box(MIDDLE, SOUTH, WEST + SIDE, NORTH), name="第4网格", people=(place.HE,))


SPLIT: dict[str, Any] = {"reason": "居民翻了一倍", "grids": (place.FIRST,), "pieces": halves()}


async def drafted(**words: Any) -> GridPlan:
    asked = commands.Draft(op_id=new_id(), id=new_id(), **{"area": place.STREET_SIDE} | SPLIT | words)
    done = await verbs.draft(await place.viewer("admin"), asked)
    return await GridPlan.get(id=done.id)
