"""The tree of areas as areas.csv and grids.geojson say it: one district, every area below one that is there as long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from shapely import Polygon

from server.ground.area.loading import Standing
from server.ground.area.models import AreaLevel, GridKind
from server.ground.area.queries import LENGTHS
from server.process.importing.faults import Faults, Said
from server.process.importing.sheet import Row, Table
from server.setup.pack.geojson import Feature
from server.setup.pack.kinds import AREAS, GRIDS_FILE

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Place:
    """An area as said, and where. `valid_to` is the first day on which it is none any more."""

    file: str
    number: int
    code: str
    name: str
    valid_from: date
    valid_to: date | None
    kind: GridKind | None = None
    households: int | None = None
    predecessor: str | None = None
    feature: Feature | None = None

    @property
    def polygon(self) -> Polygon:
        assert self.feature is not None  # it is a grid
        return self.feature.polygon

    def meets(self, other: Place) -> bool:
        """Whether there is a day on which both are in force."""
        return (self.valid_to is None or other.valid_from < self.valid_to) and (
            other.valid_to is None or self.valid_from < other.valid_to
        )


def from_sheet(table: Table, there: Standing, since: date, faults: Faults) -> dict[str, Place]:
    """Areas down to communities, by code."""
    places = {}
    for row in table.rows:
        code, before = row["code"], faults.total
        if row.get("level") and row["level"] != LENGTHS[len(code)].value:
            _wrong(
                row,
                "level",
                Said("与编码位数不符", "the code has not so many digits"),
                Said("6 位区、9 位街道、12 位社区", "DISTRICT for 6 digits, STREET for 9, COMMUNITY for 12"),
                faults,
            )
        if row.get("parent") and row["parent"] != code[:-3]:
            parent = code[:-3] if len(code) > 6 else ""
            _wrong(
                row,
                "parent",
                Said("编码不以它开头", "the code does not begin with it"),
                Said(parent or "留空", parent or "nothing"),
                faults,
            )
        first, last = days(row.get("valid_from"), row.get("valid_to"), code, there, since)
        if last is not None and last < first:
            _ends_early(AREAS.file, row.number, AREAS.heading("valid_to"), faults)
        if faults.total == before:
            places[code] = Place(
                AREAS.file,
                row.number,
                code,
                row["name"],
                first,
                last and last + DAY,
                households=int(row["households"]) if row.get("households") else None,
                predecessor=row.get("predecessor") or None,
            )
    if table.whole:
        check_district(places, there, faults)
    return places


def from_features(found: Iterable[Feature], there: Standing, since: date, faults: Faults) -> dict[str, Place]:
    """Grids, by code."""
    places: dict[str, Place] = {}
    for one in found:
        code = one.cells["code"]
        if one.get("community") and one.get("community") != code[:12]:
            faults.add(
                GRIDS_FILE,
                one.number,
                "community/社区",
                Said("网格编码不以它开头", "the code does not begin with it"),
                Said(code[:12], code[:12]),
            )
        if code in places:
            first_one = places[code].number
            faults.add(
                GRIDS_FILE,
                one.number,
                "code/编码",
                Said(f"与第 {first_one} 个要素重复", f"it is the same as {first_one}"),
                Said("只留一个", "only one of them"),
            )
        first, last = days(one.get("valid_from"), one.get("valid_to"), code, there, since)
        if last is not None and last < first:
            _ends_early(GRIDS_FILE, one.number, "valid_to/最后一日", faults)
        places[code] = Place(
            GRIDS_FILE,
            one.number,
            code,
            one.cells["name"],
            first,
            last and last + DAY,
            kind=GridKind(one.get("kind") or GridKind.BASIC),
            households=int(one.get("households")) if one.get("households") else None,
            predecessor=one.get("predecessor") or None,
            feature=one,
        )
    return places


def days(first: str, last: str, code: str, there: Standing, since: date) -> tuple[date, date | None]:
    """First and last day of an area: those said, else those that it has, else from `since` on."""
    known = there.areas.get(code)
    begun = known.valid_from if known else date.fromisoformat(first) if first else since
    return begun, date.fromisoformat(last) if last else None


def check_tree(places: Mapping[str, Place], there: Standing, faults: Faults) -> None:
    """Each area below another that is there, and in force for as long."""
    for one in places.values():
        if len(one.code) == 6:
            continue
        up = places.get(one.code[:-3])
        known = there.areas.get(one.code[:-3])
        column = AREAS.heading("code") if one.file == AREAS.file else "code/编码"
        if up is None and known is None:
            faults.add(
                one.file,
                one.number,
                column,
                Said(f"上级 {one.code[:-3]} 不在区划表中", f"there is no {one.code[:-3]} above {one.code}"),
                Said(f"先在 {AREAS.file} 中加 {one.code[:-3]}", f"a row for {one.code[:-3]} in {AREAS.file}"),
            )
            continue
        end = up.valid_to if up else known.valid_to if known else None
        if end is not None and (one.valid_to is None or one.valid_to > end):
            last = (end - DAY).isoformat()
            faults.add(
                one.file,
                one.number,
                "valid_to/最后一日",
                Said(f"上级 {one.code[:-3]} 止于 {last}", f"{one.code[:-3]} above it ends on {last}"),
                Said(f"至多 {last}", f"{last} at the latest"),
            )


def check_filled(places: Mapping[str, Place], there: Standing, since: date, faults: Faults) -> None:
    """No street without a community and no community without a grid: nobody could report from there."""
    parents = {code[:-3] for code in (*places, *there.areas)}
    below = {9: Said("社区", "community"), 12: Said("网格", "grid")}
    for one in places.values():
        word = below.get(len(one.code))
        if word is not None and one.code not in parents and (one.valid_to is None or one.valid_to > since):
            faults.add(
                one.file,
                one.number,
                AREAS.heading("code"),
                Said(f"{one.code} 下没有{word.zh}", f"there is no {word.en} in {one.code}"),
                Said(f"至少一个{word.zh}，或最后一日", f"at least one {word.en}, or the last day of {one.code}"),
            )


def check_district(places: Mapping[str, Place], there: Standing, faults: Faults) -> None:
    roots = [one for code, one in places.items() if len(code) == 6]
    known = next((code for code, one in there.areas.items() if one.level is AreaLevel.DISTRICT), None)
    if len(roots) != 1:
        faults.add(
            AREAS.file,
            roots[1].number if roots else None,
            AREAS.heading("code"),
            Said(f"有 {len(roots)} 个 6 位的区编码", f"there are {len(roots)} districts (codes of 6 digits)"),
            Said("恰好一个区", "exactly one: one district, one database"),
        )
    elif known is not None and roots[0].code != known:
        faults.add(
            AREAS.file,
            roots[0].number,
            AREAS.heading("code"),
            Said(f"此数据库属于 {known}", f"this database is that of {known}"),
            Said(f"{known}，或另用一个数据库", f"{known}, or load into another database"),
        )
    for one in places.values():
        if roots and not one.code.startswith(roots[0].code):
            faults.add(
                one.file,
                one.number,
                AREAS.heading("code"),
                Said(f"不属于 {roots[0].code}", f"{one.code} is not of {roots[0].code}"),
                Said(f"以 {roots[0].code} 开头的编码", f"a code that begins with {roots[0].code}"),
            )


def _wrong(row: Row, column: str, wrong: Said, write: Said, faults: Faults) -> None:
    faults.add(AREAS.file, row.number, AREAS.heading(column), wrong, write)


def _ends_early(file: str, number: int, column: str, faults: Faults) -> None:
    faults.add(
        file, number, column, Said("早于起始日", "it lies before the first day"), Said("不早于起始日", "a later day")
    )
