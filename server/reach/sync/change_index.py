"""Keeps the seal of each copied subject's last event, in step with the log: what changed is a range of an index.

Decision: a narrow table of its own and not a column of the noun's, whose many indexes a new value would touch again
with every event; and a follower and not the writers, because only the seals have one order in which nothing appears
late. A phone's cursor says how far it had come, so that an event which is not sealed yet comes with the next pull.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from server import slices
from server.journal import projection
from server.journal.models import Event
from server.journal.projection import Following
from server.reach.sync.models import SubjectMark

NAME = "sync"


async def note(events: Sequence[Event]) -> None:
    """Within the transaction of our place in the log, behind which `events` follow without a gap."""
    begun = await projection.place(NAME)
    seals = {event.id: seal for seal, event in enumerate(events, begun + 1)}
    last: dict[tuple[str, UUID], int] = {}
    for noun in slices.subjects():
        own = [event for event in events if noun.has(event)]
        if own and noun.marked:
            for event_id, subject in (await noun.marked(own)).items():
                last[subject] = max(seals[event_id], last.get(subject, 0))
    if last:
        marks = [SubjectMark(subject_kind=kind, subject_id=id, seal=seal) for (kind, id), seal in last.items()]
        await SubjectMark.bulk_create(marks, on_conflict=["subject_id"], update_fields=["seal"])


async def noted() -> int:
    """The seal up to which the marks are whole."""
    return await projection.place(NAME)


FOLLOWING = Following(NAME, note)
