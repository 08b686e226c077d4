"""What whistles are in the contract."""

import strawberry

from schema.whistle import enums  # noqa: F401  # words, in any order
from schema.whistle.live import WhistleSubscription
from schema.whistle.queries import WhistleQuery
from schema.whistle.ringing import RingingQuery
from schema.whistle.verbs import WhistleMutation


@strawberry.type
class QUERY(WhistleQuery, RingingQuery):
    """What may be asked about whistles, and of who hears them at night."""


MUTATION, SUBSCRIPTION = WhistleMutation, WhistleSubscription
PUBLIC: frozenset[str] = frozenset()
