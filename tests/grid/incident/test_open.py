"""What is open is found without walking through what has ended: lists, totals and counts, as each of the cast asks."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator

import pytest

from server.data.database import Database, reader
from server.grid.incident import counts, lookups
from server.grid.incident.counts import CountBy
from server.grid.incident.filters import Box, Filter, Mine
from server.grid.incident.lifecycle import State
from server.grid.incident.lookups import Drawn
from server.grid.incident.models import Awaits
from server.grid.incident.oversight import SpotCheck
from server.grid.incident.sorting import Sort
from server.query.execute import Reading
from server.query.wants import Wants
from tests import town as place
from tests.grid.incident import crowd, lists
from tests.grid.incident.test_plans import without_reading_whole_tables
from tests.statements import Statement, heard
from tests.stores import Store

EVERYBODY = ("wang", "zhang", "li", "sun", "wu")
EVERYWHERE = Box(south=-90, west=-180, north=90, east=180)
OPEN = {
    "mine": Filter(mine=Mine.TODO),
    "my unit's": Filter(mine=Mine.UNIT, open=True),
    "open": Filter(open=True),
    "to be taken in": Filter(states=(State.REPORTED,)),
    "to be checked": Filter(states=(State.DISPOSED, State.CHECKING)),
    "urgent": Filter(min_severity=3, open=True),
    "awaited": Filter(awaits=(Awaits.UNIT,)),
    "of a street": Filter(open=True, area=place.KOUQUAN),
    "of a community": Filter(open=True, area=place.STREET_SIDE),
    "on the map": Filter(open=True, box=EVERYWHERE),
}
# every row without a light, and so all that has ended; all rows of the table; on PostgreSQL a list made of all ids
ENDED_TOO = re.compile(
    r"\(late_at=\?|SCAN incident($| USING (?!\w* ?INDEX incident_(open|unlit)))"
    r"|Seq Scan on incident\b(?!_)|hashed SubPlan",
    re.MULTILINE,
)


@pytest.fixture
async def town(store: Store) -> AsyncIterator[Database]:
    async with crowd.gathered(store, 120) as opened:
        yield opened


def asked_of_incidents(statements: list[Statement]) -> Iterator[Statement]:
    return (one for one in statements if 'FROM "incident"' in one.sql)


async def check(statements: list[Statement], what: str) -> None:
    found = list(asked_of_incidents(statements))
    assert found, what
    for one in found:
        plan = await one.plan(reader())
        if '"post"' in one.sql:  # who holds a post is a list, but a short one
            plan = plan.replace("hashed SubPlan", "")
        assert not ENDED_TOO.search(plan), f"{what}: {one.sql}\n{plan}"


@pytest.mark.parametrize("analyzed", [False, True], ids=["as it is", "with statistics"])
async def test_no_list_count_or_total_of_open_ones_walks_through_what_has_ended(town: Database, analyzed: bool) -> None:
    if analyzed:
        await town.context.connections.get("default").execute_query("ANALYZE")
    await without_reading_whole_tables(town)
    for who in EVERYBODY:
        viewer = await place.viewer(who)
        for name, wanted in OPEN.items():
            with heard() as statements:
                await lists.page(viewer, wanted, Sort.URGENT_FIRST)
                await lists.total(viewer, wanted)
                await counts.counts(viewer, wanted, CountBy.SEVERITY)
                await counts.counts(viewer, wanted, CountBy.LIGHT)
            await check(statements, f"{who}: {name}")


async def test_what_has_ended_is_listed_without_walking_through_what_is_open(town: Database) -> None:
    with heard() as statements:
        await lists.page(await place.viewer("wu"), Filter(open=False), Sort.URGENT_FIRST)
    assert not any('"late_at">' in one.sql for one in asked_of_incidents(statements))


async def test_the_spot_checks_of_the_board_make_no_list_of_all_incidents(town: Database) -> None:
    for who, area in (("wu", "140214"), ("wu", place.KOUQUAN), ("li", place.KOUQUAN)):
        with heard() as statements:
            drawn = lookups.spot_checks(await place.viewer(who), Drawn(pending=True, area=area), 5, None)
            await Reading.of(Wants(SpotCheck), drawn).fetch(drawn)
        plan = "\n".join([await one.plan(reader()) for one in statements if "spot_check" in one.sql])
        assert "hashed SubPlan" not in plan
        if town.dialect == "sqlite":  # PostgreSQL knows how small a town is
            assert "SCAN spot_check USING INDEX spot_check_pending" in plan, f"{who} {area}: {plan}"
            assert not re.search(r"incident_(street|community|late|open)", plan), f"{who} {area}: {plan}"


async def test_a_box_of_the_district_is_not_planned_as_one_of_a_street(town: Database) -> None:
    """PostgreSQL keeps the plan of a statement that came five times, whatever numbers come with it then."""
    viewer, sent = await place.viewer("wang"), set()
    for number in range(3):
        with heard() as statements:
            await lists.total(viewer, Filter(open=True, box=Box(south=-90 + number, west=-180, north=90, east=180)))
        sent |= {one.sql for one in asked_of_incidents(statements)}
    assert len(sent) == (3 if town.dialect == "postgres" else 1)
