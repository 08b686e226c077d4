"""What an incident points to and what hangs on it, and the whole of it as the domain's rules want to see it."""

from __future__ import annotations

from typing import Any

from schema.core.reading.request_scope import Ground
from server.grid.incident import models, oversight, policy
from server.grid.incident.aggregate import COLUMNS, KINDS, Aggregate, gathered, names_of
from server.grid.incident.approval import Approval
from server.grid.incident.stepper import Names
from server.grid.incident.whom import Whom
from server.ground.person.models import Person
from server.process.deadlines import Turn
from server.query.projection import Hanging, Link, Want

REPORTER = Link("reporter", Person, here="reporter_id")
ASSIGNEE = Link("assignee", Person, here="assignee_id")

CLOCKS = Hanging("clocks", models.IncidentClock, there="incident_id", by=("started_at", "kind"))
PHOTOS = Hanging("photos", models.IncidentPhoto, there="incident_id", by=("at", "id"))
COVER = Hanging("cover_photos", models.IncidentPhoto, there="incident_id", by=("at", "id"), most=1)
FINDINGS = Hanging("findings", models.Finding, there="incident_id", by=("at", "id"))
DISPOSALS = Hanging("disposals", models.Disposal, there="incident_id", by=("at", "id"))
PARTIES = Hanging("parties", models.IncidentUnit, there="incident_id", by=("since", "id"))
APPROVALS = Hanging("approvals", Approval, there="incident_id", by=("asked_at", "id"))
SUPERVISIONS = Hanging("supervisions", oversight.Supervision, there="incident_id", by=("at", "id"))
SPOT_CHECKS = Hanging("spot_checks", oversight.SpotCheck, there="incident_id", by=("id",))
SPOT_CHECK = Link("spot_check", oversight.SpotCheck, here="id", there="incident_id")
PENDING = Link("pending", Approval, here="pending_id")
MERGED = Hanging("merged", models.Incident, there="merged_into_id", by=("id",))

DUPLICATE = Link("duplicate", models.Incident, here="duplicate_of_id")
MERGED_INTO = Link("merged_target", models.Incident, here="merged_into_id")
# what the rules of sight look at
REACHED: tuple[Want, ...] = (
    "grid_id",
    "community_id",
    "street_id",
    "reporter_id",
    "assignee_id",
    "lead_unit_id",
    (PARTIES, ("unit_id",)),
)

_OVERSIGHT = (SUPERVISIONS, SPOT_CHECKS)
_HANGING = {one.name: one for one in (CLOCKS, PHOTOS, FINDINGS, DISPOSALS, PARTIES, APPROVALS, *_OVERSIGHT)}

# all that the rules of steps and of the stepper look at
WHOLE: tuple[Want, ...] = (*COLUMNS, *((_HANGING[name], names_of(kind)) for name, kind in KINDS.items()))


def whole(row: Any, at: Ground) -> Aggregate:
    """The row as the rules see it; made once for all fields that ask."""
    known: dict[str, Any] = vars(row)
    if "whole" not in known:
        klass, condition = at.catalogue.classes[row.incident_class_id], at.catalogue.by_id.get(row.condition_id)
        known["whole"] = gathered(row, klass, condition)
    found: Aggregate = known["whole"]
    return found


def duplicate_seen(row: Any, at: Ground) -> bool:
    """Whether the viewer may know of the incident that this one may repeat."""
    return _seen(row.duplicate, at)


def merged_seen(row: Any, at: Ground) -> bool:
    """Whether the viewer may know of the incident that this one was merged into."""
    return _seen(row.merged_target, at)


def _seen(found: Any, at: Ground) -> bool:
    return found is not None and policy.sees(at.viewer, found, frozenset(party.unit_id for party in found.parties))


def turn(at: Ground) -> Turn:
    """The viewer's turn at an incident, now."""
    known = at.catalogue
    whom = Whom(known, at.present) if at.present else None
    return Turn(at.viewer, at.now, at.calendar, known.stage_limit, known.whistle_limit, whom)


def names(row: Any, at: Ground) -> Names:
    """What its places and its unit are called."""
    grid, community, street = (at.territory.areas[code].name for code in (row.grid_id, row.community_id, row.street_id))
    unit = at.catalogue.unit(row.lead_unit_id) if row.lead_unit_id else None
    return Names(grid, community, street, unit.name if unit else None)
