"""The road of an incident for tests: who takes each step by which command, and how to bring one to where it begins."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from server.core import clock
from server.core.ids import new_id
from server.core.viewer import Viewer
from server.grid.incident import actions, commands, queries, sampling
from server.grid.incident.actions import Done
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.lifecycle import State
from server.grid.incident.models import Channel, Disposal, Incident, Outcome, PhotoKind, PlaceSource, Rating, Verdict
from server.grid.incident.reasons import (
    CallReason,
    EscalateReason,
    GiveBackReason,
    Receiver,
    RejectReason,
    SuspendReason,
)
from server.ground.area.coordinates import from_e7
from tests import town

Act = Callable[[Any, Any], Awaitable[Done]]
MONDAY = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)  # 09:30 in Shanghai, a workday
PHOTO = commands.Photo(sha256="ab" * 32, kind=PhotoKind.AFTER)


@dataclass(frozen=True)
class Stride:
    """A verb with what it takes: who, after which strides, in which class of incident, with which words."""

    name: str
    who: str
    before: tuple[str, ...]  # the strides that lead there
    words: dict[str, Any]
    to: State
    kind: str  # of the event
    class_code: str = town.COVER
    channel: Channel | None = None
    reporter: str = "wang"

    @property
    def verb(self) -> str:
        """The name of the action; some strides are a verb that leads elsewhere at other times."""
        return VERBS.get(self.name, self.name)

    @property
    def command(self) -> type[commands.Command]:
        found: type[commands.Command] = getattr(commands, self.verb.title().replace("_", ""))
        return found

    @property
    def act(self) -> Act:
        found: Act = getattr(actions, self.verb)
        return found


VERBS = {
    "doubt": "verify",
    "find_fault": "check",
    "file_here": "file",
    "sign_assigned": "sign",
    "feed_back_assigned": "feed_back",
} | dict.fromkeys(("grant_return", "grant_time", "grant_rest", "grant_void"), "grant")
ACCEPTED = ("accept",)
VERIFIED = ("send_verify", "verify")
FILED = (*ACCEPTED, "file")
DISPATCHED = (*FILED, "dispatch")
IN_PROGRESS = (*DISPATCHED, "sign")
DISPOSED = (*IN_PROGRESS, "feed_back")
CHECKING = (*DISPOSED, "send_check")
CHECKED = (*CHECKING, "check")
FILED_HERE = (*ACCEPTED, "file_here")  # filed by the community
ASSIGNED = (*FILED_HERE, "assign")
FAULTY = (*CHECKING, "find_fault")
CLOSED = (*CHECKED, "pass_")
RETURNING = (*DISPATCHED, "give_back")
RESTING = (*IN_PROGRESS, "suspend")

# a condition of each class to file it under in 口泉
CONDITIONS = {
    town.COVER: town.LOOSE_COVER_HERE,
    town.RUBBISH: town.DAY_OLD_RUBBISH,
    town.OCCUPYING: town.OUTSIDE_SHOP,
    town.WATER: town.FLOODED,
    town.DISPUTE: town.QUARREL,
}
FOUR_ELEMENTS = {
    "accepted_at": MONDAY - timedelta(days=300),
    "contact": "店主 09:40",
    "measures": "已更换井盖",
    "finished": True,
    "outcome": Outcome.SOLVED,
    "photos": (PHOTO,),
}

STRIDES: dict[str, Stride] = {
    stride.name: stride
    for stride in (
        Stride("self_resolve", "wang", (), {"note": "已劝离"}, State.CLOSED, "incident.self_resolved", town.OCCUPYING),
        Stride("accept", "zhang", (), {}, State.PENDING_FILING, "incident.accepted"),
        Stride("send_verify", "li", (), {"assignee_id": town.WANG}, State.VERIFYING, "incident.verify_sent",
               channel=Channel.HOTLINE),
        Stride("verify", "wang", ("send_verify",), {"verdict": Verdict.TRUE, "text": "确有破损"}, State.PENDING_FILING,
               "incident.verified", channel=Channel.HOTLINE),
        Stride("doubt", "wang", ("send_verify",), {"verdict": Verdict.FALSE, "text": "现场看过，井盖完好，没有破损"},
               State.VERIFYING, "incident.doubted", channel=Channel.HOTLINE),
        Stride("not_found", "li", ("send_verify", "doubt"), {"reason": "网格员到场核实，井盖完好无损"}, State.REJECTED,
               "incident.not_found", channel=Channel.HOTLINE),
        Stride("reject", "li", (), {"reason_code": RejectReason.OUT_OF_SCOPE, "reason": "不在事项内"}, State.REJECTED,
               "incident.rejected"),
        Stride("file", "li", ACCEPTED, {"condition_id": town.LOOSE_COVER_HERE}, State.FILED, "incident.filed"),
        Stride("file_here", "zhang", ACCEPTED, {"condition_id": town.LOOSE_COVER_HERE}, State.FILED, "incident.filed"),
        Stride("call_street", "zhang", ACCEPTED, {"reason_code": CallReason.BEYOND_POWER, "reason": "要占道施工"},
               State.PENDING_FILING, "incident.street_called"),
        Stride("assign", "zhang", FILED_HERE, {"person_id": town.HE, "task": "换好井盖"}, State.DISPATCHED,
               "incident.assigned"),
        Stride("assign_self", "zhang", FILED_HERE, {"note": "我去换"}, State.IN_PROGRESS, "incident.self_assigned"),
        Stride("sign_assigned", "he", ASSIGNED, {}, State.IN_PROGRESS, "incident.signed"),
        Stride("feed_back_assigned", "he", (*ASSIGNED, "sign_assigned"), FOUR_ELEMENTS, State.DISPOSED,
               "incident.fed_back"),
        Stride("dispatch", "li", FILED, {"lead_unit_id": town.TEAM, "assist_unit_ids": (town.DRAINAGE,),
               "task": "今日更换"}, State.DISPATCHED, "incident.dispatched"),
        Stride("sign", "sun", DISPATCHED, {}, State.IN_PROGRESS, "incident.signed"),
        Stride("give_back", "sun", DISPATCHED, {"reason_code": GiveBackReason.WRONG_AREA, "reason": "属住建局管养",
               "proposed_unit_id": town.HOUSING}, State.DISPATCHED, "incident.return_asked"),
        Stride("grant_return", "li", RETURNING, {"note": "情况属实"}, State.FILED, "incident.given_back"),
        Stride("decline", "li", RETURNING, {"reason": "在你单位管养范围内"}, State.DISPATCHED, "incident.declined"),
        Stride("withdraw", "sun", RETURNING, {}, State.DISPATCHED, "incident.request_withdrawn"),
        Stride("hand_up", "wang", (), {}, State.REPORTED, "incident.raised"),
        Stride("extend", "sun", IN_PROGRESS, {"limit_amount": 120, "reason": "等配件到货"}, State.IN_PROGRESS,
               "incident.extension_asked"),
        Stride("grant_time", "li", (*IN_PROGRESS, "extend"), {}, State.IN_PROGRESS, "incident.granted"),
        Stride("suspend", "sun", IN_PROGRESS, {"reason_code": SuspendReason.SEASON, "reason": "地面冻结",
               "plan": "先围挡，解冻后两日内更换"}, State.IN_PROGRESS, "incident.suspension_asked"),
        Stride("grant_rest", "zhao", RESTING, {"note": "注意围挡"}, State.SUSPENDED, "incident.suspended"),
        Stride("resume", "li", (*RESTING, "grant_rest"), {"note": "已经解冻"}, State.IN_PROGRESS, "incident.resumed"),
        Stride("void", "li", ACCEPTED, {"reason": "演练误报"}, State.PENDING_FILING, "incident.void_asked"),
        Stride("grant_void", "zhao", (*ACCEPTED, "void"), {}, State.VOIDED, "incident.voided"),
        Stride("merge", "li", (), {}, State.MERGED, "incident.merged"),
        Stride("transfer_out", "li", IN_PROGRESS, {"receiver": Receiver.COURT, "receipt_no": "2026-民初-118"},
               State.TRANSFERRED, "incident.transferred"),
        Stride("redispatch", "li", IN_PROGRESS, {"lead_unit_id": town.HOUSING, "reason": "属住建局管养"},
               State.DISPATCHED, "incident.redispatched"),
        Stride("escalate", "li", IN_PROGRESS, {"reason_code": EscalateReason.BEYOND_POWER, "reason": "须区里协调"},
               State.FILED, "incident.escalated"),
        Stride("close_unchecked", "li", DISPOSED, {}, State.CLOSED, "incident.closed_unchecked", town.RUBBISH),
        Stride("appeal", "wang", ("reject",), {"text": "井盖在公共道路上"}, State.PENDING_FILING, "incident.appealed"),
        Stride("feed_back", "sun", IN_PROGRESS, FOUR_ELEMENTS, State.DISPOSED, "incident.fed_back"),
        Stride("send_check", "li", DISPOSED, {"assignee_id": town.HE}, State.CHECKING, "incident.check_sent"),
        Stride("check", "he", CHECKING, {"verdict": Verdict.TRUE}, State.CHECKING, "incident.checked"),
        Stride("find_fault", "he", CHECKING, {"verdict": Verdict.PARTIAL, "text": "还有松动"}, State.CHECKING,
               "incident.checked"),
        Stride("pass_", "li", CHECKED, {"note": "现场已恢复"}, State.CLOSED, "incident.passed"),
        Stride("fail", "li", FAULTY, {"reason": "井盖仍松动"}, State.DISPATCHED, "incident.failed"),
        Stride("confirm", "wang", DISPOSED, {}, State.CLOSED, "incident.confirmed", town.OCCUPYING),
        Stride("rate", "lin", (*VERIFIED, *DISPOSED[1:]), {"rating": Rating.SATISFIED}, State.CLOSED, "incident.rated",
               town.OCCUPYING, reporter="lin"),
        Stride("reopen", "wang", CLOSED, {"reason": "井盖又松了"}, State.FILED, "incident.reopened"),
        Stride("note", "zhang", (), {"text": "居民来电催促"}, State.REPORTED, "incident.noted"),
    )
}  # fmt: skip


def place(grid: str = town.FIRST, *, source: PlaceSource = PlaceSource.GPS) -> commands.Place:
    lat, lon = town.inside(grid)
    return commands.Place(lat=from_e7(lat), lon=from_e7(lon), accuracy_m=8, source=source, address="口泉街 18 号")


def draft(class_code: str = town.COVER, grid: str = town.FIRST, **words: Any) -> commands.Report:
    """A report as a phone sends it."""
    given: dict[str, Any] = {"text": "井盖缺了一角", "place": place(grid)} | words
    return commands.Report(op_id=new_id(), incident_id=new_id(), class_code=class_code, **given)


async def reported(who: str = "wang", class_code: str = town.COVER, **words: Any) -> UUID:
    """A new incident; its id."""
    command = draft(class_code, **words)
    await actions.report(await town.viewer(who), command)
    return command.incident_id


async def brought_to(stride: Stride) -> UUID:
    """An incident that stands where `stride` begins; one that chance would check is not closed unchecked."""
    incident = await _begun(stride)
    for verb in stride.before:
        await walk(STRIDES[verb], incident)
    if stride.name == "close_unchecked":
        seed = (await Disposal.get(incident_id=incident)).id
        return await brought_to(stride) if sampling.drawn(str(seed), incident, sampling.CHECKED) else incident
    return incident


async def _begun(stride: Stride) -> UUID:
    if stride.channel:
        return await reported("li", stride.class_code, channel=stride.channel)
    return await reported(stride.reporter, stride.class_code)


async def walk(stride: Stride, incident: UUID, **words: Any) -> Done:
    """Take one stride, as the one whose it is; `words` instead of the usual ones."""
    given = stride.words | words
    if stride.verb == "file":
        given = {"condition_id": CONDITIONS[(await Incident.get(id=incident)).incident_class_id]} | words
    return await stride.act(await town.viewer(stride.who), await command(stride, incident, **given))


async def command(stride: Stride, incident: UUID, **words: Any) -> commands.Command:
    """The stride's command on an incident as it is now."""
    now = await Incident.get(id=incident)
    return stride.command(
        op_id=new_id(), incident_id=incident, **({"seen": now.version} | await fitting(stride, now) | words)
    )


async def fitting(stride: Stride, now: Incident) -> dict[str, Any]:
    """The words that depend on the incident and the day: which request, which other incident, until when."""
    match stride.verb:
        case "grant" | "decline" | "withdraw":
            return {"approval_id": now.pending_id}
        case "suspend":
            return {"until": clock.today() + timedelta(days=14)}
        case "merge":
            other = Incident.filter(incident_class_id=now.incident_class_id, closed_at=None).exclude(id=now.id)
            found = await other.order_by("received_at", "id").first()
            return {"target_id": found.id if found else await reported("he", now.incident_class_id)}
        case _:
            return {}


async def seen(who: str, incident: UUID) -> Incident | None:
    """The incident in full as somebody sees it."""
    return await queries.one(await town.viewer(who), incident)


async def load(viewer: Viewer, incident: UUID) -> Aggregate:
    """The incident as the decisions see it, for one who sees it."""
    found = await queries.seen(viewer, incident)
    assert found is not None
    return found
