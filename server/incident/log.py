"""What happened to the incidents that a viewer may see, over all of them, the last first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q

from server.area.queries import below
from server.database import reader
from server.errors import Invalid
from server.event.models import Event
from server.incident.models import Incident
from server.incident.policy import about, may_know
from server.viewer import Viewer

MOST_KINDS = 100  # of one question: the contract says so, and the edge refuses more
LONGEST_KIND = 48  # characters
LAST = 2**63 - 1  # the highest number that an event may have


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which events; everything is optional, and what is given holds together. `area` is a code, `since` inclusive."""

    subject: UUID | None = None
    area: str | None = None
    kinds: tuple[str, ...] | None = None
    since: datetime | None = None


@dataclass(frozen=True)
class Happened:
    """An event, and whether the viewer may know who did it."""

    event: Event
    known: bool


async def page(viewer: Viewer, wanted: Wanted, first: int, after: str | None) -> tuple[list[Happened], bool]:
    """Up to `first` events before the one numbered `after`, and whether there are more: two statements at most.

    Raises Invalid for a cursor that is no number, and for an area that is no code.
    """
    chosen = Event.filter(*conditions(wanted, after), about(viewer, "event", "subject_id"))
    events = await chosen.order_by("-number").limit(first + 1).using_db(reader())
    shown = events[:first]
    incidents = await _incidents({event.subject_id for event in shown})
    told = [Happened(event, may_know(viewer, incidents[event.subject_id], event.by_id)) for event in shown]
    return told, len(events) > first


def conditions(wanted: Wanted, after: str | None) -> list[Q]:
    """What is wanted, as conditions. Raises Invalid for a cursor that is no number, and for an area that is no code."""
    found = []
    if after is not None:
        found.append(Q(number__lt=_number(after)))
    if wanted.subject is not None:
        found.append(Q(subject_id=wanted.subject))
    if wanted.area is not None:
        found.append(below(wanted.area, "area"))
    if wanted.kinds is not None:
        found.append(Q(kind__in=[kind for kind in wanted.kinds if len(kind) <= LONGEST_KIND]))
    if wanted.since is not None:
        found.append(Q(at__gte=wanted.since))
    return found


def _number(cursor: str) -> int:
    if not (cursor.isascii() and cursor.isdigit() and int(cursor[:19]) <= LAST):
        raise Invalid("this cursor is none of this list's", field="after")
    return min(int(cursor[:19]), LAST)


async def _incidents(ids: set[UUID]) -> dict[UUID, Incident]:
    if not ids:
        return {}
    return {one.id: one for one in await Incident.filter(id__in=list(ids)).using_db(reader())}
