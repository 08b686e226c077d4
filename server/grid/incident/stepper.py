"""The stepper: the five steps of the quick response and what follows, as far as an incident has come. Pure.

网格发现 → 社区呼叫 → 街道统筹 → 分级响应 → 协同处置 → 核查 → 评价. A stage's time is when it was done, or since
when it is the present one; `by` is a unit or an area, never a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from server.core.text import Worded
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.lifecycle import State
from server.grid.incident.models import ClockKind, ClosureKind
from server.ground.catalogue.models import Stage


class StepperKey(Worded):
    FOUND = "FOUND", "网格发现。Found by the grid."
    CALLED = "CALLED", "社区呼叫。Called by the community."
    COORDINATED = "COORDINATED", "街道统筹。Coordinated by the street."
    GRADED = "GRADED", "分级响应。Answered at its level."
    HANDLED = "HANDLED", "协同处置。Handled together."
    CHECKED = "CHECKED", "核查。Checked."
    RATED = "RATED", "评价。Rated."


class StageStatus(Worded):
    DONE = "DONE", "已走过。Done."
    CURRENT = "CURRENT", "正在这里。Here now."
    AHEAD = "AHEAD", "还没到。Still ahead."


@dataclass(frozen=True)
class StepperStage:
    key: StepperKey
    status: StageStatus
    at: datetime | None
    by: str | None
    round: int


@dataclass(frozen=True)
class Names:
    """What the places and the unit of an incident are called."""

    grid: str
    community: str
    street: str
    unit: str | None


# the stage at which an incident of this state is; None: past all that its end left out
_AT: dict[State, StepperKey] = {
    State.REPORTED: StepperKey.FOUND,
    State.VERIFYING: StepperKey.FOUND,
    State.PENDING_FILING: StepperKey.CALLED,
    State.FILED: StepperKey.COORDINATED,
    State.DISPATCHED: StepperKey.GRADED,
    State.IN_PROGRESS: StepperKey.HANDLED,
    State.SUSPENDED: StepperKey.HANDLED,
    State.DISPOSED: StepperKey.CHECKED,
    State.CHECKING: StepperKey.CHECKED,
    State.CLOSED: StepperKey.RATED,
}
_ORDER = tuple(StepperKey)
# a stage is done when the clock of the next one begins
_DONE_BY = {
    StepperKey.CALLED: Stage.DISPATCH,
    StepperKey.COORDINATED: Stage.SIGN,
    StepperKey.GRADED: Stage.DISPOSE,
    StepperKey.HANDLED: Stage.CHECK,
}


def stages(incident: Aggregate, names: Names) -> list[StepperStage]:
    """The seven stages in order. What ended on the way (refused, merged …) has no present one."""
    times = _times(incident)
    reached = _reached(incident, times)
    return [_stage(incident, key, place - reached, times, names) for place, key in enumerate(_ORDER)]


def _times(incident: Aggregate) -> dict[StepperKey, datetime]:
    """When each stage was last done. What a reopening undid is not done."""
    begun = {clock.stage: clock.started_at for clock in sorted(incident.clocks, key=lambda one: one.started_at)}
    times = {key: begun[stage] for key, stage in _DONE_BY.items() if stage in begun}
    times[StepperKey.FOUND] = incident.received_at
    if incident.closed_at and incident.state is State.CLOSED:
        times[StepperKey.CHECKED] = incident.closed_at
    if incident.rating and incident.state is State.CLOSED:
        times[StepperKey.RATED] = times[StepperKey.CHECKED]
    return times


def _reached(incident: Aggregate, times: dict[StepperKey, datetime]) -> float:
    """The place of the present stage; half a place behind the last one that was done, when there is none."""
    if incident.state is State.CLOSED and incident.rating:
        return len(_ORDER)
    if incident.state in _AT:
        return _ORDER.index(_AT[incident.state])
    return max(_ORDER.index(key) for key in times) + 0.5


def _stage(
    incident: Aggregate, key: StepperKey, ahead: float, times: dict[StepperKey, datetime], names: Names
) -> StepperStage:
    if ahead > 0:
        return StepperStage(key, StageStatus.AHEAD, None, None, incident.round)
    if ahead < 0:
        return StepperStage(key, StageStatus.DONE, times.get(key), _by(incident, key, names), incident.round)
    return StepperStage(key, StageStatus.CURRENT, _since(incident), _by(incident, key, names), incident.round)


def _since(incident: Aggregate) -> datetime:
    """Since when the present stage is: since its clock runs, or the end."""
    clock = incident.running(ClockKind.STAGE)
    return clock.started_at if clock else incident.closed_at or incident.changed_at


def _by(incident: Aggregate, key: StepperKey, names: Names) -> str | None:
    if incident.closure_kind is ClosureKind.SELF:
        return names.grid if key in (StepperKey.FOUND, StepperKey.HANDLED) else None
    match key:
        case StepperKey.FOUND:
            return names.grid
        case StepperKey.CALLED:
            return names.community
        case StepperKey.COORDINATED | StepperKey.CHECKED:
            return names.community if incident.level <= 1 else names.street
        case StepperKey.GRADED | StepperKey.HANDLED:
            return names.unit or (names.community if incident.handler_id or incident.disposals else None)
        case _:
            return None
