"""Reading one incident in full, how many there are, and what the viewer may do. Lists are chosen in `lookups`.

Everything goes through the one door of sight. What comes back is `Incident` with class, condition, matter, areas,
persons and unit fetched, its clocks, findings, disposals, photos (`arrived`: whether the pixels are here), units' parts
(`until` None: it assists now), requests, supervisions and spot checks.
"""

from __future__ import annotations

from uuid import UUID

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from server.core.viewer import Viewer
from server.data.database import reader
from server.grid.incident import aggregate, numbers, paging, ways
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.filters import Filter
from server.grid.incident.models import Incident
from server.grid.incident.offers import FilingOption, allowed_steps, candidates, filing_options, stages
from server.grid.incident.policy import visible_to
from server.ground.media import queries as media
from server.ground.person.queries import persons
from server.query.keyset import CAP

TO_ONE = ("incident_class__major", "condition", "matter", "grid", "community", "street", "reporter", "assignee",
          "lead_unit__area")  # fmt: skip
TO_MANY = ("clocks", "findings", "disposals", "photos", "parties", "approvals", "supervisions", "spot_checks")

__all__ = [
    "FilingOption", "allowed_steps", "candidates", "filing_options", "full", "locked", "one", "seen", "stages",
    "total", "visible",
]  # fmt: skip


async def one(viewer: Viewer, key: UUID | str | None) -> Incident | None:
    """The incident with this id or number, in full, or None: not there, or not for them to know of."""
    if key is None or (isinstance(key, str) and not numbers.is_number(key)):
        return None
    named = Q(id=key) if isinstance(key, UUID) else Q(number=key)
    found = await full(Incident.filter(visible_to(viewer), named).limit(1))
    return found[0] if found else None


async def seen(viewer: Viewer, incident_id: UUID) -> Aggregate | None:
    """The incident as the decisions see it, or None: not there, or not for them to know of."""
    chosen = Incident.filter(visible_to(viewer), id=incident_id).using_db(reader())
    found = await chosen.select_related("incident_class", "condition").prefetch_related(*TO_MANY)
    return aggregate.of(found[0]) if found else None


async def locked(ids: set[UUID]) -> list[Aggregate]:
    """These incidents as they are and stay until the end of the transaction: nobody moves them meanwhile."""
    if not ids:
        return []
    await Incident.filter(id__in=list(ids)).order_by("id").select_for_update()
    chosen = Incident.filter(id__in=list(ids)).order_by("id").select_related("incident_class", "condition")
    return [aggregate.of(one) for one in await chosen.prefetch_related(*TO_MANY)]


async def full(chosen: QuerySet[Incident]) -> list[Incident]:
    """The chosen incidents with all that hangs on them: one statement, and one for each kind of row."""
    found = await chosen.using_db(reader()).select_related(*TO_ONE).prefetch_related(*TO_MANY)
    await _photos_arrived(found)
    await _finders_named(found)
    for incident in found:
        if incident.condition is not None:
            incident.condition.incident_class = incident.incident_class
    return found


async def _photos_arrived(found: list[Incident]) -> None:
    named = {photo.sha256 for incident in found for photo in incident.photos}
    if not named:
        return
    arrived = await media.arrived(named)
    for incident in found:
        for photo in incident.photos:
            photo.arrived = (photo.sha256, photo.by_id) in arrived


async def _finders_named(found: list[Incident]) -> None:
    finders = {finding.by_id for incident in found for finding in incident.findings}
    people = await persons(finders) if finders else {}
    for incident in found:
        for finding in incident.findings:
            finding.by = people.get(finding.by_id)


async def total(viewer: Viewer, wanted: Filter | None = None) -> int:
    """How many there are of what is wanted, counted up to `CAP`."""
    return await paging.counted(Incident.filter(*(await ways.asked(viewer, wanted)).together), CAP)


async def visible(viewer: Viewer, incident_id: UUID) -> bool:
    """Whether they may know of this incident: what a live stream asks before it tells."""
    return await Incident.filter(visible_to(viewer), id=incident_id).using_db(reader()).exists()
