"""Every list says how many there are to whoever asks, and counts for nobody else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from server.data.database import Database
from server.grid.hotissue import queries
from server.query.execute import Reading
from server.query.wants import Wants
from tests.people import Actor
from tests.query.lists import CONNECTIONS, TYPES, Listed, listed
from tests.statements import counted


def test_no_connection_is_without_a_total() -> None:
    told = {"total", "totalCount", "totalExact"}
    without = {name for name in CONNECTIONS if not told <= set(TYPES.type_map[name].fields)}
    assert len(CONNECTIONS) > 10
    assert without == set()


@pytest.mark.parametrize("one", listed(), ids=str)
async def test_who_asks_for_the_total_is_told_it_and_who_does_not_costs_no_count(one: Listed, world: Database) -> None:
    owner = await one.owner()

    async def asked(page: str) -> tuple[Any, list[str]]:
        """What the desk is told of a page, and the statements that it took."""
        with counted() as said:
            told, codes = await one.ask(owner, page, first=100)
        assert codes == []
        return told, [each.sql.lower() for each in said]

    await asked("edges { cursor } totalCount")  # what lies in memory is there from now on
    page, said = await asked("edges { cursor } pageInfo { hasNextPage endCursor }")
    assert [sql for sql in said if "count(*)" in sql] == []
    told, once = await asked("edges { cursor } totalCount totalExact total { count exact }")
    assert len(once) == len(said)  # in the same statement
    assert told["total"] == {"count": told["totalCount"], "exact": told["totalExact"]}
    if not page["pageInfo"]["hasNextPage"]:
        assert (told["totalCount"], told["totalExact"]) == (len(page["edges"]), True)
    alone, _ = await asked("total { count }")
    assert alone["total"]["count"] == told["totalCount"] >= len(told["edges"])


async def test_a_total_that_was_not_counted_to_its_end_says_so(world: Database) -> None:
    viewer = await Actor("li").viewer()
    whole = queries.ISSUES.listed(viewer, queries.Wanted(), 1, None)
    for cap, total, exact in ((0, 0, False), (10, None, True)):
        page = replace(whole, cap=cap)
        wants = Wants(page.model)
        for found in (await Reading.of(wants, page, total=True).fetch(page), await page.plain()):
            assert found.exact is exact
            assert total is None or found.total == total
