"""Coordinates: integers of 1e-7 degree in WGS-84, and the shift to GCJ-02 that mainland maps draw in.

Decision: GCJ-02 lives at the edge only. It lies some 500 m away, where a grid may be 200 m wide: a point
in the wrong datum is one in the wrong grid. The shift is the widely published approximation of the official one.
"""

from __future__ import annotations

from math import asin, cos, hypot, pi, radians, sin, sqrt

E7 = 10_000_000
EARTH_M = 6_371_008.8  # mean radius
AXIS_M, FLATNESS = 6_378_245.0, 0.00669342162296594323  # Krasovsky's ellipsoid, which the shift is defined on
MAINLAND = (0.8293, 55.8271, 72.004, 137.8347)  # south, north, west, east: outside nothing is shifted


def to_e7(degrees: float) -> int:
    """Degrees as stored; the nearest 1e-7, about 1 cm."""
    return round(degrees * E7)


def nearest_e7(degrees: float) -> int:
    """The nearest that can be stored at all: what lies beyond ±180° is taken to lie there."""
    return to_e7(max(-180.0, min(180.0, degrees)))


def from_e7(stored: int) -> float:
    """Stored coordinates as degrees."""
    return stored / E7


def distance_m(lat_a: int, lon_a: int, lat_b: int, lon_b: int) -> float:
    """Metres between two stored points on the sphere; good to 0.5 % at any distance."""
    south, north = radians(lat_a / E7), radians(lat_b / E7)
    half_lat, half_lon = (north - south) / 2, radians((lon_b - lon_a) / E7) / 2
    chord = sin(half_lat) ** 2 + cos(south) * cos(north) * sin(half_lon) ** 2
    return 2 * EARTH_M * asin(sqrt(min(1.0, chord)))


def metres_per_degree(lat: float) -> tuple[float, float]:
    """Metres in one degree of latitude and of longitude at `lat`: what turns a distance into a box to search."""
    return radians(1) * EARTH_M, radians(1) * EARTH_M * cos(radians(lat))


def gcj02_from_wgs84(lat: float, lon: float) -> tuple[float, float]:
    """Where a mainland map draws the WGS-84 point, in degrees."""
    if not _in_mainland(lat, lon):
        return lat, lon
    north, east = _shift(lat, lon)
    return lat + north, lon + east


def wgs84_from_gcj02(lat: float, lon: float) -> tuple[float, float]:
    """The WGS-84 point that a mainland map draws at these degrees, to within a millimetre."""
    if not _in_mainland(lat, lon):
        return lat, lon
    guess = lat, lon
    for _ in range(10):
        drawn = gcj02_from_wgs84(*guess)
        north, east = drawn[0] - lat, drawn[1] - lon
        guess = guess[0] - north, guess[1] - east
        if hypot(north, east) < 1e-10:
            break
    return guess


def _in_mainland(lat: float, lon: float) -> bool:
    south, north, west, east = MAINLAND
    return south <= lat <= north and west <= lon <= east


def _shift(lat: float, lon: float) -> tuple[float, float]:
    """How far north and east the drawn point lies, in degrees."""
    x, y = lon - 105.0, lat - 35.0
    curve = 1 - FLATNESS * sin(radians(lat)) ** 2
    north = _north(x, y) * 180.0 / (AXIS_M * (1 - FLATNESS) / (curve * sqrt(curve)) * pi)
    east = _east(x, y) * 180.0 / (AXIS_M / sqrt(curve) * cos(radians(lat)) * pi)
    return north, east


def _north(x: float, y: float) -> float:
    metres = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    metres += _wave(6.0 * x, 20.0) + _wave(2.0 * x, 20.0) + _wave(y, 20.0) + _wave(y / 3.0, 40.0)
    return metres + _wave(y / 12.0, 160.0) + _wave(y / 30.0, 320.0)


def _east(x: float, y: float) -> float:
    metres = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    metres += _wave(6.0 * x, 20.0) + _wave(2.0 * x, 20.0) + _wave(x, 20.0) + _wave(x / 3.0, 40.0)
    return metres + _wave(x / 12.0, 150.0) + _wave(x / 30.0, 300.0)


def _wave(angle: float, height: float) -> float:
    return height * sin(angle * pi) * 2.0 / 3.0
