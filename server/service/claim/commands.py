"""What is asked of a claim, by who speaks for the firm or by the desk of the place."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from server.core.moments import PROMISED
from server.process import New, On, demanded, given
from server.service.claim.models import Rating
from server.service.demand.commands import MOST

LONGEST = 500  # characters


class Make(New, words="认领一份；多少由你定，剩下的别家还能认。Claim a part."):
    demand_id: UUID | None = demanded("哪条需求。Which demand.")
    unit_id: UUID | None = given("代表哪家；只有一家则不用写。For which firm.")
    quantity: int | None = demanded("认领多少。Quantity.", between=(1, MOST))
    due_on: date | None = given("哪天前做完；不写就按需求的日子。Done by.", within=PROMISED)
    text: str | None = given("打算怎么做。How it will be done.", longest=LONGEST)


class Start(On, words="开始做。Begin."):
    pass


class Deliver(On, words="交付：写明交了什么。Deliver it, and say what."):
    text: str | None = demanded("交付了什么。What was delivered.", least=4, longest=LONGEST)
    cooperation: Rating | None = given("对方配合得怎么样；可不评。How they worked with you.")


class Confirm(On, words="确认收到，评一评。Confirm it, and rate it."):
    rating: Rating | None = demanded("满不满意。How it was.")
    remark: str | None = given("想说的话。Remark.", longest=LONGEST)


class NotAccepted(On, words="还不行，说明差什么。Not accepted yet: say what is missing."):
    text: str | None = demanded("差什么。What is missing.", least=4, longest=LONGEST)


class Release(On, words="退出，剩下的别家可认；不扣分。Let it go; nothing is held against you."):
    text: str | None = demanded("理由。Reason.", longest=LONGEST)
