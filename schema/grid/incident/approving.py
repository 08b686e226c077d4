"""The list of requests, and the count of refusals by unit."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import strawberry

from schema.core.context import Info
from schema.core.fields import column, field, looked_up
from schema.core.input_mapping import plain
from schema.core.moments import moment_argument
from schema.core.problems import asked
from schema.grid.incident.approval import ApprovalConnection
from schema.ground.catalogue import Unit
from schema.process.lookups import page_of
from server.core.viewer import Viewer
from server.grid.incident import approvals
from server.query.row_query import Held


@strawberry.type(description="一个单位的退单情况，按单位不按人。What a unit gave back: by unit, never by person.")
class UnitRefusals:
    unit = looked_up("单位。The unit.", "unit_id", lambda at, key: at.catalogue.unit(key), Unit | None)
    asked: int = column("申请退单几次。How often it asked to give back.")
    granted: int = column("同意几次。How often that was granted.")
    declined: int = column("不同意几次。How often that was declined.")
    pushed: int = column("推诿：同一件退两次以上的件数。Incidents that it asked to give back at least twice.")


async def refused(viewer: Viewer, area: str, since: datetime, until: datetime) -> Held:
    return Held(await approvals.refusals(viewer, plain(area), since, until))


@strawberry.type
class ApprovalQuery:
    """What may be asked about requests."""

    approvals = page_of(
        "申请，后提的在前。Requests, the last asked first.",
        ApprovalConnection,
        approvals.page,
        filter=approvals.Wanted,
        name="ApprovalFilter",
    )

    @field("各单位退单与推诿。Returns by unit.", list[UnitRefusals])
    async def unit_refusals(
        self,
        info: Info,
        area: Annotated[str, strawberry.argument(description="在此区域之内，代码。Within this area, by code.")],
        since: Annotated[datetime, moment_argument("不早于此刻。At this moment or later.")],
        until: Annotated[datetime, moment_argument("早于此刻。Before this moment.")],
    ) -> Any:
        return await asked(refused(info.context.viewer, area, since, until))
