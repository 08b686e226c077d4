"""The bench's district: 云冈区's streets with as many communities, grids and people as the recipe says.

Grids are rectangles side by side. Classes and units are the demo's, loaded through the domain's own door. Everybody has
a bearer token whose secret is their login, so that load needs no signing in: this database is thrown away.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache
from uuid import UUID

from server.core.viewer import Role
from server.data.database import transaction
from server.demo.district import FOLDER
from server.ground.area.models import Area, AreaLevel, AreaShape, GridKind
from server.ground.catalogue import actions
from server.ground.catalogue.models import Unit
from server.ground.person.models import Person, Post, Token
from server.ground.person.secrets import digest_of
from server.ground.worktime.models import WorkSegment
from server.process.importing.faults import Faults
from server.process.importing.sheet import Table
from server.setup.pack.catalogue import tables
from server.setup.pack.folder import read_folder
from tests.bench.recipe import ROOT, Recipe

DISTRICT, SUPERVISOR = "140214", "supervisor"
WATCHERS = 100  # heads of the first street and supervisors in turn: who listens to live changes
SINCE, BEGUN = date(2024, 1, 1), datetime(2024, 1, 1, tzinfo=UTC)
SOUTH, WEST, SIDE, ACROSS = 399_000_000, 1_130_000_000, 40_000, 50  # 1e-7 degree; grids in a row
NAMES = ROOT / "tests" / "bench" / "names.json"


def fixed(kind: int, number: int) -> UUID:
    """A UUIDv7 that is the same in every run."""
    return UUID(int=(0x018C_C251_F400 << 80) | (0x7 << 76) | (0b10 << 62) | (kind << 32) | number)


async def build(recipe: Recipe) -> None:
    """Fill an empty, migrated database that is entered: territory, catalogue, units, people."""
    areas = list(_areas(recipe))

    async def territory() -> None:
        for level in AreaLevel:
            await Area.bulk_create([one for one in areas if one.level is level], batch_size=500)
        await AreaShape.bulk_create(_shapes(areas), batch_size=500)
        await WorkSegment.bulk_create(
            WorkSegment(id=fixed(6, number), starts=starts, ends=ends)
            for number, (starts, ends) in enumerate(((510, 720), (870, 1080)), 1)
        )

    await transaction(territory)
    await _catalogue({area.code for area in areas})
    everybody = list(_posts(areas, await Unit.all().order_by("id"), recipe.people))
    await transaction(lambda: _people(everybody))


async def _catalogue(codes: set[str]) -> None:
    """The demo's classes, lists and units; the units are those that serve one of these areas."""
    found = tables(sheets(), DISTRICT, SINCE)
    rows = dict(found.rows) | {"units": [row for row in found.rows["units"] if row["area"] in codes]}
    await actions.load(None, rows, since=SINCE)


@cache
def sheets() -> Mapping[str, Table]:
    """The demo's own sheets, by name."""
    return read_folder(FOLDER, Faults(), complete=True).tables


def corner(number: int) -> tuple[int, int]:
    """South and west of the grid with this number."""
    return SOUTH + number // ACROSS * SIDE, WEST + number % ACROSS * SIDE


def desk(street: str) -> str:
    """The login of a street's desk."""
    return f"desk-{street[6:]}"


def watcher(number: int) -> str:
    """The login of somebody who sees at least the first street."""
    return f"watcher-{number:03}"


def worker(grid: str) -> str:
    """The login of a grid's worker."""
    return f"worker-{grid[6:]}"


def _areas(recipe: Recipe) -> Iterator[Area]:
    """District, streets, communities, grids: dealt out evenly, in the order of their codes."""
    streets = [(row["code"], row["name"]) for row in sheets()["areas"].rows if len(row["code"]) == 9]
    yield _area(DISTRICT, "云冈区", AreaLevel.DISTRICT, 0)
    number = 0
    for place, (street, name) in enumerate(streets):
        yield _area(street, name, AreaLevel.STREET, number)
        for community in range(_share(recipe.communities, len(streets), place)):
            code = f"{street}{community + 1:03}"
            yield _area(code, f"{name[:2]}第{community + 1}社区", AreaLevel.COMMUNITY, number)
            each = recipe.grids // recipe.communities
            for grid in range(each + (community % 3 != 0) * (recipe.grids % recipe.communities > 0)):
                yield _area(f"{code}{grid + 1:03}", f"第{grid + 1}网格", AreaLevel.GRID, number)
                number += 1


