"""The incident's enums, published with a description for each member."""

from __future__ import annotations

from schema.core.enums import publish
from schema.grid.incident import counting, reasons  # noqa: F401  # published with these
from server.grid.incident.assignment import Rule
from server.grid.incident.filters import Mine
from server.grid.incident.lifecycle import State, Step
from server.grid.incident.models import (
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
from server.grid.incident.oversight import SpotVerdict
from server.grid.incident.reasons import GiveBackReason, RejectReason
from server.grid.incident.sorting import Named, SortBy
from server.grid.incident.stepper import StageStatus, StepperKey
from server.process.deadlines import Light
from server.query.direction import Direction

publish(State, "IncidentState", "案件所处的状态。Where an incident stands.")
publish(Step, "IncidentStep", "案件的一步。A step in the life of an incident.")
publish(Channel, "IncidentChannel", "来源渠道。How it reached us.")
publish(PlaceSource, "PlaceSource", "位置从哪里来。Where a place comes from.")
publish(Awaits, "IncidentAwaits", "轮到谁。Whose turn it is.")
publish(ClosureKind, "IncidentClosureKind", "怎样结案。How it was closed.")
publish(ClockKind, "ClockKind", "时钟的种类。What a clock counts.")
publish(PhotoKind, "PhotoKind", "照片的种类。What a photo shows.")
publish(FindingKind, "FindingKind", "现场看的是什么。What was looked at.")
publish(Verdict, "FindingVerdict", "现场结论。What was found.")
publish(SpotVerdict, "SpotCheckVerdict", "抽查的结论。The verdict of a spot check.")
publish(Outcome, "DisposalOutcome", "处置结果。What came of it.")
publish(Rating, "IncidentRating", "上报人的评价。How the reporter rates it.")
publish(RejectReason, "IncidentRejectReason", "不予受理的理由。Why a report is rejected.")
publish(GiveBackReason, "IncidentGiveBackReason", "退单的理由。Why a unit gives it back.")
publish(Rule, "AssignmentRule", "按哪条规则选的单位。By which rule a unit was chosen.")
publish(Light, "Light", "灯，随最先到期的时钟。The light of the clock that is due first.")
publish(StepperKey, "IncidentStepperKey", "五步及其后的格。The five steps, and what follows them.")
publish(StageStatus, "IncidentStepperStatus", "走到没有。How far it has come.")
publish(Mine, "IncidentMine", "与我有关的。What has to do with the viewer.")
publish(Named, "IncidentOrder", "次序，各有一名。The orders that have a name each.")
publish(SortBy, "IncidentSortBy", "按案件的哪个时刻排。By which moment of an incident a list is sorted.")
publish(Direction, "SortDirection", "往哪个方向排。Which way a list is sorted.")
