"""The road of a whistle for tests: who takes each step, with which command, and how to bring one to where it begins.

An incident is dispatched to 口泉's team; the street calls the team (sun) to assist and the district's housing office
(qian) to lead. li drafts, zhao approves, wu decides on objections.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from server.core import clock
from server.core.ids import new_id
from server.grid.incident.models import Outcome
from server.grid.whistle import actions, commands, queries
from server.grid.whistle.actions import Done
from server.grid.whistle.aggregate import Aggregate
from server.grid.whistle.lifecycle import PartyState, State
from server.grid.whistle.models import ArrivalMode, Kind, Mark, Part, WhistleParty
from server.ground.area.coordinates import from_e7
from tests import town
from tests.grid.incident import road as incidents
from tests.grid.incident.road import MONDAY, STRIDES

Act = Callable[[Any, Any], Awaitable[Done]]
LAT, LON = town.inside(town.FIRST)
HERE = {"lat": from_e7(LAT), "lon": from_e7(LON)}
MARKS = {"prompt": Mark.GOOD, "quality": Mark.FAIRLY, "content": Mark.GOOD, "initiative": Mark.FAIRLY}
FOUR_ELEMENTS = {
    "accepted_at": MONDAY - timedelta(days=300),
    "contact": "街道值班 10:10",
    "measures": "已封闭下穿并抽水",
    "finished": True,
    "outcome": Outcome.SOLVED,
}


@dataclass(frozen=True)
class Stride:
    """A verb with what it takes: who, after which strides, in which kind of whistle, with which words."""

    name: str
    who: str
    before: tuple[str, ...]
    words: dict[str, Any]
    to: State
    kind: str  # of the event
    party: PartyState | None = None  # of qian's party afterwards; None: a verb of the whistle itself
    of: Kind = Kind.RESIDENT_DEMAND

    @property
    def verb(self) -> str:
        """The name of the action."""
        return {"uphold": "decide", "refuse": "decide", "blow": "submit", "object": "object_"}.get(self.name, self.name)

    @property
    def command(self) -> type[commands.Command]:
        found: type[commands.Command] = getattr(commands, self.verb.title().replace("_", ""))
        return found

    @property
    def act(self) -> Act:
        found: Act = getattr(actions, self.verb)
        return found


ANEW: dict[str, Any] = {
    "kind": Kind.RESIDENT_DEMAND,
    "reason": "积水又涨，还要封路",
    "matter_code": "S013",
    "parties": (
        commands.Call(unit_id=town.HOUSING, part=Part.LEAD, task="抽水排涝"),
        commands.Call(unit_id=town.TEAM, part=Part.ASSIST, task="封路"),
    ),
}
SUBMITTED = ("submit",)
CALLED = (*SUBMITTED, "approve")
OBJECTED = (*CALLED, "object")
ACKED = (*CALLED, "ack")
ARRIVED = (*ACKED, "arrive")
WORKING = (*ARRIVED, "start")
DONE = (*WORKING, "finish")
SIGNED = (*DONE, "sign")
ALL_SIGNED = (*SIGNED, "excuse_sun")

STRIDES_OF_WHISTLE: dict[str, Stride] = {
    stride.name: stride
    for stride in (
        Stride("revise", "li", (), ANEW, State.DRAFT, "whistle.revised"),
        Stride("submit", "li", (), {}, State.REVIEW, "whistle.submitted"),
        Stride("blow", "li", (), {}, State.BLOWN, "whistle.blown", of=Kind.EMERGENCY),
        Stride("approve", "zhao", SUBMITTED, {"note": "同意"}, State.BLOWN, "whistle.approved"),
        Stride("decline", "zhao", SUBMITTED, {"reason": "街道可自行解决"}, State.CANCELLED, "whistle.declined"),
        Stride("review", "zhao", ("blow",), {"justified": True}, State.BLOWN, "whistle.reviewed", of=Kind.EMERGENCY),
        Stride("add_party", "zhao", CALLED, {"unit_id": town.POLICE, "task": "交通疏导"}, State.BLOWN,
               "whistle.party_added"),
        Stride("cancel", "zhao", CALLED, {"reason": "积水已退"}, State.CANCELLED, "whistle.cancelled"),
        Stride("close", "li", ALL_SIGNED, {"conclusion": "下穿恢复通行"}, State.CLOSED, "whistle.closed"),
        Stride("note", "sun", CALLED, {"text": "水深约 40 厘米"}, State.BLOWN, "whistle.noted"),
    )
}  # fmt: skip
STRIDES_OF_PARTY: dict[str, Stride] = {
    stride.name: stride
    for stride in (
        Stride("ack", "qian", CALLED, {"eta": MONDAY + timedelta(hours=1)}, State.BLOWN, "whistle.acked",
               PartyState.ACKED),
        Stride("object", "qian", CALLED, {"matter_code": "B037", "text": "属街道基本履职事项"}, State.BLOWN,
               "whistle.objected", PartyState.CALLED),
        Stride("uphold", "wu", OBJECTED, {"upheld": True, "text": "按清单属街道"}, State.BLOWN,
               "whistle.objection_upheld", PartyState.EXCUSED),
        Stride("refuse", "wu", OBJECTED, {"upheld": False, "text": "设施归口该单位"}, State.BLOWN,
               "whistle.objection_refused", PartyState.CALLED),
        Stride("arrive", "qian", ACKED, {"mode": ArrivalMode.PLACE, **HERE}, State.JOINT, "whistle.arrived",
               PartyState.ARRIVED),
        Stride("start", "qian", ARRIVED, {"task": "抽水排涝"}, State.JOINT, "whistle.started", PartyState.WORKING),
        Stride("finish", "qian", WORKING, FOUR_ELEMENTS, State.JOINT, "whistle.finished", PartyState.DONE),
        Stride("sign", "li", DONE, MARKS, State.JOINT, "whistle.signed", PartyState.SIGNED_OFF),
        Stride("send_back", "li", DONE, {"reason": "仍有积水"}, State.JOINT, "whistle.sent_back", PartyState.WORKING),
        Stride("excuse", "li", CALLED, {"reason": "不再需要"}, State.BLOWN, "whistle.excused", PartyState.EXCUSED),
        Stride("score", "qian", DONE, {"needed": True, "fitted": True}, State.JOINT, "whistle.scored",
               PartyState.DONE),
        Stride("urge", "li", CALLED, {"text": "请尽快应哨"}, State.BLOWN, "whistle.urged", PartyState.CALLED),
    )
}  # fmt: skip
WALK = STRIDES_OF_WHISTLE | STRIDES_OF_PARTY


async def incident(who: str = "wang", **words: Any) -> UUID:
    """An incident that the street's dispatcher sent to the team, so that it is of level 2."""
    found = await incidents.reported(who, **words)
    for name in ("accept", "file", "dispatch"):
        await incidents.walk(STRIDES[name], found)
    return found


