"""需求清单: what may be asked of demands, and done with them."""

from __future__ import annotations

from datetime import date, datetime

import strawberry

from schema.process.contract import Area, Noun, column, contract, figures_of, place, publish_all, steps
from server.service.demand import commands
from server.service.demand import verbs as actions
from server.service.demand.lifecycle import State, Step
from server.service.demand.lookups import DEMANDS, FIGURES, Wanted
from server.service.demand.models import Matter

publish_all("Demand", State, Step, Matter)


@strawberry.type(description="一条需求：企业可以认领其中的一部分。One demand, of which firms claim parts.")
class Demand(Noun):
    state: State = column("状态。Where it stands.")
    area: Area = place("哪里需要。Place that needs it.")
    matter: Matter = column("哪一类的事。Kind of matter.")
    text: str = column("需要什么。What is needed.")
    quantity: int = column("要多少。Quantity.")
    measure: str = column("单位。Counted in.")
    claimed: int = column("已认领多少。Claimed.")
    confirmed: int = column("已交付并确认多少。Delivered and confirmed.")
    needed_by: date = column("最迟哪天要。Needed by.")
    quarter: str = column("哪一季的清单；起草时为空。On the list of: a quarter; empty for a draft.")
    round: int = column("第几季在清单上。Quarters on the list.")
    made_at: datetime = column("起草。Drafted.")
    published_at: datetime | None = column("公布。Published.")
    reason: str = column("撤回的理由。Reason for which it was withdrawn.")
    closed_at: datetime | None = column("结束。Ended.")
    allowed_steps = steps("Demand", Step, actions.STEPS, needs=("state", "area", "claimed"))


QUERY, MUTATION = contract(
    Demand,
    DEMANDS,
    Wanted,
    actions,
    commands,
    many="需求：本工作台的和本企业所在街道已公布的，后起草的在前。"
    "One's desk's, and those published in one's firm's street, the last first.",
    page="一页需求。One page of demands.",
    demand_figures=figures_of(
        "DemandFigures", "全区和各街道一年公布的需求怎样了，谁都能看。What became of a year's demands.", FIGURES
    ),
)
