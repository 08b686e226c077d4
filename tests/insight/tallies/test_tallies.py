"""Tallies are the sums of the log, whatever happened and however it was followed; of places, never of persons."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from contextvars import copy_context
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from server.core import clock
from server.core.clock import SHANGHAI
from server.core.ids import new_id
from server.core.period import Period
from server.grid.incident import actions as verbs
from server.grid.incident import commands, sampling
from server.grid.incident.models import Incident
from server.grid.incident.oversight import SpotVerdict
from server.insight.tallies import actions, queries
from server.insight.tallies.measures import MEASURES
from server.insight.tallies.models import Tally
from server.insight.tallies.queries import Asked, TallyBy
from server.journal import projection
from server.journal.models import Event, Follower
from server.journal.relay import seal_all
from tests import town
from tests.grid.incident import road
from tests.grid.incident.road import MONDAY, STRIDES
from tests.people import Actor

pytestmark = pytest.mark.usefixtures("town")

WALKS = ("self_resolve", "accept", "not_found", "reject", "dispatch", "pass_", "fail", "confirm", "reopen")


async def happened(seed: int, count: int = 8) -> None:
    """A history by chance over some days, sealed."""
    chance = Random(seed)
    for _ in range(count):
        stride = STRIDES[chance.choice(WALKS)]
        begun = MONDAY + timedelta(hours=chance.randint(0, 200))
        with clock.at(begun):
            incident = await road.brought_to(stride)
        with clock.at(begun + timedelta(days=chance.choice((0, 3)))):
            await road.walk(stride, incident)
    await seal_all()


async def followed(seed: int) -> None:
    """The log followed in batches by chance, some of them cut off."""
    chance = Random(seed)

    async def cut_off(events: Sequence[Event]) -> None:
        await actions.add(events)
        raise OSError("killed")

    while True:
        one = replace(actions.FOLLOWING, batch=chance.randint(1, 9))
        if chance.random() < 0.3:
            with suppress(OSError):
                await replace(one, handle=cut_off).once()
        elif not await one.once():
            return


async def kept() -> list[dict[str, Any]]:
    columns = ("day", "community_id", "class_code", "channel", *MEASURES)
    return sorted(await Tally.all().values(*columns), key=str)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_a_random_history_followed_in_random_pieces_is_what_the_log_sums_up_to(seed: int) -> None:
    await happened(seed)
    await followed(seed)
    assert await actions.compare() == []
    events = await Event.all()
    sums = Counter[str]()
    for row in await kept():
        sums.update({name: row[name] for name in MEASURES})
    kinds = Counter(event.kind for event in events)
    assert sums["reported"] == kinds["incident.reported"] == await Incident.all().count()
    assert sums["closed"] == sum(event.payload.get("to") == "CLOSED" for event in events)
    assert sums["reopened"] == kinds["incident.reopened"]
    assert sums["filed"] == kinds["incident.filed"]
    followed_so = await kept()
    await actions.rebuild()
    assert await kept() == followed_so
    assert await actions.FOLLOWING.once() == 0


async def test_what_somebody_changed_by_hand_is_found_and_mended() -> None:
    await happened(4, 3)
    await actions.FOLLOWING.to_the_end()
    await Tally.filter(reported__gt=0).update(reported=77)
    (first, *_) = await actions.compare()
    assert "kept" in first
    assert "reported=77" in first
    await actions.rebuild()
    assert await actions.compare() == []


async def test_who_writes_while_they_are_made_anew_does_not_wait_and_is_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As another process would, which begins no write of its own while ours stands open: reports come in the middle."""
    await happened(5, 3)
    await actions.FOLLOWING.to_the_end()
    read, reported, outside = projection.sealed, list[Any](), copy_context()

    async def meanwhile(behind: int, most: int) -> list[Event]:
        if not reported:
            reported.append(await asyncio.wait_for(asyncio.create_task(road.reported(), context=outside), 3))
            await seal_all()
        return await read(behind, most)

    monkeypatch.setattr(projection, "sealed", meanwhile)
    await actions.rebuild()
    assert reported
    assert await actions.compare() == []
    assert sum(row.reported for row in await Tally.all()) == await Incident.all().count()


