"""What a whistle and its parties point to, what hangs on them, and the whole of each as the domain's rules see it."""

from __future__ import annotations

from typing import Any

from schema.core.reading.request_scope import Ground
from server.grid.incident import models as incident_models
from server.grid.whistle import aggregate, models, policy
from server.grid.whistle.aggregate import COLUMNS, OBJECTION_COLUMNS, PARTY_COLUMNS, Aggregate, Party
from server.ground.person.models import Person
from server.query.projection import Hanging, Link, Want

INCIDENT = Link("incident", incident_models.Incident, here="incident_id")
DRAFTED_BY = Link("drafted_by", Person, here="drafted_by_id")
APPROVED_BY = Link("approved_by", Person, here="approved_by_id")
REVIEWED_BY = Link("reviewed_by", Person, here="reviewed_by_id")

WHISTLE = Link("whistle", models.Whistle, here="whistle_id")
ACKED_BY = Link("acked_by", Person, here="acked_by_id")
ARRIVED_BY = Link("arrived_by", Person, here="arrived_by_id")
OBJECTION = Link("objection", models.Objection, here="id", there="party_id")

WHISTLES = Hanging("whistles", models.Whistle, there="incident_id", by=("drafted_at", "id"))
PARTIES = Hanging("parties", models.WhistleParty, there="whistle_id", by=("-part", "id"))
RESULTS = Hanging("results", models.Result, there="party_id", by=("at", "id"))
OBJECTIONS = Hanging("objections", models.Objection, there="party_id", by=("at", "id"))

SIGHT: tuple[Want, ...] = ("area", (PARTIES, ("unit_id", "called_at")))  # what the rules of sight need
HELD: tuple[Want, ...] = ("unit_id", (WHISTLE, ("area", "state")))
WHOLE_PARTY: tuple[Want, ...] = (*PARTY_COLUMNS, (OBJECTIONS, OBJECTION_COLUMNS))
WHOLE: tuple[Want, ...] = (*COLUMNS, (PARTIES, WHOLE_PARTY))


def whole(row: Any) -> Aggregate:
    """The whistle as the rules see it."""
    return aggregate.of(row)


def whole_party(row: Any) -> Party:
    """One party as the rules see it."""
    return aggregate.party_of(row)


def seen(row: Any, at: Ground) -> bool:
    """Whether the viewer may see this whistle, where they come to it by its incident."""
    return policy.may_see(at.viewer, row.area, row.parties)


def street_known(row: Any, at: Ground) -> bool:
    """Whether they may know who acted for the street."""
    return policy.may_know_street(at.viewer, row.area)


def people_known(row: Any, at: Ground) -> bool:
    """Whether they may know who acted for this party."""
    return policy.may_know_people(at.viewer, row.whistle.area, row.unit_id)
