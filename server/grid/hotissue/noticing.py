"""Notices that the same happens again and again: follows the log and proposes a hot issue, or adds to one.

Decision: an incident belongs to one hot issue at most, so that handling an event again changes nothing, and what was
once declined or solved is proposed again only by three incidents that are new. Nothing of this slows a report down.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from server.core import clock
from server.core.ids import new_id
from server.data.database import reader
from server.data.resting import Stale
from server.grid.hotissue.actions import HOTISSUE
from server.grid.hotissue.lifecycle import INITIAL, OPEN
from server.grid.hotissue.models import HotIssue, HotIssueMember, Joined
from server.grid.hotissue.queries import DAYS, LEAST, LOOKED_AT, REACH_M, UNCOUNTED, alike, close, promising
from server.grid.incident import nearby
from server.grid.incident.change import KINDS, REPORTED
from server.grid.incident.lifecycle import Step
from server.grid.incident.models import Incident
from server.journal.models import Event
from server.journal.projection import Following
from server.process.change import Change, altered
from server.process.commit import commit
from server.query.lookup import Lookup
from server.query.rows import Row

NAMING = frozenset({REPORTED, KINDS[Step.ACCEPT]})  # events after which an incident may be one more of the same


async def notice(events: Sequence[Event]) -> None:
    """Look at the incidents that these events name, within the follower's transaction."""
    fresh = clock.now() - timedelta(days=DAYS)
    named = {event.subject_id for event in events if event.kind in NAMING and event.at >= fresh}
    if not named:
        return
    taken = await _taken(named)
    found = await _NAMED.all(Incident.filter(id__in=list(named), state__not_in=list(UNCOUNTED)))
    new = [one for one in found if one.id not in taken]
    likely, begun = await promising(new), set[str]()  # `begun`: classes of which this batch proposed an issue
    for incident in new:
        code = incident.incident_class_id
        if incident.id not in taken and (incident.id in likely or code in begun):
            joined = await _consider(incident)
            taken |= joined
            begun |= {code} if joined else set()


FOLLOWING = Following("hotissue", notice, batch=50)
_NAMED = Lookup(Incident, ("id", "incident_class_id", "lat", "lon", "grid_id", "received_at"), by=("received_at", "id"))
_ISSUES = Lookup(HotIssue, ("id", "lat", "lon"))
_ALIKE = Lookup(Incident, ("id", "lat", "lon", "received_at"), by=("-received_at",))


async def _consider(incident: Row) -> set[UUID]:
    """Add it to the open hot issue about it, or propose one when enough others belong to none; which belong to one
    now."""
    about = nearby.here(incident.incident_class_id, incident.lat, incident.lon, reach_m=REACH_M, field="class_code")
    issues = await _ISSUES.all(HotIssue.filter(about, state__in=list(OPEN)))
    for one in close(issues, incident.lat, incident.lon):
        issue = await HotIssue.get_or_none(id=one.id, using_db=reader())
        if issue and await _join(issue, incident):
            return {incident.id}
    found = close(await _ALIKE.all(alike(incident), LOOKED_AT), incident.lat, incident.lon)
    if len(found) < LEAST:
        return set()
    taken = await _taken({one.id for one in found})
    free = [one for one in found if one.id not in taken]
    if len(free) < LEAST:
        return set()
    await _propose(incident, free)
    return {one.id for one in free}


async def _taken(incidents: set[UUID]) -> set[UUID]:
    """Those of them that belong to a hot issue."""
    chosen = HotIssueMember.filter(incident_id__in=list(incidents)).using_db(reader())
    return {UUID(str(one)) for one in await chosen.values_list("incident_id", flat=True)}


async def _join(issue: HotIssue, incident: Row) -> bool:
    """One incident more, unless somebody just declined or solved the issue. The version stays: what a person decides
    about the issue is not changed by it."""
    now, count = clock.now(), issue.count + 1
    after = altered(issue, count=count, last_at=incident.received_at, joined=(Joined(incident.id, now),))
    told = {"incident": str(incident.id), "count": count}
    try:
        await commit(None, Change(noun=HOTISSUE, kind="hotissue.joined", at=now, seat=None, told=told, before=issue,
                                  after=after, guards=("state", "count")))  # fmt: skip
    except Stale:
        return False
    return True


async def _propose(incident: Row, members: list[Row]) -> None:
    now = clock.now()
    ordered = sorted(members, key=lambda one: (one.received_at, one.id))
    issue = HotIssue(
        id=new_id(),
        state=INITIAL,
        class_code=incident.incident_class_id,
        lat=sum(one.lat for one in members) // len(members),
        lon=sum(one.lon for one in members) // len(members),
        grid_id=incident.grid_id,
        count=len(members),
        proposed_at=now,
        last_at=ordered[-1].received_at,
    )
    told = {"class": issue.class_code, "count": issue.count, "incidents": [str(one.id) for one in ordered]}
    after = altered(issue, joined=tuple(Joined(one.id, now) for one in ordered))
    await commit(None, Change(noun=HOTISSUE, kind="hotissue.proposed", at=now, seat=None, told=told, before=None,
                              after=after))  # fmt: skip
