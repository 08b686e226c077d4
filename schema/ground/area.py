"""Areas (区域): the tree of district, streets, communities and grids, and the shapes they have today.

The whole territory lies in memory: what is asked about it needs no statement.
"""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import Annotated, Any, TypeAlias

import strawberry

from schema.core.context import Info
from schema.core.fields import column, computed, degrees, field
from schema.core.node import Node
from schema.core.paging import Connection, behind, paged
from schema.core.reading.bounds import AFTER, FIRST, limited
from schema.core.reading.cursors import malformed
from schema.core.reading.request_scope import Ground
from schema.core.scalars import AreaCode
from server.ground.area import map, models
from server.ground.area.coordinates import from_e7, nearest_e7
from server.ground.area.models import AreaLevel, GridKind
from server.ground.area.queries import is_code
from server.ground.area.territory import territory
from server.query.keyset import Paged
from server.query.row_query import Held

Latitude: TypeAlias = Annotated[float, strawberry.argument(description="纬度。Latitude.")]
Longitude: TypeAlias = Annotated[float, strawberry.argument(description="经度。Longitude.")]


@strawberry.type(name="AreaShape", description="边界，WGS-84。A boundary in WGS-84.")
class Shape:
    version: int = column("第几版。Which version of the boundary.")
    synthetic: bool = column("演示生成，并非测绘。Made up for a demonstration, not surveyed.")
    source: str = column("出处。Where it comes from.")

    @computed("外环，[经度, 纬度]，首尾相接。The closed outer ring of [longitude, latitude] degrees.", most=120)
    def ring(row: models.AreaShape, at: Ground) -> list[list[float]]:
        return [[from_e7(lon), from_e7(lat)] for lon, lat in row.ring]


@strawberry.type(description="区域：区、街道、社区或网格。An area: district, street, community or grid.")
class Area(Node):
    source = models.Area

    @staticmethod
    def held(at: Ground, id: str) -> models.Area | None:
        return at.territory.area(id)

    id: strawberry.ID = column("编号，即代码。Its id: the code.", of="code")
    code: AreaCode = column("6、9、12 或 15 位代码，以上级的代码开头。The code; it begins with its parent's.")
    name: str = column("名称。The name.")
    level: AreaLevel = column("层级。The level.")
    kind: GridKind | None = column("网格的种类；不是网格则为空。The kind of a grid; null for other areas.")
    households: int | None = column("几户，只有数目。How many households: a count only.")
    lat: float = degrees("区内一点的纬度。Latitude of a point inside.", of="lat")
    lon: float = degrees("区内一点的经度。Longitude of a point inside.", of="lon")

    @computed("上级。The area above it.", "Area | None")
    def parent(row: models.Area, at: Ground) -> models.Area | None:
        return at.territory.parent(row)

    @computed("今天的边界。The boundary in force today.", Shape | None)
    def shape(row: models.Area, at: Ground) -> models.AreaShape | None:
        return at.territory.shape(row.code)

    @computed("下一级。The areas of the next level.", "list[Area]")
    def children(
        row: models.Area,
        at: Ground,
        *,
        first: Annotated[int | None, strawberry.argument(description=FIRST)] = 100,
    ) -> list[models.Area]:
        return at.territory.children(row.code)[: limited(first)]

    @computed("全路径，如 河东街道 · 云栖社区 · 第3网格。Where it is, in words.")
    def path(row: models.Area, at: Ground) -> str:
        return at.territory.path(row.code) or row.name


def area_at(at: Ground, code: str) -> models.Area:
    """The area with this code, for fields that are looked up by one."""
    return at.territory.areas[code]


@strawberry.input(description="地图上的一框，WGS-84。A box on the map in WGS-84.")
class BoxInput:
    south: float = strawberry.field(description="南。South.")
    west: float = strawberry.field(description="西。West.")
    north: float = strawberry.field(description="北。North.")
    east: float = strawberry.field(description="东。East.")


@strawberry.type(description="一页区域。One page of areas.")
class AreaConnection(Connection[Area]):
    pass


async def listed(
    under: str | None, level: AreaLevel | None, box: BoxInput | None, first: int, after: str | None
) -> Paged:
    """A page of areas in force, behind the code `after`. Raises Invalid for a code that is none."""
    known = await territory()
    chosen = known.chosen(under, level)
    if box is not None:
        low, high = (nearest_e7(box.west), nearest_e7(box.south)), (nearest_e7(box.east), nearest_e7(box.north))
        chosen = [one for one in chosen if known.meets(one.code, low, high)]
    if after is not None and not is_code(after):
        raise malformed()
    return behind(chosen, first, after, key=attrgetter("code"))


@strawberry.type
class AreaQuery:
    """What may be asked about the territory."""

    @field("按代码查一个区域。One area by its code.", Area | None)
    async def area(
        self,
        code: Annotated[AreaCode, strawberry.argument(description="6、9、12 或 15 位代码。A code of 6 to 15 digits.")],
    ) -> Any:
        return Held((await territory()).area(code))

    @field("区域，按代码排。Areas, by code.", AreaConnection)
    async def areas(
        self,
        info: Info,
        under: Annotated[
            AreaCode | None, strawberry.argument(description="在此区域之内，含自身。Within this area.")
        ] = None,
        level: Annotated[AreaLevel | None, strawberry.argument(description="只要这一级。Of this level only.")] = None,
        box: Annotated[
            BoxInput | None,
            strawberry.argument(description="与此框相交的。Those that meet this box of a map."),
        ] = None,
        first: Annotated[int | None, strawberry.argument(description=FIRST)] = 30,
        after: Annotated[str | None, strawberry.argument(description=AFTER)] = None,
    ) -> Any:
        return await paged(info, first, after, partial(listed, under, level, box))

    @field(
        "一点所在的网格；不在任何网格则为空。The grid that holds a WGS-84 point, or null.",
        Area | None,
    )
    async def locate(
        self,
        lat: Latitude,
        lon: Longitude,
    ) -> Any:
        grid, _ = (await map.grid_map()).locate(nearest_e7(lat), nearest_e7(lon)) or (None, None)
        return Held((await territory()).area(grid))