async def test_days_are_shanghais_and_classes_those_of_the_moment() -> None:
    with clock.at(MONDAY.replace(hour=16, minute=30)):  # half past midnight of the next day
        incident = await road.reported()
        command = commands.Accept(op_id=new_id(), incident_id=incident, seen=1, class_code=town.RUBBISH)
        await verbs.accept(await town.viewer("zhang"), command)
        filing = await road.command(STRIDES["file"], incident, condition_id=town.DAY_OLD_RUBBISH)
        await STRIDES["file"].act(await town.viewer("li"), filing)
    await seal_all()
    await actions.FOLLOWING.to_the_end()
    rows = {row.class_code: row for row in await Tally.all()}
    assert {row.day for row in rows.values()} == {(MONDAY + timedelta(days=1)).astimezone(SHANGHAI).date()}
    assert (rows[town.COVER].reported, rows[town.COVER].filed) == (1, 0)
    assert (rows[town.RUBBISH].reported, rows[town.RUBBISH].filed) == (0, 1)


async def test_late_ends_and_invalid_self_resolves_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "drawn", lambda seed, incident_id: True)
    with clock.at(MONDAY):
        late, spot = await road.brought_to(STRIDES["pass_"]), await road.brought_to(STRIDES["self_resolve"])
        await road.walk(STRIDES["self_resolve"], spot)
        command = commands.SpotCheck(
            op_id=new_id(), incident_id=spot, seen=2, verdict=SpotVerdict.INVALID, text="仍占道"
        )
        await verbs.spot_check(await town.viewer("he"), command)
    with clock.at(MONDAY + timedelta(days=20)):
        await road.walk(STRIDES["pass_"], late)
    await seal_all()
    await actions.FOLLOWING.to_the_end()
    (told,) = await queries.tallies(await town.viewer("wu"), Asked(by=TallyBy.STREET))
    assert (told.counts["closed"], told.counts["closed_late"], told.counts["self_resolved"]) == (2, 1, 1)
    assert told.counts["self_invalid"] == 1


async def test_a_board_adds_up_days_weeks_and_months_and_the_stranger_sees_none_of_it() -> None:
    await happened(5, 6)
    await actions.FOLLOWING.to_the_end()
    li, whole = await town.viewer("li"), {}
    for by in TallyBy:
        found = await queries.tallies(li, Asked(by=by))
        whole[by] = sum(one.counts["reported"] for one in found)
        assert [one.key for one in found] == sorted(one.key for one in found)
    assert set(whole.values()) == {6}
    assert {one.key for one in await queries.tallies(li, Asked(by=TallyBy.WEEK))} <= {
        (date(2026, 11, 23) + timedelta(days=7 * week)).isoformat() for week in range(8)
    }
    before = Asked(by=TallyBy.DAY, period=Period(before=datetime(2026, 11, 1, tzinfo=SHANGHAI)))
    assert sum(one.counts["reported"] for one in await queries.tallies(li, before)) == 0
    for who in ("wang", "feng", "sun", "admin", "xu"):
        assert await queries.tallies(await town.viewer(who), Asked(by=TallyBy.STREET)) == []


async def test_sums_are_asked_for_by_graphql() -> None:
    await happened(6, 3)
    await actions.FOLLOWING.to_the_end()
    text = "query T($area: AreaCode) { tallies(by: COMMUNITY, area: $area) { key label reported closed closedLate } }"
    (row,) = (await Actor("wu").send(text)).only
    assert (row["key"], row["label"], row["reported"]) == (town.STREET_SIDE, "口泉街社区", 3)
    assert (await Actor("wu").send(text, area=town.XINSHENG)).only == []
    assert (await Actor("wu").send(text, area="x")).codes == ["CODE_UNKNOWN"]
    assert (await Actor("wu").send(text, area=town.FIRST)).codes == ["AREA_TOO_SMALL"]  # a grid: they end above
    assert (await Actor("feng").send(text)).only == []


async def test_a_follower_whose_place_is_kept_begins_where_it_was() -> None:
    await happened(7, 2)
    await actions.FOLLOWING.to_the_end()
    end = (await Follower.get(name=actions.NAME)).seal
    assert end == await Event.all().count() == await projection.place(actions.NAME)
    assert await actions.FOLLOWING.once() == 0
