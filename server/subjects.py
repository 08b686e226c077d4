"""Every noun of which people are told, that is streamed and copied: named once, for notices, sync and live streams."""

from __future__ import annotations

from server.incident.telling.subject import INCIDENT
from server.subject.port import Subject
from server.whistle.telling.subject import WHISTLE

SUBJECTS: tuple[Subject, ...] = (INCIDENT, WHISTLE)


def of(kind: str) -> Subject | None:
    """The noun of this kind; None for one that is no more."""
    return next((one for one in SUBJECTS if one.kind == kind), None)
