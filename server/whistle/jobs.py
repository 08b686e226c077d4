"""What the scheduler does for whistles: silence is told to the unit's head, then to the district; incidents whose duty
is disputed rise to the district's desk that settles it; clocks follow changed rules."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tortoise.queryset import QuerySet

from server import clock
from server.database import reader, transaction
from server.errors import Missing
from server.event.resting import Stale
from server.incident import inputs
from server.incident import queries as incidents
from server.incident.aggregate import Aggregate as Incident
from server.incident.decisions import ladder
from server.incident.lifecycle import State as IncidentState
from server.process.commit import commit
from server.process.deadlines import Turn
from server.process.rule_changes import Cause, RuleChanges
from server.process.scheduler import Due
from server.viewer import Viewer
from server.whistle import decisions, following, queries
from server.whistle.lifecycle import BLOWN, PartyState
from server.whistle.models import Objection, Whistle, WhistleParty

MOST = 500  # at once
BATCH = 50


async def silent(now: datetime, most: int = MOST) -> list[tuple[UUID, UUID]]:
    """The (whistle, party) pairs whose silence there is something to say about, the longest waiting first."""
    waiting = WhistleParty.filter(next_due_at__lte=now).order_by("next_due_at").limit(most).using_db(reader())
    return [(row[0], row[1]) for row in await waiting.values_list("whistle_id", "id")]


async def escalate(whistle_id: UUID, party_id: UUID) -> str | None:
    """Say what there is to say now about a party's silence: its head is told, or the district. The kind of the event;
    None when there was nothing (any more) to say. At most once for each, whoever calls and however often."""
    turn = await inputs.turn(Viewer.nobody())

    async def work() -> str | None:
        try:
            before = await queries.load_unseen(whistle_id)
        except Missing:
            return None
        change = decisions.speak(before, before.party(party_id), turn)
        if change is not None:
            await commit(None, change)
        return change.kind if change else None

    try:
        return await transaction(work)
    except Stale:  # somebody acted at this moment: the next sweep looks again
        return None


async def sweep(most: int = MOST) -> int:
    """Say all that there is to say now; how many events that were."""
    told = 0
    for whistle, party in await silent(clock.now(), most):
        told += await escalate(whistle, party) is not None
    return told


class Silences:
    """The job that looks at the clocks of parties."""

    async def sweep(self) -> int:
        return await sweep(BATCH)


def _disputed(now: datetime) -> QuerySet[Objection]:
    """What called units object to and waits for the ruling, of open incidents below the district's level."""
    return Objection.filter(
        ruling=None, party__state=PartyState.CALLED, party__whistle__incident__closed_at=None,
        party__whistle__incident__level__lt=ladder.DISTRICT,
        party__whistle__incident__state__not=IncidentState.SUSPENDED,
    ).order_by("due_at")  # fmt: skip


async def _raise(before: Incident, turn: Turn) -> bool:
    change = ladder.raised(ladder.Look(before, turn, disputed=True))
    if change is not None:
        await commit(None, change)
    return change is not None


async def open_after(whistle_id: UUID | None, most: int) -> list[UUID]:
    """Whistles whose parties are called, in the order of their ids, from the one after this on."""
    later = {"id__gt": whistle_id} if whistle_id else {}
    found = Whistle.filter(state__in=list(BLOWN), **later).order_by("id").limit(most)
    return [UUID(str(one)) for one in await found.values_list("id", flat=True)]


async def follow(whistle_ids: list[UUID], cause: Cause) -> None:
    """Within a transaction: let the clocks of these whistles follow; one event of each that moved says why."""
    turn = await inputs.turn(Viewer.nobody())
    await Whistle.filter(id__in=whistle_ids).order_by("id").select_for_update()  # nobody acts on them meanwhile
    for one in whistle_ids:
        change = following.moved(await queries.load_unseen(one), turn, cause)
        if change is not None:
            await commit(None, change)


SILENCES = Silences()
DISPUTES = Due(
    due=_disputed, key="party__whistle__incident_id", locked=incidents.locked, inputs=inputs.turn, act=_raise
)
RULES = RuleChanges(open_after, follow, prefix="calls_")
JOBS = (RULES, SILENCES, DISPUTES)
