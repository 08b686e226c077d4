"""Who may read a notice: the one it was written for, and only while he may see what it is about."""

from __future__ import annotations

from tortoise.expressions import Q, Subquery

from server.incident.models import Incident
from server.incident.policy import DISTRICT, areas_of
from server.incident.policy import visible_to as incidents_visible_to
from server.viewer import Viewer


def visible_to(viewer: Viewer) -> Q:
    """His own notices about incidents that his posts let him see now: with a post its notices go too."""
    if viewer.person_id is None:
        return Q(id__in=[])
    own = Q(person_id=viewer.person_id)
    if any(len(code) == DISTRICT for code in areas_of(viewer)):
        return own
    return own & Q(incident_id__in=Subquery(Incident.filter(incidents_visible_to(viewer)).values("id")))
