"""What the scheduler does for whistles: silence is told to the unit's head, then to the district; incidents whose duty
is disputed rise to the district's desk that settles it; clocks follow changed rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from tortoise.queryset import QuerySet

from server.core.viewer import Viewer
from server.grid.incident import inputs
from server.grid.incident import queries as incidents
from server.grid.incident.aggregate import Aggregate as Incident
from server.grid.incident.decisions import escalation
from server.grid.incident.lifecycle import State as IncidentState
from server.grid.whistle import decisions, queries, recalculation
from server.grid.whistle.aggregate import Aggregate
from server.grid.whistle.lifecycle import BLOWN, PartyState
from server.grid.whistle.models import Objection, Whistle, WhistleParty
from server.process.commit import commit
from server.process.deadlines import Turn
from server.process.rule_changes import Cause, RuleChanges
from server.process.scheduler import Due


async def _locked(ids: Iterable[UUID]) -> list[Aggregate]:
    """These whistles as they are and stay until the end of the transaction: nobody acts on them meanwhile."""
    ordered = sorted(ids)
    await Whistle.filter(id__in=ordered).order_by("id").select_for_update()
    return [await queries.load_unseen(one) for one in ordered]


def _silent(now: datetime) -> QuerySet[WhistleParty]:
    """The parties whose silence there is something to say about, the longest waiting first."""
    return WhistleParty.filter(next_due_at__lte=now).order_by("next_due_at")


async def speak(before: Aggregate, turn: Turn) -> int:
    """Within a transaction: say of each party's silence what there is to say now, at most once for each, whoever calls
    and however often; how many events that were."""
    told = 0
    for party in before.parties:
        if change := decisions.speak(before, party, turn):
            await commit(None, change)
            before, told = change.after, told + 1
    return told


def _disputed(now: datetime) -> QuerySet[Objection]:
    """What called units object to and waits for the ruling, of open incidents below the district's level."""
    return Objection.filter(
        ruling=None, party__state=PartyState.CALLED, party__whistle__incident__closed_at=None,
        party__whistle__incident__level__lt=escalation.DISTRICT,
        party__whistle__incident__state__not=IncidentState.SUSPENDED,
    ).order_by("due_at")  # fmt: skip


async def _raise(before: Incident, turn: Turn) -> bool:
    change = escalation.raised(escalation.Look(before, turn, disputed=True))
    if change is not None:
        await commit(None, change)
    return change is not None


async def _open_after(whistle_id: UUID | None, most: int) -> list[UUID]:
    """Whistles whose parties are called, in the order of their ids, from the one after this on."""
    later = {"id__gt": whistle_id} if whistle_id else {}
    found = Whistle.filter(state__in=list(BLOWN), **later).order_by("id").limit(most)
    return [UUID(str(one)) for one in await found.values_list("id", flat=True)]


async def _follow(ids: list[UUID], cause: Cause) -> None:
    """Let the clocks of these whistles follow; one event of each that moved says why."""
    turn = await inputs.turn(Viewer.nobody())
    for before in await _locked(ids):
        if change := recalculation.moved(before, turn, cause):
            await commit(None, change)


SILENCES = Due(due=_silent, key="whistle_id", locked=_locked, inputs=inputs.turn, act=speak)
DISPUTES = Due(
    due=_disputed, key="party__whistle__incident_id", locked=incidents.locked, inputs=inputs.turn, act=_raise
)
RULES = RuleChanges(_open_after, _follow, prefix="calls_")
JOBS = (RULES, SILENCES, DISPUTES)
