"""Which notices about a whistle are done with by which of its events."""

from __future__ import annotations

from collections.abc import Mapping

from server.journal.models import Event
from server.process.subject.kinds import NoticeKind
from server.process.subject.settling import People, Said, Settling

K = NoticeKind
OF_UNIT = frozenset({K.WHISTLE_BLOWN, K.WHISTLE_SILENT, K.WHISTLE_URGED, K.WHISTLE_RULED, K.WHISTLE_SENT_BACK,
                     K.SUPERVISED})  # fmt: skip
CALLS = frozenset({K.WHISTLE_BLOWN, K.WHISTLE_SILENT, K.WHISTLE_URGED, K.SUPERVISED})  # each asks for an answer
TELLS = frozenset({K.WHISTLE_DECIDED, K.WHISTLE_OVER})
ACTS = frozenset({"whistle.acked", "whistle.objected", "whistle.arrived", "whistle.started", "whistle.finished",
                  "whistle.signed", "whistle.excused", "whistle.objection_upheld"})  # fmt: skip
# of the street's and the district's notices: by which events they are done with
OF_STREET: Mapping[NoticeKind, frozenset[str]] = {
    K.WHISTLE_TO_APPROVE: frozenset({"whistle.approved", "whistle.declined", "whistle.reviewed"}),
    K.WHISTLE_DONE: frozenset({"whistle.signed", "whistle.sent_back", "whistle.excused"}),
    K.WHISTLE_OBJECTED: ACTS | {"whistle.objection_refused"},
}
OVER = frozenset({"whistle.closed", "whistle.cancelled"})
WHISTLES = OVER | ACTS | frozenset().union(*OF_STREET.values())


def settles(event: Event) -> bool:
    return event.kind in WHISTLES


def done_with(notice: Said, event: Event, people: People) -> bool:
    kind, unit = notice.kind, event.payload.get("unit")
    if event.kind in OVER:
        return kind in OF_UNIT or kind in OF_STREET
    if kind in OF_STREET:
        return event.kind in OF_STREET[kind] and notice.facts.get("unit") in (None, unit)
    return kind in OF_UNIT and event.kind in ACTS and notice.person_id in people.get(unit, ())


def supersedes(_: Said, old: Said) -> bool:
    """Another call to answer takes the place of the one before."""
    return old.kind in CALLS


SETTLING = Settling(settles=settles, done_with=done_with, again=CALLS, supersedes=supersedes, acts=ACTS)
