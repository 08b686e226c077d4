"""What whistles are in the contract."""

import strawberry

from schema.grid.whistle import enums  # noqa: F401  # words, in any order
from schema.grid.whistle.live import WhistleSubscription
from schema.grid.whistle.queries import WhistleQuery
from schema.grid.whistle.ringing import RingingQuery
from schema.grid.whistle.verbs import WhistleMutation


@strawberry.type
class QUERY(WhistleQuery, RingingQuery):
    """What may be asked about whistles, and of who hears them at night."""


MUTATION, SUBSCRIPTION = WhistleMutation, WhistleSubscription
