"""存下的问题: what may be asked of saved questions, and done with them by who supervises."""

from __future__ import annotations

from datetime import datetime

import strawberry

from schema.core.fields import one
from schema.ground.area import Area
from schema.ground.person import Person
from schema.process.contract import Noun, column, contract, mine, place, publish_all, steps
from server.ground.person.models import Person as PersonRow
from server.insight.saved_question import commands
from server.insight.saved_question import verbs as actions
from server.insight.saved_question.lifecycle import State, Step
from server.insight.saved_question.lookups import SAVED_QUESTIONS, Wanted
from server.insight.saved_question.models import Scope
from server.query.projection import Link

MADE_BY = Link("made_by", PersonRow, here="made_by_id")
publish_all("SavedQuestion", State, Step, Scope)


@strawberry.type(description="存下的一个问题。One saved question.")
class SavedQuestion(Noun):
    state: State = column("状态。Where it stands.")
    area: Area = place("在哪里存的。Where it was kept.")
    scope: Scope = column("谁看得到。Who sees it.")
    name: str = column("名称。What it is called.")
    document: str = column("查询的全文；删去后为空。The query; empty once it is dropped.")
    given: str = column("变量的值，JSON 写成的文字。Values of its variables, JSON as text.")
    weekly: bool = column("每周一 8:00 发给本人。Whether it is sent to its owner on Mondays at eight.")
    above: int | None = column("合计大于多少就提醒本人。Over which total its owner is told.")
    made_by: Person | None = one("谁存的。Whose it is.", MADE_BY)
    made_at: datetime = column("何时存的。When it was kept.")
    used_at: datetime | None = column("本人最近何时用过。When its owner asked it last.")
    closed_at: datetime | None = column("何时删去。When it was dropped.")
    own = mine("是不是自己的。Whether it is one's own.", "made_by_id")
    allowed_steps = steps("SavedQuestion", Step, actions.STEPS, needs=("state", "made_by_id"))


QUERY, MUTATION = contract(
    SavedQuestion,
    SAVED_QUESTIONS,
    Wanted,
    actions,
    commands,
    many="存下的问题：自己的和共享的，后存的在前。Saved questions: one's own and those shared, the last first.",
    page="一页存下的问题。One page of saved questions.",
)
