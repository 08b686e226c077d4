"""What a verb is told. Weak on purpose: what is missing or malformed comes back as problems, all at once."""

from __future__ import annotations

from datetime import date, datetime

import strawberry

from schema.incident.inputs import OP_ID, asked, given
from schema.lists import several
from schema.moments import moment
from schema.stamp import SENT, OperationStamp
from server.incident.models import Outcome
from server.moments import PLANNED, PROMISED, TAKEN_UP
from server.whistle.decisions.drafting import MOST_PARTIES
from server.whistle.models import ArrivalMode, Kind, Mark, Part

LED = "各单位，恰好一家主办。The units; exactly one leads."
REASON = "理由。The reason."
SEEN = "操作人所见的哨的版本。The version of the whistle that the person acted on."
PARTY_SEEN = "操作人所见的该单位的版本。The version of the party that the person acted on."


@strawberry.input(description="吹给一个单位。A unit to call.")
class WhistleCallInput:
    unit_id: strawberry.ID | None = given("哪个单位。Which unit.")
    part: Part | None = given("主办或协办；不说为协办。Its part; else it assists.")
    task: str | None = given("任务。What it is to do.")


@strawberry.input(description="拟哨。Draft a whistle.")
class WhistleDraftInput:
    op_id: strawberry.ID = asked(OP_ID)
    id: strawberry.ID = asked("新哨的编号，由客户端生成。The new whistle's id, made by the client.")
    incident_id: strawberry.ID | None = given("关于哪件案件。Which incident it is about.")
    kind: Kind | None = given("种类。Its kind.")
    reason: str | None = given("为何超出街道能力。Why it is beyond the street's power.")
    matter_code: str | None = given("所依清单事项。The duty list's item on which it rests.")
    meeting_point: str | None = given("集合地点或会议。Where to come, or the meeting's name.")
    meet_at: datetime | None = moment("约定的时间；重点工作必填。The agreed time; needed for a key task.", PLANNED)
    done_by: datetime | None = moment("计划何时办完；重点工作必填。By when it is done; needed for a key task.", PLANNED)
    parties: list[WhistleCallInput] | None = several(LED, MOST_PARTIES)
    sent: OperationStamp | None = given(SENT)


@strawberry.input
class WhistleVerb:
    """What every verb on a whistle is told."""

    op_id: strawberry.ID = asked(OP_ID)
    id: strawberry.ID = asked("哨的编号。The whistle's id.")
    seen: int = asked(SEEN)
    sent: OperationStamp | None = given(SENT)


@strawberry.input(description="改拟，整份重说，提请之前。Revise a draft: all of it anew, before it is submitted.")
class WhistleReviseInput(WhistleVerb):
    kind: Kind | None = given("种类。Its kind.")
    reason: str | None = given("为何超出街道能力。Why it is beyond the street's power.")
    matter_code: str | None = given("所依清单事项。The duty list's item on which it rests.")
    meeting_point: str | None = given("集合地点或会议。Where to come, or the meeting's name.")
    meet_at: datetime | None = moment("约定的时间；重点工作必填。The agreed time; needed for a key task.", PLANNED)
    done_by: datetime | None = moment("计划何时办完；重点工作必填。By when it is done; needed for a key task.", PLANNED)
    parties: list[WhistleCallInput] | None = several(LED, MOST_PARTIES)


@strawberry.input(description="提请。Submit.")
class WhistleSubmitInput(WhistleVerb):
    """Nothing more needs saying."""


@strawberry.input(description="审批吹哨。Approve.")
class WhistleApproveInput(WhistleVerb):
    note: str | None = given("说明。In words.")


@strawberry.input(description="退回，不吹。Decline.")
class WhistleDeclineInput(WhistleVerb):
    reason: str | None = given(REASON)


@strawberry.input(description="补审。Review.")
class WhistleReviewInput(WhistleVerb):
    justified: bool | None = given("应当先吹。Whether it was right to blow it at once.")
    note: str | None = given("说明；不应当时必填。In words; needed when it was not.")


@strawberry.input(description="增加单位。Call one more unit.")
class WhistleAddPartyInput(WhistleVerb):
    unit_id: strawberry.ID | None = given("哪个单位。Which unit.")
    part: Part | None = given("主办或协办；主办仅在无主办时。Its part; it leads only where none does.")
    task: str | None = given("任务。What it is to do.")


