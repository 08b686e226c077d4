"""The whistle's enums, published with a description for each member."""

from __future__ import annotations

from schema.core.enums import publish
from server.whistle.board import StageKey
from server.whistle.filters import Mine
from server.whistle.lifecycle import PartyState, PartyStep, State, Step
from server.whistle.models import ArrivalMode, Kind, Mark, Part, Ruling
from server.whistle.rates import Tail

publish(
    State,
    "WhistleState",
    "哨所处的状态。Where a whistle stands.",
    {
        "DRAFT": "拟哨。Drafted.",
        "REVIEW": "待审。Waits for the head's word.",
        "BLOWN": "已吹哨。Blown: the units are called.",
        "JOINT": "联合处置。Somebody has arrived: handled together.",
        "CONCLUDED": "待评哨。All are done; to be signed off and closed.",
        "CLOSED": "已销哨。Closed.",
        "CANCELLED": "撤销。Cancelled, or never blown.",
    },
)
publish(
    Step,
    "WhistleStep",
    "哨的一步。A step in the life of a whistle.",
    {
        "SUBMIT": "提请。Submit it to the head; an emergency's is blown at once.",
        "APPROVE": "审批吹哨。Let it be blown.",
        "DECLINE": "退回。Do not let it be blown.",
        "FIRST_ARRIVAL": "首家到场，系统。The first has arrived: the system's.",
        "ALL_DONE": "全部办结，系统。All are done: the system's.",
        "CANCEL": "撤哨。Cancel it, before anybody came.",
        "CLOSE": "销哨。Close it.",
        "ALL_EXCUSED": "全部免除，系统。All are excused: the system's.",
        "REVIEW": "补审。Review what was blown at once.",
        "ADD_PARTY": "增加单位。Call one more unit.",
        "REVISE": "改拟，提请之前。Revise the draft, before it is submitted.",
    },
)
publish(
    PartyState,
    "WhistlePartyState",
    "应哨单位所处的状态。Where a party stands.",
    {
        "CALLED": "待应哨。Called.",
        "ACKED": "已应哨。It answered and comes.",
        "ARRIVED": "已报到。It has arrived.",
        "WORKING": "协同处置。At work.",
        "DONE": "报结。It says that it is done.",
        "SIGNED_OFF": "已签认。Signed off by the street.",
        "EXCUSED": "免除。Excused.",
    },
)
publish(
    PartyStep,
    "WhistlePartyStep",
    "应哨单位的一步。A step in the life of a party.",
    {
        "ACK": "应哨。Answer the call.",
        "DECIDE": "异议裁定。Rule on its objection.",
        "ARRIVE": "报到。Arrive.",
        "START": "开始处置。Begin.",
        "FINISH": "报结。Say what was done.",
        "SIGN": "签认并评。Sign off, with four marks.",
        "SEND_BACK": "退回再办。Send it back.",
        "EXCUSE": "免除。Excuse.",
        "OBJECT": "提出异议。Object.",
        "SCORE": "评吹哨。Say what the unit thinks of the call.",
        "URGE": "催办。Urge.",
    },
)
publish(
    Kind,
    "WhistleKind",
    "哨的种类。Why a street whistles.",
    {
        "RESIDENT_DEMAND": "群众诉求。What residents ask for.",
        "KEY_TASK": "重点工作，按计划。A key task, by plan.",
        "JOINT_ENFORCEMENT": "综合执法。Enforcement together.",
        "EMERGENCY": "应急处置，先吹后审。An emergency: blown first, reviewed afterwards.",
    },
)
publish(
    Part,
    "WhistlePart",
    "主办或协办。The part of a unit.",
    {"LEAD": "主办，只有一家。It leads; exactly one does.", "ASSIST": "协办。It assists."},
)
publish(
    ArrivalMode,
    "ArrivalMode",
    "怎样报到。How somebody arrived.",
    {
        "PLACE": "到现场，一次定位，200 米内。At the place: one fix, within 200 m.",
        "MEETING": "到会。In the named meeting.",
        "MANUAL": "人工说明，须写原因。Said by hand, with the reason.",
    },
)
publish(
    Mark,
    "WhistleMark",
    "评哨的一项，不预选。One mark; nothing is preselected.",
    {
        "GOOD": "好。Good.",
        "FAIRLY": "较好。Fairly good.",
        "SO_SO": "一般，须说明。So-so: wants words.",
        "BAD": "差，须说明。Bad: wants words.",
    },
)
publish(
    Ruling,
    "WhistleRuling",
    "异议的结果。What became of an objection.",
    {
        "UPHELD": "成立，免除。Upheld: the party is excused.",
        "REFUSED": "不成立。Refused: it stays called.",
        "LAPSED": "未裁定，单位已应哨或免除。Lapsed before it was decided.",
    },
)
publish(
    Mine,
    "WhistleMine",
    "与我有关的哨。What has to do with the viewer.",
    {"TODO": "轮到我办。It is my turn.", "UNIT": "吹给我单位的。My unit is called."},
)
publish(
    StageKey,
    "WhistleStageKey",
    "应哨四步。The four steps of a party.",
    {"ACK": "应哨。Answer.", "ARRIVE": "报到。Arrive.", "DONE": "报结。Done.", "SIGN": "签认。Signed off."},
)
publish(
    Tail,
    "RateTail",
    "在区间的哪里，高低都只是提示。Where in the band; both tails are only a question.",
    {"LOW": "低于区间。Below the band.", "WITHIN": "区间之内。Within it.", "HIGH": "高于区间。Above it."},
)
