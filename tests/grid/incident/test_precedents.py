"""以前这样办的: which closed cases a desk is shown, in which order, and that none are shown which it may not see."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.data.database import Database, reader
from server.grid.incident import precedents
from server.grid.incident.lifecycle import State
from server.grid.incident.models import Incident
from tests import town as place
from tests.grid.incident import crowd
from tests.grid.incident.road import MONDAY
from tests.grid.incident.test_plans import READS_ALL, without_reading_whole_tables
from tests.people import Actor
from tests.statements import heard

pytestmark = pytest.mark.usefixtures("town")

HERE = place.inside(place.FIRST)
NOW = MONDAY + timedelta(days=40)
METRE = 90  # of the stored 1e-7 degree of latitude, near enough
ASK = """query Q($class: String!, $lat: Float!, $lon: Float!) {
  precedents(classCode: $class, lat: $lat, lon: $lon) { id leadUnit { name } returnCount rating photos { sha256 } } }"""


async def closed(count: int) -> list[UUID]:
    """So many of one class at one place, closed by a unit in the hour of their report."""
    found = await crowd.gather(count)
    await Incident.filter(id__in=found).update(
        state=State.CLOSED,
        incident_class_id=place.RUBBISH,
        lat=HERE[0],
        lon=HERE[1],
        grid_id=place.FIRST,
        closed_at=MONDAY,
        reporter_id=place.WANG,
    )
    return found


async def moved(one: UUID, **columns: Any) -> None:
    await Incident.filter(id=one).update(**columns)


async def shown(who: str, class_code: str = place.RUBBISH) -> list[UUID]:
    with clock.at(NOW):
        found = await (await precedents.like(await place.viewer(who), class_code, *HERE)).plain()
    return [one.id for one in found]


async def test_the_same_class_nearby_and_lately_comes_first_and_three_are_shown() -> None:
    first, second, third, far, other = await closed(5)
    await moved(second, closed_at=MONDAY - timedelta(days=40))
    await moved(third, lat=HERE[0] + 200 * METRE)
    await moved(far, lat=HERE[0] + 400 * METRE)
    await moved(other, incident_class_id=place.SHED)  # of the same major
    assert await shown("wu") == [first, second, third]
    await moved(first, incident_class_id=place.DISPUTE)
    await moved(second, closed_at=MONDAY - timedelta(days=330))
    await moved(third, lat=HERE[0] + 1100 * METRE)
    assert await shown("wu") == [far, other]  # a year and a kilometre are the bounds, another major is another matter


async def test_what_was_not_closed_as_done_tells_nothing() -> None:
    one, two, three = await closed(3)
    await moved(one, state=State.REJECTED)
    await moved(two, state=State.IN_PROGRESS, closed_at=None)
    assert await shown("wu") == [three]
    assert await shown("wu", "99-99") == []


async def test_a_desk_sees_only_what_is_its_own() -> None:
    """li's street and sun's unit see theirs; feng works in another street."""
    one, two = await closed(2)
    await moved(one, lead_unit_id=place.TEAM)
    await moved(two, lead_unit_id=place.HOUSING)
    assert set(await shown("li")) == {one, two}
    assert await shown("sun") == [one]
    assert await shown("feng") == []


async def test_they_are_told_in_one_statement_out_of_the_index_of_class_and_place(town: Database) -> None:
    await closed(4)
    await without_reading_whole_tables(town)
    given = {"class": place.RUBBISH, "lat": HERE[0] / 1e7, "lon": HERE[1] / 1e7}
    with clock.at(NOW):
        await Actor("li").send(ASK, **given)
        with heard() as statements:
            answer = await Actor("li").send(ASK, **given)
        assert len(answer.data["precedents"]) == 3
        asking = [one for one in statements if 'FROM "incident"' in one.sql]
        plan = await asking[0].plan(reader())
    assert len(asking) == 1
    assert not READS_ALL.search(plan)
    assert "incident_class_place" in plan or town.dialect == "postgres"  # which chooses by how many there are
