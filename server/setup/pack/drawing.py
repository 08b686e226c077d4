"""The shapes of a district: grids held against borders and each other, and what they make together.

The shapes of communities and streets are those of boundary.geojson, else what their grids make together; the
district's own border is asked for, since only against it can a wrong datum be seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from shapely import Polygon

from server.ground.area.loading import Drawn, Standing, Wanted
from server.process.importing.faults import Faults, Said
from server.setup.pack import geometry
from server.setup.pack.geojson import SAY_DATUM, Feature, ring_of
from server.setup.pack.kinds import BORDERS_FILE, GRIDS_FILE
from server.setup.pack.places import Place

MOST_OVERLAPS = 1_000
GATHERED = "made of its grids"


class Drawing:
    """Everything that is drawn, by code: borders as given or known, grids as given or known."""

    def __init__(self, places: Mapping[str, Place], borders: Iterable[Feature], there: Standing, since: date) -> None:
        self.places, self.there, self.since = places, there, since
        self.given = {one.cells["code"]: one for one in borders}
        self.grids = {code: one for code, one in places.items() if len(code) == 15}
        self._parts = self._below()
        self._made: dict[str, Polygon | None] = {}
        self._drawn: dict[str, Drawn | None] = {}

    def _below(self) -> dict[str, list[str]]:
        """The codes right below each one that hold on the first day of the load, or begin later."""
        codes = {code for code, one in self.places.items() if one.valid_to is None or one.valid_to > self.since}
        said = {len(code) for code in self.places}
        codes |= {
            code
            for code, one in self.there.areas.items()
            if len(code) not in said and (one.valid_to is None or one.valid_to > self.since)
        }
        below: dict[str, list[str]] = {}
        for code in sorted(codes):
            below.setdefault(code[:-3], []).append(code)
        return below

    def border(self, code: str) -> Polygon | None:
        """The border of an area that is no grid, as given or as known from a survey."""
        if code in self.given:
            return self.given[code].polygon
        known = self.there.shapes.get(code)
        surveyed = known is not None and known.source != GATHERED and not known.synthetic
        return Polygon(known.ring) if surveyed and known is not None else None

    def polygon(self, code: str) -> Polygon | None:
        """The shape of any area; None where its parts lie apart or none is known."""
        if code not in self._made:
            self._made[code] = self._polygon(code)
        return self._made[code]

    def _polygon(self, code: str) -> Polygon | None:
        if len(code) == 15:
            known = self.there.shapes.get(code)
            return self.grids[code].polygon if code in self.grids else Polygon(known.ring) if known else None
        if (border := self.border(code)) is not None:
            return border
        parts = [self.polygon(part) for part in self._parts.get(code, ())]
        there = [part for part in parts if part is not None]
        whole = geometry.together(there) if there and len(there) == len(parts) else None
        return geometry.rounded(whole) if whole is not None else None

    def households(self, code: str) -> int | None:
        """Those said, else those of all parts together."""
        said = self.places.get(code)
        if said is not None and said.households is not None:
            return said.households
        if len(code) == 15:
            known = self.there.areas.get(code)
            return None if said is not None or known is None else known.households
        parts = [self.households(part) for part in self._parts.get(code, ())]
        return sum(part for part in parts if part is not None) if any(part is not None for part in parts) else None

    def drawn(self, code: str) -> Drawn | None:
        """The shape to be written."""
        if code not in self._drawn:
            self._drawn[code] = self._as_drawn(code)
        return self._drawn[code]

    def _as_drawn(self, code: str) -> Drawn | None:
        polygon = self.polygon(code)
        if polygon is None:
            return None
        feature = self.given.get(code) or (self.grids[code].feature if code in self.grids else None)
        if feature is not None:
            source = feature.get("source") or (BORDERS_FILE if code in self.given else GRIDS_FILE)
            return Drawn(feature.ring, source, feature.get("synthetic") == "yes")
        parts = [self.drawn(part) for part in self._parts.get(code, ())]
        made_up = next((part.source for part in parts if part is not None and part.synthetic), None)
        return Drawn(ring_of(polygon), made_up or GATHERED, made_up is not None)

    def wanted(self) -> list[Wanted]:
        """All places as they shall be, parents first."""
        found = []
        for code in sorted(self.places, key=lambda code: (len(code), code)):
            one, polygon = self.places[code], self.polygon(code)
            found.append(
                Wanted(
                    code,
                    one.name,
                    one.valid_from,
                    geometry.point_in(polygon) if polygon is not None else (0, 0),
                    self.drawn(code),
                    one.kind,
                    self.households(code),
                    one.valid_to,
                    one.predecessor,
                )
            )
        return found


def check(drawing: Drawing, faults: Faults) -> None:
    """Every grid within its borders and on ground of its own, every area in one piece."""
    _check_borders(drawing, faults)
    before = faults.total
    check_outside(drawing, faults)
    check_overlaps(list(drawing.grids.values()), faults)
    if faults.total == before:
        _check_whole(drawing, faults)


def _check_borders(drawing: Drawing, faults: Faults) -> None:
    for code, one in drawing.given.items():
        if code not in drawing.places and code not in drawing.there.areas:
            faults.add(
                BORDERS_FILE,
                one.number,
                "code/编码",
                Said(f"没有 {code}", f"there is no area {code}"),
                Said("区划表中的编码", "a code of areas.csv"),
            )
    for code in drawing.places:
        if len(code) == 6 and drawing.border(code) is None:
            faults.add(
                BORDERS_FILE,
                None,
                None,
                Said(f"没有区 {code} 的边界", f"the border of the district {code} is lacking"),
                Said(f"一个 code 为 {code} 的要素", f"a feature whose code is {code}"),
            )


def check_outside(drawing: Drawing, faults: Faults) -> None:
    wide: dict[str, Polygon] = {}
    shifted = False
    for one in drawing.grids.values():
        code = next((one.code[:n] for n in (12, 9, 6) if drawing.border(one.code[:n]) is not None), None)
        if code is None:
            continue
        if code not in wide:
            border = drawing.border(code)
            assert border is not None  # it was found right above
            wide[code] = geometry.widened(border)
        share = geometry.outside(one.polygon, wide[code])
        if not share:
            continue
        shifted = shifted or geometry.looks_like_gcj02(one.polygon, wide[code])
        percent = max(1, round(share * 100))
        wrong = Said(
            f"网格 {one.code} 有 {percent}% 在 {code} 边界之外", f"{percent} % of grid {one.code} lies outside {code}"
        )
        if shifted:
            wrong = Said(f"{wrong.zh}，像是 GCJ-02 坐标", f"{wrong.en}, as if it were drawn in GCJ-02")
        write = Said("WGS-84 坐标，且在边界之内", "WGS-84 coordinates inside it")
        faults.add(GRIDS_FILE, one.number, "geometry", wrong, SAY_DATUM if shifted else write)


def check_overlaps(grids: list[Place], faults: Faults) -> None:
    shown = 0
    for first, second in geometry.overlaps([one.polygon for one in grids]):
        one, other = grids[first], grids[second]
        if one.code == other.code or not one.meets(other):
            continue
        shown += 1
        faults.add(
            GRIDS_FILE,
            other.number,
            "geometry",
            Said(
                f"网格 {other.code} 与第 {one.number} 个要素 {one.code} 重叠",
                f"grid {other.code} covers ground of {one.code}, feature {one.number}",
            ),
            Said("互不重叠的边界", "borders that do not overlap"),
        )
        if shown == MOST_OVERLAPS:
            return


def _check_whole(drawing: Drawing, faults: Faults) -> None:
    for code, one in drawing.places.items():
        if drawing.polygon(code) is None and code in drawing._parts:
            faults.add(
                one.file,
                one.number,
                "code/编码",
                Said(f"{code} 的网格彼此不相连", f"the grids of {code} lie apart from each other"),
                Said(f"在 {BORDERS_FILE} 中给出 {code} 的边界", f"the border of {code} in {BORDERS_FILE}"),
            )
