"""The verbs of a whistle's life, and of its parties'."""

from __future__ import annotations

from schema.core.input_mapping import part
from schema.core.payload import payload
from schema.core.verbs import verbs
from schema.grid.whistle.whistle import Whistle
from server.grid.whistle import actions, commands, lookups

part(commands.Call, "WhistlePartyInput")

PAYLOAD = payload(
    "Whistle",
    Whistle,
    lookups.one,
    words="哨的一步的结果。What came of a step of a whistle.",
    subject="哨现在的样子，冲突时也给；看不到则为空。The whistle now, in a conflict too; null if not yours to see.",
)

WORDS = {
    commands.Draft: "拟哨。Draft a whistle about an incident.",
    commands.Revise: "改拟，提请之前。Revise what was drafted, before it is submitted.",
    commands.Submit: (
        "提请；应急的当即吹出，24 小时内补审。Submit; an emergency's is blown at once, reviewed in 24 hours."
    ),
    commands.Approve: "审批吹哨：各单位时限起算。Let it be blown: the clocks of the units begin.",
    commands.Decline: "退回，不吹。Do not let it be blown.",
    commands.Review: "补审应急哨。Review an emergency's whistle that was blown at once.",
    commands.AddParty: "增加单位。Call one more unit.",
    commands.Cancel: "撤哨，到场之前。Cancel it, before anybody came.",
    commands.Close: "销哨：全部签认或免除之后。Close it, when all are signed off or excused.",
    commands.Note: "追加说明，不改变进程。Add a note; it moves nothing.",
    commands.Ack: "应哨：说预计何时到。Answer the call: say when the unit will be there.",
    commands.Object: "提出异议，由区裁定；时限不停。Object; the district rules, the clocks run on.",
    commands.Decide: "异议裁定：成立即免除。Rule on an objection: upheld, the unit is excused.",
    commands.Arrive: "报到：到现场、到会，或人工说明。Arrive: at the place, in the meeting, or by hand.",
    commands.Start: "开始处置。Begin.",
    commands.Finish: "报结：四要素。Finish: the four elements.",
    commands.Sign: "签认，并评四项。Sign off, with four marks.",
    commands.SendBack: "退回再办，时限减半。Send it back, with half the time.",
    commands.Excuse: "免除。Excuse it.",
    commands.Score: "部门评吹哨。The unit's word on the call.",
    commands.Urge: "催办。Urge it.",
}

WhistleMutation = verbs("Whistle", PAYLOAD, actions, WORDS)
