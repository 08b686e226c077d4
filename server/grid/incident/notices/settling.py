"""Which notices about an incident are done with by which of its events."""

from __future__ import annotations

from server.grid.incident.lifecycle import ENDS, State
from server.grid.incident.models import ClockKind
from server.journal.models import Event
from server.process.subject.kinds import NoticeKind
from server.process.subject.settling import People, Said, Settling

K = NoticeKind
CLOCKS = frozenset({K.WARNED, K.BREACHED})
# they ask for a step of whoever's turn it is: done with when it moves on, or the turn is somebody else's
TURN = CLOCKS | {K.VERIFY, K.CHECK, K.URGENT, K.DISPATCHED, K.ASSIGNED, K.REWORK, K.RESUMED, K.FOUND, K.RETURNED,
                 K.REOPENED, K.APPEALED, K.STREET_CALLED, K.RAISED, K.TO_DECIDE}  # fmt: skip
WHILE_OPEN = frozenset({K.EMERGENCY, K.ASSISTS, K.NOTED})  # … until the incident ends
BY_ANSWER = frozenset({K.SUPERVISED})  # … until it was answered, whatever became of the incident
TELLS = frozenset({K.TAKEN_AWAY, K.RATED, K.GRANTED, K.DECLINED, K.ANSWERED, K.ENDED})
TURNED = frozenset({"incident.verify_sent", "incident.check_sent", "incident.assigned", "incident.self_assigned",
                    "incident.redispatched", "incident.checked", "incident.doubted",
                    "incident.street_called"})  # fmt: skip
DECIDED = frozenset({"incident.granted", "incident.declined", "incident.request_withdrawn"})
ANSWERED = "incident.supervision_answered"
LATE_NO_MORE = ENDS | {State.DISPOSED}  # the case's clock asks for nothing any more


def settles(event: Event) -> bool:
    return _moves(event) or event.kind in DECIDED or event.kind == ANSWERED


def done_with(notice: Said, event: Event, _: People) -> bool:
    told, kind = event.payload, notice.kind
    if kind in BY_ANSWER:
        return event.kind == ANSWERED and told.get("supervision") == notice.facts.get("supervision")
    if kind in CLOCKS and notice.facts.get("kind") == ClockKind.CASE:
        return _moves(event) and told.get("to") in LATE_NO_MORE
    if kind is K.TO_DECIDE and event.kind in DECIDED:
        return True
    return _moves(event) and (kind in TURN or (kind in WHILE_OPEN and told.get("to") in ENDS))


def supersedes(new: Said, old: Said) -> bool:
    """A later threshold takes the place of an earlier one."""
    return old.kind in CLOCKS and (new.kind is K.BREACHED or old.kind is K.WARNED)


def _moves(event: Event) -> bool:
    """Whether its state changes, or whose turn it is."""
    told = event.payload
    return ("to" in told and told.get("from") != told["to"]) or event.kind in TURNED


SETTLING = Settling(settles=settles, done_with=done_with, again=CLOCKS, supersedes=supersedes)
