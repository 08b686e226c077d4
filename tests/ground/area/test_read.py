"""Areas are found by code, level and subtree, a page at a time, and a grid is told in words."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.errors import Invalid
from server.data.database import Database
from server.ground.area import queries
from server.ground.area.models import Area, AreaLevel
from server.ground.area.territory import Territory, territory
from tests.town import DISTRICT, FIRST, KOUQUAN, SECOND, SPRING_SIDE, STREET_SIDE, XINSHENG


async def test_a_subtree_is_the_area_and_all_beneath_it(town: Database) -> None:
    under = await Area.filter(queries.below(KOUQUAN)).order_by("code").values_list("code", flat=True)
    everything = await Area.all().order_by("code").values_list("code", flat=True)
    assert list(under) == [code for code in everything if str(code).startswith(KOUQUAN)]
    assert len(under) == 7


@given(st.from_regex(r"\A[1-9][0-9]{5}([0-9]{3}){0,3}\Z"), st.from_regex(r"\A[1-9][0-9]{5}([0-9]{3}){0,3}\Z"))
def test_a_code_is_in_the_range_when_it_begins_with_the_areas_code(area: str, other: str) -> None:
    low, high = queries.span(area)
    assert (low <= other < high) == other.startswith(area) or area.startswith("999999")


@pytest.mark.parametrize("wrong", ["", "1402", "14021400x", "140214%", "１４０２１４", "140214001002003004"])
async def test_what_is_no_code_is_refused(wrong: str) -> None:
    with pytest.raises(Invalid):
        queries.span(wrong)


async def test_the_district_is_read_page_by_page_and_nothing_twice(town: Database) -> None:
    read: list[str] = []
    after = None
    while True:
        page = await queries.page(under=DISTRICT, first=5, after=after)
        read += [area.code for area in page.areas]
        if not page.more:
            break
        after = page.areas[-1].code
    assert read == sorted(read)
    assert len(read) == len(set(read)) == await queries.count(under=DISTRICT) == 12


async def test_a_page_of_one_level_holds_only_that_level(town: Database) -> None:
    page = await queries.page(under=KOUQUAN, level=AreaLevel.COMMUNITY)
    assert [area.code for area in page.areas] == [STREET_SIDE, SPRING_SIDE]
    assert not page.more
    assert await queries.count(level=AreaLevel.GRID) == 6


@pytest.mark.parametrize("first", [0, -1, 101])
async def test_a_page_without_bounds_is_refused(town: Database, first: int) -> None:
    with pytest.raises(Invalid):
        await queries.page(first=first)


async def test_the_children_of_several_areas_come_at_once(town: Database) -> None:
    families = await queries.children_of([KOUQUAN, STREET_SIDE, FIRST])
    assert [area.code for area in families[KOUQUAN]] == [STREET_SIDE, SPRING_SIDE]
    assert [area.code for area in families[STREET_SIDE]] == [FIRST, SECOND]
    assert families[FIRST] == []
    assert [area.code for area in await queries.children(DISTRICT)] == [XINSHENG, KOUQUAN]


async def test_a_grid_is_told_in_words(town: Database) -> None:
    assert await queries.path(FIRST) == "口泉街道 · 口泉街社区 · 第1网格"
    await Area.filter(code=SECOND).update(name="口泉街社区 第2网格")
    assert await queries.paths([SECOND, KOUQUAN, DISTRICT, "140214999"]) == {
        SECOND: "口泉街道 · 口泉街社区 · 第2网格",
        KOUQUAN: "口泉街道",
        DISTRICT: "云冈区",
    }


async def test_an_ended_area_is_still_known_by_its_code_but_no_longer_listed(town: Database) -> None:
    await Area.filter(code=SECOND).update(valid_to="2025-01-01")
    assert [area.code for area in await queries.children(STREET_SIDE)] == [FIRST]
    found = await queries.area(SECOND)
    assert found is not None
    assert set(await queries.areas_by_code([FIRST, SECOND, "140214999"])) == {FIRST, SECOND}
    assert await queries.area("140214999") is None
    assert await queries.areas_by_code([]) == {}


async def test_a_map_is_told_the_areas_that_meet_its_box_and_no_others(town: Database) -> None:
    known = await territory()
    (west, south), (east, north) = known.corners[fixed_shape(known, FIRST)]
    inside = ((west + 1, south + 1), (east - 1, north - 1))
    met = [code for code in known.areas if known.meets(code, *inside)]
    assert met == [FIRST]
    assert [code for code in known.areas if known.meets(code, (0, 0), (1, 1))] == []


def fixed_shape(known: Territory, code: str) -> UUID:
    shape = known.shape(code)
    assert shape is not None
    return shape.id
