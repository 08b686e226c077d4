"""立案, 结案 and 结束 are each one number, whoever counts: lists, timelines, rates, tallies, the log, SQL by hand."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from server.core import clock
from server.core.clock import SHANGHAI
from server.core.period import Period
from server.grid.incident import counts, milestones
from server.grid.incident.counts import CountBy
from server.grid.incident.filters import Filter
from server.grid.incident.lifecycle import ENDS, State
from server.grid.incident.milestones import Moment
from server.grid.incident.models import Incident
from server.grid.whistle import rates
from server.insight.tallies import actions, queries
from server.insight.tallies.queries import Asked, TallyBy
from server.journal.models import Event
from server.journal.relay import seal_all
from server.query.counting import NONE, Per
from tests import town
from tests.grid.incident import road
from tests.grid.incident.road import MONDAY, STRIDES

pytestmark = pytest.mark.usefixtures("town")

Days = dict[str, int]
WALKS = ("self_resolve", "not_found", "reject", "file", "dispatch", "pass_", "confirm", "reopen", "grant_void", "merge")


async def lived() -> None:
    """Incidents that ended in every way, and two that were opened again: one of them settled on the spot, which has its
    number from that."""
    for day, name in enumerate(WALKS):
        with clock.at(MONDAY + timedelta(hours=15 * day)):
            incident = await road.brought_to(STRIDES[name])
            await road.walk(STRIDES[name], incident)
    with clock.at(MONDAY):
        spot = await road.brought_to(STRIDES["self_resolve"])
        await road.walk(STRIDES["self_resolve"], spot)
    with clock.at(MONDAY + timedelta(days=2)):
        await road.walk(STRIDES["reopen"], spot)
    await seal_all()
    await actions.FOLLOWING.to_the_end()


async def by_timeline(of: Moment) -> Days:
    told = await counts.timeline(await town.viewer("wu"), None, of, Per.DAY)
    return {one.key: one.count for one in told if one.key != NONE}


async def by_tallies(name: str) -> Days:
    told = await queries.tallies(await town.viewer("wu"), Asked(by=TallyBy.DAY))
    return {one.key: one.counts[name] for one in told if one.counts[name]}


async def by_log(kinds: set[str]) -> Days:
    """Each time that one of them came about, as the log alone tells it."""
    found: Counter[str] = Counter()
    for event in await Event.filter(kind__startswith="incident."):
        reached = milestones.end(event.payload)
        if (reached in kinds) if kinds else milestones.files(event.payload):
            found[event.at.astimezone(SHANGHAI).date().isoformat()] += 1
    return dict(found)


async def by_rows(column: str, *states: State) -> Days:
    """The incidents as they stand, counted by hand."""
    rows = await Incident.filter(**{f"{column}__isnull": False})
    days = (getattr(one, column).astimezone(SHANGHAI).date() for one in rows if not states or one.state in states)
    return dict(Counter(day.isoformat() for day in days))


async def test_what_was_filed_is_one_number_wherever_it_is_counted() -> None:
    await lived()
    told = await by_rows("filed_at")
    assert await by_tallies("filed") == await by_timeline(Moment.FILED) == await by_log(set()) == told
    assert sum(told.values()) == await Incident.filter(number__isnull=False).count() > 1
    week = Period(start=MONDAY - timedelta(days=1), before=MONDAY + timedelta(days=14))
    (rate,) = (await rates.rates(await town.viewer("wu"), rates.Asked(area=town.KOUQUAN, period=week))).rates
    assert rate.filed == sum(told.values())


async def test_what_is_closed_is_a_part_of_what_has_ended_and_each_is_one_number() -> None:
    await lived()
    wu = await town.viewer("wu")
    states = {one.key: one.count for one in await counts.counts(wu, Filter(open=False), CountBy.STATE)}
    assert len(states) > 3  # they ended in several ways
    for moment, ends in ((Moment.CLOSED, (State.CLOSED,)), (Moment.ENDED, tuple(ENDS))):
        told = await by_rows("closed_at", *ends)
        assert await by_timeline(moment) == told
        assert sum(told.values()) == sum(states.get(state, 0) for state in ends)


async def test_the_tallies_count_each_closing_and_the_list_what_is_closed() -> None:
    """They differ by those that were opened again, and by nothing else."""
    await lived()
    times = await by_tallies("closed")
    assert times == await by_log({State.CLOSED})
    again = [one for one in await Event.filter(kind="incident.reopened") if one.payload["from"] == State.CLOSED]
    assert len(again) == 2
    assert sum(times.values()) - len(again) == sum((await by_timeline(Moment.CLOSED)).values())
    for name, state in (("rejected", "REJECTED"), ("merged", "MERGED"), ("voided", "VOIDED")):
        assert await by_tallies(name) == await by_log({state}) == await by_rows("closed_at", State(state))
