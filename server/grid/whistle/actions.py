"""The verbs of a whistle and of its parties: what each decision needs to know, and the decision.

`await actions.ack(viewer, commands.Ack(…))` answers `Done` or raises a refusal of `server.core.errors`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from server.core.errors import Missing
from server.core.viewer import Viewer
from server.data.database import reader
from server.grid.incident import inputs, policy
from server.grid.incident.models import Incident
from server.grid.whistle import commands, decisions, queries
from server.grid.whistle.aggregate import Aggregate, Party
from server.grid.whistle.change import Change
from server.grid.whistle.noun import WHISTLE
from server.ground.catalogue.models import Unit
from server.ground.catalogue.queries import catalogue
from server.process.deadlines import Turn
from server.process.execute import Done, Verb, Verbs

__all__ = [
    "Done", "ack", "add_party", "approve", "arrive", "cancel", "close", "decide", "decline", "draft", "excuse",
    "finish", "note", "object_", "review", "revise", "score", "send_back", "sign", "start", "submit", "urge",
]  # fmt: skip

ATTEMPTS = 12  # of as many units at once
VERBS = Verbs(WHISTLE, inputs.turn, queries.named, prefix="whistle_", attempts=ATTEMPTS, of_parts=True)


def of_party(name: str) -> Callable[[Callable[[Aggregate, Party, Any, Turn], Any]], Verb[Aggregate, Turn]]:
    """The verb of one party that decides so: `decide(before, party, command, turn)`."""

    def verb(decide: Callable[[Aggregate, Party, Any, Turn], Any]) -> Verb[Aggregate, Turn]:
        return VERBS.verb(name)(lambda before, command, turn: decide(before, before.party(command.id), command, turn))

    return verb


async def _incident(viewer: Viewer, incident_id: UUID | None) -> Incident:
    found = await Incident.filter(policy.visible_to(viewer), id=incident_id or UUID(int=0)).using_db(reader()).first()
    if found is None:
        raise Missing("there is no such incident, or it is not yours to see")
    return found


async def _units(area: str) -> dict[UUID, Unit]:
    """The units in force of the district of an area."""
    return {unit.id: unit for unit in (await catalogue()).units_in_force() if unit.area_id.startswith(area[:6])}


@VERBS.begins("draft")
async def draft(command: commands.Draft, turn: Turn) -> Change:
    """拟哨. The whistle's id is made by the one who drafts it."""
    incident, matter = await _incident(turn.viewer, command.incident_id), (await catalogue()).cited(command.matter_code)
    units = await _units(incident.grid_id)
    return decisions.draft(command, turn, incident=incident, matter=matter, units=units)


@VERBS.verb("revise")
async def revise(before: Aggregate, command: commands.Revise, turn: Turn) -> Change:
    """改拟, before it is submitted."""
    matter = (await catalogue()).cited(command.matter_code)
    case, units = await _incident(turn.viewer, before.incident_id), await _units(before.area)
    return decisions.revise(before, command, turn, case=case, matter=matter, units=units)


@VERBS.verb("submit")
async def submit(before: Aggregate, command: commands.Submit, turn: Turn) -> Change:
    """提请 W1; an emergency's is blown at once."""
    case, units = await _incident(turn.viewer, before.incident_id), await _units(before.area)
    return decisions.submit(before, command, turn, case=case, units=units)


@VERBS.verb("approve")
async def approve(before: Aggregate, command: commands.Approve, turn: Turn) -> Change:
    """审批吹哨 W2."""
    case, units = await _incident(turn.viewer, before.incident_id), await _units(before.area)
    return decisions.approve(before, command, turn, case=case, units=units)


@VERBS.verb("add_party")
async def add_party(before: Aggregate, command: commands.AddParty, turn: Turn) -> Change:
    """增加单位."""
    return decisions.add_party(before, command, turn, units=await _units(before.area))


decline = VERBS.verb("decline")(decisions.decline)  # 退回 W3
review = VERBS.verb("review")(decisions.review)  # 补审
cancel = VERBS.verb("cancel")(decisions.cancel)  # 撤哨 W6
close = VERBS.verb("close")(decisions.close)  # 销哨 W7
note = VERBS.verb("note")(decisions.note)  # 追加说明


@of_party("object")
async def object_(before: Aggregate, party: Party, command: commands.Object, turn: Turn) -> Change:
    """异议 P2."""
    matter = (await catalogue()).cited(command.matter_code)
    return decisions.object_(before, party, command, turn, matter=matter)


@of_party("arrive")
async def arrive(before: Aggregate, party: Party, command: commands.Arrive, turn: Turn) -> Change:
    """报到 P3."""
    place = await Incident.get(id=before.incident_id, using_db=reader())
    return decisions.arrive(before, party, command, turn, place=(place.lat, place.lon))


ack = of_party("ack")(decisions.ack)  # 应哨 P1
start = of_party("start")(decisions.start)  # 处置 P4
finish = of_party("finish")(decisions.finish)  # 报结 P5
score = of_party("score")(decisions.score)  # 评吹哨
sign = of_party("sign")(decisions.sign)  # 签认 P6
send_back = of_party("send_back")(decisions.send_back)  # 退回 P7
excuse = of_party("excuse")(decisions.excuse)  # 免除 P8
decide = of_party("decide")(decisions.decide)  # 异议裁定 P2
urge = of_party("urge")(decisions.urge)  # 催办
