"""Reading the log back: what happened to some subjects, and pages of what happened at all."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from server.data.database import reader
from server.journal.models import Event


async def logs(subjects: Iterable[UUID]) -> dict[UUID, list[Event]]:
    """Everything that happened to each of `subjects`, the last first, in one statement."""
    found: dict[UUID, list[Event]] = {subject: [] for subject in subjects}
    for event in await Event.filter(subject_id__in=list(found)).order_by("-number").using_db(reader()):
        found[event.subject_id].append(event)
    return found


async def event(event_id: UUID) -> Event | None:
    return await Event.get_or_none(id=event_id, using_db=reader())
