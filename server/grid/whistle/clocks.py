"""The clocks of a party, pure: to answer, to arrive, to be done. The first two begin when the whistle is blown.

Decision: a clock is two moments in columns, the yellow one at four fifths and the red one, since what set it (the kind
of the whistle, the agreed time, the plan) stands beside it. Shares of a clock (the yellow light, half the time after a
result was sent back, half as much again until the district is told) are counted as its kind counts: wall time for an
emergency, work time for the others. An objection stops none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from server.grid.whistle.aggregate import Aggregate, Party
from server.grid.whistle.lifecycle import PartyState
from server.grid.whistle.models import Kind
from server.ground.catalogue.models import CallStep
from server.ground.worktime import limits
from server.ground.worktime.calendar import Calendar
from server.ground.worktime.limits import Limit
from server.ground.worktime.models import LimitKind
from server.process.deadlines import Light, Turn, shade

REVIEW_WITHIN = timedelta(hours=24)  # an emergency is blown first and reviewed afterwards
HEAD, DISTRICT = 1, 2  # whom the silence of a unit was told


@dataclass(frozen=True)
class Terms:
    """The usual limits of one kind of whistle; None: by the agreed time or the plan, if there is one."""

    ack: Limit
    arrive: Limit | None
    done: Limit | None
    ruling: Limit  # on an objection


_CONT, _WH, _WD = LimitKind.CONT, LimitKind.WH, LimitKind.WD
TERMS: dict[Kind, Terms] = {
    Kind.EMERGENCY: Terms(Limit(_CONT, 10), Limit(_CONT, 30), None, Limit(_CONT, 30)),
    Kind.JOINT_ENFORCEMENT: Terms(Limit(_WH, 120), Limit(_WD, 1), None, Limit(_WH, 240)),
    Kind.RESIDENT_DEMAND: Terms(Limit(_WH, 240), Limit(_WD, 2), Limit(_WD, 10), Limit(_WH, 240)),
    Kind.KEY_TASK: Terms(Limit(_WH, 240), None, None, Limit(_WH, 240)),
}


def terms(kind: Kind, turn: Turn) -> Terms:
    """The limits of one kind by the rules of now."""
    return terms_of(kind, turn.whistle_limit)


def terms_of(kind: Kind, own: Callable[[Kind, CallStep], Limit | None]) -> Terms:
    """The district's own limits of one kind, else the usual ones."""
    known = TERMS[kind]
    return Terms(
        ack=own(kind, CallStep.ACK) or known.ack,
        arrive=own(kind, CallStep.ARRIVE) or known.arrive,
        done=own(kind, CallStep.DONE) or known.done,
        ruling=own(kind, CallStep.RULING) or known.ruling,
    )


@dataclass(frozen=True)
class Span:
    """A clock that runs: since when, yellow when, due when."""

    start: datetime
    warn_at: datetime
    due_at: datetime


def called(party: Party, whistle: Aggregate, turn: Turn) -> Party:
    """The party as it is once the whistle is blown: its clocks begin."""
    calendar = turn.calendar
    ack, arrive, done = dues(whistle.kind, whistle.meet_at, whistle.done_by, turn)
    begun = replace(
        party,
        called_at=turn.now,
        ack_warn_at=_warn(turn.now, ack, whistle.kind, calendar),
        ack_due_at=ack,
        arrive_warn_at=arrive and _warn(turn.now, arrive, whistle.kind, calendar),
        arrive_due_at=arrive,
        done_from=done and turn.now,
        done_warn_at=done and _warn(turn.now, done, whistle.kind, calendar),
        done_due_at=done,
    )
    return watched(begun)


def dues(
    kind: Kind, meet_at: datetime | None, done_by: datetime | None, turn: Turn
) -> tuple[datetime, datetime | None, datetime | None]:
    """When a unit that is called now is to answer, to be there, to be done, by its kind and the plan."""
    given, calendar = terms(kind, turn), turn.calendar
    arrive = limits.due(turn.now, given.arrive, calendar) if given.arrive else None
    done = limits.due(turn.now, given.done, calendar) if given.done else None
    return limits.due(turn.now, given.ack, calendar), _earlier(meet_at, arrive), _earlier(done_by, done)


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((moment for moment in (one, other) if moment is not None), default=None)