def draft(about: UUID, kind: Kind = Kind.RESIDENT_DEMAND, **words: Any) -> commands.Draft:
    """A whistle as the composer sends it; a key task's goes by plan."""
    plan: dict[str, Any] = {}
    if kind is Kind.KEY_TASK:
        plan = {"meet_at": clock.now() + timedelta(days=1), "done_by": clock.now() + timedelta(days=9)}
    usual: dict[str, Any] = {
        "incident_id": about,
        "kind": kind,
        "reason": "下穿桥积水，抽排设备街道没有",
        "matter_code": "S013",
        "meeting_point": "口泉下穿桥东侧",
        "parties": (
            commands.Call(unit_id=town.HOUSING, part=Part.LEAD, task="抽水排涝"),
            commands.Call(unit_id=town.TEAM, part=Part.ASSIST, task="清理路面"),
        ),
    }
    return commands.Draft(op_id=new_id(), id=new_id(), **(usual | plan | words))


async def drafted(kind: Kind = Kind.RESIDENT_DEMAND, **words: Any) -> UUID:
    """A new whistle about a new incident; its id."""
    command = draft(await incident(), kind, **words)
    await actions.draft(await town.viewer("li"), command)
    return command.id


async def brought_to(stride: Stride) -> UUID:
    """A whistle that stands where `stride` begins."""
    whistle = await drafted(stride.of)
    for name in stride.before:
        await step(name, whistle)
    return whistle


async def step(name: str, whistle: UUID, **words: Any) -> Done:
    """Take one step as the one whose it is; `excuse_sun` is the same for sun's party."""
    verb, _, whose = name.partition("_") if name.endswith("_sun") else (name, "", "")
    stride = WALK[verb]
    who = {"qian": "sun"}.get(stride.who, stride.who) if whose else stride.who
    told = await command(stride, whistle, unit=town.TEAM if whose else town.HOUSING, **(stride.words | words))
    return await stride.act(await town.viewer(who), told)


async def command(stride: Stride, whistle: UUID, *, unit: UUID = town.HOUSING, **words: Any) -> commands.Command:
    """The stride's command on a whistle (or on the party of `unit`) as it is now."""
    now = await look(whistle)
    if stride.party is None:
        return stride.command(op_id=new_id(), id=whistle, **({"seen": now.version} | words))
    party = next(one for one in now.parties if one.unit_id == unit)
    return stride.command(op_id=new_id(), id=party.id, **({"seen": party.version} | words))


async def look(whistle: UUID) -> Aggregate:
    """The whistle as it is."""
    return await queries.load_unseen(whistle)


async def party(whistle: UUID, unit: UUID = town.HOUSING) -> WhistleParty:
    return await WhistleParty.get(whistle_id=whistle, unit_id=unit)
