"""What incidents are in the contract."""

import strawberry

from schema.incident import enums  # noqa: F401  # words, in any order
from schema.incident.approving import ApprovalQuery
from schema.incident.live import IncidentSubscription
from schema.incident.overseeing import OversightQuery
from schema.incident.queries import IncidentQuery
from schema.incident.verbs import IncidentMutation


@strawberry.type
class QUERY(IncidentQuery, ApprovalQuery, OversightQuery):
    """What may be asked about incidents and what hangs on them."""


MUTATION, SUBSCRIPTION = IncidentMutation, IncidentSubscription
PUBLIC: frozenset[str] = frozenset()
