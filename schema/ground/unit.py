"""Units as a list. All of them lie in memory with the catalogue: what is asked about them needs no statement."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

import strawberry

from schema.core.context import Info
from schema.core.fields import field
from schema.core.lists import list_argument
from schema.core.paging import behind, connection, paged
from schema.core.reading.bounds import AFTER, FIRST
from schema.core.reading.cursors import malformed
from schema.core.scalars import AreaCode
from schema.ground.catalogue import Unit
from server.core.errors import Invalid
from server.ground.area.queries import is_code
from server.ground.catalogue import models
from server.ground.catalogue.models import UnitKind
from server.ground.catalogue.queries import catalogue
from server.query.keyset import Paged

LONGEST_PLACE = 15 + 1 + 36  # an area's code and an id

UnitConnection = connection(Unit, "一页单位。One page of units.")


def place(unit: models.Unit) -> str:
    """Where a unit stands in the list."""
    return f"{unit.area_id} {unit.id}"


async def listed(
    area: str | None, kinds: list[UnitKind] | None, text: str | None, first: int, after: str | None
) -> Paged:
    """A page of units in force. Raises Invalid for an area that is no code and a cursor of another list."""
    if area is not None and not is_code(area):
        raise Invalid("an area code has 6, 9, 12 or 15 digits", field="area")
    if after is not None and (len(after) > LONGEST_PLACE or not is_code(after.partition(" ")[0])):
        raise malformed()
    found = (await catalogue()).units_in_force(area)
    named = [one for one in found if (text or "").casefold() in one.name.casefold()]
    chosen = sorted((one for one in named if kinds is None or one.kind in kinds), key=place)
    return behind(chosen, first, after, key=place)


@strawberry.type
class UnitQuery:
    """What may be asked about units."""

    @field("有效的单位，按区域代码排。Units in force, by their area's code.", UnitConnection)
    async def units(
        self,
        info: Info,
        area: Annotated[
            AreaCode | None,
            strawberry.argument(description="服务于此区域或其一部分的，代码。Serving this area or a part of it."),
        ] = None,
        kinds: Annotated[
            list[UnitKind] | None, list_argument("属于这些种类。Of one of these kinds.", len(UnitKind))
        ] = None,
        text: Annotated[
            str | None, strawberry.argument(description="名称里有这些字。With these words in the name.")
        ] = None,
        first: Annotated[int | None, strawberry.argument(description=FIRST)] = 30,
        after: Annotated[str | None, strawberry.argument(description=AFTER)] = None,
    ) -> Any:
        return await paged(info, first, after, partial(listed, area, kinds, text))
