"""12345 工单: what may be asked of orders from outside, and done with them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import orjson
import strawberry

from schema.core.fields import column, computed, one
from schema.core.reading.request_scope import Ground
from schema.grid.incident.incident import Incident
from schema.process.contract import (
    Area,
    Noun,
    contact_open,
    contact_revealed,
    contract,
    figures_of,
    place,
    publish_all,
    steps,
)
from server.grid.incident.models import Incident as IncidentRow
from server.process import elements
from server.query.projection import Link
from server.service.answer.models import Answer as AnswerRow
from server.service.hotline import commands
from server.service.hotline import verbs as actions
from server.service.hotline.lifecycle import State, Step
from server.service.hotline.lookups import FIGURES, ORDERS, Wanted
from server.service.hotline.models import Kind, OutOfScope

NEEDS = ("state", "area", "kind", "return_by", "appeal", "decided_by_id")
publish_all("OuterOrder", State, Step, Kind, OutOfScope)
ANSWER = Link("answer", AnswerRow, here="answer_id")
MOST_CHANGES, MOST_ROUNDS = 12, 20


@strawberry.type(description="来源改了的一处。What its source changed.")
class OuterOrderChange:
    name: str = column("哪一项。Name of the column.")
    was: str = column("原来。Before.")
    now: str = column("现在。Now.")


@strawberry.type(description="办过的一轮。A round that is over.")
class OuterOrderRound:
    number: int = column("第几轮。Number.")
    answered_at: datetime | None = column("何时答复。Answered.")
    sent_back_at: datetime = column("何时退回重办。Sent back.")
    why: str = column("为什么退回。Reason.")


@strawberry.type(description="一件外部工单，如 12345 的。An order from outside, as of 12345.")
class OuterOrder(Noun):
    state: State = column("状态。Where it stands.")
    number: str = column("来源编号。Number: its source's.")
    comes_from: str = column("来源。Source.", of="source")
    kind: Kind = column("诉求类型。Kind.")
    class_name: str = column("来源的分类。Class: as its source calls it.")
    area: Area = place("哪里的事。Place.")
    address: str = column("地址。Address.")
    text: str = column("诉求。Words.")
    contact: str = column("来电人，遮去大半。Caller, masked.")
    contact_open = contact_open("contact", actions.CONTACTS, needs=NEEDS)
    contact_revealed = contact_revealed("contact", actions.CONTACTS, needs=NEEDS)
    sent_at: datetime = column("来源派单。Sent by its source.")
    received_at: datetime = column("收到。Received.")
    due_at: datetime = column("来源的时限。Answer due: by its source.")
    return_by: datetime = column("最迟退回。Returned until: when it may be given back.")
    class_code: str = column("小类代码，先由内容建议。Class of ours, by code: proposed from its words at first.")
    round: int = column("第几轮。Round.")
    incident: Incident | None = one(
        "转成的案件。Incident that it became.", Link("incident", IncidentRow, here="incident_id")
    )
    reason_code: OutOfScope | None = column("为什么不予受理。Reason of declining.")
    words: str = column("退回、不予受理或退回重办时写的。Reason: why it was given back, declined or sent back.")
    appeal: str = column("来电人的申诉。Appeal of the caller.")
    answered_at: datetime | None = column("何时答复。Answered.")
    late: bool = column("答复晚了。Answered late.")
    closed_at: datetime | None = column("了结。Closed.")
    allowed_steps = steps("OuterOrder", Step, actions.STEPS, needs=NEEDS)

    @computed("答复的四项，连成一段话；没有答复的为空。Answer that was sent last, its four elements in words.", str,
              needs=((ANSWER, ("accepted_at", "contact", "measures", "finished", "promised_on")),))  # fmt: skip
    def answer_words(row: Any, at: Ground) -> str:
        return elements.worded(row.answer) if row.answer else ""

    @computed(
        "来源有更新，还没有人处理。Updated: its source changed it, and nobody has acted since.", needs=("changes",)
    )
    def updated(row: Any, at: Ground) -> bool:
        return bool(row.changes)

    @computed("来源最近改了什么。Changes: what its source changed last.", list[OuterOrderChange], needs=("changes",),
              most=MOST_CHANGES)  # fmt: skip
    def changes(row: Any, at: Ground) -> list[Any]:
        return [
            OuterOrderChange(name=one["field"], was=one["from"], now=one["to"])
            for one in orjson.loads(row.changes or "[]")
        ]

    @computed("办过的各轮。Rounds that are over.", list[OuterOrderRound], needs=("rounds",), most=MOST_ROUNDS)
    def rounds(row: Any, at: Ground) -> list[Any]:
        return [
            OuterOrderRound(
                number=one["round"],
                answered_at=datetime.fromisoformat(one["answered_at"]) if one["answered_at"] else None,
                sent_back_at=datetime.fromisoformat(one["sent_back_at"]),
                why=one["why"],
            )
            for one in orjson.loads(row.rounds or "[]")[-MOST_ROUNDS:]
        ]


QUERY, MUTATION = contract(
    OuterOrder,
    ORDERS,
    Wanted,
    actions,
    commands,
    many="12345 等外部工单，后收到的在前。Orders from outside, the last first.",
    page="一页外部工单。One page of orders from outside.",
    outer_order_figures=figures_of(
        "OuterOrderFigures",
        "全区和各街道一年外部工单的办理情况，太少的不显示。What became of a year's orders; of few nothing is told.",
        FIGURES,
    ),
)
