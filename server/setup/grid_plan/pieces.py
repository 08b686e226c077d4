"""What is asked of each grid that a plan makes."""

from __future__ import annotations

from uuid import UUID

from server.ground.area.models import GridKind
from server.ground.area.tiling import LONGEST
from server.process import asked, given
from server.process.fields import Declared

MOST_GRIDS, MOST_PIECES, MOST_PEOPLE = 60, 60, 20


class Piece(Declared, words="方案里的一个新网格。A grid that the plan makes."):
    ring: str = asked(
        "边界：依次的“经度,纬度”，WGS-84。Its border: longitude,latitude one after the other, in WGS-84.",
        longest=LONGEST,
    )
    name: str = asked("名称。Its name.", longest=64)
    code: str | None = given("15 位编码；不填取下一个没用过的。Its code; left out: the next free one.", names="area")
    kind: GridKind | None = given("网格的种类；不填为综合网格。Its kind; left out: a general grid.")
    households: int | None = given("几户。How many households.", between=(0, 100_000))
    people: tuple[UUID, ...] | None = given("由哪些网格员负责。Which workers it has.", most=MOST_PEOPLE)