@strawberry.input(description="撤哨。Cancel.")
class WhistleCancelInput(WhistleVerb):
    reason: str | None = given(REASON)


@strawberry.input(description="销哨。Close.")
class WhistleCloseInput(WhistleVerb):
    conclusion: str | None = given("结论。What came of it.")
    cost_note: str | None = given("费用说明。What it cost.")


@strawberry.input(description="追加说明。Add a note.")
class WhistleNoteInput:
    op_id: strawberry.ID = asked(OP_ID)
    id: strawberry.ID = asked("哨的编号。The whistle's id.")
    seen: int | None = given("操作人所见的版本；说明从不冲突。The version seen; a note never conflicts.")
    text: str | None = given("说明。In words.")
    sent: OperationStamp | None = given(SENT)


@strawberry.input
class PartyVerb:
    """What every verb on a party is told."""

    op_id: strawberry.ID = asked(OP_ID)
    id: strawberry.ID = asked("该单位在哨中的编号。The party's id.")
    seen: int = asked(PARTY_SEEN)
    sent: OperationStamp | None = given(SENT)


@strawberry.input(description="应哨。Answer the call.")
class WhistleAckInput(PartyVerb):
    eta: datetime | None = moment("预计何时到。When the unit will be there.", PLANNED)


@strawberry.input(description="提出异议。Object.")
class WhistleObjectInput(PartyVerb):
    matter_code: str | None = given("所引清单事项。The duty list's item that is cited.")
    text: str | None = given(REASON)


@strawberry.input(description="异议裁定。Rule on an objection.")
class WhistleDecideInput(PartyVerb):
    upheld: bool | None = given("异议成立。Whether it is upheld.")
    text: str | None = given(REASON)


@strawberry.input(description="报到。Arrive.")
class WhistleArriveInput(PartyVerb):
    mode: ArrivalMode | None = given("怎样报到。How.")
    lat: float | None = given("到现场时的一次定位，算出距离即忘。One fix at the place: measured and forgotten.")
    lon: float | None = given("同上。The same.")
    reason: str | None = given("人工报到的原因。The reason, when it is said by hand.")


@strawberry.input(description="开始处置。Begin.")
class WhistleStartInput(PartyVerb):
    task: str | None = given("商定的任务；不说则照旧。The agreed task; else as it was.")


@strawberry.input(description="报结：四要素。Finish: the four elements.")
class WhistleFinishInput(PartyVerb):
    accepted_at: datetime | None = moment("何时受理。When the unit took it up.", TAKEN_UP)
    contact: str | None = given("与谁沟通，说角色即可。Whom they spoke to, by role.")
    measures: str | None = given("解决措施。What was done.")
    finished: bool | None = given("已办完。Whether it is done.")
    promised_on: date | None = moment("未办完则承诺哪天。If not, the day promised.", PROMISED)
    outcome: Outcome | None = given("结果。What came of it.")


@strawberry.input(description="签认并评，四项都要选。Sign off, with four marks.")
class WhistleSignInput(PartyVerb):
    prompt: Mark | None = given("报到效率。Promptness.")
    quality: Mark | None = given("办理质量。Quality.")
    content: Mark | None = given("群众满意。The people's content.")
    initiative: Mark | None = given("主动程度。Initiative.")
    text: str | None = given("说明；有一般或差时必填。In words; needed with so-so or bad.")


@strawberry.input(description="退回再办，时限减半。Send back: half the time.")
class WhistleSendBackInput(PartyVerb):
    reason: str | None = given(REASON)


@strawberry.input(description="免除。Excuse.")
class WhistleExcuseInput(PartyVerb):
    reason: str | None = given(REASON)


@strawberry.input(description="评吹哨。Say what the unit thinks of the call.")
class WhistleScoreInput(PartyVerb):
    needed: bool | None = given("该不该吹。Whether it was needed.")
    fitted: bool | None = given("清单和单位对不对。Whether the right units were called.")
    text: str | None = given("说明；有一项为否时必填。In words; needed when one of them is no.")


@strawberry.input(description="催办，半小时内一次。Urge, once in half an hour.")
class WhistleUrgeInput(PartyVerb):
    text: str | None = given("说明。In words.")
