"""Standing sums are what the rows say after whatever happened, and counts are the same whichever way they are made."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import pytest

from server.core import clock
from server.core.errors import Invalid
from server.data.database import transaction
from server.grid.incident import counts, standing
from server.grid.incident.counts import CountBy, Counted
from server.grid.incident.filters import Filter, Mine
from server.grid.incident.lifecycle import State
from server.grid.incident.models import Incident
from server.grid.incident.standing import Standing
from tests import town
from tests.grid.incident import road
from tests.grid.incident.road import MONDAY, STRIDES

pytestmark = pytest.mark.usefixtures("town")

STREET = town.STREET_SIDE[:9]
PLACES = (town.DISTRICT, STREET, town.STREET_SIDE, town.XINSHENG, town.FIRST)
LATER = [MONDAY + timedelta(hours=hours) for hours in (1, 9, 31, 100, 400)]
FILTERS = [
    Filter(),
    *(
        Filter(area=area)
        for area in (town.DISTRICT, town.DISTRICT + "001", town.STREET_SIDE, town.XINSHENG, town.FIRST)
    ),
    Filter(open=True),
    Filter(open=False),
    Filter(area=town.STREET_SIDE, open=True),
    Filter(states=(State.CLOSED, State.REPORTED, State.SUSPENDED)),
    Filter(states=(State.CLOSED, State.REPORTED), open=True),
    Filter(states=()),
    Filter(min_severity=2),
]


async def happened(seed: int, count: int = 12) -> None:
    """Incidents by chance in two communities, each some steps on its way."""
    chance = Random(seed)
    for _ in range(count):
        stride = STRIDES[chance.choice(sorted(STRIDES))]
        with clock.at(MONDAY + timedelta(hours=chance.randint(0, 60))):
            incident = await road.brought_to(stride)
            if chance.random() < 0.5:
                await road.walk(stride, incident)


async def by_rows(who: str, wanted: Filter, by: CountBy, monkeypatch: pytest.MonkeyPatch) -> list[Counted]:
    with monkeypatch.context() as patched:
        patched.setattr(counts, "_is_summed", lambda *_: False)
        return await counts.counts(await town.viewer(who), wanted, by)


@pytest.mark.parametrize("seed", [1, 2])
async def test_sums_and_rows_tell_everybody_the_same_at_any_time(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    await happened(seed)
    assert await standing.compare() == []
    for who, wanted, by, now in asked(seed):
        with clock.at(now):
            summed = await counts.counts(await town.viewer(who), wanted, by)
            assert summed == await by_rows(who, wanted, by, monkeypatch), (who, wanted, by, now)


def asked(seed: int) -> list[tuple[str, Filter, CountBy, datetime]]:
    """Who asks what and when: each light at every time, all else once."""
    chance = Random(seed)
    return [
        (who, wanted, by, now)
        for who in ("wu", "li", "zhang", "wang", "sun")
        for wanted in FILTERS
        for by in CountBy
        for now in (LATER if by is CountBy.LIGHT and who in ("wu", "li") else [chance.choice(LATER)])
    ]


async def test_a_place_that_somebody_sees_all_of_is_answered_by_its_sums() -> None:
    wu = await town.viewer("wu")
    for wanted, by, area, summed in (
        (Filter(), CountBy.STATE, town.DISTRICT, True),
        (Filter(area=STREET), CountBy.LIGHT, STREET, True),
        (Filter(area=town.DISTRICT), CountBy.STATE, STREET, True),
        (Filter(area=town.XINSHENG), CountBy.STATE, STREET, False),
        (Filter(area=town.STREET_SIDE), CountBy.STATE, STREET, False),
        (Filter(area=town.STREET_SIDE), CountBy.CLASS, town.STREET_SIDE, False),
        (Filter(text="井盖"), CountBy.STATE, town.DISTRICT, False),
        (Filter(mine=Mine.TODO), CountBy.STATE, STREET, False),
    ):
        assert counts._is_summed(wanted, by, area) is summed, (wanted, by, area)
    with pytest.raises(Invalid):
        await counts.counts(wu, Filter(area=f"{town.DISTRICT}x"), CountBy.STATE)


async def test_what_is_undone_was_never_counted() -> None:
    before = await Standing.all().order_by("id").values()

    async def work() -> None:
        await happened(3, 1)
        raise OSError("killed")

    with pytest.raises(OSError, match="killed"):
        await transaction(work)
    assert await Standing.all().order_by("id").values() == before
    assert await Incident.all().count() == 0


async def test_a_sum_that_somebody_changed_by_hand_is_found_and_mended() -> None:
    await happened(4, 3)
    await Standing.filter(facet="CLASS").update(count=77)
    (first, *_) = await standing.compare()
    assert first.startswith("CLASS ")
    assert first.endswith("kept 77")
    await standing.rebuild()
    assert await standing.compare() == []
