"""投诉建议: filed without a login, answered by the desk of the place; and what became of all of them, for everybody."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import strawberry

from schema.area import Area
from schema.catalogue import Unit
from schema.core.enums import publish
from schema.core.lookups import one_of, page_of
from schema.core.payload import payload
from schema.core.steps import allowed_steps
from schema.core.verbs import verbs
from schema.event import happened
from schema.fields import column, computed, field, looked_up
from schema.incident.incident import area
from schema.paging import Connection
from schema.problems import asked
from schema.reading.ground import Ground
from server.catalogue.queries import catalogue
from server.reading.choice import Held
from server.service.complaint import commands, lookups
from server.service.complaint import verbs as actions
from server.service.complaint.figures import figures
from server.service.complaint.lifecycle import State, Step
from server.service.complaint.models import About, Kind
from server.service.complaint.models import Complaint as Row

PUBLIC = frozenset({"complaint", "complaints", "complaintFigures", "complaintUnits", "complaintFile", "complaintAccept",
                    "complaintAskAgain", "complaintWithdraw"})  # fmt: skip

publish(
    State,
    "ComplaintState",
    "投诉建议的状态。Where a complaint stands.",
    {
        "RECEIVED": "待答复。Waiting.",
        "ANSWERED": "已答复。Answered.",
        "CLOSED": "已了结。Closed.",
        "WITHDRAWN": "已撤回：写的都删了。Taken back: its words are gone.",
    },
)
publish(
    Step,
    "ComplaintStep",
    "投诉建议的一步。A step in the life of a complaint.",
    {
        "ANSWER": "答复。Answer.",
        "ACCEPT": "认可。Accept.",
        "ASK_AGAIN": "再问。Ask again.",
        "WITHDRAW": "撤回。Take back.",
    },
)
publish(
    Kind,
    "ComplaintKind",
    "投诉还是建议。A complaint or a suggestion.",
    {
        "COMPLAINT": "投诉。Complaint.",
        "SUGGESTION": "建议。Suggestion.",
    },
)
publish(About, "ComplaintAbout", "关于谁、什么事。Whom or what it is about.", {
    "COMMUNITY": "社区的人。The community.",
    "STREET": "街道的人。The street.",
    "UNIT": "部门或企业。A unit.",
    "PROGRAM": "这个软件。This program.",
    "OTHER": "别的事。Something else.",
})  # fmt: skip


@strawberry.type(description="一件投诉或建议。One complaint or suggestion.")
class Complaint:
    id: strawberry.ID = column("编号。Its id.")
    version: int = column("版本，每步加一。Its version: one more with each step.")
    state: State = column("状态。Where it stands.")
    kind: Kind = column("投诉还是建议。Complaint or suggestion.")
    about: About = column("关于谁、什么事。About.")
    about_unit = looked_up(
        "关于单位。Unit: that it is about.", "about_unit_id", lambda at, key: at.catalogue.unit(key), Unit | None
    )
    area: Area = looked_up("哪里的事。Place.", "area", area)
    level: int = column("哪一级答复：1 社区，2 街道，3 区。Answered by: 1 the community, 2 the street, 3 the district.")
    text: str = column("写的什么；撤回后为空。Words; empty once taken back.")
    contact: str = column("怎样联系。Contact: how to reach who wrote it.")
    received_at: datetime = column("收到。Received.")
    due_at: datetime = column("最迟答复。Answer due.")
    answer: str = column("答复。Answer.")
    answered_at: datetime | None = column("何时答复。Answered: when, the last time.")
    again: str = column("再问的话。Asked again.")
    second_answer: str = column("再次答复。Second answer.")
    late: bool = column("答复晚了。Answered late.")
    closed_at: datetime | None = column("了结。Closed.")

    @computed("照片：SHA-256。Photos: by their SHA-256.", list[str], needs=("photos",))
    def photos(row: Row, at: Ground) -> list[str]:
        return row.photos.split()

    @computed("自己写的。One's own.", needs=("writer_id",))
    def own(row: Row, at: Ground) -> bool:
        return row.writer_id == at.viewer.actor_id

    allowed_steps = allowed_steps("Complaint", Step, lambda row, at: actions.STEPS.allowed(at.viewer, row),
                                  needs=("state", "writer_id", "about_unit_id", "level", "area", "again"))  # fmt: skip

    events = happened()


@strawberry.type(description="一页投诉建议。One page of complaints.")
class ComplaintConnection(Connection[Complaint]):
    pass


@strawberry.type(
    description="一年里一地投诉建议的处理情况；太少的不显示。A year's complaints in an area; null if too few."
)
class ComplaintFigures:
    area: Area = looked_up("哪里。Where.", "area", area)
    received: int | None = column("收到。Received.")
    answered: int | None = column("已答复。Answered.")
    in_time: int | None = column("按时答复。Answered in time.")
    waiting: int | None = column("待答复。Waiting.")
    waiting_late: int | None = column("待答复且已超时。Waiting, and late.")
    withdrawn: int | None = column("撤回。Taken back.")


ComplaintPayload = payload("Complaint", Complaint, lookups.one, words="一步的结果。What came of a step.",
                           subject="现在的样子；看不到则为空。As it is now; null if not yours to see.")  # fmt: skip
ComplaintMutation = verbs("Complaint", ComplaintPayload, actions, {
    commands.File: "提投诉建议，不用登录。File a complaint or a suggestion, without a login.",
    commands.Answer: "答复，由当地台面。Answer it, by the desk of the place.",
    commands.Accept: "认可答复，了结。Accept the answer, which closes it.",
    commands.AskAgain: "再问一次，由上一级答复。Ask once more: one level up answers.",
    commands.Withdraw: "撤回，写的都删去。Take it back; its words are removed.",
})  # fmt: skip


@strawberry.type
class ComplaintQuery:
    """What may be asked about complaints."""

    complaints = page_of("投诉建议：自己写的和本台面的，后收到的在前。One's own and one's desk's, the last first.",
                         ComplaintConnection, lookups.page, filter=lookups.Wanted, name="ComplaintFilter")  # fmt: skip
    complaint = one_of("一件；没有或看不到则为空。One; null when not there or not yours to see.", Complaint,
                       lookups.one, id="编号。Its id.")  # fmt: skip

    @field(
        "全区和各街道一年的处理情况，谁都能看。What became of a year's complaints, for everybody.",
        list[ComplaintFigures],
    )
    async def complaint_figures(
        self, year: Annotated[int, strawberry.argument(description="哪一年。Which year.")]
    ) -> Any:
        return Held(await asked(figures(year)))

    @field("可以投诉的单位，谁都能看。The units that one may complain about, for everybody.", list[Unit])
    async def complaint_units(self) -> Any:
        return Held((await catalogue()).units_in_force())


QUERY, MUTATION = ComplaintQuery, ComplaintMutation
