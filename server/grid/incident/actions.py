"""The verbs of an incident: what each decision needs to know, and the decision.

`await actions.dispatch(viewer, commands.Dispatch(…))` answers `Done` (the incident's id and the receipt) or raises a
refusal of `server.core.errors`. The same operation id again is answered from its receipt and does nothing.
"""

from __future__ import annotations

from server.core.errors import Invalid
from server.core.viewer import Viewer
from server.grid.incident import commands, decisions, inputs, queries
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.change import Change
from server.grid.incident.models import Incident
from server.grid.incident.noun import INCIDENT
from server.ground.catalogue.policy import severity_under
from server.ground.catalogue.queries import catalogue
from server.process.deadlines import Turn
from server.process.execute import Done, Verbs

__all__ = [
    "Done", "accept", "answer_supervision", "appeal", "assign", "assign_self", "call_street", "check",
    "close_unchecked", "confirm", "decline", "dispatch", "escalate", "extend", "fail", "feed_back", "file", "give_back",
    "grant", "hand_up", "merge", "not_found", "note", "pass_", "rate", "redispatch", "reject", "reopen", "report",
    "resume", "self_resolve", "send_check", "send_verify", "sign", "spot_check", "supervise", "suspend",
    "transfer_out", "verify", "void", "withdraw",
]  # fmt: skip


async def _load(viewer: Viewer, command: commands.Command) -> Aggregate | None:
    return await queries.seen(viewer, command.incident_id)


VERBS = Verbs(INCIDENT, inputs.turn, _load, queries.one, key="incident_id")


# --- at the place


async def _number_is_there(new: Aggregate) -> None:
    if new.external_no and await Incident.exists(external_no=new.external_no, channel=new.channel):
        raise Invalid("this number is there already", field="external_no", code="EXTERNAL_NO_TAKEN")


@VERBS.begins("report", clash=_number_is_there)
async def report(command: commands.Report, turn: Turn) -> Change:
    """上报. The incident's id is the phone's, the grid is the server's; one's own grid or another's."""
    known = await catalogue()
    klass = known.incident_class(command.class_code) if command.class_code else None
    return decisions.report(command, turn, spot=await inputs.spot(turn.viewer, command.place), klass=klass)


hand_up = VERBS.verb("hand_up")(decisions.hand_up)  # 管不了
note = VERBS.verb("note")(decisions.note)  # 追加说明
self_resolve = VERBS.verb("self_resolve", rebases=True)(decisions.self_resolve)  # 自处理 C01
verify = VERBS.verb("verify", rebases=True)(decisions.verify)  # 核实 C04, or a finding for the desk
check = VERBS.verb("check", rebases=True)(decisions.check)  # 核查: a finding for the desk

# --- the desks, on the way to a unit


@VERBS.verb("accept")
async def accept(before: Aggregate, command: commands.Accept, turn: Turn) -> Change:
    """受理 C02."""
    klass = (await catalogue()).incident_class(command.class_code or before.incident_class_id)
    return decisions.accept(before, command, turn, klass=klass)


@VERBS.verb("send_verify")
async def send_verify(before: Aggregate, command: commands.SendVerify, turn: Turn) -> Change:
    """发核实 C03."""
    posts = await inputs.workers(before.grid_id)
    return inputs.asking(decisions.send_verify(before, command, turn, workers=list(posts)), posts)


@VERBS.verb("reject")
async def reject(before: Aggregate, command: commands.Reject, turn: Turn) -> Change:
    """不予受理 C07."""
    return decisions.reject(before, command, turn, taken_in_by=await inputs.taken_in_by(before))


@VERBS.verb("file")
async def file(before: Aggregate, command: commands.File, turn: Turn) -> Change:
    """立案 C09."""
    known = await catalogue()
    offered = known.conditions_for(before.incident_class_id, before.grid_id)
    condition = next((one for one in offered if one.id == command.condition_id), None)
    filing = inputs.filing(condition, severity_under(before.severity, condition), turn) if condition else None
    return decisions.file(before, command, turn, klass=known.classes[before.incident_class_id], filing=filing)


@VERBS.verb("dispatch")
async def dispatch(before: Aggregate, command: commands.Dispatch, turn: Turn) -> Change:
    """派遣 C10."""
    units, listed = await inputs.units_for(before, command)
    return decisions.dispatch(before, command, turn, units=units, candidates=listed)


