"""How the due times of a called unit came about, and how much too late it is: stretch by stretch, each with its source.

What the kind's limit set counts as that limit does; an agreed time and the plan's end are one stretch of the wall; the
time after a result was sent back is half of what there was. The source names which of them it was.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Protocol

from server.grid.whistle import clocks
from server.grid.whistle.aggregate import Party
from server.grid.whistle.models import Kind
from server.ground.worktime import limits
from server.ground.worktime.explanation import LIMIT, Stretch, explain
from server.ground.worktime.limits import Limit
from server.ground.worktime.models import LimitKind
from server.process.deadlines import Turn
from server.process.reckoning import RULES_CHANGED

AGREED, PLAN, HALF = "agreed time", "plan", "half of the time"


class Called(Protocol):
    """What of a whistle its due times depend on."""

    @property
    def kind(self) -> Kind: ...
    @property
    def meet_at(self) -> datetime | None: ...
    @property
    def done_by(self) -> datetime | None: ...


def why_due(name: str, party: Party, whistle: Called, turn: Turn) -> list[Stretch]:
    """From the call (or the last return) to the due time of "ack", "arrive" or "done"; empty where there is none."""
    start, due = _span(name, party)
    if start is None or due is None:
        return []
    kind, source = _rule(name, party, whistle, turn)
    if kind is None:
        return [Stretch(start, due, True, RULES_CHANGED, source)]
    return [
        replace(one, source=source) if one.code == LIMIT else one for one in explain(start, due, kind, turn.calendar)
    ]


def why_breached(name: str, party: Party, whistle: Called, turn: Turn, ended: datetime | None) -> list[Stretch]:
    """From the due time until it was done, or now: empty while it is not late."""
    _, due = _span(name, party)
    if due is None:
        return []
    kind, source = _rule(name, party, whistle, turn)
    return _named(explain(due, ended or turn.now, kind or LimitKind.CONT, turn.calendar), source)


def _named(stretches: list[Stretch], source: str) -> list[Stretch]:
    return [replace(one, source=source) if one.code == LIMIT else one for one in stretches]


def _span(name: str, party: Party) -> tuple[datetime | None, datetime | None]:
    start = party.done_from if name == "done" else party.called_at
    due: datetime | None = getattr(party, f"{name}_due_at")
    return start, due


def _rule(name: str, party: Party, whistle: Called, turn: Turn) -> tuple[LimitKind | None, str]:
    """How it counts and by what; None where a limit set it that is another now, and it ran out before."""
    start, due = _span(name, party)
    if name == "done" and party.sent_back:
        return LimitKind.CONT if whistle.kind is Kind.EMERGENCY else LimitKind.WH, HALF
    if name == "arrive" and due == whistle.meet_at:
        return LimitKind.CONT, AGREED
    if name == "done" and due == whistle.done_by:
        return LimitKind.CONT, PLAN
    limit: Limit | None = getattr(clocks.terms(whistle.kind, turn), name)
    source = f"whistle {whistle.kind} {name.upper()}"
    same = limit is not None and start is not None and limits.due(start, limit, turn.calendar) == due
    return (limit.kind if limit and same else None), source
