"""In whose hands an incident was: the desk of its level, the grid where somebody looks, the unit that leads."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from server.grid.incident.change import ASKED, BREACHED, DUE_MOVED, KINDS, NOTED, WARNED
from server.grid.incident.lifecycle import State, Step
from server.ground.worktime.calendar import Calendar
from server.process.responsibility import Hands, Held, Log, Logged, Retelling

DIGITS = (15, 12, 9, 6)  # of the code of the area that has it at each level: grid, community, street, district
LOOKED_AT = frozenset({State.VERIFYING, State.CHECKING})
AT_WORK = frozenset({State.DISPATCHED, State.IN_PROGRESS, State.SUSPENDED})
STILL = frozenset(
    {NOTED, WARNED, BREACHED, DUE_MOVED, KINDS[Step.SUPERVISE], KINDS[Step.ANSWER_SUPERVISION], *ASKED.values()}
)  # events that move nothing
OPEN = frozenset({State.REPORTED, State.PENDING_FILING, State.FILED, State.DISPOSED, *LOOKED_AT, *AT_WORK})


def told(log: Log, *, grid: str, level: int, now: datetime, calendar: Calendar) -> list[Held]:
    """What the log of one incident says, in order. `level`: where it is now; where it was is in the log."""
    retelling = Retelling(now, calendar)
    level = next((int(one.payload["from_level"]) for one in log.events if "from_level" in one.payload), level)
    state, lead = State.REPORTED, None
    for event in log.events:
        said = event.payload
        level = int(said.get("to_level", level))
        if unit := said.get("lead"):
            lead = UUID(unit)
        if (moved := str(said.get("to"))) not in State.__members__:
            if "to_level" in said:
                _comes(retelling, event, state, grid, level, lead)
            continue
        state = State(moved)
        if state is State.FILED or (state is State.DISPATCHED and "assignee" in said):
            lead = None
        if state in OPEN:
            _comes(retelling, event, state, grid, level, lead)
        else:
            retelling.ends(event.at)
    return retelling.told(log.until)


def _comes(retelling: Retelling, event: Logged, state: State, grid: str, level: int, lead: UUID | None) -> None:
    retelling.comes(event, _hands(state, grid, level, lead), state, paused=state is State.SUSPENDED)


def _hands(state: State, grid: str, level: int, lead: UUID | None) -> Hands:
    if state in LOOKED_AT:
        return Hands(area_id=grid)
    if state in AT_WORK and lead is not None:
        return Hands(unit_id=lead)
    return Hands(area_id=grid[: DIGITS[min(level, len(DIGITS) - 1)]])
