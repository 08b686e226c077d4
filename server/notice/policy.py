"""Who may read a notice: the one it was written for, and only while he may see what it is about."""

from __future__ import annotations

from tortoise.expressions import Q

from server.incident.policy import about
from server.viewer import Viewer


def visible_to(viewer: Viewer) -> Q:
    """His own notices about incidents that his posts let him see now: with a post its notices go too."""
    if viewer.person_id is None:
        return Q(id__in=[])
    return Q(person_id=viewer.person_id) & about(viewer, "notice")
