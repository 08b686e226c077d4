"""Which pictures a case keeps: until a year after its end, three where somebody may have to show that it was done.

A case that was merged keeps its own as long as the one that it is part of: their matter is one, and so is its class.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from server.data.database import reader
from server.grid.incident.models import Incident, IncidentPhoto
from server.ground.catalogue.models import Evidence
from server.process.evidence import still

FARTHEST = 20  # merges one after another; what hangs on more is kept
ASKED = "id", "closed_at", "merged_into_id", "condition__evidence", "incident_class__evidence"


async def keeping(names: Collection[str], now: datetime) -> set[str]:
    """Those of these pictures that a case keeps still, whoever named them."""
    named = IncidentPhoto.filter(sha256__in=list(names)).using_db(reader()).values_list("sha256", "incident_id")
    held: dict[UUID, set[str]] = defaultdict(set)
    for sha256, incident in await named:
        held[UUID(str(incident))].add(str(sha256))
    kept: set[str] = set()
    for _ in range(FARTHEST):
        if not held:
            return kept
        held = await _further(held, kept, now)
    return kept.union(*held.values())


async def _further(held: Mapping[UUID, set[str]], kept: set[str], now: datetime) -> dict[UUID, set[str]]:
    """What hangs on the cases that these were merged into; what these keep goes into `kept`."""
    further: dict[UUID, set[str]] = defaultdict(set)
    for key, ended, merged_into, condition, class_ in (
        await Incident.filter(id__in=list(held)).using_db(reader()).values_list(*ASKED)
    ):
        if still(ended, now, evidence=(condition or class_) == Evidence.ON_CLOSE):
            kept |= held[UUID(str(key))]
        elif merged_into:
            further[UUID(str(merged_into))] |= held[UUID(str(key))]
    return further
