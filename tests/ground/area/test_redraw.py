"""The administrator redraws a grid: what was stays as it was, a new point falls into the new grid."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest

from server.core import clock
from server.core.errors import Conflict, Forbidden, Invalid, Missing, Refusal
from server.data.database import Database
from server.ground.area import map, queries
from server.ground.area.actions import redraw
from server.ground.area.models import Area, AreaShape
from server.journal.models import Event
from tests.town import FIRST, OUTSIDE, SECOND, SIDE, SOUTH, STREET_SIDE, WEST, inside, viewer

HALF = [[WEST, SOUTH], [WEST + SIDE, SOUTH], [WEST + SIDE, SOUTH + SIDE // 4], [WEST, SOUTH + SIDE // 4]]


async def where(point: tuple[int, int]) -> tuple[str, int] | None:
    return (await map.grid_map()).locate(*point)


async def nothing_moved() -> bool:
    return (await AreaShape.all().count(), await Event.all().count()) == (6, 0)


async def test_a_grid_shrinks_and_its_neighbour_grows_into_it(town: Database) -> None:
    admin, day, upper = await viewer("admin"), clock.today(), (SOUTH + SIDE // 2, WEST + SIDE // 2)
    assert await where(upper) == (FIRST, 1)
    drawn = await redraw(admin, code=FIRST, ring=HALF, from_day=day, seen=1)
    assert drawn.version == 2
    assert not drawn.synthetic
    assert await where(upper) is None
    assert await where((SOUTH + 5, WEST + 5)) == (FIRST, 2)
    grown = [[WEST, SOUTH + SIDE // 4], [WEST + SIDE, SOUTH + SIDE // 4], [WEST + SIDE, SOUTH],
             [WEST + 2 * SIDE, SOUTH], [WEST + 2 * SIDE, SOUTH + SIDE], [WEST, SOUTH + SIDE]]  # fmt: skip
    await redraw(admin, code=SECOND, ring=grown, from_day=day, seen=1)
    assert await where(upper) == (SECOND, 2)
    old = await queries.shape_of(FIRST, 1)
    assert old is not None
    assert (old.valid_to, len(old.ring)) == (day, 5)
    grid = await Area.get(code=FIRST)
    assert await where((grid.lat, grid.lon)) == (FIRST, 2)
    kinds = await Event.all().order_by("number").values_list("kind", "area", "subject_id")
    assert kinds == [("area.redrawn", code, queries.subject(code)) for code in (FIRST, SECOND)]


async def test_a_redrawing_for_next_week_changes_nothing_today(town: Database) -> None:
    week = clock.today() + timedelta(days=7)
    await redraw(await viewer("admin"), code=FIRST, ring=HALF, from_day=week, seen=1)
    assert await where(inside(FIRST)) == (FIRST, 1)
    with clock.at(clock.now() + timedelta(days=7)):
        assert await where(inside(FIRST)) is None
        assert await where((SOUTH + 5, WEST + 5)) == (FIRST, 2)


@pytest.mark.parametrize("stranger", ["wang", "feng", "zhao", "wu"])
async def test_nobody_else_redraws_and_nothing_is_written(town: Database, stranger: str) -> None:
    with pytest.raises(Forbidden):
        await redraw(await viewer(stranger), code=FIRST, ring=HALF, from_day=clock.today(), seen=1)
    assert await nothing_moved()


async def test_who_looked_at_an_older_version_is_told_so(town: Database) -> None:
    admin, day = await viewer("admin"), clock.today()
    await redraw(admin, code=FIRST, ring=HALF, from_day=day, seen=1)
    with pytest.raises(Conflict) as refusal:
        await redraw(admin, code=FIRST, ring=HALF, from_day=day, seen=1)
    assert refusal.value.current.version == 2
    assert await AreaShape.filter(area_id=FIRST).count() == 2


async def test_of_two_who_redraw_at_once_one_wins(town: Database) -> None:
    admin, day = await viewer("admin"), clock.today()
    answers = await asyncio.gather(
        *(redraw(admin, code=FIRST, ring=HALF, from_day=day, seen=1) for _ in range(3)), return_exceptions=True
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["AreaShape", "Conflict", "Conflict"]
    assert await Event.all().count() == 1


@pytest.mark.parametrize(
    ("ring", "code"),
    [
        ([], "RING_UNSOUND"),
        ([[WEST, SOUTH], [WEST + 1, SOUTH]], "RING_UNSOUND"),
        ([[WEST, SOUTH], [WEST + 90, SOUTH + 90], [WEST + 90, SOUTH], [WEST, SOUTH + 90]], "RING_UNSOUND"),
        ([[WEST, SOUTH], [WEST + SIDE, SOUTH], [WEST, SOUTH]], "RING_UNSOUND"),
        ([[0, 2_000_000_000], [SIDE, 0], [0, SIDE]], "RING_UNSOUND"),
        ([[WEST, SOUTH], [WEST + SIDE + 9_000, SOUTH], [WEST + SIDE, SOUTH + SIDE]], "RING_OVERLAPS"),
    ],
)
async def test_a_ring_that_is_none_or_takes_the_neighbours_ground_is_refused(
    town: Database, ring: list[list[int]], code: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        await redraw(await viewer("admin"), code=FIRST, ring=ring, from_day=clock.today(), seen=1)
    assert [(problem.code, problem.field) for problem in refusal.value.problems] == [(code, "ring")]
    assert await nothing_moved()


async def test_yesterday_cannot_be_redrawn_nor_a_community_nor_a_grid_that_is_none(town: Database) -> None:
    admin, today = await viewer("admin"), clock.today()
    refused: list[tuple[str, date, int, type[Refusal]]] = [
        (FIRST, today - timedelta(days=1), 1, Invalid),
        (STREET_SIDE, today, 0, Missing),
        (STREET_SIDE + "999", today, 0, Missing),
    ]
    for code, day, seen, refusal in refused:
        with pytest.raises(refusal):
            await redraw(admin, code=code, ring=HALF, from_day=day, seen=seen)
    assert await nothing_moved()


async def test_a_point_on_a_border_is_in_the_lower_of_both_and_one_outside_in_none(town: Database) -> None:
    assert await where((SOUTH + 9, WEST + SIDE)) == (FIRST, 1)
    assert await where((SOUTH + 9, WEST + SIDE + 1)) == (SECOND, 1)
    assert await where(OUTSIDE) is None


async def test_a_shape_of_another_process_is_seen_when_the_memory_is_old(
    town: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await map.grid_map()
    await AreaShape.filter(area_id=FIRST).update(valid_to=clock.today())
    shape = await AreaShape.get(area_id=FIRST)
    await AreaShape.create(id=queries.subject("new"), area_id=FIRST, version=2, ring=shape.ring, synthetic=True,
                           source="survey", valid_from=clock.today())  # fmt: skip
    assert await map.grid_map() is before
    monkeypatch.setattr(map.REMEMBERED, "seconds", 0.0)
    assert await where(inside(FIRST)) == (FIRST, 2)


async def test_a_district_without_grids_has_an_empty_map(database: Database) -> None:
    assert len(await map.grid_map()) == 0
    assert await where((SOUTH, WEST)) is None
