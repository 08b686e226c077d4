"""The demo's district: every name is there, every point lies in exactly one grid, and it is the same every time."""

from __future__ import annotations

import random
from collections import Counter
from hashlib import sha256
from math import dist

import orjson
import pytest
import shapely
from shapely import Point, Polygon

from server.area import map, queries
from server.area.models import Area, AreaLevel, AreaShape
from server.database import Database
from server.demo.partition import chance, divide, tiled
from server.demo.territory import DISTRICT, TOWNSHIP_SEATS, Place, area_row, build, outline, territory

NORTH_M = 0.0111195  # metres in 1e-7 degree of latitude
EAST_M = NORTH_M * 0.7658
MADE = "823175d85142d5e95aaaca0dd0a8139d080e4cf4bd837d5f6048030525d2afb8"  # of the whole, with the locked shapely


def walk(place: Place) -> list[Place]:
    return [place, *(deeper for part in place.parts for deeper in walk(part))]


WHOLE = territory()
EVERYTHING = walk(WHOLE)
GRIDS = [place for place in EVERYTHING if len(place.code) == 15]
MAP = map.Map((grid.code, 1, [[int(x), int(y)] for x, y in grid.polygon.exterior.coords]) for grid in GRIDS)


def sides_m(polygon: Polygon) -> tuple[float, float]:
    """Width and length of the smallest rectangle around it, in metres."""
    metres = shapely.transform(polygon, lambda corners: corners * (EAST_M, NORTH_M))
    a, b, c = shapely.oriented_envelope(metres).exterior.coords[:3]
    width, length = sorted((dist(a, b), dist(b, c)))
    return width, length


def test_the_real_tree_is_there_and_has_as_many_grids_as_the_sources_expect() -> None:
    counts = Counter(len(place.code) for place in EVERYTHING)
    assert (counts[6], counts[9], counts[12]) == (1, 27, 244)
    assert 600 <= counts[15] <= 900
    assert len({place.code for place in EVERYTHING}) == len(EVERYTHING)
    assert all(part.code.startswith(place.code) for place in EVERYTHING for part in place.parts)


def test_names_are_those_of_places_and_not_of_committees() -> None:
    names = {place.code: place.name for place in EVERYTHING}
    assert names["140214018"] == "口泉街道"
    assert names["140214018001"] == "口泉街社区"
    assert names["140214018001002"] == "口泉街社区 第2网格"
    assert (names["140214101007"], names["140214102200"], names["140214206210"]) == ("马脊梁社区", "云冈村", "北村")
    assert not any("委会" in name for name in names.values())


def test_every_area_is_one_polygon_without_a_hole() -> None:
    for place in EVERYTHING:
        assert isinstance(place.polygon, Polygon)
        assert place.polygon.is_valid
        assert len(place.polygon.interiors) == 0


@pytest.mark.parametrize("digits", [9, 12, 15])
def test_neighbours_share_their_border_to_the_last_digit(digits: int) -> None:
    level = [place.polygon for place in EVERYTHING if len(place.code) == digits]
    assert shapely.coverage_is_valid(level)  # no overlap, and every shared border has the same corners on both sides
    ground = shapely.union_all(level)
    assert isinstance(ground, Polygon)
    assert len(ground.interiors) == 0  # nor a gap between them
    assert sum(polygon.area for polygon in level) == pytest.approx(ground.area, rel=1e-12)
    off_m2 = ground.symmetric_difference(outline()).area * EAST_M * NORTH_M
    assert off_m2 < 0.01 * outline().length * NORTH_M  # within a centimetre along the district's border


def test_children_fill_their_parent_exactly() -> None:
    for place in EVERYTHING[1:]:
        if place.parts:
            assert shapely.union_all([part.polygon for part in place.parts]).equals(place.polygon)


def test_corners_are_whole_numbers() -> None:
    for place in EVERYTHING:
        assert all(x == round(x) and y == round(y) for x, y in place.polygon.exterior.coords)


def test_grids_of_the_streets_are_a_few_hundred_metres_wide_and_those_of_the_townships_larger() -> None:
    town = [sides_m(grid.polygon) for grid in GRIDS if grid.code[:9] not in TOWNSHIP_SEATS]
    hills = [sides_m(grid.polygon) for grid in GRIDS if grid.code[:9] in TOWNSHIP_SEATS]
    assert all(100 <= width <= 600 and length <= 640 for width, length in town)
    assert all(width > 500 and length < 6_000 for width, length in hills)
    assert all(300 <= grid.households <= 500 for grid in GRIDS if grid.code[:9] not in TOWNSHIP_SEATS)


