"""What a verb is told. Weak on purpose: what is missing or malformed comes back as problems, all at once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import strawberry

from schema.lists import several
from schema.moments import moment
from schema.stamp import SENT, OperationStamp
from server.incident.models import Channel, Outcome, PhotoKind, PlaceSource, Rating, Verdict
from server.incident.reasons import GiveBackReason, RejectReason
from server.incident.wanting import MOST_ASSISTING, MOST_PHOTOS
from server.moments import PHONE, PROMISED, TAKEN_UP


def given(description: str) -> Any:
    """A field that may be left out."""
    return strawberry.field(description=description, default=None)


def asked(description: str) -> Any:
    """A field that must be there."""
    return strawberry.field(description=description)


OP_ID = "操作编号，由手机生成；重发只办一次。The operation's id, made by the phone: sent twice, done once."
ID = "案件编号。The incident's id."
SEEN = "操作人所见的版本。The version that the person acted on."


@strawberry.input(description="随附的照片，按内容命名。A photo, named by its content.")
class PhotoInput:
    sha256: str = asked("所发内容的 SHA-256，64 位小写十六进制。SHA-256 of what is sent: 64 hex digits.")
    kind: PhotoKind = asked("拍的是什么。What it shows.")


@strawberry.input(description="位置，WGS-84；没有坐标时说网格。A place in WGS-84; without a point, name the grid.")
class PlaceInput:
    lat: float | None = given("纬度。Latitude.")
    lon: float | None = given("经度。Longitude.")
    accuracy_m: int | None = given("定位精度，米。Accuracy of the fix in metres.")
    source: PlaceSource | None = given("从哪里来。Where it comes from.")
    address: str | None = given("地址。The address in words.")
    building: str | None = given("楼栋。The building.")
    unit_door: str | None = given("单元。The entrance.")
    floor: str | None = given("楼层。The floor.")
    confirmed_at: datetime | None = moment(
        "确认位置的时刻，按手机的钟。When it was confirmed, by the phone's clock.", PHONE
    )
    grid_code: str | None = given("没有坐标时，所在网格。The grid, when there is no point.")


@strawberry.input(description="上报一件事。A report.")
class IncidentReportInput:
    op_id: strawberry.ID = asked(OP_ID)
    id: strawberry.ID = asked("新案件的编号，由手机生成。The new incident's id, made by the phone.")
    class_code: str | None = given("小类代码。The minor class's code.")
    text: str | None = given("说明。What was seen, in words.")
    severity: int | None = given("紧急程度，1 到 4。Severity, 1 to 4.")
    channel: Channel | None = given("来源渠道。How it reached us.")
    external_no: str | None = given("外部编号，如 12345 工单号。A number elsewhere, e.g. of the hotline.")
    place: PlaceInput | None = given("在哪里。Where.")
    occurred_at: datetime | None = moment("何时看到，按手机的钟。When it was seen, by the phone's clock.", PHONE)
    reported_at: datetime | None = moment(
        "何时按下上报，按手机的钟。When the person pressed send, by the phone's clock.", PHONE
    )
    photos: list[PhotoInput] | None = several("照片。Photos.", MOST_PHOTOS)
    possible_duplicate_of: strawberry.ID | None = given("可能与哪件重复。The incident that it may repeat.")
    sent: OperationStamp | None = given(SENT)


@strawberry.input
class Verb:
    """What every verb on an incident is told: which operation, which incident, which version of it was seen."""

    op_id: strawberry.ID = asked(OP_ID)
    id: strawberry.ID = asked(ID)
    seen: int = asked(SEEN)
    sent: OperationStamp | None = given(SENT)


@strawberry.input(description="自处理：当场办好。Settled on the spot.")
class IncidentSelfResolveInput(Verb):
    note: str | None = given("怎样处理的。What was done.")
    photos: list[PhotoInput] | None = several("照片。Photos.", MOST_PHOTOS)


@strawberry.input(description="管不了，交社区。Beyond the worker's power: hand it up to the community.")
class IncidentHandUpInput(Verb):
    """Nothing more needs saying."""


@strawberry.input(description="受理。Accept.")
class IncidentAcceptInput(Verb):
    class_code: str | None = given("更正的小类。The corrected class.")
    severity: int | None = given("更正的紧急程度。The corrected severity.")


@strawberry.input(description="发核实。Send somebody to verify.")
class IncidentSendVerifyInput(Verb):
    assignee_id: strawberry.ID | None = given("派谁去；不说则由该网格的网格员。Whom to send; else the grid's worker.")


@strawberry.input(description="核实：现场所见。Verify: what was found at the place.")
class IncidentVerifyInput(Verb):
    verdict: Verdict | None = given("结论。The verdict.")
    text: str | None = given("说明。In words.")
    outside_reason: str | None = given("不在网格内查看的原因。Why it was looked at from outside the grid.")
    photos: list[PhotoInput] | None = several("照片。Photos.", MOST_PHOTOS)


@strawberry.input(description="核实不属实，结束。End it as not so.")
class IncidentNotFoundInput(Verb):
    reason: str | None = given("理由，至少 10 字。The reason, at least 10 characters.")


@strawberry.input(description="不予受理。Reject.")
class IncidentRejectInput(Verb):
    reason_code: RejectReason | None = given("理由的种类。The kind of reason.")
    reason: str | None = given("理由。The reason in words.")


@strawberry.input(description="立案。File.")
class IncidentFileInput(Verb):
    condition_id: strawberry.ID | None = given("立案条件。The filing condition.")


@strawberry.input(description="派遣。Dispatch.")
class IncidentDispatchInput(Verb):
    lead_unit_id: strawberry.ID | None = given("主办单位。The unit that leads.")
    assist_unit_ids: list[strawberry.ID] | None = several("协办单位。The units that assist.", MOST_ASSISTING)
    task: str | None = given("任务。What is to be done.")
    reason: str | None = given("派给清单之外的单位时的理由。The reason, when the unit is not on the duty list.")


@strawberry.input(description="签收。Sign for it.")
class IncidentSignInput(Verb):
    """Nothing more needs saying."""


@strawberry.input(description="申请退单。Ask to give it back.")
class IncidentGiveBackInput(Verb):
    reason_code: GiveBackReason | None = given("理由的种类。The kind of reason.")
    reason: str | None = given("理由。The reason in words.")
    proposed_unit_id: strawberry.ID | None = given("建议改派给谁。The unit proposed instead.")


@strawberry.input(description="反馈：四要素。Feed back: the four elements.")
class IncidentFeedBackInput(Verb):
    accepted_at: datetime | None = moment("何时受理。When the unit took it up.", TAKEN_UP)
    contact: str | None = given("与谁沟通，说角色即可。Whom they spoke to, by role.")
    measures: str | None = given("解决措施。What was done.")
    finished: bool | None = given("已办完。Whether it is done.")
    promised_on: date | None = moment("未办完则承诺哪天。If not, the day promised.", PROMISED)
    outcome: Outcome | None = given("结果。What came of it.")
    photos: list[PhotoInput] | None = several("照片。Photos.", MOST_PHOTOS)


@strawberry.input(description="发核查。Send somebody to check.")
class IncidentSendCheckInput(Verb):
    assignee_id: strawberry.ID | None = given("派谁去；不可是处置人。Whom to send; never who handled it.")


@strawberry.input(description="核查：现场所见。Check: what was found at the place.")
class IncidentCheckInput(Verb):
    verdict: Verdict | None = given("结论。The verdict.")
    text: str | None = given("说明。In words.")
    photos: list[PhotoInput] | None = several("照片。Photos.", MOST_PHOTOS)


@strawberry.input(description="核查通过，结案。Pass the check and close.")
class IncidentPassInput(Verb):
    note: str | None = given("说明。In words.")


@strawberry.input(description="核查不过，返工。Fail the check: to be done again.")
class IncidentFailInput(Verb):
    reason: str | None = given("哪里不行。What is wrong.")


@strawberry.input(description="上报人确认。Staff confirm what they reported.")
class IncidentConfirmInput(Verb):
    text: str | None = given("说明。In words.")


@strawberry.input(description="评价。An outsider rates what they reported.")
class IncidentRateInput(Verb):
    rating: Rating | None = given("评价。The rating.")
    text: str | None = given("说明。In words.")


@strawberry.input(description="重启。Open again.")
class IncidentReopenInput(Verb):
    reason: str | None = given("理由。The reason.")


@strawberry.input(description="追加说明。Add a note.")
class IncidentNoteInput:
    op_id: strawberry.ID = asked(OP_ID)
    id: strawberry.ID = asked(ID)
    seen: int | None = given("操作人所见的版本；说明从不冲突。The version seen; a note never conflicts.")
    text: str | None = given("说明。In words.")
    photos: list[PhotoInput] | None = several("照片。Photos.", MOST_PHOTOS)
    sent: OperationStamp | None = given(SENT)
