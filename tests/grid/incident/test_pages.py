"""Lists of incidents: everybody's own sight, filters, three orders, cursors that lead nobody astray, few statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from server.core import clock
from server.core.clock import SHANGHAI
from server.core.errors import Invalid
from server.core.period import Period
from server.data.database import asked
from server.grid.incident import counts, paging
from server.grid.incident.clocks import light
from server.grid.incident.counts import CountBy
from server.grid.incident.filters import Box, Filter, Mine
from server.grid.incident.lifecycle import ENDS, State
from server.grid.incident.milestones import Moment
from server.grid.incident.models import Awaits, Channel, Incident
from server.grid.incident.sorting import Sort
from server.ground.area.coordinates import from_e7
from server.process.deadlines import Light
from server.query.counting import Per, stretch
from tests import town
from tests.grid.incident import crowd, lists
from tests.grid.incident.road import MONDAY
from tests.statements import heard
from tests.stores import Store

pytestmark = pytest.mark.usefixtures("town")

LATER = MONDAY + timedelta(hours=5)


@pytest.fixture(name="town")
async def town_with_a_crowd(store: Store) -> AsyncIterator[None]:
    async with crowd.gathered(store, 80):
        yield


async def ids(who: str, wanted: Filter | None = None, order: Sort = Sort.URGENT_FIRST, size: int = 7) -> list[Any]:
    """Everything that somebody is shown, page after page."""
    viewer, after, found = await town.viewer(who), None, list[Any]()
    for _ in range(100):
        page = await lists.page(viewer, wanted, order, size, after)
        found += [incident.id for incident in page.rows]
        if not page.more:
            return found
        after = page.end_cursor
    raise AssertionError("the pages never end")


@pytest.mark.parametrize("order", list(Sort))
@pytest.mark.parametrize("who", ["wang", "zhang", "li", "sun", "wu"])
async def test_page_after_page_everything_is_shown_once_and_in_order(who: str, order: Sort) -> None:
    found = await ids(who, order=order)
    assert len(found) == len(set(found)) == await lists.total(await town.viewer(who))
    rows = {one.id: one for one in await Incident.all()}
    shown = [rows[one] for one in found]
    by, _ = paging.ORDER[order]
    column, down = by.removeprefix("-"), by.startswith("-")
    keys = [(getattr(one, column) or MONDAY, one.id) for one in shown if getattr(one, column)]
    rest = [one.id for one in shown if not getattr(one, column)]
    assert (keys, rest) == (sorted(keys, reverse=down), sorted(rest, reverse=down))
    assert [one.id for one in shown[len(keys) :]] == rest, "what has no deadline stands last"


async def test_everybody_sees_their_own_and_no_more() -> None:
    rows = await Incident.all()
    expected = {
        "wang": {one.id for one in rows if one.grid_id in (town.FIRST, town.SECOND) or one.reporter_id == town.WANG},
        "feng": {one.id for one in rows if one.grid_id == town.FIFTH or one.reporter_id == town.FENG},
        "zhang": {one.id for one in rows if one.community_id == town.STREET_SIDE},
        "zhao": {one.id for one in rows if one.street_id == town.KOUQUAN},
        "sun": {one.id for one in rows if one.lead_unit_id == town.TEAM},
        "qian": {one.id for one in rows if one.lead_unit_id == town.HOUSING},
        "wu": {one.id for one in rows},
        "admin": set(),
        "xu": set(),
        "shen": {one.id for one in rows},
    }
    assert {who: set(await ids(who)) for who in expected} == expected


FILTERS: dict[str, tuple[Filter, Any]] = {
    "area": (Filter(area=town.STREET_SIDE), lambda one: one.community_id == town.STREET_SIDE),
    "district": (Filter(area=town.DISTRICT), lambda one: True),
    "state": (Filter(states=(State.FILED, State.CLOSED)), lambda one: one.state in (State.FILED, State.CLOSED)),
    "open": (Filter(open=True), lambda one: one.closed_at is None),
    "ended": (Filter(open=False), lambda one: one.closed_at is not None),
    "class": (Filter(class_codes=(town.COVER,)), lambda one: one.incident_class_id == town.COVER),
    "major": (Filter(major_codes=("E05",)), lambda one: one.incident_class_id == town.OCCUPYING),
    "red": (Filter(lights=(Light.RED,)), lambda one: light(one, LATER) is Light.RED),
    "yellow": (Filter(lights=(Light.YELLOW,)), lambda one: light(one, LATER) is Light.YELLOW),
    "green": (Filter(lights=(Light.GREEN,)), lambda one: light(one, LATER) is Light.GREEN),
    "no light": (Filter(lights=(Light.NONE,)), lambda one: light(one, LATER) is Light.NONE),
    "red or yellow": (
        Filter(lights=(Light.RED, Light.YELLOW)),
        lambda one: light(one, LATER) in (Light.RED, Light.YELLOW),
    ),
    "level": (Filter(levels=(2,)), lambda one: one.level == 2),
    "severity": (Filter(min_severity=3), lambda one: one.severity >= 3),
    "channel": (Filter(channels=(Channel.PATROL,)), lambda one: one.channel is Channel.PATROL),
    "received": (
        Filter(received=Period(start=MONDAY + timedelta(minutes=10), before=MONDAY + timedelta(minutes=20))),
        lambda one: MONDAY + timedelta(minutes=10) <= one.received_at < MONDAY + timedelta(minutes=20),
    ),
    "box": (
        Filter(box=Box(south=40.03, west=113.15, north=40.034, east=113.154)),
        lambda one: 400_300_000 <= one.lat <= 400_340_000 and 1_131_500_000 <= one.lon <= 1_131_540_000,
    ),
    "unit": (Filter(unit=town.DRAINAGE), lambda one: one.lead_unit_id == town.DRAINAGE),
    "awaits": (Filter(awaits=(Awaits.FILER,)), lambda one: one.awaits is Awaits.FILER),
    "text": (Filter(text="积水"), lambda one: "积水" in one.text),
    "two words": (Filter(text="井盖 破损"), lambda one: one.text == "井盖破损"),
    "one character": (Filter(text="漏"), lambda one: "漏" in one.text),
    "text in an area": (
        Filter(text="垃圾", area=town.KOUQUAN),
        lambda one: "垃圾" in one.text and one.street_id == town.KOUQUAN,
    ),
    "nothing at all": (Filter(states=()), lambda one: False),
}


@pytest.mark.parametrize(("wanted", "fits"), FILTERS.values(), ids=list(FILTERS))
async def test_a_filter_shows_exactly_what_it_says(wanted: Filter, fits: Any) -> None:
    with clock.at(LATER):
        found = await ids("wu", wanted)
        count = await lists.total(await town.viewer("wu"), wanted)
    expected = {one.id for one in await Incident.all() if fits(one)}
    assert set(found) == expected
    assert count == len(expected)


async def test_each_side_of_a_box_leaves_out_what_lies_beyond_it() -> None:
    rows = await Incident.all()
    lat, lon = (sorted(getattr(one, name) for one in rows)[40] for name in ("lat", "lon"))
    whole = {"south": -90.0, "west": -180.0, "north": 90.0, "east": 180.0}
    within = {
        "south": {one.id for one in rows if one.lat >= lat},
        "west": {one.id for one in rows if one.lon >= lon},
        "north": {one.id for one in rows if one.lat <= lat},
        "east": {one.id for one in rows if one.lon <= lon},
    }
    edges = {"south": lat, "west": lon, "north": lat, "east": lon}
    boxes = {side: Box(**whole | {side: from_e7(edge)}) for side, edge in edges.items()}
    assert {side: set(await ids("wu", Filter(box=box), size=50)) for side, box in boxes.items()} == within
    assert all(len(inside) < len(rows) for inside in within.values())


async def test_a_search_never_reaches_beyond_ones_sight() -> None:
    mine = set(await ids("feng"))
    found = set(await ids("feng", Filter(text="井盖")))
    assert found
    assert found < mine


async def test_my_turn_is_what_waits_for_me() -> None:
    rows = await Incident.all()
    todo = {who: set(await ids(who, Filter(mine=Mine.TODO))) for who in ("wang", "zhang", "li", "sun", "wu")}
    desks = {Awaits.INTAKE, Awaits.FILER, Awaits.DISPATCHER, Awaits.CLOSER}
    alone = {one.id for one in rows if one.awaits is Awaits.UNIT and one.lead_unit_id == town.DRAINAGE}  # has nobody
    assert todo["wang"] == set()
    # nobody holds a desk of 新胜
    there = {one.id for one in rows if one.street_id == town.XINSHENG and (one.awaits in desks or one.id in alone)}
    assert todo["wu"] == there
    assert todo["zhang"] == {
        one.id
        for one in rows
        if one.community_id == town.STREET_SIDE
        and (one.awaits in desks or one.id in alone)
        and (one.level <= 1 or one.awaits is Awaits.INTAKE)
    }
    here = {one.id for one in rows if one.street_id == town.KOUQUAN and (one.awaits in desks or one.id in alone)}
    assert todo["li"] == here
    assert todo["sun"] == {one.id for one in rows if one.lead_unit_id == town.TEAM and one.awaits is Awaits.UNIT}


async def test_what_i_reported_and_what_my_unit_has() -> None:
    rows = await Incident.all()
    assert set(await ids("feng", Filter(mine=Mine.REPORTED))) == {
        one.id for one in rows if one.reporter_id == town.FENG
    }
    assert set(await ids("qian", Filter(mine=Mine.UNIT))) == {
        one.id for one in rows if one.lead_unit_id == town.HOUSING
    }


@pytest.mark.parametrize(
    "after", ["", "x", "é", "W10", "bnVsbA", "WyJVUkdFTlRfRklSU1QiLDEsMl0", "a" * 5000, "WyJ4IiwgbnVsbCwgInkiXQ"]
)
async def test_a_made_up_cursor_is_refused(after: str) -> None:
    with pytest.raises(Invalid) as told:
        await lists.page(await town.viewer("wu"), after=after)
    assert told.value.problems[0].field == "after"


async def test_a_cursor_of_another_order_is_refused() -> None:
    viewer = await town.viewer("wu")
    page = await lists.page(viewer, order=Sort.NEWEST_FIRST, first=3)
    with pytest.raises(Invalid):
        await lists.page(viewer, order=Sort.URGENT_FIRST, first=3, after=page.end_cursor)


@pytest.mark.parametrize("first", [0, -1, 101, 10**9])
async def test_a_page_has_one_to_a_hundred_rows(first: int) -> None:
    with pytest.raises(Invalid) as told:
        await lists.page(await town.viewer("wu"), first=first)
    assert told.value.problems[0].field == "first"


@pytest.mark.parametrize("area", ["", "1", "14021", "abcdef", "140214' OR 1=1", "１４０２１４"])
async def test_an_area_that_is_no_code_is_refused(area: str) -> None:
    with pytest.raises(Invalid) as told:
        await lists.page(await town.viewer("wu"), Filter(area=area))
    assert told.value.problems[0].field == "area"


@pytest.mark.parametrize("wanted", [None, Filter(text="井盖"), Filter(area=town.KOUQUAN), Filter(mine=Mine.TODO)])
async def test_a_page_of_fifty_costs_the_statements_of_a_page_of_five(wanted: Filter | None) -> None:
    viewer = await town.viewer("li")
    counts = []
    for size in (5, 50):
        await lists.page(viewer, wanted, first=size)
        with heard() as statements:
            await lists.page(viewer, wanted, first=size)
        counts.append(len(statements))
    assert counts[1] - counts[0] in (0, 1)  # one more where a page runs on into what has no light
    assert counts[1] <= 9


@pytest.mark.parametrize("by", list(CountBy))
async def test_counts_add_up_to_what_is_seen(by: CountBy) -> None:
    for who in ("wu", "li", "feng"):
        viewer = await town.viewer(who)
        for wanted in (Filter(open=True), Filter()):
            counted = await counts.counts(viewer, wanted, by)
            assert sum(one.count for one in counted) == await lists.total(viewer, wanted)
            assert all(one.count for one in counted)


async def test_what_no_unit_leads_is_a_group_of_its_own_that_comes_last() -> None:
    rows = await asked("SELECT lead_unit_id, COUNT(*) FROM incident GROUP BY 1", [])
    told = await counts.counts(await town.viewer("wu"), None, CountBy.UNIT)
    assert {one.key: one.count for one in told} == {str(key) if key else "NONE": count for key, count in rows}
    assert (told[-1].key, told[-1].name) == ("NONE", "无主办单位")


async def test_counts_by_street_name_the_streets() -> None:
    counted = await counts.counts(await town.viewer("wu"), None, CountBy.STREET)
    assert [(one.key, one.name, one.count) for one in counted] == [
        (town.KOUQUAN, "口泉街道", 54),
        (town.XINSHENG, "新胜街道", 26),
    ]


@pytest.mark.parametrize("who", ["wu", "li", "wang"])
@pytest.mark.parametrize("per", list(Per))
async def test_a_timeline_counts_shanghais_days_of_what_one_sees(who: str, per: Per) -> None:
    late = MONDAY.replace(hour=15, minute=30)  # half an hour before Tuesday begins in Shanghai
    await crowd.gather(60, start=late, first=80)
    viewer = await town.viewer(who)
    seen = set(await ids(who))
    rows = [one for one in await Incident.all() if one.id in seen]
    expected = Counter(stretch(one.received_at.astimezone(SHANGHAI).date(), per) for one in rows)
    told = await counts.timeline(viewer, None, Moment.RECEIVED, per)
    assert [(one.key, one.count) for one in told] == sorted(expected.items())  # each has come, so there is no NONE
    there = [one for one in rows if one.street_id == town.KOUQUAN]
    for moment, holds in ((Moment.ENDED, ENDS), (Moment.CLOSED, {State.CLOSED})):
        told = await counts.timeline(viewer, Filter(area=town.KOUQUAN), moment, per)
        assert sum(one.count for one in told if one.key != "NONE") == sum(one.state in holds for one in there)
        assert sum(one.count for one in told) == len(there)
    unfiled = await counts.timeline(viewer, None, Moment.FILED, per)
    assert [(one.key, one.count) for one in unfiled] == [("NONE", len(rows))]
