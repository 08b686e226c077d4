"""The incident as the kernel knows it: its table, what hangs on it, what guards a write, and what follows from one.

A change without a new version (a note, a raised level, due times that moved) conflicts with nobody; by `changed_at` it
makes others stale all the same, who then decide again. A whistle counts its parties without a version too.

Not in the digest of its rows: `whistling`, and the part of a unit that a whistle calls, which a whistle's event tells
(`whistling`); and when the sweeper looks at a clock again, which says nothing to anybody and is told nowhere.
"""

from __future__ import annotations

from server.grid.incident import search
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.approval import Approval
from server.grid.incident.followers import follow
from server.grid.incident.models import Disposal, Finding, Incident, IncidentClock, IncidentPhoto, IncidentUnit
from server.grid.incident.oversight import SpotCheck, Supervision
from server.ground.catalogue.queries import catalogue
from server.process import approval
from server.process.change import Change
from server.process.noun import Noun, append, decided, once, replaced, running

OF = "incident_id"
# oversight, and requests about its time: none changes its class, its place, its state or whose turn it is
HARMLESS = frozenset(
    {
        "incident.supervised",
        "incident.supervision_answered",
        "incident.spot_checked",
        "incident.escalated",
        "incident.granted",  # only more time: what else is granted is told as the step that it brings about
        "incident.declined",
        "incident.request_withdrawn",
    }
)
FINDABLE = ("number", "incident_class_id")  # columns whose change changes what search finds


async def _follows(change: Change[Aggregate]) -> None:
    before, after = change.before, change.after
    if before and after.merged_into_id and before.merged_into_id is None:
        await follow(before, after.merged_into_id)
    if before is None or any(getattr(before, name) != getattr(after, name) for name in FINDABLE):
        klass = (await catalogue()).classes[after.incident_class_id]
        await search.keep([(after.id, search.text_of(after, klass))], first=before is None)


INCIDENT: Noun[Aggregate] = Noun(
    "incident",
    Incident,
    guards=("version", "changed_at", "whistling"),
    area=lambda incident: incident.grid_id,
    parts=(
        running("clocks", IncidentClock, OF, stopped_at=None),
        append("findings", Finding, OF),
        append("disposals", Disposal, OF),
        once("photos", IncidentPhoto, OF, key="sha256"),
        replaced("parties", IncidentUnit, OF),
        approval.requests("approvals", Approval, OF),
        decided("supervisions", Supervision, OF, answered_at=None),
        decided("spot_checks", SpotCheck, OF, verdict=None),
    ),
    derived=frozenset({"rules"}),
    undigested=frozenset({"incident.whistling", "incident_clock.look_at"}),
    follows=(_follows,),
    harmless=HARMLESS,
)
