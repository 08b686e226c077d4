"""The pictures that a command names, as rows of its incident."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from server.core.ids import new_id
from server.grid.incident.aggregate import PhotoRow
from server.grid.incident.commands import MOST_PHOTOS, Photo
from server.process.evidence import fresh
from server.process.validation import Check


def pictures(
    check: Check, given: Iterable[Photo], known: Iterable[PhotoRow], by: UUID, now: datetime
) -> tuple[PhotoRow, ...]:
    """Those that are new to the incident, each once."""
    new = fresh(check, given, known, most=MOST_PHOTOS)
    return tuple(PhotoRow(id=new_id(), sha256=photo.sha256, kind=photo.kind, by_id=by, at=now) for photo in new)
