"""What stood at a midnight is what the log tells, however late its sums are made and whatever happened since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.core.errors import Refusal
from server.data.database import inside
from server.grid.incident import stock
from server.grid.incident.lifecycle import OPEN
from server.grid.incident.models import Incident
from server.grid.incident.stock import Midnights, Stock, StockDay
from tests import town
from tests.grid.incident import road
from tests.grid.incident.road import MONDAY, STRIDES
from tests.people import Actor

pytestmark = pytest.mark.usefixtures("town")

FIRST = date(2026, 11, 24)
DAYS = [FIRST + timedelta(days=one) for one in range(6)]
ASKS = """query Q($by: [IncidentDimension!]!, $asOf: DateTime, $filter: IncidentFilter) {
  incidentFigures(by: $by, measures: [CASES], asOf: $asOf, filter: $filter) {
    asOf rows { keys values { count } } total { values { count } } } }"""


async def lived(seed: int, strides: tuple[str, ...] = tuple(STRIDES)) -> list[Counter[Any]]:
    """Six days on which every step is taken, and how all stood when each had passed; the midnights are kept in time."""
    chance, right, job = Random(seed), list[Counter[Any]](), Midnights()
    later: list[tuple[datetime, str, UUID]] = []
    begins = sorted((MONDAY + timedelta(hours=chance.randint(0, 90)), name) for name in strides)
    for day in DAYS:
        until = stock.midnight(day)
        for at, name in [one for one in begins if until - timedelta(days=1) <= one[0] < until]:
            with clock.at(at):
                later.append(
                    (at + timedelta(hours=chance.choice((2, 20, 40))), name, await road.brought_to(STRIDES[name]))
                )
        for at, name, incident in [one for one in later if one[0] < until]:
            later.remove((at, name, incident))
            with clock.at(at), suppress(Refusal):  # some are too late by then
                await road.walk(STRIDES[name], incident)
        with clock.at(until):
            right.append(await as_it_stands())
        with clock.at(until + timedelta(seconds=8)):
            await job.sweep()
    return right


async def as_it_stands() -> Counter[Any]:
    """What the board says at this moment."""
    told: Counter[Any] = Counter()
    document = """{ incidents(filter: {open: true}, first: 100) { nodes {
      street: grid { code } unit: leadUnit { id } state light } } }"""
    for row in (await Actor("wu").send(document)).only["nodes"]:
        told[row["street"]["code"][:9], (row["unit"] or {"id": ""})["id"], row["state"], row["light"]] += 1
    return told


async def kept() -> list[Counter[Any]]:
    found = {day: Counter[Any]() for day in DAYS}
    for one in await Stock.all():
        found[one.day][one.street_id, one.unit_id, str(one.state), str(one.light)] = one.count
    return list(found.values())


async def test_each_midnight_is_what_the_board_said_then_and_what_the_log_tells() -> None:
    right = await lived(1)
    assert sum(right[-1].values()) > 10
    assert {state for one in right for _, _, state, _ in one} > {"SUSPENDED", "IN_PROGRESS", "FILED"}
    assert await kept() == right
    assert await stock.compare() == []
    for day in DAYS:  # once more, a week later: much has changed since
        with clock.at(stock.midnight(DAYS[-1]) + timedelta(days=7)):
            await stock.keep(day)
    assert await kept() == right
    await Stock.filter(day=DAYS[2]).update(count=77)
    assert "kept 77" in (await stock.compare())[0]
    await stock.rebuild()
    assert await kept() == right
    assert await stock.compare() == []


async def test_a_server_that_slept_makes_the_midnights_that_it_missed() -> None:
    job = Midnights()
    with clock.at(stock.midnight(FIRST) + timedelta(hours=3)):
        assert await job.sweep() == 1
        assert await job.sweep() == 0
    with clock.at(stock.midnight(FIRST) + timedelta(days=3, hours=1)):
        assert [await job.sweep() for _ in range(4)] == [1, 1, 1, 0]
    assert [one.day for one in await StockDay.all().order_by("day")] == DAYS[:4]


async def test_a_past_midnight_is_asked_for_and_other_moments_are_refused_with_the_midnights_around() -> None:
    await lived(2, ("accept", "dispatch", "sign", "feed_back", "pass_"))
    wu, midnight = Actor("wu"), f"{DAYS[1]}T00:00:00+08:00"
    whole = (await wu.send(ASKS, by=["STREET", "LIGHT"], asOf=midnight)).only
    assert whole["total"]["values"][0]["count"] == sum(row["values"][0]["count"] for row in whole["rows"]) > 0
    assert whole["total"]["values"][0]["count"] == sum((await kept())[1].values())
    assert (await Actor("zhao").send(ASKS, by=["STATE"], asOf=midnight)).only == (
        await wu.send(ASKS, by=["STATE"], asOf=midnight, filter={"area": town.KOUQUAN})
    ).only
    refused = await wu.send(ASKS, by=["STREET"], asOf=f"{DAYS[1]}T09:00:00+08:00")
    assert refused.codes == ["AS_OF_NOT_MIDNIGHT"]
    hint = (refused.errors[0].extensions or {})["hint"]
    assert all(f"{day}T00:00+08:00" in hint for day in DAYS[1:3])
    assert (await wu.send(ASKS, by=["STREET"], asOf="2020-01-01T00:00:00+08:00")).codes == ["AS_OF_NOT_KEPT"]
    for wrong in (
        {"by": ["CLASS"]},
        {"by": [], "filter": {"minSeverity": 2}},
        {"by": [], "filter": {"area": town.FIRST}},
    ):
        assert (await wu.send(ASKS, asOf=midnight, **wrong)).codes == ["AS_OF_COUNTS"]
    assert await Incident.filter(state__in=list(OPEN)).exists()


@pytest.mark.parametrize("who", ["zhang", "wang", "sun"])
async def test_who_sees_no_whole_street_is_refused_instead_of_told_of_nothing(who: str) -> None:
    await stock.keep(FIRST)
    assert (await Actor(who).send(ASKS, by=["STATE"], asOf=f"{FIRST}T00:00:00+08:00")).codes == ["AS_OF_STREETS"]


async def test_a_street_asks_for_no_other_one() -> None:
    await stock.keep(FIRST)
    for area, codes in ((town.KOUQUAN, []), (town.KOUQUAN[:6], []), (town.XINSHENG, ["AS_OF_STREETS"])):
        told = await Actor("zhao").send(ASKS, by=["STATE"], asOf=f"{FIRST}T00:00:00+08:00", filter={"area": area})
        assert told.codes == codes, area


async def test_whoever_compares_or_makes_them_anew_lets_everybody_write(monkeypatch: pytest.MonkeyPatch) -> None:
    """The log is replayed a few incidents at a time; only what came of it is written at once."""
    await lived(3, ("accept",))
    asked, replayed = list[bool](), stock._whole

    async def heard(days: Sequence[date]) -> Any:
        asked.append(inside())
        return await replayed(days)

    monkeypatch.setattr(stock, "_whole", heard)
    assert await stock.compare() == []
    await Stock.all().update(count=77)
    assert await stock.compare() != []
    await stock.rebuild()
    assert await stock.compare() == []
    assert asked == [False] * 4
