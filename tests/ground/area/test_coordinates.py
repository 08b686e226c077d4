"""A worker's phone says where they stand in WGS-84; a mainland map draws them 620 m off; distances are metres."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.ground.area.coordinates import (
    distance_m,
    from_e7,
    gcj02_from_wgs84,
    metres_per_degree,
    to_e7,
    wgs84_from_gcj02,
)

# the pairs published with eviltransform and its ports: WGS-84 (lat, lon), GCJ-02 (lat, lon)
PUBLISHED = {
    "shanghai": (31.1774276, 121.5272106, 31.17530398364597, 121.531541859215),
    "shenzhen": (22.543847, 113.912316, 22.540796131694766, 113.9171764808363),
    "beijing": (39.911954, 116.377817, 39.91334545536069, 116.38404722455657),
}
YUNGANG_LAT, YUNGANG_LON = st.floats(39.88, 40.18), st.floats(112.87, 113.40)
CHINA_LAT, CHINA_LON = st.floats(18.2, 53.5), st.floats(73.6, 134.7)


def apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    return distance_m(to_e7(a[0]), to_e7(a[1]), to_e7(b[0]), to_e7(b[1]))


@pytest.mark.parametrize("city", PUBLISHED)
def test_a_map_draws_a_city_where_the_published_pairs_say(city: str) -> None:
    lat, lon, drawn_lat, drawn_lon = PUBLISHED[city]
    assert gcj02_from_wgs84(lat, lon) == pytest.approx((drawn_lat, drawn_lon), abs=1e-9)
    assert wgs84_from_gcj02(drawn_lat, drawn_lon) == pytest.approx((lat, lon), abs=1e-9)


@given(YUNGANG_LAT, YUNGANG_LON)
def test_in_yungang_a_map_is_a_whole_grid_off_and_more(lat: float, lon: float) -> None:
    assert 570 < apart((lat, lon), gcj02_from_wgs84(lat, lon)) < 632


def test_at_the_gate_of_the_district_it_is_622_metres() -> None:
    assert apart((40.005, 113.149), gcj02_from_wgs84(40.005, 113.149)) == pytest.approx(622, abs=1)


@given(CHINA_LAT, CHINA_LON)
def test_there_and_back_again_is_where_one_was(lat: float, lon: float) -> None:
    assert apart((lat, lon), wgs84_from_gcj02(*gcj02_from_wgs84(lat, lon))) <= 0.5


def test_abroad_nothing_is_shifted() -> None:
    assert gcj02_from_wgs84(51.5, -0.12) == (51.5, -0.12)
    assert wgs84_from_gcj02(35.69, 139.69) == (35.69, 139.69)


@given(st.integers(-1_800_000_000, 1_800_000_000))
def test_what_is_stored_comes_back_to_the_last_digit(stored: int) -> None:
    assert to_e7(from_e7(stored)) == stored


def test_a_degree_is_as_long_as_the_earth_is_round() -> None:
    north, east = metres_per_degree(40.0)
    assert distance_m(to_e7(40), to_e7(113), to_e7(41), to_e7(113)) == pytest.approx(north, rel=1e-6)
    assert distance_m(to_e7(40), to_e7(113), to_e7(40), to_e7(114)) == pytest.approx(east, rel=1e-3)
    assert east == pytest.approx(85_180, rel=0.005)


@given(YUNGANG_LAT, YUNGANG_LON, YUNGANG_LAT, YUNGANG_LON)
def test_the_way_there_is_as_long_as_the_way_back(a: float, b: float, c: float, d: float) -> None:
    assert apart((a, b), (c, d)) == pytest.approx(apart((c, d), (a, b)))
    assert apart((a, b), (a, b)) == 0
