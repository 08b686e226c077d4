"""Supervisions, and what chance has drawn to be looked at again."""

from __future__ import annotations

import strawberry

from schema.grid.incident.oversight import SpotCheckConnection, Supervision, SupervisionConnection
from schema.process.lookups import one_of, page_of
from server.grid.incident import lookups, supervisions


@strawberry.type
class OversightQuery:
    """What may be asked about supervisions and spot checks."""

    supervision = one_of(Supervision, supervisions.one)
    supervisions = page_of(
        "督办，后问的在前。Supervisions, the last asked first.",
        SupervisionConnection,
        supervisions.page,
        filter=supervisions.Wanted,
        name="SupervisionFilter",
    )

    spot_checks = page_of(
        "抽中的自处理案件，后抽中的在前。Spot checks, the last drawn first.",
        SpotCheckConnection,
        lookups.spot_checks,
        filter=lookups.Drawn,
        name="SpotCheckFilter",
    )
