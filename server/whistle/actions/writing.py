"""Writing a move: what differs between the whistle before and after, its one event, and what it does to its incident.

The units that are called get sight of the incident, and it counts its parties that are neither signed off nor excused:
while there are any, nothing is fed back. All of it in one transaction.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tortoise.expressions import F

from server.event import log
from server.event.resting import guarded
from server.ids import new_id
from server.incident.models import Incident, IncidentUnit
from server.viewer import Viewer
from server.whistle import numbers
from server.whistle.models import Objection, Result, Whistle, WhistleParty
from server.whistle.move import Move
from server.whistle.snapshot import Party, Snapshot, columns


async def begin(viewer: Viewer, move: Move) -> None:
    """Write a new whistle and tell of it. Raises Stale when what it rests on is no longer as it was read."""
    await guarded((Whistle, move.then.id), lambda: Whistle.create(**columns(move.then)), move.rests_on)
    await _hang(None, move)
    await _tell(viewer, move, first=True)


async def change(viewer: Viewer | None, move: Move) -> None:
    """Write a move and tell of it; `viewer` None is the system. Raises Stale when the whistle, or what the move rests
    on, is no longer as it was read."""
    before = move.before
    assert before is not None  # what is drafted is begun

    async def own() -> int:
        nonlocal move
        if move.wants_number:
            move = move.numbered(await numbers.take(move.then.area[:6], move.turn.now))
        return await Whistle.filter(id=before.id, revision=before.revision).update(**_differs(before, move.then))

    await guarded((Whistle, before.id), own, move.rests_on)
    await _hang(before, move)
    await _tell_incident(before, move)
    await _tell(viewer, move)


def _differs(before: Any, then: Any) -> dict[str, Any]:
    old = columns(before)
    return {name: value for name, value in columns(then).items() if old[name] != value}


async def _hang(before: Snapshot | None, move: Move) -> None:
    known = {party.id: party for party in before.parties} if before else {}
    if gone := known.keys() - {party.id for party in move.then.parties}:  # only of a draft: they were never called
        await WhistleParty.filter(id__in=list(gone), called_at=None).delete()
    for party in move.then.parties:
        old = known.get(party.id)
        if old is None:
            await WhistleParty.create(whistle_id=move.then.id, **columns(party))
        elif changed := _differs(old, party):
            await WhistleParty.filter(id=party.id).update(**changed)
        await _objection(old, party)
    if move.results:
        await Result.bulk_create([Result(**columns(one)) for one in move.results])


async def _objection(old: Party | None, party: Party) -> None:
    if party.objection is None or (old and old.objection == party.objection):
        return
    if old is None or old.objection is None:
        await Objection.create(**columns(party.objection))
        return
    await Objection.filter(id=party.objection.id).update(**_differs(old.objection, party.objection))


async def _tell_incident(before: Snapshot, move: Move) -> None:
    incident, then = move.then.incident_id, move.then
    called = {party.unit_id for party in then.parties if party.called_at == move.turn.now} - _called(before)
    for unit in sorted(called):
        await _give_sight(incident, unit, move)
    if more := _open(then) - _open(before):
        await Incident.filter(id=incident).update(whistling=F("whistling") + more)


def _called(whistle: Snapshot) -> set[UUID]:
    return {party.unit_id for party in whistle.parties if party.called_at is not None}


def _open(whistle: Snapshot) -> int:
    return sum(party.called_at is not None and not party.ended for party in whistle.parties)


async def _give_sight(incident: UUID, unit: UUID, move: Move) -> None:
    """A row that is over from its beginning: the unit sees the incident, and does not assist by a dispatch."""
    if await IncidentUnit.filter(incident_id=incident, unit_id=unit).exists():
        return
    now = move.turn.now
    await IncidentUnit.create(id=new_id(), incident_id=incident, unit_id=unit, since=now, until=now)


async def _tell(viewer: Viewer | None, move: Move, *, first: bool = False) -> None:
    await log.record(
        move.kind,
        subject_id=move.then.id,
        area=move.then.area,
        viewer=viewer,
        seat=move.seat,
        payload=move.payload,
        first=first,
    )
