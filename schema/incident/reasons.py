"""The enums of reasons and requests, published with a description for each member."""

from __future__ import annotations

from schema.core.enums import publish
from server.incident.approval import ApprovalKind, Decider
from server.incident.approvals import Mine
from server.incident.reasons import CallReason, EscalateReason, Receiver, SuspendReason
from server.process.approval import ApprovalState

publish(
    ApprovalKind,
    "ApprovalKind",
    "申请什么。What is asked for.",
    {
        "GIVE_BACK": "退单。To give it back.",
        "EXTEND": "延期。More time.",
        "SUSPEND": "挂账。To suspend it.",
        "VOID": "作废。To void it.",
    },
)
publish(
    ApprovalState,
    "ApprovalState",
    "批了没有。What became of a request.",
    {
        "ASKED": "待批。It waits to be decided.",
        "GRANTED": "同意。Granted.",
        "DECLINED": "不同意。Declined.",
        "WITHDRAWN": "撤回。Withdrawn by who asked.",
        "LAPSED": "失效：没批之前案件已往前走。Overtaken: the incident moved on first.",
    },
)
publish(
    Decider,
    "Decider",
    "由谁批。Whose it is to decide.",
    {
        "DISPATCHER": "派遣岗，街道负责人也可。Who dispatches it; the street's head may as well.",
        "HEAD": "街道负责人。The street's head.",
        "DISTRICT": "区。The district.",
    },
)
publish(
    Mine,
    "ApprovalMine",
    "与我有关的申请。What a request has to do with the viewer.",
    {"TO_DECIDE": "等我批。It waits for my decision.", "ASKED": "我或本单位提的。I asked, or my unit."},
)
publish(
    SuspendReason,
    "SuspendReason",
    "挂账的理由。Why it is suspended.",
    {
        "LEGAL": "走法律程序。A legal procedure.",
        "SEASON": "季节原因。The season.",
        "FUNDS": "等资金。Funds are awaited.",
        "OTHER": "其他。Another reason.",
    },
)
publish(
    EscalateReason,
    "EscalateReason",
    "提级的理由。Why it is raised a level.",
    {
        "BEYOND_POWER": "超出本级权限。Beyond the level's power.",
        "CROSS_UNIT": "涉及多个单位。Several units are concerned.",
        "OVERDUE": "超期未办结。It is late.",
    },
)
publish(
    CallReason,
    "CallReason",
    "社区呼叫街道的理由。Why a community calls the street.",
    {
        "BEYOND_POWER": "超出社区权限。Beyond the community's power.",
        "NO_UNIT": "社区没有能办的力量。The community has nobody who can do it.",
        "MANY_UNITS": "要几个单位一起办。It takes several units.",
    },
)
publish(
    Receiver,
    "Receiver",
    "移送给谁。To whom it is transferred.",
    {
        "POLICE": "公安 110。The police, 110.",
        "FIRE": "消防 119。The fire brigade, 119.",
        "MEDICAL": "急救 120。The ambulance, 120.",
        "TRAFFIC": "交警 122。The traffic police, 122.",
        "COURT": "法院。A court.",
        "OTHER_DISTRICT": "外区。Another district.",
        "OTHER": "其他。Another authority.",
    },
)
