"""The ladder (分级响应), pure: when an incident rises from the grid to the community, the street, the district.

Decision: a look raises by the first rule that fits the level as it is, and by one rule only, so that the next level has
its own time. A stage that takes too long is the street's to hurry; to the district goes only what it can settle: a case
late by half as much again (of 特急 any clock), what was returned twice, whose duty it is. A raise takes no new
version: it takes nobody's step away who acts for the incident meanwhile, least of all without signal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from server.grid.incident import thresholds
from server.grid.incident.aggregate import Aggregate, ClockRow
from server.grid.incident.change import RAISED, Change, noted
from server.grid.incident.lifecycle import OPEN, State
from server.grid.incident.models import ClockKind
from server.process import deadlines
from server.process.deadlines import Turn

GRID, COMMUNITY, STREET, DISTRICT = range(4)
MANY_UNITS, MANY_REPEATS, MANY_RETURNS = 3, 2, 2
GRAVEST = 4  # 特急
LATE, MUCH_TOO_LATE = 100, 150  # per cent of a limit


@dataclass(frozen=True)
class Look:
    """What the rules look at: the incident, the turn, how often it happened here in thirty days, a dispute."""

    incident: Aggregate
    turn: Turn
    repeats: int = 0
    disputed: bool = False  # a unit that its whistle called says that it is not its duty

    def late(self) -> bool:
        """Whether some running clock has passed its limit."""
        return any(self._passed(one, LATE) for one in self.incident.clocks if one.runs)

    def much_too_late(self) -> bool:
        """Whether the case's clock, or of 特急 any, has run for half its limit beyond it."""
        counted = (one for one in self.incident.clocks
                   if one.runs and (one.kind is ClockKind.CASE or self.incident.severity >= GRAVEST))  # fmt: skip
        return any(self._passed(one, MUCH_TOO_LATE) for one in counted)

    def idle(self) -> bool:
        """Whether nobody took a step for four work-hours."""
        clock = self.stage()
        return clock is not None and thresholds.idle_at(clock, self.turn.calendar) <= self.turn.now

    def units(self) -> int:
        return len(self.incident.assisting) + (self.incident.lead_unit_id is not None)

    def stage(self) -> ClockRow | None:
        return self.incident.running(ClockKind.STAGE)

    def _passed(self, clock: ClockRow, percent: int) -> bool:
        return deadlines.moment_of(clock, percent, self.turn.calendar) <= self.turn.now


@dataclass(frozen=True)
class Rule:
    """From which level to which, by which code, when."""

    level: int
    to: int
    code: str
    fits: Callable[[Look], bool]


RULES: tuple[Rule, ...] = (
    Rule(GRID, COMMUNITY, "IDLE", Look.idle),
    Rule(COMMUNITY, DISTRICT, "MUCH_TOO_LATE", Look.much_too_late),
    Rule(COMMUNITY, STREET, "LATE", Look.late),
    Rule(COMMUNITY, STREET, "MANY_UNITS", lambda look: look.units() >= MANY_UNITS),
    Rule(COMMUNITY, STREET, "REPEATED", lambda look: look.repeats >= MANY_REPEATS),
    Rule(STREET, DISTRICT, "MUCH_TOO_LATE", Look.much_too_late),
    Rule(STREET, DISTRICT, "DISPUTED", lambda look: look.disputed),
    Rule(STREET, DISTRICT, "RETURNED_TWICE", lambda look: look.incident.return_count >= MANY_RETURNS),
)


def raised(look: Look) -> Change | None:
    """The raise that is due, or None. Nothing rises that is over, or suspended with approval."""
    before = look.incident
    if before.state not in OPEN or before.state is State.SUSPENDED:
        return None
    rule = next((one for one in RULES if one.level == before.level and one.fits(look)), None)
    if rule is None:
        return None
    payload = {"from_level": before.level, "to_level": rule.to, "rule": rule.code}
    return noted(before, RAISED, look.turn.now, None, payload, changes={"level": rule.to})
