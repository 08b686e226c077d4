"""What happened to the incidents that a viewer may see, over all of them, the last first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q

from server.area.queries import below
from server.errors import Invalid

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


def conditions(wanted: Wanted) -> list[Q]:
    """What is wanted, as conditions. Raises Invalid for an area that is no code."""
    found = []
    if wanted.subject is not None:
        found.append(Q(subject_id=wanted.subject))
    if wanted.area is not None:
        found.append(below(wanted.area, "area"))
    if wanted.kinds is not None:
        found.append(Q(kind__in=[kind for kind in wanted.kinds if len(kind) <= LONGEST_KIND]))
    if wanted.since is not None:
        found.append(Q(at__gte=wanted.since))
    return found


def number(cursor: str) -> int:
    """The event's number that a cursor says. Raises Invalid for a cursor that is none."""
    if not (cursor.isascii() and cursor.isdigit() and int(cursor[:19]) <= LAST):
        raise Invalid("this cursor is none of this list's", field="after")
    return min(int(cursor[:19]), LAST)
