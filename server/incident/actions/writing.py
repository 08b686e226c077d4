"""Writing a move: the incident's row, what hangs on it, its one event, and what search can find. In a transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from tortoise import Model

from server.catalogue.queries import catalogue
from server.event import log
from server.event.resting import Stale, guarded
from server.incident import numbers, search
from server.incident.approval import Approval, ApprovalRow
from server.incident.followers import follow
from server.incident.models import Disposal, Finding, Incident, IncidentClock, IncidentPhoto, IncidentUnit
from server.incident.move import Move, applied
from server.incident.oversight import SpotCheck, Supervision
from server.incident.snapshot import PartyRow, Snapshot, columns, values
from server.viewer import Viewer

M = TypeVar("M", bound=Model)

FINDABLE = frozenset({"number", "incident_class_id"})  # columns whose change changes what search finds


async def begin(viewer: Viewer, after: Snapshot, move: Move) -> None:
    """Write a new incident and tell of it. Nothing is looked up: what is there already fails by its own key."""
    await Incident.bulk_create([Incident(**columns(after))])
    await _add(IncidentClock, after.id, move.started)
    await _add(IncidentPhoto, after.id, move.photos)
    await _find_by(after, first=True)
    await _tell(viewer, after, move, first=True)


async def change(viewer: Viewer | None, before: Snapshot, move: Move) -> None:
    """Write a move of an incident and tell of it; `viewer` None is the system.

    Raises Stale when it, or what the move rests on, is no longer as it was read. What has no new version (a note, a
    raised level, due times that moved) makes it stale all the same by `changed_at`: whoever acts then decides again,
    and is told of no conflict.
    """
    if move.wants_number:
        move = move.numbered(await numbers.following(before.grid_id, move.at).take())
    await guarded((Incident, before.id), lambda: _row(before, move), move.rests_on)
    if move.stopped:
        await IncidentClock.filter(id__in=list(move.stopped), stopped_at=None).update(stopped_at=move.at)
    for clock in move.reset:
        kept = {"limit_amount", "source", "warn_at", "due_at", "pauses", "look_at"}
        await IncidentClock.filter(id=clock.id, stopped_at=None).update(**{n: getattr(clock, n) for n in kept})
    await _hang(before.id, move)
    await _take_part(before, move.parties)
    await _oversee(before, move)
    await _ask(before, move.approvals)
    if target := move.changes.get("merged_into_id"):
        await follow(before, target)
    after = applied(before, move)
    if FINDABLE & move.changes.keys():
        await _find_by(after)
    await _tell(viewer, after, move)


async def _row(before: Snapshot, move: Move) -> bool:
    """Write the incident's own columns; False when it is no longer as the move takes it to be."""
    unchanged = Incident.filter(id=before.id)
    if "version" in move.changes:
        same = {"version": before.version, "changed_at": before.changed_at, "whistling": before.whistling}
        unchanged = unchanged.filter(**same)  # a whistle counts its parties without a new version
    elif move.upon is not None:
        unchanged = unchanged.filter(version=move.upon)
    return not move.changes or bool(await unchanged.update(**move.changes))


async def _hang(incident_id: UUID, move: Move) -> None:
    await _add(IncidentClock, incident_id, move.started)
    await _add(Finding, incident_id, move.findings)
    await _add(Disposal, incident_id, move.disposals)
    known = set[str]()
    if move.photos and "version" not in move.changes:  # a note may race with another that names the same photo
        named = IncidentPhoto.filter(incident_id=incident_id, sha256__in=[photo.sha256 for photo in move.photos])
        known = {str(sha) for sha in await named.values_list("sha256", flat=True)}
    await _add(IncidentPhoto, incident_id, (photo for photo in move.photos if photo.sha256 not in known))


async def _add(model: type[M], incident_id: UUID, rows: Iterable[Any]) -> None:
    made = [model(incident_id=incident_id, **values(row)) for row in rows]
    if made:
        await model.bulk_create(made)


async def _take_part(before: Snapshot, parties: tuple[PartyRow, ...]) -> None:
    known = {party.id for party in before.parties}
    for party in parties:
        if party.id in known:
            await IncidentUnit.filter(id=party.id).update(since=party.since, until=party.until)
        else:
            await IncidentUnit.create(incident_id=before.id, **values(party))


async def _oversee(before: Snapshot, move: Move) -> None:
    """New supervisions and spot checks; of an old one the answer or the verdict, if nobody was first: else Stale."""
    known = {one.id for one in before.supervisions} | {one.id for one in before.spot_checks}
    for row in move.supervisions:
        if row.id in known:
            still = Supervision.filter(id=row.id, answered_at=None)
            _first(
                await still.update(answer=row.answer, answered_by_id=row.answered_by_id, answered_at=row.answered_at)
            )
        else:
            await Supervision.create(incident_id=before.id, **values(row))
    for check in move.spot_checks:
        if check.id in known:
            pending = SpotCheck.filter(id=check.id, verdict=None)
            _first(await pending.update(verdict=check.verdict, text=check.text, by_id=check.by_id, at=check.at))
        else:
            await SpotCheck.create(incident_id=before.id, **values(check))


def _first(changed: int) -> None:
    if not changed:
        raise Stale


async def _ask(before: Snapshot, approvals: tuple[ApprovalRow, ...]) -> None:
    known = {one.id for one in before.approvals}
    for one in approvals:
        if one.id in known:
            decided = {name: getattr(one, name) for name in ("state", "decided_by_id", "decided_at", "answer")}
            await Approval.filter(id=one.id).update(**decided)
        else:
            await Approval.create(incident_id=before.id, **values(one))


async def _find_by(incident: Snapshot, *, first: bool = False) -> None:
    klass = (await catalogue()).classes[incident.incident_class_id]
    await search.keep([(incident.id, search.text_of(incident, klass))], first=first)


async def _tell(viewer: Viewer | None, incident: Snapshot, move: Move, *, first: bool = False) -> None:
    await log.record(
        move.kind,
        subject_id=incident.id,
        area=incident.grid_id,
        viewer=viewer,
        seat=move.seat,
        payload=move.payload,
        first=first,
    )
