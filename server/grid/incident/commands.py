"""What a person asks for, verb by verb, in the words and bounds that the contract and its forms have of it.

Frozen and weak: everything but the ids may be missing; the decision that gets a command says all that is
wrong with it at once (`Invalid.of`).
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from server.core.moments import ANSWERED, PHONE, RESTING
from server.grid.incident import reasons
from server.grid.incident.models import Channel, Outcome, PhotoKind, PlaceSource, Rating, Verdict
from server.grid.incident.oversight import SpotVerdict
from server.ground.worktime.limits import LONGEST
from server.process import command
from server.process.elements import Answered
from server.process.fields import Declared, asked, demanded, given, several

MOST_PHOTOS = 4  # at once
SEVERITY = (1, 4)
EXTENDED = (1, LONGEST)  # in the unit of the case's limit, and never more than that was
MOST_ASSISTING = 20  # units of one dispatch
REQUEST = "哪条申请。Which request."
RESULT = "照片；小类或条件要求的必传。Photos; needed where class or condition ask for evidence."


class Photo(Declared, words="随附的照片，按内容命名。A photo, named by its content."):
    sha256: str = asked("所发内容的 SHA-256，64 位小写十六进制。SHA-256 of what is sent: 64 hex digits.")
    kind: PhotoKind = asked("拍的是什么。What it shows.", default=PhotoKind.BEFORE)


class Place(Declared, words="位置，WGS-84；没有坐标时说网格。A place in WGS-84; without a point, name the grid."):
    lat: float | None = given("纬度。Latitude.")
    lon: float | None = given("经度。Longitude.")
    accuracy_m: int | None = given("定位精度，米。Accuracy of the fix in metres.")
    source: PlaceSource | None = given("从哪里来。Where it comes from.")
    address: str | None = given("地址。The address in words.", longest=200)
    building: str | None = given("楼栋。The building.", longest=40)
    unit_door: str | None = given("单元。The entrance.", longest=40)
    floor: str | None = given("楼层。The floor.", longest=40)
    confirmed_at: datetime | None = given(
        "确认位置的时刻，按手机的钟。When it was confirmed, by the phone's clock.", within=PHONE
    )
    grid_code: str | None = given("没有坐标时，所在网格。The grid, when there is no point.", names="area")


class Command(command.Command):
    incident_id: UUID = asked("案件编号。The incident's id.", name="id")


class Report(Command, words="上报一件事。A report."):
    incident_id: UUID = asked("新案件的编号，由手机生成。The new incident's id, made by the phone.", name="id")
    seen: int | None = None
    class_code: str | None = demanded("小类代码。The minor class's code.")
    text: str | None = given("说明；“其他”类必填。What was seen, in words; needed for classes that end in 99.")
    severity: int | None = given("紧急程度。Severity.", between=SEVERITY)
    channel: Channel | None = given("来源渠道。How it reached us.")
    external_no: str | None = given("外部编号，如 12345 工单号。A number elsewhere, e.g. of the hotline.", longest=64)
    place: Place | None = demanded("在哪里。Where.")
    occurred_at: datetime | None = given("何时看到，按手机的钟。When it was seen, by the phone's clock.", within=PHONE)
    reported_at: datetime | None = given(
        "何时按下上报，按手机的钟。When the person pressed send, by the phone's clock.", within=PHONE
    )
    photos: tuple[Photo, ...] = several("照片。Photos.", MOST_PHOTOS)
    possible_duplicate_of: UUID | None = given("可能与哪件重复。The incident that it may repeat.")


class SelfResolve(Command, words="自处理：当场办好。Settled on the spot."):
    note: str | None = demanded("怎样处理的。What was done.")
    photos: tuple[Photo, ...] = several(RESULT, MOST_PHOTOS)


class HandUp(Command, words="管不了，交社区。Beyond the worker's power: hand it up to the community."):
    pass


class Accept(Command, words="受理。Accept."):
    class_code: str | None = given("更正的小类。The corrected class.")
    severity: int | None = given("更正的紧急程度。The corrected severity.", between=SEVERITY)


class SendVerify(Command, words="发核实。Send somebody to verify."):
    assignee_id: UUID | None = given("派谁去；不说则由该网格的网格员。Whom to send; else the grid's worker.")


class Verify(Command, words="核实：现场所见。Verify: what was found at the place."):
    verdict: Verdict | None = demanded("结论。The verdict.")
    text: str | None = given("说明；不属实至少 10 字。In words; when it is not so, at least 10 characters.")
    outside_reason: str | None = given("不在网格内查看的原因。Why it was looked at from outside the grid.", longest=200)
    photos: tuple[Photo, ...] = several("照片。Photos.", MOST_PHOTOS)


class NotFound(Command, words="核实不属实，结束。End it as not so."):
    reason: str | None = demanded("理由，至少 10 字。The reason, at least 10 characters.")


class Reject(Command, words="不予受理。Reject."):
    reason_code: reasons.RejectReason | None = demanded("理由的种类。The kind of reason.")
    reason: str | None = demanded("理由。The reason in words.")


class File(Command, words="立案。File."):
    condition_id: UUID | None = demanded("立案条件。The filing condition.")


class Dispatch(Command, words="派遣。Dispatch."):
    lead_unit_id: UUID | None = demanded("主办单位。The unit that leads.")
    assist_unit_ids: tuple[UUID, ...] = several("协办单位。The units that assist.", MOST_ASSISTING)
    task: str | None = given("任务。What is to be done.")
    reason: str | None = given("派给清单之外的单位时的理由。The reason, when the unit is not on the duty list.")


class CallStreet(Command, words="呼叫街道。Call the street."):
    reason_code: reasons.CallReason | None = demanded("理由的种类。The kind of reason.")
    reason: str | None = given("说明。In words.")


class Assign(Command, words="交办：一个人或一个单位。Assign it: to a person or to a unit."):
    person_id: UUID | None = given("交给谁。To whom.")
    unit_id: UUID | None = given("或交给哪个单位。Or to which unit.")
    task: str | None = given("任务。What is to be done.")


class AssignSelf(Command, words="自己办。Take it on oneself."):
    note: str | None = given("说明。In words.")


class Sign(Command, words="签收。Sign for it."):
    pass


class GiveBack(Command, words="申请退单。Ask to give it back."):
    reason_code: reasons.GiveBackReason | None = demanded("理由的种类。The kind of reason.")
    reason: str | None = demanded("理由。The reason in words.")
    proposed_unit_id: UUID | None = given(
        "建议改派给谁；不在本单位区域、职能交叉时必填。The unit proposed instead; needed with WRONG_AREA and OVERLAP."
    )


class FeedBack(Answered, Command, words="反馈：四要素。Feed back: the four elements."):
    outcome: Outcome | None = demanded("结果。What came of it.")
    photos: tuple[Photo, ...] = several(RESULT, MOST_PHOTOS)


class SendCheck(Command, words="发核查。Send somebody to check."):
    assignee_id: UUID | None = given("派谁去；不可是处置人。Whom to send; never who handled it.")


class Check(Command, words="核查：现场所见。Check: what was found at the place."):
    verdict: Verdict | None = demanded("结论。The verdict.")
    text: str | None = given("说明；不合格必填。In words; needed unless it is done.")
    photos: tuple[Photo, ...] = several("照片。Photos.", MOST_PHOTOS)


class Pass(Command, words="核查通过，结案。Pass the check and close."):
    note: str | None = given("说明。In words.")


class Fail(Command, words="核查不过，返工。Fail the check: to be done again."):
    reason: str | None = demanded("哪里不行。What is wrong.")


class Confirm(Command, words="上报人确认。Staff confirm what they reported."):
    text: str | None = given("说明。In words.")


class Rate(Command, words="评价。An outsider rates what they reported."):
    rating: Rating | None = demanded("评价。The rating.")
    text: str | None = given("说明。In words.")


class Reopen(Command, words="重启。Open again."):
    reason: str | None = demanded("理由。The reason.")


class CloseUnchecked(Command, words="免查结案。Close without a check."):
    note: str | None = given("说明。In words.")


class Appeal(Command, words="申诉。Appeal."):
    text: str | None = demanded("为何仍应受理。Why it is a matter all the same.")


class Merge(Command, words="并案。Merge into another."):
    target_id: UUID | None = demanded("并入哪一件。The incident that it repeats.")
    note: str | None = given("不同小类或超过 50 米时的理由。Why, when of another class or farther than 50 m.")


class TransferOut(Command, words="移送。Transfer to another authority."):
    receiver: reasons.Receiver | None = demanded("移送给谁。To whom.")
    receipt_no: str | None = given(
        "回执编号；法院和外区必填。The number of the receipt; needed from a court and another district.", longest=64
    )
    note: str | None = given("说明；没有回执编号时必填。In words; needed without a receipt.")


class Redispatch(Dispatch, words="改派。Dispatch to another unit."):
    reason: str | None = demanded("为何改派。Why to another unit.")


class Escalate(Command, words="提级。Raise it a level."):
    reason_code: reasons.EscalateReason | None = demanded("理由的种类。The kind of reason.")
    reason: str | None = demanded("理由。The reason in words.")


class Extend(Command, words="申请延期。Ask for more time."):
    limit_amount: int | None = demanded(
        "延多少，按全案时限的单位。How much more, in the unit of the case's limit.", between=EXTENDED
    )
    reason: str | None = demanded("理由。The reason.")


class Suspend(Command, words="申请挂账。Ask to suspend it."):
    reason_code: reasons.SuspendReason | None = demanded("理由的种类。The kind of reason.")
    reason: str | None = demanded("理由。The reason in words.")
    plan: str | None = demanded("解决计划，至少 10 字。The plan, at least 10 characters.")
    until: date | None = demanded(
        "挂到哪天，当天零时恢复。Until which day; it goes on as that day begins.", within=RESTING
    )


class Resume(Command, words="恢复。Resume."):
    note: str | None = given("说明。In words.")


class Void(Command, words="申请作废。Ask to void it."):
    reason: str | None = demanded("理由。The reason.")


class Grant(Command, words="同意申请。Grant a request."):
    approval_id: UUID | None = demanded(REQUEST)
    note: str | None = given("批语。In words.")


class Decline(Command, words="不同意申请。Decline a request."):
    approval_id: UUID | None = demanded(REQUEST)
    reason: str | None = demanded("理由。The reason.")


class Withdraw(Command, words="撤回申请。Withdraw a request."):
    approval_id: UUID | None = demanded(REQUEST)


class Note(Command, words="追加说明。Add a note."):
    seen: int | None = given("操作人所见的版本；说明从不冲突。The version seen; a note never conflicts.")
    text: str | None = given("说明；没有照片时必填。In words; needed without a photo.")
    photos: tuple[Photo, ...] = several("照片。Photos.", MOST_PHOTOS)


class Supervise(Command, words="督办。Supervise."):
    opinion: str | None = demanded("督办意见。The opinion.")
    reply_by: datetime | None = given(
        "何时前回复；不说为一个工作日。By when to answer; else one workday.", within=ANSWERED
    )
    unit_id: UUID | None = given("由哪个参与单位回复；不说为主办。Which unit answers; else the lead.")
    whistle_id: UUID | None = given("关于哪一哨。The whistle that it is about.")


class AnswerSupervision(Command, words="督办回复。Answer a supervision."):
    supervision_id: UUID | None = demanded("哪一条督办。Which supervision.")
    text: str | None = demanded("回复。The answer.")


class SpotCheck(Command, words="抽查自处理。Spot-check what was settled on the spot."):
    verdict: SpotVerdict | None = demanded("结论。The verdict.")
    text: str | None = given("说明；无效时必填。In words; needed when it is invalid.")
