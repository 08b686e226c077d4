"""Live changes of incidents."""

from __future__ import annotations

import strawberry

from schema.core.fields import one
from schema.core.live import Change, changes
from schema.grid.incident.incident import Incident
from schema.journal.event import SUBJECT
from server.grid.incident.live_recipients import CHANGES


@strawberry.type(description="案件的一次变化。A change of an incident.")
class IncidentChange(Change):
    incident: Incident = one("案件现在的样子。The incident as it is now.", SUBJECT)


@strawberry.type
class IncidentSubscription:
    """What may be listened to."""

    incident_changed = changes(
        "案件的变化，只推给看得见的人。Changes of incidents, to those who may see them.", IncidentChange, CHANGES
    )
