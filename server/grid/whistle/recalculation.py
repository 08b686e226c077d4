"""Following a change of the rules, pure: what the running clocks of a whistle's parties are by the calendar and limits
of now.

Decision: a clock is reckoned again from its own beginning, by the kind of the whistle, the agreed time and the plan,
as if the units had been called by the rules of now; half the time after a result was sent back stays half of it. What
was answered, done or decided never moves, and whom silence was told stays told. Nobody's `seen` grows old by it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from server.grid.whistle import clocks
from server.grid.whistle.aggregate import Aggregate, ObjectionRow, Party
from server.grid.whistle.change import Change, changed, timed
from server.grid.whistle.lifecycle import BLOWN, PartyState
from server.grid.whistle.models import Kind
from server.ground.worktime import limits
from server.process.deadlines import Turn

DUE_MOVED = "whistle.due_moved"
NEAR = frozenset({PartyState.ACKED})  # who answered still has to come
THERE = frozenset({PartyState.ARRIVED, PartyState.WORKING})
# the clocks that run in each state, by the beginning of their columns
RUNNING: dict[PartyState, tuple[str, ...]] = (
    {PartyState.CALLED: ("ack", "arrive", "done")}
    | dict.fromkeys(NEAR, ("arrive", "done"))
    | dict.fromkeys(THERE, ("done",))
)


@dataclass(frozen=True)
class Shift:
    """A due time that moved."""

    party: Party
    clock: str
    was: datetime | None
    now: datetime | None


def moved(before: Aggregate, turn: Turn, cause: dict[str, object]) -> Change | None:
    """The change that lets its running clocks follow; None when all of them are right."""
    if before.state not in BLOWN:
        return None
    parties = tuple(_reckoned(one, before, turn) for one in before.parties)
    if parties == before.parties:
        return None
    shifts = [shift for was, now in zip(before.parties, parties, strict=True) for shift in _shifts(was, now)]
    told = {"incident": str(before.incident_id), "clocks": [_told(one) for one in shifts], "cause": cause}
    return changed(before, timed(replace(before, parties=parties)), turn, None, DUE_MOVED, told)


def _reckoned(party: Party, whistle: Aggregate, turn: Turn) -> Party:
    """The party with the clocks that run as they are by the rules of now."""
    running = RUNNING.get(party.state, ())
    if party.called_at is None or not running:
        return party
    fresh = clocks.called(party, whistle, replace(turn, now=party.called_at))
    if party.sent_back and party.done_from is not None:
        fresh = clocks.halved(fresh, party.sent_back, whistle.kind, replace(turn, now=party.done_from))
    changes: dict[str, Any] = {}
    for name in running:
        changes |= {column: getattr(fresh, column) for column in (f"{name}_warn_at", f"{name}_due_at")}
    if "done" in running:
        changes["done_from"] = fresh.done_from
    then = replace(party, **changes, objection=_ruled_by(party.objection, whistle.kind, turn))
    return replace(then, next_due_at=_next(then, whistle.kind, turn))


def _ruled_by(objection: ObjectionRow | None, kind: Kind, turn: Turn) -> ObjectionRow | None:
    """The objection with the time that the district has to rule on it."""
    if objection is None or objection.ruling is not None:
        return objection
    return replace(objection, due_at=limits.due(objection.at, clocks.terms(kind, turn).ruling, turn.calendar))


def _next(party: Party, kind: Kind, turn: Turn) -> datetime | None:
    """When the system next has something to say about its silence."""
    clock = clocks.span(party)
    if clock is None or party.silence == clocks.DISTRICT:
        return None
    return clocks.district_at(clock, kind, turn.calendar) if party.silence == clocks.HEAD else clock.due_at


def _shifts(was: Party, now: Party) -> list[Shift]:
    found = [
        Shift(now, name.upper(), getattr(was, f"{name}_due_at"), getattr(now, f"{name}_due_at"))
        for name in RUNNING.get(now.state, ())
    ]
    if was.objection and now.objection:
        found.append(Shift(now, "RULING", was.objection.due_at, now.objection.due_at))
    return [one for one in found if one.was != one.now]


def _told(shift: Shift) -> dict[str, Any]:
    return {
        "party": str(shift.party.id),
        "unit": str(shift.party.unit_id),
        "clock": shift.clock,
        "due_from": shift.was and shift.was.isoformat(),
        "due_to": shift.now and shift.now.isoformat(),
    }
