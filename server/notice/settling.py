"""What need not be read any more: what a notice asked for is done, or what it is about is over.

Nobody finds their list full of what somebody did long ago, whoever did it. A notice that only tells stays until it is
read; one that was held for a digest stays in it, read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from server import clock
from server.database import reader
from server.event.models import Event
from server.incident.lifecycle import ENDS, State
from server.incident.models import ClockKind
from server.notice.models import Notice, NoticeKind
from server.notice.told import incident_of
from server.person.models import Post
from server.person.policy import held_on

K = NoticeKind
CLOCKS = frozenset({K.WARNED, K.BREACHED})
# they ask for a step of whoever's turn it is: done with when it moves on, or the turn is somebody else's
TURN = CLOCKS | {K.VERIFY, K.CHECK, K.URGENT, K.DISPATCHED, K.ASSIGNED, K.REWORK, K.RESUMED, K.FOUND, K.RETURNED,
                 K.REOPENED, K.APPEALED, K.STREET_CALLED, K.RAISED, K.TO_DECIDE}  # fmt: skip
WHILE_OPEN = frozenset({K.EMERGENCY, K.ASSISTS, K.NOTED})  # … until the incident ends
BY_ANSWER = frozenset({K.SUPERVISED})  # … until it was answered, whatever became of the incident
TELLS = frozenset({K.TAKEN_AWAY, K.RATED, K.GRANTED, K.DECLINED, K.ANSWERED, K.ENDED, K.WHISTLE_DECIDED,
                   K.WHISTLE_OVER})  # fmt: skip
TURNED = frozenset({"incident.verify_sent", "incident.check_sent", "incident.assigned", "incident.self_assigned",
                    "incident.redispatched", "incident.checked", "incident.doubted",
                    "incident.street_called"})  # fmt: skip
DECIDED = frozenset({"incident.granted", "incident.declined", "incident.request_withdrawn"})
ANSWERED = "incident.supervision_answered"
LATE_NO_MORE = ENDS | {State.DISPOSED}  # the case's clock asks for nothing any more

OF_UNIT = frozenset({K.WHISTLE_BLOWN, K.WHISTLE_SILENT, K.WHISTLE_URGED, K.WHISTLE_RULED, K.WHISTLE_SENT_BACK,
                     K.SUPERVISED})  # fmt: skip
CALLS = frozenset({K.WHISTLE_BLOWN, K.WHISTLE_SILENT, K.WHISTLE_URGED, K.SUPERVISED})  # each asks for an answer
ACTS = frozenset({"whistle.acked", "whistle.objected", "whistle.arrived", "whistle.started", "whistle.finished",
                  "whistle.signed", "whistle.excused", "whistle.objection_upheld"})  # fmt: skip
# of the street's and the district's notices about a whistle: by which events they are done with
OF_STREET: Mapping[NoticeKind, frozenset[str]] = {
    K.WHISTLE_TO_APPROVE: frozenset({"whistle.approved", "whistle.declined", "whistle.reviewed"}),
    K.WHISTLE_DONE: frozenset({"whistle.signed", "whistle.sent_back", "whistle.excused"}),
    K.WHISTLE_OBJECTED: ACTS | {"whistle.objection_refused"},
}
OVER = frozenset({"whistle.closed", "whistle.cancelled"})
WHISTLES = OVER | ACTS | frozenset().union(*OF_STREET.values())


async def settle(events: Sequence[Event], made: Sequence[Notice]) -> None:
    """Mark as read what these events have done with, and what the notices just `made` of them say again."""
    asked, again = [event for event in events if settles(event)], [one for one in made if repeats(one)]
    about = {incident_of(event) for event in asked} | {one.incident_id for one in again}
    unread = await Notice.filter(incident_id__in=list(about), read_at=None) if about else []
    people = await _people(asked) if any(one.whistle_id for one in unread) else {}
    place = {event.id: number for number, event in enumerate(events)}
    over = [
        one.id
        for one in unread
        if any(place.get(one.event_id, -1) < place[event.id] and done_with(one, event, people) for event in asked)
        or any(place.get(one.event_id, -1) < place[new.event_id] and supersedes(new, one) for new in again)
    ]
    if over:
        await Notice.filter(id__in=over).update(read_at=clock.now())


def repeats(notice: Notice) -> bool:
    """Whether it asks again for what an earlier one may have asked for."""
    return notice.digest_id is None and (notice.kind in CLOCKS or notice.kind in CALLS)


def supersedes(new: Notice, old: Notice) -> bool:
    """Whether somebody who reads the new one need not read the old one: a later threshold, another call to answer."""
    if (new.person_id, new.incident_id, new.whistle_id) != (old.person_id, old.incident_id, old.whistle_id):
        return False
    if new.whistle_id is not None:
        return new.kind in CALLS and old.kind in CALLS
    return new.kind in CLOCKS and old.kind in CLOCKS and (new.kind is K.BREACHED or old.kind is K.WARNED)


def settles(event: Event) -> bool:
    """Whether notices may be done with by an event of this kind."""
    return _moves(event) or event.kind in WHISTLES or event.kind in DECIDED or event.kind == ANSWERED


def done_with(notice: Notice, event: Event, people: Mapping[object, Collection[UUID]]) -> bool:
    """Whether the event settles the notice, which came before it. `people`: who works for a unit."""
    if incident_of(event) != notice.incident_id:
        return False
    if notice.whistle_id is not None:
        return notice.whistle_id == event.subject_id and _whistled(notice, event, people)
    told, kind = event.payload, notice.kind
    if kind in BY_ANSWER:
        return event.kind == ANSWERED and told.get("supervision") == notice.facts.get("supervision")
    if kind in CLOCKS and notice.facts.get("kind") == ClockKind.CASE:
        return _moves(event) and told.get("to") in LATE_NO_MORE
    if kind is K.TO_DECIDE and event.kind in DECIDED:
        return True
    return _moves(event) and (kind in TURN or (kind in WHILE_OPEN and told.get("to") in ENDS))


def _moves(event: Event) -> bool:
    """Whether an incident's state changes, or whose turn it is."""
    told = event.payload
    moved = event.kind.startswith("incident.") and "to" in told and told.get("from") != told["to"]
    return moved or event.kind in TURNED


def _whistled(notice: Notice, event: Event, people: Mapping[object, Collection[UUID]]) -> bool:
    kind, unit = notice.kind, event.payload.get("unit")
    if event.kind in OVER:
        return kind in OF_UNIT or kind in OF_STREET
    if kind in OF_STREET:
        return event.kind in OF_STREET[kind] and notice.facts.get("unit") in (None, unit)
    return kind in OF_UNIT and event.kind in ACTS and notice.person_id in people.get(unit, ())


async def _people(events: Iterable[Event]) -> dict[object, set[UUID]]:
    """By the units that these events name: who works for them."""
    units = {str(event.payload["unit"]) for event in events if event.kind in ACTS and "unit" in event.payload}
    found: dict[object, set[UUID]] = {}
    posts = Post.filter(held_on(clock.today()), unit_id__in=list(units)).using_db(reader()) if units else None
    for post in await posts if posts is not None else ():
        found.setdefault(str(post.unit_id), set()).add(post.person_id)
    return found
