"""One made incident: from report to wherever it stands today, taken step by step by the domain's own decisions.

Nothing here invents a state: each step is a verb of `server.grid.incident.decisions`, asked by a person who may take
it, at a time drawn inside work hours. A life ends when its next step would lie in the future, so recent ones stand
open.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from server.core.errors import Refusal
from server.core.viewer import Viewer
from server.demo import course, sweeping, words
from server.demo.happened import Happened
from server.demo.people import People
from server.grid.incident import commands, decisions
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.change import Change
from server.grid.incident.lifecycle import ENDS, State
from server.grid.incident.models import Channel, ClockKind
from server.ground.catalogue.models import IncidentClass, Stage
from server.ground.worktime import limits
from server.ground.worktime.calendar import Calendar
from server.ground.worktime.limits import Limit
from server.ground.worktime.models import LimitKind
from server.process.deadlines import Turn
from server.process.models import ClockMark


@dataclass(frozen=True)
class Happening:
    """One thing that happened, ready for the log."""

    change: Change
    by: Viewer
    area: str


@dataclass
class Life:
    """A course under way. `until` is the end of time; `halt` a state in which it is left standing."""

    people: People
    calendar: Calendar
    chance: random.Random
    until: datetime
    halt: State | None = None
    photos: tuple[str, ...] = ()
    now: datetime = field(init=False)
    incident: Aggregate = field(init=False)
    happenings: list[Happening] = field(default_factory=list)
    marks: list[ClockMark] = field(default_factory=list)  # thresholds that the sweeper acted on
    numbers: Callable[[datetime], str] = field(default=lambda moment: "")
    happened: Happened = field(default_factory=Happened)  # before it
    twin: Aggregate | None = None  # an open one that it repeats
    address: str | None = None  # where it shall be; None: anywhere

    def begin(self, at: datetime, klass: IncidentClass, grid: str, channel: Channel) -> None:
        """It is seen and reported."""
        self.now = at
        by = self.people.reporter(grid, channel)
        address = self.address or words.address(self.chance, self.people.name_of(grid[:12]))
        command = self._report(klass, grid, address, channel)
        spot = self.people.spot(grid, address, self.chance)
        change = decisions.report(command, self.turn(by), spot=spot, klass=klass)
        self.incident = change.after
        self.happenings.append(Happening(change, by, grid))

    def _report(self, klass: IncidentClass, grid: str, address: str, channel: Channel) -> commands.Report:
        seen = self.now - timedelta(minutes=self.chance.randint(1, 12))
        pictured = self.picture(klass) if self.chance.random() < 0.6 else None
        return commands.Report(
            op_id=self._id(),
            incident_id=self._id(),
            class_code=klass.code,
            text=words.seen(self.chance, klass, channel),
            channel=channel,
            external_no=self._hotline_number() if channel is Channel.HOTLINE else None,
            place=commands.Place(
                lat=0.0, lon=0.0, accuracy_m=self.chance.randint(5, 30), grid_code=grid, address=address
            ),
            occurred_at=seen,
            reported_at=self.now,
            photos=(commands.Photo(sha256=pictured),) if pictured else (),
        )

    def picture(self, klass: IncidentClass, *, mended: bool = False) -> str | None:
        """A sample photo that fits the class; a mended place looks fit for anything, and is photographed anew."""
        kind, half = words.scene(klass), len(self.photos) // 2
        if not self.photos or (kind is None and not mended):
            return None
        known = {one.sha256 for one in self.incident.photos} if mended else ()
        shots = [one for one in enumerate(self.photos[half:] if mended else self.photos[:half]) if one[1] not in known]
        fitting = [shot for at, shot in shots if at % 3 == (kind if kind is not None else 1)]
        return self.chance.choice(fitting or [shot for _, shot in shots])

    def _hotline_number(self) -> str:
        return f"12345-{self.now:%Y%m%d}-{self.chance.randrange(10**9):09d}"  # unique for whoever sends it

    def run(self) -> None:
        """Take step after step until the end, the present, the state in which it shall stand, or an open request; what
        stands open is swept up to the present."""
        self._run()
        sweeping.sweep(self, self.until)

    def _run(self) -> None:
        while self.incident.state not in ENDS and self.incident.state != self.halt and self._next():
            if self.incident.asks is not None:
                return
        if self.incident.state is State.CLOSED and self.halt is None and self.chance.random() < 0.015:
            course.reopen(self)
            self._run()

    def _next(self) -> bool:
        """One step; False when it would lie in the future. What a rule refuses today ends the life where it stands."""
        step = course.STEPS[self.incident.state]
        moved = len(self.happenings)
        try:
            step(self)
        except Refusal:
            return False
        return len(self.happenings) > moved

    def later(self, limit: Limit, most: float = 0.9) -> bool:
        """Let a share of `limit` pass in work time: mostly a part of it, seldom more. False: that is the future."""
        late = self.chance.random() < 0.04
        share = self.chance.uniform(1.05, 1.8) if late else self.chance.triangular(0.04, most, most / 4)
        kind = LimitKind.CONT if limit.kind is LimitKind.CONT else LimitKind.WH
        later = limits.due(self.now, Limit(kind, max(2, int(share * _minutes(limit)))), self.calendar)
        later += timedelta(seconds=self.chance.randint(0, 59))
        if later >= self.until:
            return False
        sweeping.sweep(self, later)
        self.now = later
        return True

    def stage(self, stage: Stage) -> bool:
        """Let the time of a stage pass; where a case clock runs, people know how short it is."""
        limit = self.people.catalogue.stage_limit(stage, self.incident.severity)
        case = self.incident.running(ClockKind.CASE)
        if case is None:
            return self.later(limit)
        whole = Limit(case.limit_kind, case.limit_amount)
        kind = LimitKind.CONT if whole.kind is LimitKind.CONT else LimitKind.WH
        return self.later(Limit(kind, min(_minutes(limit), _minutes(whole) // 6)))

    def take(self, change: Change, by: Viewer) -> None:
        before, after = self.incident, change.after
        if fresh := after.disposals[len(before.disposals) :]:  # by their ids chance draws what is checked: see `_id`
            same = tuple(replace(one, id=self._id()) for one in fresh)
            change = replace(change, after=replace(after, disposals=(*before.disposals, *same)))
        if change.late:
            change = change.settled({name: self.numbers(self.now) for name in change.late})
        self.incident = change.after
        self.happenings.append(Happening(change, by, self.incident.grid_id))

    def turn(self, viewer: Viewer) -> Turn:
        catalogue = self.people.catalogue
        return Turn(viewer, self.now, self.calendar, lambda stage, severity: catalogue.stage_limit(stage, severity))

    def ids(self) -> dict[str, Any]:
        return {"op_id": self._id(), "incident_id": self.incident.id, "seen": self.incident.version}

    def _id(self) -> UUID:
        """A UUIDv7 of the life's own time and chance, so that the demo is the same each time it is built."""
        stamp = int(self.now.timestamp() * 1000) << 80
        return UUID(
            int=stamp | 0x7 << 76 | self.chance.getrandbits(12) << 64 | 0b10 << 62 | self.chance.getrandbits(62)
        )


def _minutes(limit: Limit) -> int:
    """About how many minutes of its own kind a limit has: a workday has seven hours."""
    return limit.amount * 420 if limit.kind is LimitKind.WD else limit.amount
