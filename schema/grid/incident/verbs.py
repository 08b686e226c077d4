"""The verbs of an incident's life, of its community, its requests and its oversight."""

from __future__ import annotations

from schema.core.input_mapping import part
from schema.core.payload import payload
from schema.core.verbs import verbs
from schema.grid.incident.incident import Incident
from server.grid.incident import actions, commands, lookups
from server.reach.sync.causal_hold import deliver

part(commands.Photo, "PhotoInput")
part(commands.Place, "PlaceInput")

PAYLOAD = payload(
    "Incident",
    Incident,
    lookups.one,
    words="一步的结果。What came of a step.",
    subject="案件现在的样子，冲突时也给；看不到则为空。The incident now, in a conflict too; null if not yours to see.",
)

WORDS = {
    commands.Report: "上报。Report what was seen.",
    commands.SelfResolve: "自处理：当场办好并结案。Settle it on the spot and close it.",
    commands.HandUp: "管不了：升到社区，状态不变。Beyond a worker's power: it rises to the community, its state stays.",
    commands.Accept: "受理，可更正小类和紧急程度。Accept, correcting class and severity if need be.",
    commands.SendVerify: "发核实。Send somebody to verify at the place.",
    commands.Verify: (
        "核实：属实则待立案，否则记下所见。Say what was found: when true it goes on to filing, else it is noted."
    ),
    commands.NotFound: "核实不属实，结束。End it as not so, upon a finding.",
    commands.Reject: "不予受理。Reject it with a reason.",
    commands.File: "立案：给案号，起算时限。File it: number and deadline begin.",
    commands.Dispatch: "派遣给职责单位。Hand it to the unit whose duty it is.",
    commands.Sign: "签收。Sign for it.",
    commands.GiveBack: "申请退单，时钟照走。Ask to give it back, with a reason; the clocks run on.",
    commands.FeedBack: "反馈四要素。Say what was done, in four elements.",
    commands.SendCheck: "发核查。Send somebody to check at the place.",
    commands.Check: "核查：记下所见。Say what the check found.",
    commands.Pass: "核查通过，结案。Pass the check and close.",
    commands.Fail: "核查不过，返工。Fail the check: to be done again.",
    commands.Confirm: "工作人员确认自己报的办好了，结案；不评价。Staff confirm what they found; no rating.",
    commands.Rate: "评价，不满意的重启。An outsider rates it; what does not satisfy is opened again.",
    commands.Reopen: "重启。Open it again.",
    commands.Note: "追加说明，谁看得见谁可加。Add a note; anyone who sees it may.",
    commands.Extend: "申请延期，时钟照走。Ask for more time; the clocks run on.",
    commands.Suspend: "申请挂账，时钟照走。Ask to suspend it; the clocks run on.",
    commands.Resume: "提前恢复，余下的时限接着算。Resume it earlier; the clocks go on with the remainder.",
    commands.Void: "申请作废，须另一人批。Ask to void it: takes two persons.",
    commands.Grant: "同意申请；本人不能批自己的。Grant what was asked; never by who asked.",
    commands.Decline: "不同意申请。Decline what was asked.",
    commands.Withdraw: "撤回自己或本单位的申请。Withdraw what one asked, or one's unit.",
    commands.CallStreet: (
        "呼叫街道：级别升到街道，状态不变。Call the street: it rises to the street's level, its state stays."
    ),
    commands.Assign: (
        "交办给社区的人或物业，由其签收；另一人核查。Assign it within the community; another person checks it."
    ),
    commands.AssignSelf: "自己办，马上起算；另一人核查。Take it on: its time begins at once; another person checks it.",
    commands.Merge: "并案：同一件事只办一件，上报人随之看那一件。Merge: one matter, one case; the reporter follows.",
    commands.TransferOut: "移送：110、119、法院、外区等。Transfer it to an authority outside of the district.",
    commands.Redispatch: "改派，全案时限照走。Dispatch it to another unit; the case's clock runs on.",
    commands.Escalate: "提级，再由上一级派遣。Raise it a level, to be dispatched from there.",
    commands.CloseUnchecked: "免查结案，没抽中才行。Close it without a check, when chance did not draw it.",
    commands.Appeal: "申诉：不予受理后 7 天内，限一次。Appeal against a rejection, once, within 7 days.",
    commands.Supervise: "督办：要求限期回复，不改变进程。Supervise: ask for an answer in time; it moves nothing.",
    commands.AnswerSupervision: "督办回复，每条一次。Answer a supervision, once.",
    commands.SpotCheck: (
        "抽查自处理是否有效；本人不可查。Say whether it was settled on the spot; never by who settled it."
    ),
}

IncidentMutation = verbs("Incident", PAYLOAD, actions, WORDS, deliver=deliver)
