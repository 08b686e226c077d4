"""The list of what chance has drawn to be looked at again."""

from __future__ import annotations

import strawberry

from schema.core.lookups import page_of
from schema.incident.oversight import SpotCheckConnection
from server.incident import choices


@strawberry.type
class OversightQuery:
    """What may be asked about spot checks."""

    spot_checks = page_of(
        "抽中的自处理案件，后抽中的在前。Spot checks, the last drawn first.",
        SpotCheckConnection,
        choices.spot_checks,
        filter=choices.Drawn,
        name="SpotCheckFilter",
    )