def _share(whole: int, parts: int, place: int) -> int:
    return whole * (place + 1) // parts - whole * place // parts


def _area(code: str, name: str, level: AreaLevel, number: int) -> Area:
    south, west = corner(number)
    grid = level is AreaLevel.GRID
    return Area(
        code=code, name=name, level=level, parent_id=code[: len(code) - 3] if level is not AreaLevel.DISTRICT else None,
        kind=GridKind.BASIC if grid else None, households=400 if grid else None,
        lat=south + SIDE // 2, lon=west + SIDE // 2, valid_from=SINCE,
    )  # fmt: skip


def _shapes(areas: list[Area]) -> Iterator[AreaShape]:
    grids = (area for area in areas if area.level is AreaLevel.GRID)
    for number, area in enumerate(grids):
        south, west = corner(number)
        north, east = south + SIDE, west + SIDE
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        yield AreaShape(
            id=fixed(7, number), area_id=area.code, version=1, ring=ring, synthetic=True, source="made for the bench",
            valid_from=SINCE,
        )  # fmt: skip


def _posts(areas: list[Area], units: list[Unit], people: int) -> Iterator[tuple[str, Role, str, UUID | None]]:
    """Login, role, area and unit: the supervisor, desks, handlers, and every grid's worker among those who are left."""
    grids = [area.code for area in areas if area.level is AreaLevel.GRID]
    yield SUPERVISOR, Role.DISTRICT_SUPERVISOR, DISTRICT, None
    first = next(area.code for area in areas if area.level is AreaLevel.STREET)
    for number in range(WATCHERS):
        role, area_code = (Role.STREET_HEAD, first) if number % 2 else (Role.DISTRICT_SUPERVISOR, DISTRICT)
        yield watcher(number), role, area_code, None
    held = 1 + WATCHERS
    for area in areas:
        if area.level is AreaLevel.STREET:
            yield desk(area.code), Role.STREET_INTAKE, area.code, None
            yield desk(area.code), Role.STREET_DISPATCH, area.code, None
            held += 1
    for number, unit in enumerate(units):
        yield f"unit-{number:03}", Role.DEPT_HANDLER, unit.area_id, unit.id
    lots = min(max(1, people - held - len(units)), len(grids))
    for lot in range(lots):
        begin, end = lot * len(grids) // lots, (lot + 1) * len(grids) // lots
        for code in grids[begin:end]:
            yield worker(grids[begin]), Role.GRID_WORKER, code, None


async def _people(everybody: list[tuple[str, Role, str, UUID | None]]) -> None:
    words = json.loads(NAMES.read_text("utf-8"))
    surnames, given = words["surnames"], words["given"]
    logins = list(dict.fromkeys(login for login, *_ in everybody))
    numbers = {login: number for number, login in enumerate(logins, 1)}
    names = {login: surnames[n % len(surnames)] + given[n * 7 // 3 % len(given)] for login, n in numbers.items()}
    await Person.bulk_create(
        [Person(id=fixed(1, numbers[one]), name=names[one], login=one, created_at=BEGUN) for one in logins],
        batch_size=500,
    )
    await Token.bulk_create(
        [
            Token(id=fixed(3, n), person_id=fixed(1, n), name="bench", digest=digest_of(login), created_at=BEGUN)
            for login, n in numbers.items()
        ],
        batch_size=500,
    )
    posts = [
        Post(id=fixed(2, n), person_id=fixed(1, numbers[login]), role=role, area_id=area, unit_id=unit, starts_on=SINCE)
        for n, (login, role, area, unit) in enumerate(everybody, 1)
    ]
    await Post.bulk_create(posts, batch_size=500)
