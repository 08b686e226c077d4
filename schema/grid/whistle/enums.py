"""The whistle's enums, published with a description for each member."""

from __future__ import annotations

from schema.core.enums import publish
from server.grid.whistle.board import StageKey
from server.grid.whistle.filters import Mine
from server.grid.whistle.lifecycle import PartyState, PartyStep, State, Step
from server.grid.whistle.models import ArrivalMode, Kind, Mark, Part, Ruling
from server.grid.whistle.rates import Tail

publish(State, "WhistleState", "哨所处的状态。Where a whistle stands.")
publish(Step, "WhistleStep", "哨的一步。A step in the life of a whistle.")
publish(PartyState, "WhistlePartyState", "应哨单位所处的状态。Where a party stands.")
publish(PartyStep, "WhistlePartyStep", "应哨单位的一步。A step in the life of a party.")
publish(Kind, "WhistleKind", "哨的种类。Why a street whistles.")
publish(Part, "WhistlePart", "主办或协办。The part of a unit.")
publish(ArrivalMode, "ArrivalMode", "怎样报到。How somebody arrived.")
publish(Mark, "WhistleMark", "评哨的一项，不预选。One mark; nothing is preselected.")
publish(Ruling, "WhistleRuling", "异议的结果。What became of an objection.")
publish(Mine, "WhistleMine", "与我有关的哨。What has to do with the viewer.")
publish(StageKey, "WhistleStageKey", "应哨四步。The four steps of a party.")
publish(Tail, "WhistleRateTail", "在区间的哪里，高低都只是提示。Where in the band; both tails are only a question.")
