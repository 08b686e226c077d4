"""The whistle (哨) as everybody sees it who may see it: what it is for, its parties, and what may be done next."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import strawberry

from schema.core.address import address
from schema.core.fields import column, computed, looked_up, many, one
from schema.core.node import Node
from schema.core.reading.request_scope import Ground
from schema.core.steps import allowed_steps
from schema.grid.incident.hanging import turn
from schema.grid.whistle.hanging import (
    APPROVED_BY,
    DRAFTED_BY,
    INCIDENT,
    PARTIES,
    REVIEWED_BY,
    WHOLE,
    street_known,
    whole,
)
from schema.grid.whistle.party import WhistleParty, matter
from schema.ground.area import Area, area_at
from schema.ground.catalogue import Matter
from schema.ground.person import Person
from schema.journal.event import happened
from schema.process.responsibility import WORDS, ResponsibleTime
from server.grid.whistle import clocks, models, policy, responsibility, steps
from server.grid.whistle.lifecycle import State, Step
from server.grid.whistle.models import Kind
from server.process.deadlines import Light
from server.process.responsibility import MOST, Held, logged


@strawberry.type(description="哨：街道召集部门。A whistle: a street calls other units.")
class Whistle(Node):
    source, sight = models.Whistle, policy.visible_to

    id: strawberry.ID = column("编号。Its id.")
    url = address("/w")
    version: int = column("版本，哨本身的每一步以此为准。Its version: what the whistle's own verbs act on.")
    number: str | None = column("哨号，吹哨时给。Its number, given when it is blown.")
    state: State = column("状态。Where it stands.")
    kind: Kind = column("种类。Its kind.")
    reason: str = column("为何超出街道能力。Why it is beyond the street's power.")
    matter = looked_up("所依清单事项。The duty list's item on which it rests.", "matter_id", matter, Matter | None)
    meeting_point: str = column("集合地点或会议。Where to come, or the meeting's name.")
    meet_at: datetime | None = column("约定的时间。The agreed time.")
    done_by: datetime | None = column("计划何时办完。By when it is done, by the plan.")
    conclusion: str = column("结论。What came of it.")
    cost_note: str = column("费用说明。What it cost.")
    incident: Annotated[Any, "Incident"] = one(
        "哪件案件。Which incident it is about.",
        INCIDENT,
        Annotated["Incident", strawberry.lazy("schema.grid.incident.incident")],  # noqa: F821  # by name
    )
    grid: Area = looked_up("所在网格。The grid.", "area", area_at)
    street: Area = looked_up("吹哨的街道。The street that whistles.", "street_id", area_at)

    drafted_at: datetime = column("何时拟哨。When it was drafted.")
    submitted_at: datetime | None = column("何时提请。When it was submitted.")
    blown_at: datetime | None = column("何时吹哨。When it was blown.")
    review_due_at: datetime | None = column("应急哨何时前补审。By when an emergency's is to be reviewed.")
    reviewed_at: datetime | None = column("何时补审。When it was reviewed.")
    justified: bool | None = column("补审认为应当先吹。Whether the review finds that it was right.")
    joint_at: datetime | None = column("首家何时到场。When the first arrived.")
    concluded_at: datetime | None = column("何时全部办结。When all were done.")
    ended_at: datetime | None = column("何时销哨或撤销。When it ended.")
    changed_at: datetime = column("最近一次变动。When it last changed.")
    warn_at: datetime | None = column("最先到期的何时变黄。When what is due first turns yellow.")
    due_at: datetime | None = column("最先到期的何时到期。When what is due first is due.", of="late_at")

    drafted_by = one("谁拟的；不便透露则为空。Who drafted it; null when not to be told.", DRAFTED_BY, Person | None,
                     unless_hidden=street_known, needs=("area",))  # fmt: skip
    approved_by = one("谁批的；不便透露则为空。Who approved it; null when not to be told.", APPROVED_BY, Person | None,
                      unless_hidden=street_known, needs=("area",))  # fmt: skip
    reviewed_by = one("谁补审；不便透露则为空。Who reviewed it; null when not to be told.", REVIEWED_BY, Person | None,
                      unless_hidden=street_known, needs=("area",))  # fmt: skip
    parties = many("各单位，主办在前。The units that are called, the lead first.", PARTIES, list[WhistleParty], most=4)

    @computed("灯，随最先到期的。The light of what is due first.", needs=("warn_at", "late_at"))
    def light(row: Any, at: Ground) -> Light:
        return clocks.lamp(row.warn_at, row.late_at, at.now)

    @computed("应急哨还没补审。Whether its review is still to be given.", needs=("review_due_at", "reviewed_at"))
    def awaits_review(row: Any, at: Ground) -> bool:
        return row.review_due_at is not None and row.reviewed_at is None

    allowed_steps = allowed_steps("Whistle", Step, lambda row, at: steps.allowed(turn(at), whole(row)), needs=WHOLE)

    events = happened()

    @computed(WORDS, list[ResponsibleTime], needs=("id", "street_id"), most=MOST, waits=True)
    async def responsible_times(row: Any, at: Ground) -> list[Held]:
        log = await logged(row.id, responsibility.STILL)
        return responsibility.told(log, street=row.street_id, now=at.now, calendar=at.calendar)
