"""What incidents are in the contract."""

import strawberry

from schema.grid.incident import enums  # noqa: F401  # words, in any order
from schema.grid.incident.approving import ApprovalQuery
from schema.grid.incident.live import IncidentSubscription
from schema.grid.incident.overseeing import OversightQuery
from schema.grid.incident.queries import IncidentQuery
from schema.grid.incident.verbs import IncidentMutation


@strawberry.type
class QUERY(IncidentQuery, ApprovalQuery, OversightQuery):
    """What may be asked about incidents and what hangs on them."""


MUTATION, SUBSCRIPTION = IncidentMutation, IncidentSubscription
