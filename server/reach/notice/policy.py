"""Who may read a notice: the one it was written for, and only while they may see what it is about."""

from __future__ import annotations

from tortoise.expressions import Q

from server import slices
from server.core.viewer import Viewer
from server.process.subject.port import Sight


def visible_to(viewer: Viewer) -> Q:
    """Their own notices about what their posts let them see now: with a post its notices go too."""
    if viewer.person_id is None:
        return Q(id__in=[])
    return Q(person_id=viewer.person_id) & in_sight(viewer, "notice")


def in_sight(viewer: Viewer, table: str) -> Q:
    """The condition that a row of `table` is about a subject in sight, each noun by its own door."""
    doors: dict[Sight, list[str]] = {}
    for noun in slices.subjects():
        doors.setdefault(noun.sight, []).append(noun.kind)
    seen = [Q(subject_kind__in=kinds) & door(viewer, table) for door, kinds in doors.items()]
    return Q(*seen, join_type=Q.OR)
