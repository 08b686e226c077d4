"""What is asked of a plan of grids, verb by verb."""

from __future__ import annotations

from datetime import datetime

from server.core.moments import PLANNED
from server.process import New, On, demanded, given, several
from server.setup.grid_plan.pieces import MOST_GRIDS, MOST_PIECES, Piece


class Draft(New, words="拟一个网格调整方案。Draft a plan of grids."):
    area: str | None = demanded("哪个社区。Of which community.", names="area", longest=15)
    reason: str | None = demanded("为什么改。Why.", longest=500)
    grids: tuple[str, ...] = several("哪些网格不再用。Which grids it takes the place of.", MOST_GRIDS, names="area")
    pieces: tuple[Piece, ...] = several("新网格。The grids that it makes.", MOST_PIECES)
    starts_at: datetime | None = given("何时生效；不填则批准即生效。From when on; left out: at once.", within=PLANNED)


class Amend(On, words="改方案；查过的要再查。Change a plan; it is to be checked anew."):
    reason: str | None = demanded("为什么改。Why.", longest=500)
    grids: tuple[str, ...] = several("哪些网格不再用。Which grids it takes the place of.", MOST_GRIDS, names="area")
    pieces: tuple[Piece, ...] = several("新网格。The grids that it makes.", MOST_PIECES)
    starts_at: datetime | None = given("何时生效；不填则批准即生效。From when on; left out: at once.", within=PLANNED)


class Check(On, words="检查方案，有错一次说全。Check a plan; all that is wrong is told at once."):
    pass


class Approve(On, words="批准；不能批自己拟的。Approve a plan of somebody else's."):
    pass


class Decline(On, words="退回给拟方案的人。Send it back to who drafted it."):
    reason: str | None = demanded("为什么退回。Why.", longest=500)


class Drop(On, words="不改了。Drop it."):
    pass
