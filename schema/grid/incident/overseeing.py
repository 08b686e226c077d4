"""The list of what chance has drawn to be looked at again."""

from __future__ import annotations

import strawberry

from schema.grid.incident.oversight import SpotCheckConnection
from schema.process.lookups import page_of
from server.grid.incident import lookups


@strawberry.type
class OversightQuery:
    """What may be asked about spot checks."""

    spot_checks = page_of(
        "抽中的自处理案件，后抽中的在前。Spot checks, the last drawn first.",
        SpotCheckConnection,
        lookups.spot_checks,
        filter=lookups.Drawn,
        name="SpotCheckFilter",
    )
