"""代班: what may be asked of stand-ins and done with them, and who may be asked."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import strawberry

from schema.core.fields import column, computed, looked_up, one
from schema.core.reading.request_scope import Ground
from schema.ground.area import Area, area_at
from schema.ground.person import Person
from schema.process.contract import Noun, contract, mine, place, publish_all, steps
from schema.process.lookups import sums_of
from server.core.viewer import Role
from server.ground.person.models import Person as PersonRow
from server.ground.person.models import Post
from server.query.projection import Link
from server.setup.stand_in import commands
from server.setup.stand_in import verbs as actions
from server.setup.stand_in.lifecycle import State, Step
from server.setup.stand_in.lookups import MOST, STAND_INS, Wanted, Whose, colleagues

ASKED_BY = Link("asked_by", PersonRow, here="asked_by_id")
PERSON = Link("person", PersonRow, here="person_id")
POST = Link("post", Post, here="post_id")
publish_all("StandIn", State, Step)


@strawberry.type(description="一次代班。One stand-in.")
class StandIn(Noun):
    state: State = column("状态。Where it stands.")
    area: Area = place("岗位在哪里。Where the post is.")
    starts_on: date = column("从哪天起。From this day on.")
    ends_on: date = column("到哪天，含当天。The last day.")
    asked_at: datetime = column("何时请的。Asked.")
    closed_at: datetime | None = column("何时结束。Ended.")
    asked_by: Person | None = one("谁休假。Who is away.", ASKED_BY)
    person: Person | None = one("谁来代。Who stands in.", PERSON)
    own = mine("代的是自己的岗位。Whether the post is one's own.", "asked_by_id")
    allowed_steps = steps("StandIn", Step, actions.STEPS, needs=("state", "area", "asked_by_id", "person_id"))

    @computed("代什么岗位。Which role.", Role | None, needs=((POST, ("role",)),))
    def role(row: Any, at: Ground) -> Role | None:
        return row.post.role if row.post else None


@strawberry.type(description="可以请的同事。A colleague who may be asked.")
class Colleague:
    id: strawberry.ID = column("编号。Their id.")
    name: str = column("姓名。The name.")
    role: Role = column("岗位。Their role.")
    area: Area = looked_up("在哪里。Where.", "area_id", area_at)


QUERY, MUTATION = contract(
    StandIn,
    STAND_INS,
    Wanted,
    actions,
    commands,
    many="代班：自己的和本单位的，后请的在前。One's own and those of one's place, the last first.",
    page="一页代班。One page of stand-ins.",
    stand_in_colleagues=sums_of(
        "谁能代我的这个岗位。Who may stand in for a post of one's own.",
        list[Colleague],
        colleagues,
        asked=Whose,
        most=MOST,
    ),
)
