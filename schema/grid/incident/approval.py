"""Requests for approval as they are seen: what was asked, by whom, who decides, and what became of it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Annotated, Any

import strawberry

from schema.core.fields import column, looked_up, one
from schema.core.node import Node
from schema.core.paging import Connection
from schema.core.reading.request_scope import Ground
from schema.ground.catalogue import Unit
from schema.ground.person import Person
from schema.journal.event import PLACED, knows_reporter
from server.grid.incident import approval as rows
from server.grid.incident import models, policy
from server.grid.incident.approval import ApprovalKind, Decider
from server.ground.person import models as person_models
from server.process.approval import ApprovalState
from server.query.projection import Link

INCIDENT = Link("incident", models.Incident, here="incident_id")
ASKED_BY = Link("asked_by", person_models.Person, here="asked_by_id")
DECIDED_BY = Link("decided_by", person_models.Person, here="decided_by_id")


def may_know_asker(row: Any, at: Ground) -> bool:
    """Whether they may know who asked: it may have been the hidden reporter, in another post."""
    return row.asked_by_id != row.incident.reporter_id or knows_reporter(row.incident, at)


def may_know_decider(row: Any, at: Ground) -> bool:
    """Whether they may know who decided."""
    return row.decided_by_id != row.incident.reporter_id or knows_reporter(row.incident, at)


@strawberry.type(
    description="申请：退单、延期、挂账、作废，另一人批。A request: to give back, to extend, to suspend, to void."
)
class Approval(Node):
    source, sight = rows.Approval, partial(policy.about, table="approval")

    id: strawberry.ID = column("编号。Its id.")
    incident: Annotated[Any, "Incident"] = one(
        "哪件案件。Which incident.",
        INCIDENT,
        Annotated["Incident", strawberry.lazy("schema.grid.incident.incident")],  # noqa: F821  # by name
    )
    kind: ApprovalKind = column("申请什么。What is asked for.")
    state: ApprovalState = column("批了没有。Whether it was decided.")
    decider: Decider = column("由谁批。Whose it is to decide.")
    round: int = column("第几轮处置。In which round of handling.")
    unit = looked_up(
        "哪个单位申请；空为岗位申请。The unit that asks; null: a desk does.",
        "unit_id",
        lambda at, key: at.catalogue.unit(key),
        Unit | None,
    )
    asked_by: Person | None = one(
        "申请人；不便透露则为空。Who asked; null when not to be told.",
        ASKED_BY,
        unless_hidden=may_know_asker,
        needs=("asked_by_id", (INCIDENT, PLACED)),
    )
    asked_at: datetime = column("何时申请。When it was asked.")
    reason_code: str | None = column("理由的种类，代码。The kind of reason, a code.")
    reason: str = column("理由。The reason in words.")
    plan: str = column("挂账后的解决计划。How a suspended one will be solved.")
    until: datetime | None = column("挂账到何时。Until when it is to rest.")
    limit_amount: int | None = column("延多少，按全案时限的单位。How much more, in the unit of the case's limit.")
    proposed_unit = looked_up(
        "建议改派给谁。The unit proposed instead.",
        "proposed_unit_id",
        lambda at, key: at.catalogue.unit(key),
        Unit | None,
    )
    decided_by: Person | None = one(
        "批的人；没批或不便透露则为空。Who decided; null while nobody did, or when not to be told.",
        DECIDED_BY,
        unless_hidden=may_know_decider,
        needs=("decided_by_id", (INCIDENT, PLACED)),
    )
    decided_at: datetime | None = column("何时批、撤回或失效。When it was decided, withdrawn or overtaken.")
    answer: str = column("批语。What was answered.")


@strawberry.type(description="一页申请。One page of requests.")
class ApprovalConnection(Connection[Approval]):
    pass
