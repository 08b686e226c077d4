"""A party of a whistle: the unit that is called, its four steps, its objection and results, and what each side thinks.

A unit's people are named to its own and to the desks of the place; what the two sides think of each other is told when
both have spoken.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import strawberry

from schema.core.fields import column, computed, looked_up, many, one
from schema.core.node import Node
from schema.core.reading.request_scope import Ground
from schema.core.steps import allowed_steps
from schema.grid.incident.hanging import turn
from schema.grid.incident.parts import ClockStretch
from schema.grid.whistle.hanging import (
    ACKED_BY,
    ARRIVED_BY,
    HELD,
    OBJECTION,
    RESULTS,
    WHISTLE,
    WHOLE_PARTY,
    people_known,
    whole_party,
)
from schema.ground.catalogue import Matter, Unit
from schema.ground.person import Person
from server.grid.incident.models import Outcome
from server.grid.whistle import board, clocks, models, policy, steps
from server.grid.whistle.board import StageKey
from server.grid.whistle.decisions import judges
from server.grid.whistle.lifecycle import PartyState, PartyStep
from server.grid.whistle.models import ArrivalMode, Mark, Part, Ruling
from server.process.deadlines import Light

MARKS = ("prompt_mark", "quality_mark", "content_mark", "initiative_mark", "mark_text")
SAID = (*MARKS, "call_needed", "call_fitted", "call_text", "call_said_at")


def matter(at: Ground, code: str) -> Any:
    return at.catalogue.matter(code)


@strawberry.type(description="应哨的一步及其灯。One step of a party, with its light.")
class WhistleStage:
    key: StageKey = column("哪一步。Which step.")
    at: datetime | None = column("何时做到。When it was done.")
    due_at: datetime | None = column("何时到期。When it was or is due.")
    light: Light = column("灯，还没做到才亮。Its light, while it is awaited.")
    late: bool = column("超期。Late.")
    why_due: list[ClockStretch] = column(
        "到期怎样算出，一段一段。How the due time came about, stretch by stretch.", most=20
    )
    why_breached: list[ClockStretch] = column(
        "超期的时间，一段一段。The time that it is late, stretch by stretch.", most=10
    )


@strawberry.type(description="异议：不属本单位职责。An objection: not the unit's duty.")
class WhistleObjection:
    matter = looked_up("所引清单事项。The duty list's item that it cites.", "matter_id", matter, Matter | None)
    text: str = column("理由。The reason.")
    at: datetime = column("何时提出。When it was made.")
    due_at: datetime = column("何时前裁定。By when the district rules on it.")
    ruling: Ruling | None = column("结果；还没裁定则为空。What became of it; null while it is not decided.")
    ruling_text: str = column("裁定说明。The ruling in words.")
    ruled_at: datetime | None = column("何时裁定。When it was decided.")


@strawberry.type(description="报结的四要素。What a party did, in four elements.")
class WhistleResult:
    round: int = column("第几次报结。1 for the first, one more after each return.")
    at: datetime = column("何时报结。When it was told.")
    accepted_at: datetime = column("何时受理。When the unit took it up.")
    contact: str = column("与谁沟通。Whom they spoke to, by role.")
    measures: str = column("解决措施。What they did.")
    finished: bool = column("已办完。Whether it is done.")
    promised_on: date | None = column("未办完则承诺哪天。If not, the day promised.")
    outcome: Outcome = column("结果。What came of it.")


@strawberry.type(description="街道评部门，四项，只看单位。What the street thinks of the unit's work: four marks.")
class WhistleMarks:
    prompt: Mark = column("报到效率，占 30。Promptness, 30 %.", of="prompt_mark")
    quality: Mark = column("办理质量，占 40。Quality, 40 %.", of="quality_mark")
    content: Mark = column("群众满意，占 20。The people's content, 20 %.", of="content_mark")
    initiative: Mark = column("主动程度，占 10。Initiative, 10 %.", of="initiative_mark")
    text: str = column("说明。In words.", of="mark_text")

    @computed("四项合计，满分 100。What they come to, of 100.")
    def worth(row: Any, at: Ground) -> int | None:
        return judges.worth(row)


@strawberry.type(description="部门评街道的这次吹哨。What the unit thinks of the call.")
class WhistleCall:
    needed: bool = column("该不该吹。Whether it was needed.", of="call_needed")
    fitted: bool = column("清单和单位对不对。Whether the right units were called.", of="call_fitted")
    text: str = column("说明。In words.", of="call_text")
    at: datetime = column("何时评。When it was said.", of="call_said_at")


@strawberry.type(description="应哨单位。A unit that a whistle calls.")
class WhistleParty(Node):
    source, sight = models.WhistleParty, policy.parties_of

    id: strawberry.ID = column("编号。Its id.")
    version: int = column("版本，单位的每一步以此为准。Its version: what the party's verbs act on.")
    unit = looked_up("哪个单位。Which unit.", "unit_id", lambda at, key: at.catalogue.units[key], Unit)
    part: Part = column("主办或协办。Its part.")
    task: str = column("任务。What it is to do.")
    state: PartyState = column("状态。Where it stands.")
    called_at: datetime | None = column("何时被吹哨。When it was called; null: not yet.")
    eta: datetime | None = column("预计何时到。When it says that it will be there.")
    arrival: ArrivalMode | None = column("怎样报到。How it arrived.")
    arrival_m: int | None = column("报到时离现场多少米。How far from the place it was then, in metres.")
    arrival_reason: str = column("人工报到的原因。Why it was said by hand.")
    sent_back: int = column("被退回几次。How often its result was sent back.")
    silence: int = column("沉默：0 没有，1 已告知负责人，2 已报区督办。Silence: 1 its head was told, 2 the district.")
    urged_at: datetime | None = column("最近一次催办。When it was last urged.")
    ended_at: datetime | None = column("何时签认或免除。When it was signed off or excused.")

    acked_by = one("谁应哨；不便透露则为空。Who answered; null when not to be told.", ACKED_BY, Person | None,
                   unless_hidden=people_known, needs=HELD)  # fmt: skip
    arrived_by = one("谁报到；不便透露则为空。Who arrived; null when not to be told.", ARRIVED_BY, Person | None,
                     unless_hidden=people_known, needs=HELD)  # fmt: skip
    objection = one("异议；没有则为空。Its objection; null when it made none.", OBJECTION, WhistleObjection | None)
    results = many("报结，先报的在前。Its results, the first first.", RESULTS, list[WhistleResult], most=2)

    @computed("灯，随正在走的时钟。The light of the clock that runs.", needs=WHOLE_PARTY)
    def light(row: Any, at: Ground) -> Light:
        return clocks.light(whole_party(row), at.now)

    @computed(
        "应哨、报到、报结、签认四步。Its four steps.",
        list[WhistleStage],
        most=4,
        needs=(*WHOLE_PARTY, (WHISTLE, ("kind", "meet_at", "done_by"))),
    )
    def board(row: Any, at: Ground) -> list[Any]:
        return list(board.stages(whole_party(row), row.whistle, turn(at)))

    @computed(
        "街道的评价，双方都评了才互见。The street's marks; told to the other side when both have spoken.",
        WhistleMarks | None,
        needs=("unit_id", *SAID, (WHISTLE, ("area",))),
    )
    def marks(row: Any, at: Ground) -> Any:
        known = policy.may_know_marks(at.viewer, row.whistle.area, row)
        return row if known and row.prompt_mark is not None else None

    @computed(
        "部门评吹哨，双方都评了才互见。The unit's word on the call; told to the other side when both have spoken.",
        WhistleCall | None,
        needs=("unit_id", *SAID),
    )
    def call(row: Any, at: Ground) -> Any:
        return row if policy.may_know_call(at.viewer, row) and row.call_said_at is not None else None

    allowed_steps = allowed_steps(
        "WhistleParty",
        PartyStep,
        lambda row, at: steps.party_allowed(turn(at), row.whistle, whole_party(row)),
        needs=(*WHOLE_PARTY, (WHISTLE, ("area", "state"))),
    )
