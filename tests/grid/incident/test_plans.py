"""How the databases answer lists: by an index, for each filter alone and within an area, never by reading the table."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from server.data.database import Database, reader
from server.grid.incident.filters import Filter, Mine
from server.grid.incident.sorting import Sort
from tests import town as place
from tests.grid.incident import crowd, lists
from tests.grid.incident.test_pages import FILTERS
from tests.statements import Statement, heard
from tests.stores import Store

ALONE = {name: wanted for name, (wanted, _) in FILTERS.items() if wanted.states != ()}
ALONE |= {f"mine {one}": Filter(mine=one) for one in Mine}
ALONE |= {"no filter": Filter(), "everything of a unit": Filter(unit=place.TEAM, open=True)}
READS_ALL = re.compile(r"SCAN incident$|Seq Scan on incident\b(?!_)", re.MULTILINE)


async def plans(who: str, wanted: Filter, order: Sort) -> list[str]:
    """How each statement that finds the rows of a page is answered."""
    with heard() as statements:
        await lists.page(await place.viewer(who), wanted, order)
    finding = [one for one in statements if _finds(one)]
    assert finding
    return [await one.plan(reader()) for one in finding]


def _finds(statement: Statement) -> bool:
    return 'FROM "incident"' in statement.sql and "LIMIT" in statement.sql


async def without_reading_whole_tables(town: Database) -> None:
    """PostgreSQL reads small tables whole whatever indexes there are: ask it what it would do with large ones."""
    if town.dialect == "postgres":
        pool: Any = reader()
        await pool.execute_query('ALTER ROLE postgres IN DATABASE "' + _name(town) + '" SET enable_seqscan = off')
        await pool._pool.expire_connections()


def _name(town: Database) -> str:
    return town.url.split("/")[3].split("?")[0]


@pytest.fixture
async def town(store: Store) -> AsyncIterator[Database]:
    async with crowd.gathered(store, 120) as opened:
        yield opened


@pytest.mark.parametrize("order", list(Sort))
async def test_no_list_of_the_district_reads_the_table(town: Database, order: Sort) -> None:
    await without_reading_whole_tables(town)
    for name, wanted in ALONE.items():
        for plan in await plans("wu", wanted, order):
            assert not READS_ALL.search(plan), f"{name}: {plan}"


@pytest.mark.parametrize("who", ["wang", "zhang", "li", "sun"])
async def test_no_list_of_ones_own_reads_the_table(town: Database, who: str) -> None:
    await without_reading_whole_tables(town)
    for name, wanted in ALONE.items():
        for plan in await plans(who, wanted, Sort.URGENT_FIRST):
            assert not READS_ALL.search(plan), f"{name}: {plan}"


@pytest.mark.parametrize("area", [place.KOUQUAN, place.STREET_SIDE, place.FIRST])
async def test_no_list_of_an_area_reads_the_table(town: Database, area: str) -> None:
    await without_reading_whole_tables(town)
    for name, wanted in ALONE.items():
        for plan in await plans("wu", replace(wanted, area=area), Sort.URGENT_FIRST):
            assert not READS_ALL.search(plan), f"{name}: {plan}"


async def test_the_urgent_list_of_a_street_comes_in_order_from_one_index(town: Database) -> None:
    await without_reading_whole_tables(town)
    first, *_ = await plans("li", Filter(area=place.KOUQUAN, open=True), Sort.URGENT_FIRST)
    assert "incident_street" in first or "incident_open" in first
    assert first.count("TEMP B-TREE") <= 1  # of the page's own rows; PostgreSQL sorts so small a table as it likes


async def test_duplicates_are_looked_for_in_a_box(town: Database) -> None:
    await without_reading_whole_tables(town)
    with heard() as statements:
        await lists.similar(await place.viewer("wu"), place.COVER, *place.inside(place.FIRST))
    plan = await next(one for one in statements if _finds(one)).plan(reader())
    assert "incident_class_place" in plan or "incident_place" in plan
