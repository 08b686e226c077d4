"""Live changes of whistles."""

from __future__ import annotations

import strawberry

from schema.core.fields import one
from schema.core.live import Change, changes
from schema.grid.whistle.whistle import Whistle
from server.grid.whistle import models
from server.grid.whistle.live_recipients import CHANGES
from server.query.projection import Link

BLOWN = Link("whistle", models.Whistle, here="subject_id")


@strawberry.type(description="哨的一次变化。A change of a whistle.")
class WhistleChange(Change):
    whistle: Whistle = one("哨现在的样子。The whistle as it is now.", BLOWN)


@strawberry.type
class WhistleSubscription:
    """What may be listened to about whistles."""

    whistle_changed = changes(
        "哨的变化，只推给看得见的人。Changes of whistles, to those who may see them.", WhistleChange, CHANGES
    )
