"""Which hot issues a list or a name means, through their door of sight; and what near an incident repeats it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from tortoise.expressions import Q, Subquery

from server.core.viewer import Viewer
from server.data.database import asked, reader
from server.grid.hotissue.lifecycle import OPEN, State
from server.grid.hotissue.models import HotIssue, HotIssueMember
from server.grid.hotissue.policy import visible_to
from server.grid.incident import nearby, policy
from server.grid.incident.lifecycle import State as IncidentState
from server.grid.incident.models import Incident
from server.grid.incident.where import MOST_CODES
from server.ground.area.coordinates import distance_m
from server.process.fields import given
from server.process.listing import STATES, Filter
from server.query.door import Door
from server.query.statement_cache import padded

REACH_M, DAYS, LEAST = 100, 90, 3  # within so many metres and days, so many of the same class are one issue
LOOKED_AT = 200  # in the box, before distances are taken
UNCOUNTED = (IncidentState.REJECTED, IncidentState.VOIDED, IncidentState.MERGED)  # what was none, or is told by another
ISSUES = Door(HotIssue, visible_to)


class Wanted(Filter, words="要哪些热点问题；各条同时满足。Which hot issues; all that is said must hold."):
    states: tuple[State, ...] | None = given(STATES, most=len(State), where="state__in")
    area: str | None = given("在此区域之内，代码。Within this area, by code.", names="area", where="grid_id")
    class_codes: tuple[str, ...] | None = given(
        "属于这些小类。Of one of these classes.", most=MOST_CODES, where="class_code__in"
    )
    incident: UUID | None = given("含有这件案件的。That this incident belongs to.")

    def conditions(self, viewer: Viewer) -> list[Q]:
        found = super().conditions(viewer)
        if self.incident is not None:
            seen = Incident.filter(policy.visible_to(viewer), id=self.incident).values("id")
            members = HotIssueMember.filter(incident_id__in=Subquery(seen)).values("issue_id")
            found.append(Q(id__in=Subquery(members)))
        return found


@dataclass(frozen=True)
class Repeats:
    """How many more of the same there are about an incident, and which are nearest."""

    count: int
    incident_ids: list[UUID]


async def repeats(viewer: Viewer, incident: Any) -> Repeats:
    """The others of the same class about it that they may see, the nearest first; at most ten by name.

    Wants `id`, `incident_class_id`, `lat`, `lon` and `received_at` of the incident.
    """
    chosen = alike(incident).filter(policy.visible_to(viewer)).exclude(id=incident.id)
    near = close(await chosen.limit(LOOKED_AT).using_db(reader()).only("id", "lat", "lon"), incident.lat, incident.lon)
    return Repeats(len(near), [other.id for other in near[: nearby.MOST]])


def alike(incident: Any) -> Any:
    """Incidents of its class in the box around it, received in the days before it and up to as long after."""
    span_ = timedelta(days=DAYS)
    return Incident.filter(
        nearby.here(incident.incident_class_id, incident.lat, incident.lon, REACH_M),
        received_at__gte=incident.received_at - span_,
        received_at__lte=incident.received_at + span_,
        state__not_in=list(UNCOUNTED),
    )


async def promising(incidents: Sequence[Any]) -> set[UUID]:
    """Those of them with an open hot issue or enough of the same in a box about them, whatever lies in the circle.

    Decision: of most incidents it tells by one statement for all that nothing is to be looked at. Its box and its days
    are the widest that any of them needs.
    """
    if not incidents:
        return set()
    boxes = [nearby.reach(one.lat, REACH_M) for one in incidents]
    up, right = max(up for up, _ in boxes), max(right for _, right in boxes)
    times, span_ = [one.received_at for one in incidents], timedelta(days=DAYS)
    ids, box = padded(str(one.id) for one in incidents), (up, up, right, right)
    said = (*box, *OPEN, *box, min(times) - span_, max(times) + span_, *UNCOUNTED, LEAST)
    return {UUID(str(one[0])) for one in await asked(_PROMISING.format(ids=_places(ids)), [*ids, *said])}


def _places(values: Collection[Any]) -> str:
    return ", ".join("?" * len(values))


_BOX = "lat BETWEEN n.lat - ? AND n.lat + ? AND lon BETWEEN n.lon - ? AND n.lon + ?"
_PROMISING = (
    "SELECT n.id FROM incident n WHERE n.id IN ({ids}) AND (EXISTS (SELECT 1 FROM hot_issue "
    f"WHERE class_code = n.incident_class_id AND {_BOX} AND state IN ({_places(OPEN)})) "
    "OR (SELECT count(*) FROM incident WHERE incident_class_id = n.incident_class_id "
    f"AND {_BOX} AND received_at BETWEEN ? AND ? AND state NOT IN ({_places(UNCOUNTED)})) >= ?)"
)


def close(found: list[Any], lat: int, lon: int) -> list[Any]:
    """Those of the box that lie in the circle, the nearest first."""
    far = sorted((distance_m(lat, lon, one.lat, one.lon), str(one.id), one) for one in found)
    return [one for metres, _, one in far if metres <= REACH_M]
