"""The list of requests, and the count of refusals by unit."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import strawberry

from schema.catalogue import Unit
from schema.context import Info
from schema.core.inputs import plain, translated
from schema.fields import column, field, given, looked_up
from schema.incident.approval import ApprovalConnection
from schema.lists import several
from schema.moments import moment_argument
from schema.problems import asked
from schema.reading.bounds import AFTER, FIRST, limited
from server.incident import approvals
from server.incident.approval import ApprovalKind, ApprovalState
from server.reading.choice import Held, Page
from server.viewer import Viewer


@strawberry.input(description="要哪些申请；各条同时满足。Which requests; all that is said must hold.")
class ApprovalFilter:
    states: list[ApprovalState] | None = several("处于这些状态。In one of these states.", len(ApprovalState))
    kinds: list[ApprovalKind] | None = several("属于这些种类。Of one of these kinds.", len(ApprovalKind))
    mine: approvals.Mine | None = given("与我有关的。What has to do with me.")
    area: str | None = given("在此区域之内，代码。Within this area, by code.")


@strawberry.type(description="一个单位的退单情况，按单位不按人。What a unit gave back: by unit, never by person.")
class UnitRefusals:
    unit = looked_up("单位。The unit.", "unit_id", lambda at, key: at.catalogue.unit(key), Unit | None)
    asked: int = column("申请退单几次。How often it asked to give back.")
    granted: int = column("同意几次。How often that was granted.")
    declined: int = column("不同意几次。How often that was declined.")
    pushed: int = column("推诿：同一件退两次以上的件数。Incidents that it asked to give back at least twice.")


async def listed(viewer: Viewer, filter: ApprovalFilter | None, first: int, after: str | None) -> Page:
    return approvals.page(viewer, translated(approvals.Wanted, filter), first, after)


async def refused(viewer: Viewer, area: str, since: datetime, until: datetime) -> Held:
    return Held(await approvals.refusals(viewer, plain(area), since, until))


@strawberry.type
class ApprovalQuery:
    """What may be asked about requests."""

    @field("申请，后提的在前。Requests, the last asked first.", ApprovalConnection)
    async def approvals(
        self,
        info: Info,
        filter: Annotated[ApprovalFilter | None, strawberry.argument(description="条件。Which ones.")] = None,
        first: Annotated[int | None, strawberry.argument(description=FIRST)] = 30,
        after: Annotated[str | None, strawberry.argument(description=AFTER)] = None,
    ) -> Any:
        return await asked(listed(info.context.viewer, filter, limited(first), after))

    @field("各单位退单与推诿。Returns by unit.", list[UnitRefusals])
    async def unit_refusals(
        self,
        info: Info,
        area: Annotated[str, strawberry.argument(description="在此区域之内，代码。Within this area, by code.")],
        since: Annotated[datetime, moment_argument("不早于此刻。At this moment or later.")],
        until: Annotated[datetime, moment_argument("早于此刻。Before this moment.")],
    ) -> Any:
        return await asked(refused(info.context.viewer, area, since, until))
