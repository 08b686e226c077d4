"""The demo's district: every name is there, every point lies in exactly one grid, and it is what it always was."""

from __future__ import annotations

import random
from collections import Counter
from hashlib import sha256
from math import dist

import orjson
import pytest
import shapely
from shapely import Point, Polygon

from server.demo.cast import STREET
from server.demo.district import FOLDER, SINCE
from server.ground.area import map, queries
from server.ground.area.loading import Wanted
from server.process.importing.faults import Faults
from server.setup.pack import plan
from server.setup.pack.folder import read_folder

NORTH_M = 0.0111195  # metres in 1e-7 degree of latitude
EAST_M = NORTH_M * 0.7658
MADE = "c9a842bb736a024ed5ed3a25f7bab66b4963d6338be4851725e0f402d8e5c868"  # of the whole, since it was first made
FAULTS = Faults()
PLAN = plan.made(read_folder(FOLDER, FAULTS, complete=True), plan.Standing(), SINCE, FAULTS)
EVERYTHING = PLAN.areas
POLYGONS = {one.code: Polygon(one.drawn.ring) for one in EVERYTHING if one.drawn is not None}
GRIDS = [one for one in EVERYTHING if len(one.code) == 15]
MAP = map.Map((one.code, 1, one.drawn.ring) for one in GRIDS if one.drawn is not None)
OUTLINE = POLYGONS[STREET[:6]]


def is_town(code: str) -> bool:
    """Whether it lies in one of the 21 streets: townships are coded from 100 on."""
    return code[6:9] < "100"


def below(code: str) -> list[Wanted]:
    return [one for one in EVERYTHING if one.code[:-3] == code and len(one.code) > len(code)]


def sides_m(polygon: Polygon) -> tuple[float, float]:
    """Width and length of the smallest rectangle around it, in metres."""
    metres = shapely.transform(polygon, lambda corners: corners * (EAST_M, NORTH_M))
    a, b, c = shapely.oriented_envelope(metres).exterior.coords[:3]
    width, length = sorted((dist(a, b), dist(b, c)))
    return width, length


def test_the_folder_has_no_fault() -> None:
    assert FAULTS.kept == []


def test_the_real_tree_is_there_and_has_as_many_grids_as_the_sources_expect() -> None:
    counts = Counter(len(place.code) for place in EVERYTHING)
    assert (counts[6], counts[9], counts[12]) == (1, 27, 244)
    assert 600 <= counts[15] <= 900
    assert len({place.code for place in EVERYTHING}) == len(EVERYTHING)
    assert {place.code[:-3] for place in EVERYTHING[1:]} <= POLYGONS.keys() == {place.code for place in EVERYTHING}


def test_names_are_those_of_places_and_not_of_committees() -> None:
    names = {place.code: place.name for place in EVERYTHING}
    assert names["140214018"] == "口泉街道"
    assert names["140214018001"] == "口泉街社区"
    assert names["140214018001002"] == "口泉街社区 第2网格"
    assert (names["140214101007"], names["140214102200"], names["140214206210"]) == ("马脊梁社区", "云冈村", "北村")
    assert not any("委会" in name for name in names.values())


def test_every_area_is_one_polygon_without_a_hole() -> None:
    for polygon in POLYGONS.values():
        assert polygon.is_valid
        assert len(polygon.interiors) == 0


@pytest.mark.parametrize("digits", [9, 12, 15])
def test_neighbours_share_their_border_to_the_last_digit(digits: int) -> None:
    level = [polygon for code, polygon in POLYGONS.items() if len(code) == digits]
    assert shapely.coverage_is_valid(level)  # no overlap, and every shared border has the same corners on both sides
    ground = shapely.union_all(level)
    assert isinstance(ground, Polygon)
    assert len(ground.interiors) == 0  # nor a gap between them
    assert sum(polygon.area for polygon in level) == pytest.approx(ground.area, rel=1e-12)
    off_m2 = ground.symmetric_difference(OUTLINE).area * EAST_M * NORTH_M
    assert off_m2 < 0.01 * OUTLINE.length * NORTH_M  # within a centimetre along the district's border


def test_children_fill_their_parent_exactly() -> None:
    for place in EVERYTHING[1:]:
        if parts := [POLYGONS[part.code] for part in below(place.code)]:
            assert shapely.union_all(parts).equals(POLYGONS[place.code])


def test_grids_of_the_streets_are_a_few_hundred_metres_wide_and_those_of_the_townships_larger() -> None:
    town = [sides_m(POLYGONS[grid.code]) for grid in GRIDS if is_town(grid.code)]
    hills = [sides_m(POLYGONS[grid.code]) for grid in GRIDS if not is_town(grid.code)]
    assert all(100 <= width <= 600 and length <= 640 for width, length in town)
    assert all(width > 500 and length < 6_000 for width, length in hills)
    assert all(300 <= (grid.households or 0) <= 500 for grid in GRIDS if is_town(grid.code))


def test_the_streets_lie_in_the_town_in_the_east() -> None:
    for street in below(STREET[:6]):
        if is_town(street.code):
            west, south, east, north = (bound / 1e7 for bound in POLYGONS[street.code].bounds)
            assert 113.13 < west < east < 113.25
            assert 40.0 < south < north < 40.06


def test_grids_are_numbered_from_the_west() -> None:
    for community in (place for place in EVERYTHING if len(place.code) == 12):
        parts = below(community.code)
        assert [grid.code[12:] for grid in parts] == [f"{n:03}" for n in range(1, len(parts) + 1)]
        longitudes = [POLYGONS[grid.code].centroid.x for grid in parts]
        assert longitudes == sorted(longitudes)


def test_any_point_of_the_district_lies_in_exactly_one_grid() -> None:
    dice, district = random.Random(14), OUTLINE
    shapely.prepare(district)
    tree = shapely.STRtree([POLYGONS[grid.code] for grid in GRIDS])
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
    for grid in GRIDS:
        lat, lon = grid.point
        assert MAP.locate(lat, lon) == (grid.code, 1)
        assert all(POLYGONS[up].contains(Point(lon, lat)) for up in queries.line(grid.code))


def test_it_is_the_district_that_it_always_was() -> None:
    shapes = {one.code: one.drawn for one in EVERYTHING if one.drawn is not None}
    everything = sorted(EVERYTHING, key=lambda one: one.code)
    told = [[one.code, one.name, one.households, shapes[one.code].ring] for one in everything]
    assert sha256(orjson.dumps(told)).hexdigest() == MADE
    assert {code for code, drawn in shapes.items() if not drawn.synthetic} == {STREET[:6]}
    assert all("synthetic" in drawn.source for drawn in shapes.values() if drawn.synthetic)
    assert all(shapely.is_ccw(shapely.LinearRing(drawn.ring)) for drawn in shapes.values())
