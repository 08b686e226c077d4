"""认领: what may be asked of claims, and done with them."""

from __future__ import annotations

from datetime import date, datetime

import strawberry

from schema.process.contract import Area, Noun, column, contract, figures_of, place, publish_all, steps, unit
from server.service.claim import commands
from server.service.claim import verbs as actions
from server.service.claim.lifecycle import State, Step
from server.service.claim.lookups import CLAIMS, FIGURES, Wanted
from server.service.claim.models import Rating

publish_all("Claim", State, Step, Rating)


@strawberry.type(description="一家企业认领的一份。A part of a demand, claimed by one firm.")
class Claim(Noun):
    state: State = column("状态。Where it stands.")
    unit = unit("哪家企业。Firm.", "unit_id")
    area: Area = place("哪里需要。Place that needs it.")
    demand_id: strawberry.ID = column("哪条需求。Demand, by its id.")
    needed: str = column("需要什么。What is needed.")
    quantity: int = column("认领多少。Quantity.")
    measure: str = column("单位。Counted in.")
    due_on: date = column("哪天前做完。Done by.")
    text: str = column("打算怎么做。How it will be done.")
    made_at: datetime = column("认领。Claimed.")
    delivery: str = column("交付了什么。Delivery: what was delivered.")
    delivered_at: datetime | None = column("交付。Delivered.")
    cooperation: Rating | None = column("企业评配合；没评则为空。Rated by the firm.")
    objection: str = column("上次差什么。What was missing, the last time.")
    sent_back: int = column("几次没认可。Times not accepted.")
    rating: Rating | None = column("需求方评交付；没评则为空。Rated by who needed it.")
    remark: str = column("需求方的话。Remark.")
    reason: str = column("退出的理由。Reason for which it was let go.")
    closed_at: datetime | None = column("结束。Ended.")
    allowed_steps = steps("Claim", Step, actions.STEPS, needs=("state", "area", "unit_id"))


QUERY, MUTATION = contract(
    Claim,
    CLAIMS,
    Wanted,
    actions,
    commands,
    many="认领：本工作台的和本企业的，后认领的在前。One's desk's and one's firm's, the last first.",
    page="一页认领。One page of claims.",
    claim_figures=figures_of(
        "ClaimFigures", "全区和各街道一年的认领怎样了，谁都能看。What became of a year's claims.", FIGURES
    ),
)
