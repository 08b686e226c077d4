"""The list of requests, and the count of refusals by unit."""

from __future__ import annotations

import strawberry

from schema.core.fields import column, looked_up
from schema.grid.incident.approval import Approval, ApprovalConnection
from schema.ground.catalogue import Unit
from schema.process.lookups import one_of, page_of, sums_of
from server.grid.incident.approvals import Wanted, Which, one, page, refusals


@strawberry.type(description="一个单位的退单情况，按单位不按人。What a unit gave back: by unit, never by person.")
class UnitRefusals:
    unit = looked_up("单位。The unit.", "unit_id", lambda at, key: at.catalogue.unit(key), Unit | None)
    asked: int = column("申请退单几次。How often it asked to give back.")
    granted: int = column("同意几次。How often that was granted.")
    declined: int = column("不同意几次。How often that was declined.")
    pushed: int = column("推诿：同一件退两次以上的有几件。Incidents that it asked to give back at least twice.")


@strawberry.type
class ApprovalQuery:
    """What may be asked about requests."""

    approval = one_of(Approval, one)
    approvals = page_of(
        "申请，后提的在前。Requests, the last asked first.",
        ApprovalConnection,
        page,
        filter=Wanted,
        name="ApprovalFilter",
    )

    unit_refusals = sums_of("各单位退单与推诿。Returns by unit.", list[UnitRefusals], refusals, asked=Which, most=100)
