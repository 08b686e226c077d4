"""网格调整方案: what an administrator sees of a plan of grids, what may be done with it, and what a line would make."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import orjson
import strawberry

from schema.core.fields import column, computed, looked_up
from schema.core.fields import one as linked
from schema.core.input_mapping import part
from schema.core.reading.request_scope import Ground
from schema.core.scalars import AreaCode
from schema.ground.area import Area, area_at
from schema.ground.person import Person
from schema.process.contract import Noun, contract, place, publish_all, steps
from schema.process.lookups import sums_of
from server.core.spoken.problem_code import ProblemCode, code_of
from server.ground.area.coordinates import from_e7
from server.ground.area.models import GridKind
from server.ground.area.tiling import MOST_CORNERS
from server.ground.person.models import Person as PersonRow
from server.query.projection import Link
from server.setup.grid_plan import checking, commands, lookups
from server.setup.grid_plan import verbs as actions
from server.setup.grid_plan.drawing import grids_of, pieces_of
from server.setup.grid_plan.lifecycle import State, Step
from server.setup.grid_plan.lookups import GRID_PLANS, Cut, Of, Wanted
from server.setup.grid_plan.pieces import MOST_GRIDS, MOST_PEOPLE, MOST_PIECES, Piece

publish_all("GridPlan", State, Step)
part(Piece, "GridPlanPieceInput")
RING = "外环，[经度, 纬度]，首尾相接。The closed outer ring of [longitude, latitude] degrees."
CORNERS = MOST_CORNERS // 10  # as long is a ring as a rule


def degrees(ring: Any) -> list[list[float]]:
    return [[from_e7(lon), from_e7(lat)] for lon, lat in ring]


@strawberry.type(description="方案要替换的一个网格。A grid that a plan takes the place of.")
class GridPlanGrid:
    area: Area = looked_up("哪个网格。Which grid.", "code", area_at)
    version: int = column("画方案时的边界是第几版。The version of its shape upon which the plan was drawn.")

    @computed("还是画方案时的那一版。Whether it is still that version.", needs=("code", "version"))
    def current(row: Any, at: Ground) -> bool:
        drawn = at.territory.shapes.get(row.code, ())
        return bool(drawn) and drawn[-1].version == row.version and drawn[-1].valid_to is None

    @computed(RING, list[list[float]], needs=("code", "version"), most=CORNERS)
    def ring(row: Any, at: Ground) -> list[list[float]]:
        found = (one for one in at.territory.shapes.get(row.code, ()) if one.version == row.version)
        return [point for one in found for point in degrees(one.ring)]


@strawberry.type(description="方案里的一个新网格。A grid that a plan makes.")
class GridPlanPiece:
    code: AreaCode = column("15 位编码，从没用过的。Its code, which no grid ever had.")
    chosen: bool = column("编码是人定的；否则检查时取下一个。Whether a person chose it; else a check takes the next.")
    name: str = column("名称。Its name.")
    kind: GridKind = column("网格的种类。Its kind.")
    households: int | None = column("几户，只有数目。How many households: a count only.")
    people: list[strawberry.ID] = column("由哪些网格员负责，人员编号。Ids of the workers it has.",
                                         most=MOST_PEOPLE)  # fmt: skip

    @computed(RING, list[list[float]], needs=("ring",), most=CORNERS)
    def ring(row: Any, at: Ground) -> list[list[float]]:
        return degrees(row.ring)


@strawberry.type(description="留在原网格版本的一件案子。A case that stays in its grid as it was.")
class GridPlanStay:
    id: strawberry.ID = column("案件编号。Its id.")
    number: str | None = column("案号；立案前为空。Its case number, null before it is filed.")
    grid: Area = looked_up("在哪个网格。In which grid.", "grid", area_at)
    version: int = column("那个网格的第几版边界。The version of that grid's shape.")


@strawberry.type(description="切开或合起来会成的一块。A piece that a cut would make.")
class GridPlanPart:
    hectares: float = column("多大，公顷。How large it is, in hectares.")
    code: AreaCode | None = column("会得到的编码；用完了则为空。The number it would get; null where they are spent.")

    @computed(RING, list[list[float]], needs=("ring",), most=CORNERS)
    def ring(row: Any, at: Ground) -> list[list[float]]:
        return degrees(row.ring)


@strawberry.type(description="本社区的一个网格员。A grid worker of a community.")
class GridPlanWorker:
    id: strawberry.ID = column("人员编号。Their id.")
    name: str = column("姓名。The name.")
    areas: list[AreaCode] = column("今天负责哪里，编码。What they work today, by code.", most=20)


@strawberry.type(description="一个网格调整方案。One plan of grids.")
class GridPlan(Noun):
    state: State = column("状态。Where it stands.")
    area: Area = place("哪个社区。Of which community.")
    reason: str = column("为什么改。Why.")
    stay_count: int = column("多少件案子留在原网格。How many cases stay in their grid as it was.")
    starts_at: datetime | None = column("何时生效；空为批准即生效。From when on; null: once it is approved.")
    made_by: Person | None = linked("拟的人。Who drafted it.", Link("made_by", PersonRow, here="made_by_id"))
    made_at: datetime = column("何时拟的。When it was drafted.")
    approved_by: Person | None = linked(
        "批的人。Who approved it.", Link("approved_by", PersonRow, here="approved_by_id")
    )
    approved_at: datetime | None = column("何时批的。When it was approved.")
    declined_reason: str = column("退回的理由；没退回则为空。Why it was sent back; empty where it was not.")
    begun_at: datetime | None = column("何时生效的。When it came into force.")
    closed_at: datetime | None = column("何时不改了。When it was dropped.")

    @computed("替换哪些网格。Which grids it takes the place of.", list[GridPlanGrid], needs=("grids",),
              most=MOST_GRIDS)  # fmt: skip
    def grids(row: Any, at: Ground) -> list[Any]:
        return grids_of(row)

    @computed("新网格。The grids that it makes.", list[GridPlanPiece], needs=("pieces",), most=MOST_PIECES)
    def pieces(row: Any, at: Ground) -> list[Any]:
        return pieces_of(row)

    @computed("留在原网格的案子，最近的 100 件。Cases that stay in their grid as it was, the last 100.",
              list[GridPlanStay], needs=("stays",), most=checking.SHOWN)  # fmt: skip
    def stays(row: Any, at: Ground) -> list[Any]:
        return [checking.Stay(**one) for one in orjson.loads(row.stays)]

    @computed("没能生效的原因。Code of why it did not come into force.", ProblemCode | None, needs=("lapsed_code",))
    def lapsed_code(row: Any, at: Ground) -> ProblemCode | None:
        return code_of(row.lapsed_code) if row.lapsed_code else None

    allowed_steps = steps("GridPlan", Step, actions.STEPS, needs=("state", "area", "made_by_id"))


QUERY, MUTATION = contract(
    GridPlan,
    GRID_PLANS,
    Wanted,
    actions,
    commands,
    many="网格调整方案，后拟的在前。Plans of grids, the last first.",
    page="一页网格调整方案。One page of plans of grids.",
    grid_plan_parts=sums_of(
        "把这些网格合起来、再沿线切开，会成哪几块。What these grids would become, put together and cut along a line.",
        list[GridPlanPart],
        lookups.parts,
        asked=Cut,
        most=lookups.MOST_PARTS,
    ),
    grid_plan_workers=sums_of(
        "本社区今天的网格员。The grid workers of a community today.",
        list[GridPlanWorker],
        lookups.workers,
        asked=Of,
        most=lookups.MOST_WORKERS,
    ),
)
