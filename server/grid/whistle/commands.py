"""What a person asks for, verb by verb, in the words and bounds that the contract and its forms have of it.

Frozen and weak: everything but the ids may be missing; the decision that gets a command says all that is
wrong with it at once (`Invalid.of`).
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from server.core.moments import PLANNED
from server.grid.incident.models import Outcome
from server.grid.whistle.models import ArrivalMode, Kind, Mark, Part
from server.process import command
from server.process.elements import Answered
from server.process.fields import Declared, asked, demanded, given

MOST_PARTIES = 20
REASON = "理由。The reason."


class Call(Declared, words="吹给一个单位。A unit to call."):
    unit_id: UUID | None = demanded("哪个单位。Which unit.")
    part: Part | None = given("主办或协办；不说为协办。Its part; else it assists.")
    task: str | None = given("任务。What it is to do.")


class Command(command.Command):
    untold = command.Command.untold | {"lat", "lon"}  # a fix is no part of what is remembered

    id: UUID = asked("哨的编号。The whistle's id.")
    seen: int | None = asked("操作人所见的哨的版本。The version of the whistle that the person acted on.", default=None)


class Plan(Command):
    kind: Kind | None = demanded("种类。Its kind.")
    reason: str | None = demanded("为何超出街道能力。Why it is beyond the street's power.")
    matter_code: str | None = demanded("所依清单事项。The duty list's item on which it rests.")
    meeting_point: str | None = given("集合地点或会议。Where to come, or the meeting's name.", longest=200)
    meet_at: datetime | None = given(
        "约定的时间；重点工作必填。The agreed time; needed for a key task.", within=PLANNED
    )
    done_by: datetime | None = given(
        "计划何时办完；重点工作必填。By when it is done; needed for a key task.", within=PLANNED
    )
    parties: tuple[Call, ...] = demanded(
        "各单位，恰好一家主办。The units; exactly one leads.", default=(), most=MOST_PARTIES
    )


class About(Command):
    incident_id: UUID | None = demanded("关于哪件案件。Which incident it is about.")


class Draft(Plan, About, words="拟哨。Draft a whistle."):
    id: UUID = asked("新哨的编号，由客户端生成。The new whistle's id, made by the client.")
    seen: int | None = None


class Revise(Plan, words="改拟，整份重说，提请之前。Revise a draft: all of it anew, before it is submitted."):
    pass


class Submit(Command, words="提请。Submit."):
    pass


class Approve(Command, words="审批吹哨。Approve."):
    note: str | None = given("说明。In words.")


class Decline(Command, words="退回，不吹。Decline."):
    reason: str | None = demanded(REASON)


class Review(Command, words="补审。Review."):
    justified: bool | None = demanded("应当先吹。Whether it was right to blow it at once.")
    note: str | None = given("说明；不应当时必填。In words; needed when it was not.")


class AddParty(Command, words="增加单位。Call one more unit."):
    unit_id: UUID | None = demanded("哪个单位。Which unit.")
    part: Part | None = given("主办或协办；主办仅在无主办时。Its part; it leads only where none does.")
    task: str | None = given("任务。What it is to do.")


class Cancel(Command, words="撤哨。Cancel."):
    reason: str | None = demanded(REASON)


class Close(Command, words="销哨。Close."):
    conclusion: str | None = demanded("结论。What came of it.")
    cost_note: str | None = given("费用说明。What it cost.")


class Note(Command, words="追加说明。Add a note."):
    seen: int | None = given("操作人所见的版本；说明从不冲突。The version seen; a note never conflicts.")
    text: str | None = demanded("说明。In words.")


class PartyCommand(Command):
    """The same of one party: `id` is the party's, `seen` is its own version."""

    id: UUID = asked("该单位在哨中的编号。The party's id.")
    seen: int | None = asked(
        "操作人所见的该单位的版本。The version of the party that the person acted on.", default=None
    )


class Ack(PartyCommand, words="应哨。Answer the call."):
    eta: datetime | None = demanded("预计何时到。When the unit will be there.", within=PLANNED)


class Object(PartyCommand, words="提出异议。Object."):
    matter_code: str | None = demanded("所引清单事项。The duty list's item that is cited.")
    text: str | None = demanded(REASON)


class Decide(PartyCommand, words="异议裁定。Rule on an objection."):
    upheld: bool | None = demanded("异议成立。Whether it is upheld.")
    text: str | None = demanded(REASON)


class Arrive(PartyCommand, words="报到。Arrive."):
    mode: ArrivalMode | None = demanded("怎样报到。How.")
    lat: float | None = given("到现场时的一次定位，算出距离即忘。One fix at the place: measured and forgotten.")
    lon: float | None = given("同上。The same.")
    reason: str | None = given("人工报到的原因。The reason, when it is said by hand.", longest=200)


class Start(PartyCommand, words="开始处置。Begin."):
    task: str | None = given("商定的任务；不说则照旧。The agreed task; else as it was.")


class Finish(Answered, PartyCommand, words="报结：四要素。Finish: the four elements."):
    outcome: Outcome | None = demanded("结果。What came of it.")


class Sign(PartyCommand, words="签认并评，四项都要选。Sign off, with four marks."):
    prompt: Mark | None = demanded("报到效率。Promptness.")
    quality: Mark | None = demanded("办理质量。Quality.")
    content: Mark | None = demanded("群众满意。The people's content.")
    initiative: Mark | None = demanded("主动程度。Initiative.")
    text: str | None = given("说明；有一般或差时必填。In words; needed with so-so or bad.")


class SendBack(PartyCommand, words="退回再办，时限减半。Send back: half the time."):
    reason: str | None = demanded(REASON)


class Excuse(PartyCommand, words="免除。Excuse."):
    reason: str | None = demanded(REASON)


class Score(PartyCommand, words="评吹哨。Say what the unit thinks of the call."):
    needed: bool | None = demanded("该不该吹。Whether it was needed.")
    fitted: bool | None = demanded("清单和单位对不对。Whether the right units were called.")
    text: str | None = given("说明；有一项为否时必填。In words; needed when one of them is no.")


class Urge(PartyCommand, words="催办，半小时内一次。Urge, once in half an hour."):
    text: str | None = given("说明。In words.", longest=200)