def test_the_streets_lie_in_the_town_in_the_east() -> None:
    for street in WHOLE.parts:
        if street.code not in TOWNSHIP_SEATS:
            west, south, east, north = (bound / 1e7 for bound in street.polygon.bounds)
            assert 113.13 < west < east < 113.25
            assert 40.0 < south < north < 40.06


def test_grids_are_numbered_from_the_west() -> None:
    for community in (place for place in EVERYTHING if len(place.code) == 12):
        assert [grid.code[12:] for grid in community.parts] == [f"{n:03}" for n in range(1, len(community.parts) + 1)]
        longitudes = [grid.polygon.centroid.x for grid in community.parts]
        assert longitudes == sorted(longitudes)


def test_any_point_of_the_district_lies_in_exactly_one_grid() -> None:
    dice, district = random.Random(14), outline()
    shapely.prepare(district)
    tree = shapely.STRtree([grid.polygon for grid in GRIDS])
    west, south, east, north = district.bounds
    inside = 0
    while inside < 4_000:
        lon, lat = dice.randrange(int(west), int(east)), dice.randrange(int(south), int(north))
        point = Point(lon, lat)
        found, within = MAP.locate(lat, lon), district.contains(point)
        if within and district.exterior.distance(point) > 2:
            inside += 1
            assert found is not None
            assert len(tree.query(point, predicate="within")) == 1
        elif not within and district.distance(point) > 2:
            assert found is None


def test_every_grids_own_point_lies_inside_it_its_community_and_the_district() -> None:
    rows = {grid.code: area_row(grid) for grid in GRIDS}
    by_code = {place.code: place.polygon for place in EVERYTHING}
    for code, row in rows.items():
        point = Point(row.lon, row.lat)
        assert MAP.locate(row.lat, row.lon) == (code, 1)
        assert all(by_code[up].contains(point) for up in queries.line(code))


def test_the_district_is_made_the_same_in_every_run() -> None:
    territory.cache_clear()
    assert fingerprint(walk(territory())) == fingerprint(EVERYTHING) == MADE


def fingerprint(places: list[Place]) -> str:
    told = [
        [
            place.code,
            place.name,
            place.households,
            sorted([round(x), round(y)] for x, y in place.polygon.exterior.coords),
        ]
        for place in places
    ]
    return sha256(orjson.dumps(told)).hexdigest()


def test_a_field_is_divided_by_weight() -> None:
    field = Polygon([(0, 0), (9_000, 0), (9_000, 4_000), (5_000, 1_000), (0, 4_000)])
    pieces = divide(field, ["a", "b", "c"], {"a": 1.0, "b": 2.0, "c": 3.0}.__getitem__, "field")
    assert [round(6 * piece.area / field.area, 4) for _, piece in pieces] == [1, 2, 3]
    exact = tiled(pieces)
    assert [key for key, _ in exact] == ["a", "b", "c"]
    assert shapely.coverage_is_valid([piece for _, piece in exact])
    assert sum(piece.area for _, piece in exact) == pytest.approx(field.area, rel=1e-3)


def test_chance_is_the_same_for_the_same_word_only() -> None:
    assert chance("口泉") == chance("口泉") != chance("云冈")
    assert all(0 <= chance(str(number)) < 1 for number in range(100))


async def test_the_demo_is_written_whole_and_located_from_the_database(database: Database) -> None:
    steps: list[tuple[int, int]] = []
    await build(lambda done, of: steps.append((done, of)))
    assert steps[-1] == (len(EVERYTHING), len(EVERYTHING))
    assert await Area.all().count() == await AreaShape.all().count() == len(EVERYTHING)
    assert await queries.count(under=DISTRICT, level=AreaLevel.GRID) == len(GRIDS)
    surveyed = await AreaShape.filter(synthetic=False)
    assert [shape.area_id for shape in surveyed] == [DISTRICT]
    assert await AreaShape.filter(synthetic=True, source__contains="synthetic").count() == len(EVERYTHING) - 1
    drawn = await map.grid_map()
    grid = GRIDS[100]
    row = await Area.get(code=grid.code)
    assert (len(drawn), drawn.locate(row.lat, row.lon)) == (len(GRIDS), (grid.code, 1))
    assert await queries.path(grid.code) == " · ".join(
        [await queries.path(grid.code[:9]), grid.name.split()[0], grid.name.split()[1]]
    )
    shape = await queries.shape_of(grid.code)
    assert shape is not None
    assert shape.ring[0] == shape.ring[-1]
    assert shapely.Polygon(shape.ring).equals(grid.polygon)
    assert shapely.is_ccw(shapely.LinearRing(shape.ring))
