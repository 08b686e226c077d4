"""The whistle rate is a band over streets with both tails marked; what is few is hidden, and nobody is put in order."""

from __future__ import annotations

from datetime import timedelta

import pytest

from server.core import clock
from server.core.errors import Invalid
from server.core.period import Period
from server.grid.incident.models import Incident
from server.grid.whistle import rates
from server.grid.whistle.models import Whistle
from server.grid.whistle.rates import Rates, Tail
from server.ground.area.territory import territory
from tests import town
from tests.grid.incident import crowd
from tests.grid.incident.road import MONDAY
from tests.grid.whistle import road
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("town")
AROUND = Period(start=MONDAY - timedelta(days=1), before=MONDAY + timedelta(days=1))


async def filed(count: int) -> None:
    """`count` incidents filed in the six grids of both streets in turn."""
    await crowd.gather(count)
    await Incident.all().update(filed_at=MONDAY)


async def asked(who: str, area: str = town.DISTRICT) -> Rates:
    return await rates.rates(await town.viewer(who), rates.Asked(area=area, period=AROUND))


async def test_the_rate_is_of_a_hundred_cases_and_one_statement() -> None:
    await filed(30)  # 20 in 口泉, 10 in 新胜
    with clock.at(MONDAY):
        await road.brought_to(road.WALK["ack"])
    await Incident.filter(reporter_id=town.WANG, number__isnull=False, whistling__gt=0).update(filed_at=None)
    viewer = await town.viewer("wu")
    await territory()  # in memory
    with counted() as said:
        told = await rates.rates(viewer, rates.Asked(area=town.DISTRICT, period=AROUND))
    assert len(said) == 1
    assert [(one.area, one.filed, one.blown, one.per_hundred) for one in told.rates] == [
        (town.XINSHENG, 10, 0, 0.0),
        (town.KOUQUAN, 20, 1, 5.0),
    ]
    assert (told.low, told.high, {one.tail for one in told.rates}) == (None, None, {None})  # two streets are no band


async def test_what_is_few_is_hidden() -> None:
    await filed(12)  # 8 and 4
    told = {one.area: one for one in (await asked("wu")).rates}
    assert told[town.XINSHENG].filed is None
    assert told[town.XINSHENG].per_hundred is None
    assert told[town.KOUQUAN].filed == 8
    assert (await asked("wu")).upheld_share is None


async def test_a_street_sees_its_own_rate_and_a_unit_or_a_stranger_none() -> None:
    await filed(30)
    assert [one.area for one in (await asked("zhao")).rates] == [town.KOUQUAN]
    assert [one.area for one in (await asked("wu", town.XINSHENG)).rates] == [town.XINSHENG]
    for who in ("sun", "wang", "feng", "zhang"):
        assert (await asked(who)).rates == []


async def test_what_is_no_area_is_refused() -> None:
    with pytest.raises(Invalid):
        await asked("wu", "nonsense")


async def test_both_tails_are_marked_and_the_many_between_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "STREETS", 2)
    await filed(30)
    with clock.at(MONDAY):
        await road.brought_to(road.WALK["ack"])
    told = {one.area: one.tail for one in (await asked("wu")).rates}
    assert told == {town.XINSHENG: Tail.LOW, town.KOUQUAN: Tail.HIGH}
    figures = [float(number) for number in range(20)]
    low, high = rates._band(figures)
    assert low is not None
    assert high is not None
    assert (sum(one < low for one in figures), sum(one > high for one in figures)) == (2, 2)


async def test_upheld_objections_are_a_share_of_those_ruled_upon() -> None:
    with clock.at(MONDAY):
        for name in ("uphold", "uphold", "uphold", "refuse", "refuse"):
            await road.step(name, await road.brought_to(road.WALK[name]))
    told = await asked("wu")
    assert (told.ruled, told.upheld_share) == (5, 0.6)
    assert await Whistle.all().count() == 5
