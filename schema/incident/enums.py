"""The incident's enums, published with a description for each member."""

from __future__ import annotations

from schema.core.enums import publish
from schema.incident import counting, reasons  # noqa: F401  # published with these
from server.incident.filters import Mine, Sort
from server.incident.lifecycle import State, Step
from server.incident.models import (
    Awaits,
    Channel,
    ClockKind,
    ClosureKind,
    FindingKind,
    Outcome,
    PhotoKind,
    PlaceSource,
    Rating,
    Verdict,
)
from server.incident.oversight import SpotVerdict
from server.incident.reasons import GiveBackReason, RejectReason
from server.incident.stepper import StageStatus, StepperKey
from server.process.deadlines import Light

publish(
    State,
    "IncidentState",
    "案件所处的状态。Where an incident stands.",
    {
        "REPORTED": "已上报。Reported.",
        "VERIFYING": "待核实。Being verified at the place.",
        "PENDING_FILING": "待立案。Accepted, to be filed.",
        "FILED": "已立案，待派遣。Filed, to be dispatched.",
        "DISPATCHED": "已派遣，待签收。Dispatched, to be signed for.",
        "IN_PROGRESS": "处置中。A unit is handling it.",
        "DISPOSED": "已处置，待核查。Handled, to be checked.",
        "CHECKING": "核查中。Being checked at the place.",
        "SUSPENDED": "挂账。Suspended with approval.",
        "CLOSED": "已结案。Closed.",
        "REJECTED": "不予受理。Rejected.",
        "VOIDED": "作废。Voided.",
        "MERGED": "已并案。Merged into another.",
        "TRANSFERRED": "已移送。Transferred to another authority.",
    },
)
publish(
    Step,
    "IncidentStep",
    "案件的一步。A step in the life of an incident.",
    {
        "SELF_RESOLVE": "自处理。Settle it on the spot.",
        "ACCEPT": "受理。Accept.",
        "SEND_VERIFY": "发核实。Send somebody to verify.",
        "VERIFY": "核实。Say what was found.",
        "NOT_FOUND": "核实不属实。End it as not so.",
        "MERGE": "并案。Merge into another.",
        "REJECT": "不予受理。Reject with a reason.",
        "TRANSFER_OUT": "移送。Transfer to another authority.",
        "FILE": "立案。File under a condition.",
        "DISPATCH": "派遣。Dispatch to a unit.",
        "SIGN": "签收。Sign for it.",
        "GIVE_BACK": "申请退单。Ask to give it back, with a reason.",
        "REDISPATCH": "改派。Dispatch to another unit.",
        "ESCALATE": "提级。Raise it a level.",
        "SUSPEND": "申请挂账。Ask to suspend it.",
        "RESUME": "恢复。Resume.",
        "FEED_BACK": "反馈。Say what was done.",
        "SEND_CHECK": "发核查。Send somebody to check.",
        "PASS": "核查通过。Pass the check and close.",
        "FAIL": "核查不过。Fail the check: to be done again.",
        "CONFIRM": "上报人确认。Staff confirm what they reported.",
        "RATE": "评价。An outsider rates what they reported.",
        "REOPEN": "重启。Open again.",
        "VOID": "申请作废。Ask to void it.",
        "APPEAL": "申诉。Appeal.",
        "CHECK": "核查所见。Say what the check found.",
        "CLOSE_UNCHECKED": "免查结案。Close without a check.",
        "EXTEND": "申请延期。Ask for more time.",
        "GRANT": "同意申请。Grant what was asked.",
        "DECLINE": "不同意申请。Decline what was asked.",
        "WITHDRAW": "撤回申请。Withdraw what one asked.",
        "SUPERVISE": "督办。Supervise: ask for an answer.",
        "ANSWER_SUPERVISION": "督办回复。Answer a supervision.",
        "CALL_STREET": "呼叫街道。Call the street.",
        "ASSIGN": "交办。Assign it to somebody of the community.",
        "ASSIGN_SELF": "自己办。Take it on oneself.",
        "HAND_UP": "管不了，交社区。Beyond the worker's power: up to the community.",
        "SPOT_CHECK": "抽查自处理。Spot-check what was settled on the spot.",
    },
)
publish(
    Channel,
    "Channel",
    "来源渠道。How it reached us.",
    {
        "PATROL": "网格巡查。Found on patrol.",
        "HOME_VISIT": "入户走访。Found on a home visit.",
        "PHONE": "电话。By telephone.",
        "WALK_IN": "来访登记。Told at a desk.",
        "HOTLINE": "12345 热线。By the 12345 hotline.",
        "RESIDENT": "居民自报。By a resident.",
        "ENTERPRISE": "企业。By an enterprise.",
        "DEPARTMENT": "部门。By a department.",
    },
)
publish(
    PlaceSource,
    "PlaceSource",
    "位置从哪里来。Where a place comes from.",
    {
        "GPS": "定位。One position fix, when the person tapped.",
        "PIN": "地图点选。A pin set by hand.",
        "ADDRESS": "地址。An address in words.",
    },
)
publish(
    Awaits,
    "Awaits",
    "轮到谁。Whose turn it is.",
    {
        "INTAKE": "受理岗。The intake desk.",
        "VERIFIER": "核实人。The person sent to verify.",
        "FILER": "立案岗。The desk that files.",
        "DISPATCHER": "派遣岗。The desk that dispatches.",
        "UNIT": "主办单位。The lead unit.",
        "HANDLER": "社区交办的人。The one to whom the community assigned it.",
        "CLOSER": "结案岗。The desk that closes.",
        "CHECKER": "核查人。The person sent to check.",
        "NOBODY": "没有人。Nobody: it has ended.",
    },
)
publish(
    ClosureKind,
    "ClosureKind",
    "怎样结案。How it was closed.",
    {
        "SELF": "自处理。Settled on the spot.",
        "CHECKED": "核查结案。Checked at the place.",
        "SAMPLED": "抽查免查。Not in the sample that is checked.",
        "REPORTER": "上报人确认。Confirmed by the reporter.",
    },
)
publish(
    ClockKind,
    "ClockKind",
    "时钟的种类。What a clock counts.",
    {"CASE": "全案时限。From filing to the end.", "STAGE": "环节时限。One stage."},
)
publish(
    PhotoKind,
    "PhotoKind",
    "照片的种类。What a photo shows.",
    {"BEFORE": "处理前。Before.", "AFTER": "处理后。After.", "EVIDENCE": "佐证。Evidence."},
)
publish(
    FindingKind,
    "FindingKind",
    "现场看的是什么。What was looked at.",
    {"VERIFY": "核实：是不是这样。Whether it is so.", "CHECK": "核查：办好没有。Whether it is done."},
)
publish(
    Verdict,
    "Verdict",
    "现场结论。What was found.",
    {
        "TRUE": "属实，或处理好了。It is so, or it is done.",
        "FALSE": "不属实，或没处理好。It is not so, or not done.",
        "PARTIAL": "部分处理好，仅用于核查。Partly done; checks only.",
        "NO_PLACE": "找不到地方。The place was not found.",
    },
)
publish(
    SpotVerdict,
    "SpotVerdict",
    "抽查的结论。The verdict of a spot check.",
    {
        "VALID": "有效：确已办好。Valid: it was settled.",
        "INVALID": "无效：不计自处理。Invalid: it does not count as settled on the spot.",
    },
)
publish(
    Outcome,
    "Outcome",
    "处置结果。What came of it.",
    {
        "SOLVED": "已解决。Solved.",
        "PARTIAL": "部分解决。Partly solved.",
        "UNSOLVED": "未解决。Not solved.",
        "LONG_TERM": "需长期解决。Needs a long time.",
    },
)
publish(
    Rating,
    "Rating",
    "上报人的评价。How the reporter rates it.",
    {"SATISFIED": "满意。Satisfied.", "FAIR": "基本满意。Fair.", "DISSATISFIED": "不满意。Dissatisfied."},
)
publish(
    RejectReason,
    "RejectReason",
    "不予受理的理由。Why a report is rejected.",
    {
        "DUPLICATE": "重复。It repeats another.",
        "OUT_OF_SCOPE": "超出范围。It is out of scope.",
        "UNVERIFIABLE": "无法核实。It cannot be verified.",
        "UNREASONABLE": "不合理诉求，须两人认定。An unreasonable demand: takes two persons.",
    },
)
publish(
    GiveBackReason,
    "GiveBackReason",
    "退单的理由。Why a unit gives it back.",
    {
        "WRONG_AREA": "不在本单位区域。Not in the unit's area.",
        "UNCLEAR_OWNER": "权属不清。It is unclear who owns it.",
        "OVERLAP": "职能交叉。Duties overlap.",
        "OTHER": "其他。Another reason.",
    },
)
publish(
    Light,
    "Light",
    "灯，随最先到期的时钟。The light of the clock that is due first.",
    {
        "GREEN": "绿灯：用去不到八成。Green: less than 80 % is used.",
        "YELLOW": "黄灯：八成以上。Yellow: 80 % or more.",
        "RED": "红灯：超期。Red: late.",
        "PAUSED": "暂停。Paused.",
        "NONE": "没有时钟在走。No clock runs.",
    },
)
publish(
    StepperKey,
    "StepperKey",
    "五步及其后的格。The five steps, and what follows them.",
    {
        "FOUND": "网格发现。Found by the grid.",
        "CALLED": "社区呼叫。Called by the community.",
        "COORDINATED": "街道统筹。Coordinated by the street.",
        "GRADED": "分级响应。Answered at its level.",
        "HANDLED": "协同处置。Handled together.",
        "CHECKED": "核查。Checked.",
        "RATED": "评价。Rated.",
    },
)
publish(
    StageStatus,
    "StageStatus",
    "走到没有。How far it has come.",
    {"DONE": "已走过。Done.", "CURRENT": "正在这里。Here now.", "AHEAD": "还没到。Still ahead."},
)
publish(
    Mine,
    "Mine",
    "与我有关的。What has to do with the viewer.",
    {
        "TODO": "轮到我办。It is my turn.",
        "REPORTED": "我上报的。I reported it.",
        "UNIT": "我单位主办或协办。My unit leads or assists.",
    },
)
publish(
    Sort,
    "IncidentOrder",
    "次序。The order of a list.",
    {
        "URGENT_FIRST": "先到期的在前，没有时限的在后。What is due first; without a deadline last.",
        "NEWEST_FIRST": "后送达的在前。The last received first.",
        "CHANGED_FIRST": "后变动的在前。The last changed first.",
    },
)
