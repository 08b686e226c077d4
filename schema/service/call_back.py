"""回访: what may be asked of call-backs, and done with them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import strawberry

from schema.core.fields import column, computed, one
from schema.core.reading.request_scope import Ground
from schema.process.contract import Area, Noun, contact_revealed, contract, figures_of, place, publish_all, steps
from schema.service.hotline import OuterOrder
from server.grid.incident.models import Rating
from server.query.projection import Link
from server.service.call_back import commands, policy
from server.service.call_back import verbs as actions
from server.service.call_back.lifecycle import State, Step
from server.service.call_back.lookups import CALLS, FIGURES, Wanted
from server.service.call_back.models import Resolved
from server.service.hotline.models import OuterOrder as OrderRow

NEEDS = ("state", "area", "level", "lead_unit_id", "tries")
publish_all("CallBack", State, Step, Resolved)


@strawberry.type(description="一次回访。One call-back.")
class CallBack(Noun):
    state: State = column("状态。Where it stands.")
    number: str = column("工单编号。Number of its order.")
    area: Area = place("哪里的事。Place.")
    level: int = column("哪一级回访：1 社区，2 街道。Called by: 1 the community, 2 the street.")
    contact: str = column("来电人，遮去大半。Caller, masked.")
    contact_revealed = contact_revealed("contact", actions.CONTACTS, needs=("order_id", *NEEDS))
    due_at: datetime = column("最迟回访。Due.")
    resolved: Resolved | None = column("解决了吗。Solved, in their word.")
    rating: Rating | None = column("满意吗。Rating.")
    words: str = column("说的话。Words.")
    again: bool = column("按其意愿重办。Done again, as they wished.")
    made_at: datetime = column("从何时起待回访。Since.")
    closed_at: datetime | None = column("办完。Done.")
    order: OuterOrder | None = one("工单。Order that was answered.", Link("order", OrderRow, here="order_id"))
    allowed_steps = steps("CallBack", Step, actions.STEPS, needs=NEEDS)

    @computed("拨打过的时刻。Tries: when it was called.", list[datetime], needs=("tries",), most=policy.MOST)
    def tries(row: Any, at: Ground) -> list[datetime]:
        return policy.moments(row)


QUERY, MUTATION = contract(
    CallBack,
    CALLS,
    Wanted,
    actions,
    commands,
    many="回访，后生成的在前。Call-backs, the last first.",
    page="一页回访。One page of call-backs.",
    call_back_figures=figures_of(
        "CallBackFigures",
        "全区和各街道一年回访的结果，太少的不显示。What a year's call-backs found; of few nothing is told.",
        FIGURES,
    ),
)