def _warn(start: datetime, due: datetime, kind: Kind, calendar: Calendar) -> datetime:
    return share(start, due, kind, calendar, 4, 5)


def share(start: datetime, due: datetime, kind: Kind, calendar: Calendar, part: int, whole: int) -> datetime:
    """When `part` / `whole` of the time from `start` to `due` is used, as the kind of the whistle counts it."""
    counts = _CONT if kind is Kind.EMERGENCY else _WH
    minutes = limits.elapsed(start, due, counts, calendar)
    if minutes == 0:  # a time agreed outside of work hours
        counts, minutes = _CONT, max(limits.elapsed(start, due, _CONT, calendar), 0)
    amount = minutes * part // whole
    return limits.due(start, Limit(counts, amount), calendar) if amount else start


def sent_back(party: Party, kind: Kind, turn: Turn) -> Party:
    """Half the time that there was, from now; none where there was none."""
    return halved(party, 1, kind, turn)


def halved(party: Party, times: int, kind: Kind, turn: Turn) -> Party:
    """The time that the party has, halved so often, from now; never less than a minute."""
    if party.done_from is None or party.done_due_at is None:
        return party
    span = party.done_due_at - party.done_from
    counts = _CONT if kind is Kind.EMERGENCY else _WH
    minutes = limits.elapsed(party.done_from, party.done_due_at, counts, turn.calendar) or span // limits.MINUTE
    due = limits.due(turn.now, Limit(counts, max(minutes >> times, 1)), turn.calendar)
    return replace(party, done_from=turn.now, done_due_at=due, done_warn_at=_warn(turn.now, due, kind, turn.calendar))


def span(party: Party) -> Span | None:
    """The clock that a party is measured by now; None: none runs."""
    match party.state:
        case PartyState.CALLED:
            return _span(party.called_at, party.ack_warn_at, party.ack_due_at)
        case PartyState.ACKED:
            return _span(party.called_at, party.arrive_warn_at, party.arrive_due_at)
        case PartyState.ARRIVED | PartyState.WORKING:
            return _span(party.done_from, party.done_warn_at, party.done_due_at)
        case _:
            return None


def _span(start: datetime | None, warn: datetime | None, due: datetime | None) -> Span | None:
    return Span(start, warn, due) if start and warn and due else None


def district_at(clock: Span, kind: Kind, calendar: Calendar) -> datetime:
    """When the district hears of a silence: half as long again after it was due."""
    return share(clock.start, clock.due_at, kind, calendar, 3, 2)


def light(party: Party, now: datetime) -> Light:
    """Green, yellow or red for the clock that runs; none where none does."""
    clock = span(party)
    return shade(clock.warn_at, clock.due_at, now) if clock else Light.NONE


def lamp(warn_at: datetime | None, late_at: datetime | None, now: datetime) -> Light:
    """The light of a whistle: of what is due first in it."""
    return shade(warn_at, late_at, now) if warn_at and late_at else Light.NONE


def watched(party: Party) -> Party:
    """After an act the silence is over: the system next looks when the clock that runs now is due."""
    clock = span(party)
    return replace(party, silence=0, next_due_at=clock.due_at if clock else None)


def first_due(parties: Iterable[Party], review: Span | None) -> Span | None:
    """What is due first: a party's clock, or the review of an emergency."""
    running = [clock for one in parties if (clock := span(one))] + ([review] if review else [])
    return min(running, key=lambda clock: clock.due_at, default=None)


def review(whistle: Aggregate) -> Span | None:
    """The time to review what was blown at once; None where nothing is to be reviewed."""
    if not whistle.awaits_review or whistle.blown_at is None or whistle.review_due_at is None:
        return None
    return Span(whistle.blown_at, whistle.blown_at + REVIEW_WITHIN * 4 / 5, whistle.review_due_at)
