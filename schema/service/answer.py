"""答复: what may be asked of answers, and done with them."""

from __future__ import annotations

from datetime import date, datetime

import strawberry

from schema.core.fields import column, one
from schema.ground.person import Person
from schema.process.contract import Area, Noun, contract, mine, place, publish_all, steps
from schema.service.hotline import OuterOrder
from server.ground.person.models import Person as PersonRow
from server.query.projection import Link
from server.service.answer import commands
from server.service.answer import verbs as actions
from server.service.answer.lifecycle import State, Step
from server.service.answer.lookups import ANSWERS, Wanted
from server.service.hotline.models import Kind
from server.service.hotline.models import OuterOrder as OrderRow

publish_all("Answer", State, Step)


@strawberry.type(description="一份答复，四项。An answer, in four elements.")
class Answer(Noun):
    state: State = column("状态。Where it stands.")
    number: str = column("工单编号。Number of its order.")
    kind: Kind = column("诉求类型。Kind of its order.")
    area: Area = place("哪里的事。Place.")
    round: int = column("第几轮。Round.")
    accepted_at: datetime = column("受理时间。Taken up.")
    contact: str = column("与谁沟通。Spoken to.")
    measures: str = column("解决措施。Measures.")
    finished: bool = column("已办完。Done.")
    promised_on: date | None = column("承诺哪天办完。Promised for.")
    remark: str = column("审读人要改的。Remark of its reader: what to change.")
    written_at: datetime = column("起草。Written.")
    read_at: datetime | None = column("审读。Read.")
    sent_at: datetime | None = column("发出。Sent.")
    written_by: Person | None = one("谁起草。Writer.", Link("written_by", PersonRow, here="written_by_id"))
    read_by: Person | None = one("谁审读。Reader.", Link("read_by", PersonRow, here="read_by_id"))
    own = mine("自己写的。One's own.", "written_by_id")
    order: OuterOrder | None = one("答复的工单。Order that it answers.", Link("order", OrderRow, here="order_id"))
    allowed_steps = steps("Answer", Step, actions.STEPS, needs=("state", "area", "kind", "written_by_id", "remark"))


QUERY, MUTATION = contract(
    Answer,
    ANSWERS,
    Wanted,
    actions,
    commands,
    many="答复，后起草的在前。Answers, the last first.",
    page="一页答复。One page of answers.",
)
