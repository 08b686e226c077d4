"""Who listens to whistles hears of those that they may see, and of nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from server.core import clock
from server.data.database import Database
from tests.edge.live.ears import Sky
from tests.grid.incident.road import MONDAY
from tests.grid.whistle import road
from tests.grid.whistle.road import WALK

CHANGED = """subscription Changed($area: AreaCode, $id: ID) {
  whistleChanged(area: $area, id: $id) { eventId kind at cursor whistle {
    id state draftedBy { name } allowedSteps { step why } parties { state unit { name } } } } }"""


@pytest.fixture
async def air(town: Database) -> AsyncIterator[Sky]:
    """What people hear the news by."""
    made = Sky(town)
    async with made.running():
        try:
            yield made
        finally:
            for ear in made.ears:
                await ear.leave()


async def test_a_unit_hears_of_a_whistle_from_the_moment_it_is_called_and_a_stranger_never(air: Sky) -> None:
    with clock.at(MONDAY):
        ears = {who: await air.listen(who, document=CHANGED) for who in ("li", "zhao", "wu", "zhang", "qian", "sun")}
        deaf = [await air.listen(who, document=CHANGED) for who in ("feng", "wang")]
        whistle = await road.brought_to(WALK["ack"])
        await road.step("ack", whistle)
        await air.tell()
    whole = ["whistle.drafted", "whistle.submitted", "whistle.approved", "whistle.acked"]
    for who in ("li", "zhao", "wu", "zhang"):
        assert ears[who].kinds == whole, who
    for who in ("qian", "sun"):
        assert set(ears[who].kinds) <= set(whole)
        assert "whistle.acked" in ears[who].kinds
        assert ears[who].heard[-1].only["whistle"]["draftedBy"] is None
    assert [ear.heard for ear in deaf] == [[], []]
