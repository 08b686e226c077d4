"""The list of what chance has drawn to be looked at again."""

from __future__ import annotations

from typing import Annotated, Any

import strawberry

from schema.context import Info
from schema.core.inputs import translated
from schema.fields import field, given
from schema.incident.oversight import SpotCheckConnection
from schema.problems import asked
from schema.reading.bounds import AFTER, FIRST, limited
from server.incident import choices
from server.reading.choice import Page
from server.viewer import Viewer


@strawberry.input(description="要哪些抽查。Which spot checks.")
class SpotCheckFilter:
    pending: bool | None = given("还没查的，或已查的。Not looked at yet, or looked at.")
    area: str | None = given("在此区域之内，代码。Within this area, by code.")


async def listed(viewer: Viewer, filter: SpotCheckFilter | None, first: int, after: str | None) -> Page:
    return choices.spot_checks(viewer, translated(choices.Drawn, filter), first, after)


@strawberry.type
class OversightQuery:
    """What may be asked about spot checks."""

    @field("抽中的自处理案件，后抽中的在前。Spot checks, the last drawn first.", SpotCheckConnection)
    async def spot_checks(
        self,
        info: Info,
        filter: Annotated[SpotCheckFilter | None, strawberry.argument(description="条件。Which ones.")] = None,
        first: Annotated[int | None, strawberry.argument(description=FIRST)] = 30,
        after: Annotated[str | None, strawberry.argument(description=AFTER)] = None,
    ) -> Any:
        return await asked(listed(info.context.viewer, filter, limited(first), after))
