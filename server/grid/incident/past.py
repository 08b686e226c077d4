"""How an incident stood at a past moment, pure: from its events and its clocks, as the log tells.

An event says the state that it led to and the unit that leads from then on. A clock tells what it counted from its own
columns; what was granted, paused or moved after the moment is taken back, by the events that tell of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from server.grid.incident.change import DUE_MOVED, KINDS, REPORTED
from server.grid.incident.lifecycle import ENDS, INITIAL, State, Step
from server.grid.incident.models import ClockKind, IncidentClock
from server.ground.catalogue.models import Stage
from server.ground.worktime import limits
from server.ground.worktime.calendar import Calendar
from server.ground.worktime.limits import Limit, Pause
from server.ground.worktime.models import LimitKind
from server.process.deadlines import Light, shade

LED = {KINDS[one] for one in (Step.DISPATCH, Step.REDISPATCH, Step.ASSIGN, Step.ASSIGN_SELF)}
LED_NO_MORE = {KINDS[one] for one in (Step.GIVE_BACK, Step.ESCALATE, Step.TRANSFER_OUT, Step.REOPEN)}
GRANTED, SUSPENDED = KINDS[Step.GRANT], KINDS[Step.SUSPEND]
_ADDED = re.compile(r" \+(\d+)")


class Told(Protocol):
    """What of an event is looked at."""

    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def area(self) -> str: ...
    @property
    def payload(self) -> dict[str, object]: ...


@dataclass(frozen=True)
class Stood:
    """Where an open incident stood."""

    street: str
    unit: UUID | None
    state: State
    light: Light


def stood(events: Sequence[Told], clocks: Iterable[IncidentClock], moment: datetime, known: Calendar) -> Stood | None:
    """How it stood when the moment began, by its events in their order; None: not there yet, or ended."""
    before = [one for one in events if one.at < moment]
    if not before or before[0].kind != REPORTED:
        return None
    state, unit = INITIAL, None
    for one in before:
        state = State(str(one.payload.get("to") or state))
        if one.kind in LED:
            lead = one.payload.get("lead")
            unit = UUID(str(lead)) if lead else None
        elif one.kind in LED_NO_MORE:
            unit = None
    if state in ENDS:
        return None
    later = [one for one in events if one.at >= moment]
    return Stood(before[0].area[:9], unit, state, _light(state, clocks, later, moment, known))


def _light(
    state: State, clocks: Iterable[IncidentClock], later: Sequence[Told], moment: datetime, known: Calendar
) -> Light:
    if state is State.SUSPENDED:
        return Light.PAUSED
    running = [
        (*_due(one, later, moment, known), one.kind)
        for one in clocks
        if one.started_at < moment and (one.stopped_at is None or one.stopped_at >= moment)
    ]
    if not running:
        return Light.NONE
    due, warn, _ = min(running, key=lambda one: (one[0], one[2]))
    return shade(warn, due, moment)


def _due(clock: IncidentClock, later: Sequence[Told], moment: datetime, known: Calendar) -> tuple[datetime, datetime]:
    """When it was due, and when it turned yellow, as it was reckoned at the moment."""
    changes = [one for one in later if _touches(clock, one)]
    if not changes:
        return clock.due_at, clock.warn_at
    limit, due = _limit(clock, changes), None
    if (first := _moved(clock, changes[0])) is not None:
        due = datetime.fromisoformat(first["due_from"])
    stops = [pause for pause in _stops(clock) if pause[0] < moment]
    return due or limits.due(clock.started_at, limit, known, stops), limits.warn(clock.started_at, limit, known, stops)


def _touches(clock: IncidentClock, event: Told) -> bool:
    """Whether an event has changed when this clock is due."""
    if clock.stopped_at is not None and event.at > clock.stopped_at:
        return False
    if event.kind == GRANTED:
        return clock.kind is ClockKind.CASE or clock.stage is Stage.DISPOSE
    return event.kind == SUSPENDED or _moved(clock, event) is not None


def _moved(clock: IncidentClock, event: Told) -> dict[str, str] | None:
    """What a change of the rules says of this clock."""
    told = event.payload.get("clocks") if event.kind == DUE_MOVED else None
    return next((one for one in told if one["clock"] == str(clock.id)), None) if isinstance(told, list) else None


def _limit(clock: IncidentClock, changes: Sequence[Told]) -> Limit:
    """The limit without what was granted since, or as the first change of the rules since says that it was."""
    granted = [int(one) for one in _ADDED.findall(clock.source)]
    since = granted[len(granted) - sum(one.kind == GRANTED for one in changes) :] if granted else []
    kind, amount, seen = clock.limit_kind, clock.limit_amount - sum(since), 0
    for one in changes:
        if told := _moved(clock, one):
            name, number = told["limit_from"].split()
            return Limit(LimitKind(name), int(number) - sum(since[:seen]))
        seen += one.kind == GRANTED
    return Limit(kind, amount)


def _stops(clock: IncidentClock) -> list[Pause]:
    told = [(begins, ends) for begins, ends in clock.pauses if begins and ends]
    return [(datetime.fromisoformat(begins), datetime.fromisoformat(ends)) for begins, ends in told]
