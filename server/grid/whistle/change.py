"""What one decision changes: the whistle and its parties as they are afterwards, and the one event that tells of it.

`of_whistle` and `of_party` fill in what every change has in common, also what follows by itself: the first arrival
makes a whistle JOINT, the last party that is done or excused concludes it; and what that does to its incident.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from server.core.viewer import Seat
from server.data.resting import Rest
from server.grid.incident import whistling
from server.grid.whistle import clocks, numbers
from server.grid.whistle.aggregate import Aggregate, Party
from server.grid.whistle.lifecycle import ENDS, PartyState, State, Step, after
from server.grid.whistle.models import Ruling
from server.grid.whistle.noun import WHISTLE
from server.process import change
from server.process.deadlines import Turn

Change = change.Change[Aggregate]


def of_whistle(
    before: Aggregate, step: Step, turn: Turn, seat: Seat, *, kind: str, payload: dict[str, Any] | None = None,
    rests_on: tuple[Rest, ...] = (), wants_number: bool = False, plan: dict[str, Any] | None = None, **changes: Any,
) -> Change:  # fmt: skip
    """A change by a verb of the whistle itself; `changes` are columns, `parties` among them, and so is the `plan`."""
    then, _ = _followed(replace(before, **(plan or {}), **changes), turn)
    then = replace(then, version=before.version + 1)
    told = {"step": str(step), "from": str(before.state), "to": str(then.state), "version": then.version}
    told |= payload or {}
    late = {"number": numbers.following(then.area, turn.now)} if wants_number else {}
    return _told(before, then, turn, seat, kind, told, rests_on=rests_on, late=late)


def of_party(
    before: Aggregate, party: Party, turn: Turn, seat: Seat | None, *, step: str, kind: str,
    payload: dict[str, Any] | None = None, quiet: bool = False,
) -> Change:  # fmt: skip
    """A change by a verb of one party, `party` is as it is afterwards. `quiet`: nobody's `seen` grows old by it."""
    was = before.party(party.id)
    party = party if quiet else replace(party, version=was.version + 1)
    parties = tuple(party if one.id == party.id else one for one in before.parties)
    then, followed = _followed(replace(before, parties=parties), turn)
    told = {
        "step": step,
        "from": str(was.state),
        "to": str(party.state),
        "version": party.version,
        "party": str(party.id),
        "unit": str(party.unit_id),
        "part": str(party.part),
    }
    if followed:
        then = replace(then, version=before.version + 1)
        told |= {"whistle_step": str(followed), "whistle_to": str(then.state), "whistle_version": then.version}
    return _told(before, then, turn, seat, kind, told | (payload or {}))


def _followed(whistle: Aggregate, turn: Turn) -> tuple[Aggregate, Step | None]:
    """What the system does by itself after an act, and which of its steps that is."""
    step = _system(whistle)
    if step is None:
        return whistle, None
    when = {"joint_at" if step is Step.FIRST_ARRIVAL else "concluded_at": turn.now}
    return replace(whistle, state=after(whistle.state, step), **when), step  # type: ignore[arg-type]


def _system(whistle: Aggregate) -> Step | None:
    states = {party.state for party in whistle.parties}
    if whistle.state is State.BLOWN and states == {PartyState.EXCUSED}:
        return Step.ALL_EXCUSED
    if whistle.state is State.BLOWN and not states <= {PartyState.CALLED, PartyState.ACKED, PartyState.EXCUSED}:
        return Step.FIRST_ARRIVAL
    if whistle.state is State.JOINT and all(party.settled for party in whistle.parties):
        return Step.ALL_DONE
    return None


def _told(
    before: Aggregate, then: Aggregate, turn: Turn, seat: Seat | None, kind: str, payload: dict[str, Any], **rest: Any
) -> Change:
    told = {"incident": str(then.incident_id)} | payload
    told = {key: value for key, value in told.items() if value not in (None, "", [])}
    return changed(before, timed(then), turn, seat, kind, told, **rest)


def changed(
    before: Aggregate, then: Aggregate, turn: Turn, seat: Seat | None, kind: str, told: dict[str, Any], **rest: Any
) -> Change:
    """A change by a new revision, with what it does to the incident."""
    then = replace(then, revision=before.revision + 1, changed_at=turn.now)
    called = {one.unit_id for one in then.parties if one.called_at == turn.now} - _called(before)
    more = _open(then) - _open(before)
    effects = (whistling.called(then.incident_id, called, more, turn.now),) if called or more else ()
    return Change(noun=WHISTLE, kind=kind, at=turn.now, seat=seat, told=told, before=before, after=then,
                  effects=effects, **rest)  # fmt: skip


def _called(whistle: Aggregate) -> set[UUID]:
    return {party.unit_id for party in whistle.parties if party.called_at is not None}


def _open(whistle: Aggregate) -> int:
    """How many parties are called, and neither signed off nor excused."""
    return sum(party.called_at is not None and not party.ended for party in whistle.parties)


def timed(whistle: Aggregate) -> Aggregate:
    """With the light of what is due first; none once it has ended."""
    first = None if whistle.state in ENDS else clocks.first_due(whistle.parties, clocks.review(whistle))
    return replace(whistle, warn_at=first.warn_at if first else None, late_at=first.due_at if first else None)


def excused(party: Party, turn: Turn) -> Party:
    """The party as it is once it need not come any more."""
    objection = party.objection
    if objection is not None and objection.ruling is None:
        objection = replace(objection, ruling=Ruling.LAPSED, ruled_at=turn.now)
    return replace(
        party, state=PartyState.EXCUSED, ended_at=turn.now, ended_by_id=turn.viewer.person_id, next_due_at=None,
        silence=0, objection=objection,
    )  # fmt: skip