not_found = VERBS.verb("not_found")(decisions.not_found)  # 核实不属实 C05

# --- the community


@VERBS.verb("assign")
async def assign(before: Aggregate, command: commands.Assign, turn: Turn) -> Change:
    """交办 C27."""
    posts, firms = await inputs.hands(before, turn.viewer)
    listed = (await catalogue()).candidates(before.incident_class_id, before.grid_id, (before.lat, before.lon))
    change = decisions.assign(before, command, turn, people=posts, firms=firms, candidates=listed)
    return inputs.asking(change, posts) if command.person_id in posts else change


call_street = VERBS.verb("call_street")(decisions.call_street)  # 呼叫街道 C26
assign_self = VERBS.verb("assign_self")(decisions.assign_self)  # 自办 C28

# --- the unit that leads, or whom the community chose

sign = VERBS.verb("sign")(decisions.sign)  # 签收 C11
feed_back = VERBS.verb("feed_back", rebases=True)(decisions.feed_back)  # 反馈 C17

# --- what is asked for and decided by another


@VERBS.verb("give_back")
async def give_back(before: Aggregate, command: commands.GiveBack, turn: Turn) -> Change:
    """退单 C12: asks for it."""
    units = (await catalogue()).units
    proposed = units.get(command.proposed_unit_id) if command.proposed_unit_id else None
    return decisions.give_back(before, command, turn, proposed=proposed)


extend = VERBS.verb("extend")(decisions.extend)  # 延期
suspend = VERBS.verb("suspend")(decisions.suspend)  # 挂账 C15
void = VERBS.verb("void")(decisions.void)  # 作废 C23
grant = VERBS.verb("grant")(decisions.grant)  # 同意, with all that follows from it
decline = VERBS.verb("decline")(decisions.decline)  # 不同意
withdraw = VERBS.verb("withdraw")(decisions.withdraw)  # 撤回 what one asked
resume = VERBS.verb("resume")(decisions.resume)  # 恢复 C16, earlier than planned

# --- another way: into another, to another authority, to another unit, a level up


@VERBS.verb("merge")
async def merge(before: Aggregate, command: commands.Merge, turn: Turn) -> Change:
    """并案 C06, into one that they see as well."""
    target = await queries.seen(turn.viewer, command.target_id) if command.target_id else None
    return decisions.merge(before, command, turn, target=target)


@VERBS.verb("redispatch")
async def redispatch(before: Aggregate, command: commands.Redispatch, turn: Turn) -> Change:
    """改派 C13."""
    units, listed = await inputs.units_for(before, command)
    return decisions.redispatch(before, command, turn, units=units, candidates=listed)


transfer_out = VERBS.verb("transfer_out")(decisions.transfer_out)  # 移送 C08
escalate = VERBS.verb("escalate")(decisions.escalate)  # 提级 C14

# --- supervisors

supervise = VERBS.verb("supervise")(decisions.supervise)  # 督办
answer_supervision = VERBS.verb("answer_supervision")(decisions.answer_supervision)  # 督办回复
spot_check = VERBS.verb("spot_check")(decisions.spot_check)  # 抽查

# --- what ends it, or opens it again


@VERBS.verb("send_check")
async def send_check(before: Aggregate, command: commands.SendCheck, turn: Turn) -> Change:
    """发核查 C18."""
    posts = await inputs.workers(before.grid_id, but=before.disposers)
    return inputs.asking(decisions.send_check(before, command, turn, workers=list(posts)), posts)


@VERBS.verb("rate")
def rate(before: Aggregate, command: commands.Rate, turn: Turn) -> Change:
    """评价 C21."""
    return decisions.rate(before, command, turn, floor=inputs.floor(before.severity))


@VERBS.verb("reopen")
def reopen(before: Aggregate, command: commands.Reopen, turn: Turn) -> Change:
    """重启 C22."""
    return decisions.reopen(before, command, turn, floor=inputs.floor(before.severity))


pass_ = VERBS.verb("pass")(decisions.pass_)  # 核查通过 C19
fail = VERBS.verb("fail")(decisions.fail)  # 核查不过 C20
confirm = VERBS.verb("confirm")(decisions.confirm)  # 上报人确认 C21
close_unchecked = VERBS.verb("close_unchecked")(decisions.close_unchecked)  # 免查结案 C25
appeal = VERBS.verb("appeal")(decisions.appeal)  # 申诉 C24
