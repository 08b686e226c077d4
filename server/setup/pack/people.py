"""People and their posts: people.csv has a row for each post, and a person is known by the login.

Nobody's name, login or password is changed here, and nothing that they did. A post that is gone from the file is a
fault: it ends by its last day. A post that has ended does not come back by an old sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from server.core.viewer import Role
from server.data.database import reader
from server.ground.area.models import AreaLevel
from server.ground.area.queries import LENGTHS
from server.ground.person.models import Person, Post
from server.ground.person.policy import UNIT_ROLES
from server.process.importing.faults import Faults, Said
from server.process.importing.sheet import Row, Table
from server.setup.pack.kinds import PEOPLE, UNITS
from server.setup.pack.words import LEVELS

LEVEL = {  # at which level a post of this role is held; the others at any
    Role.GRID_WORKER: AreaLevel.GRID,
    Role.COMMUNITY: AreaLevel.COMMUNITY,
    Role.STREET_INTAKE: AreaLevel.STREET,
    Role.STREET_DISPATCH: AreaLevel.STREET,
    Role.STREET_HEAD: AreaLevel.STREET,
    Role.DISTRICT_DISPATCH: AreaLevel.DISTRICT,
    Role.DISTRICT_SUPERVISOR: AreaLevel.DISTRICT,
}
_LEVEL_WORDS = LEVELS | {"GRID": "网格"}

Unit = tuple[str, str]  # the unit's name and the area that it serves
Key = tuple[str, Role, str, Unit | None]  # login, role, area, unit


@dataclass(frozen=True)
class Held:
    """A post as said: what, where, in which unit, from which day to which."""

    number: int
    login: str
    role: Role
    area: str
    unit: Unit | None
    starts_on: date | None
    ends_on: date | None

    @property
    def key(self) -> Key:
        return self.login, self.role, self.area, self.unit


@dataclass(frozen=True)
class Standing:
    """Who is there: people by login, their posts, and the unit of each post."""

    people: Mapping[str, Person] = field(default_factory=dict)
    posts: tuple[Post, ...] = ()

    def newest(self) -> dict[Key, Post]:
        """The last post of each kind that a person held."""
        logins = {one.id: login for login, one in self.people.items()}
        found = {}
        for post in self.posts:
            if post.person_id in logins:
                unit = (post.unit.name, post.unit.area_id) if post.unit else None
                found[logins[post.person_id], post.role, post.area_id, unit] = post
        return found


async def standing() -> Standing:
    """The people as the database has them now."""
    people = await Person.exclude(login=None).using_db(reader())
    own = Post.filter(stands_for_id=None)  # what is held for a colleague on leave stands in no sheet
    posts = await own.using_db(reader()).select_related("unit").order_by("starts_on", "id")
    return Standing({one.login or "": one for one in people}, tuple(posts))


@dataclass
class Changes:
    """Logins and names of newcomers, posts to give, posts to end with their last day, and how many stay the same."""

    newcomers: dict[str, str] = field(default_factory=dict)
    given: list[Held] = field(default_factory=list)
    ended: list[tuple[UUID, date]] = field(default_factory=list)
    same: int = 0
    same_people: int = 0


def posts(table: Table, areas: set[str] | None, units: set[Unit] | None, district: str, faults: Faults) -> list[Held]:
    """Rows as posts; faults for areas and units that are not there, and roles that do not go with them.

    `areas` and `units` None: they could not be read, and nothing is asked of them.
    """
    by_name: dict[str, list[str]] = {}
    for name, area in units or ():
        by_name.setdefault(name, []).append(area)
    found = []
    for row in table.rows:
        before, role = faults.total, Role(row["role"])
        unit = None if units is None else _unit(row, role, by_name, faults)
        area = row.get("area") or (unit[1] if unit else district)
        _check_area(row, role, area, areas, faults)
        first, last = _day(row, "starts_on"), _day(row, "ends_on")
        if first and last and last < first:
            wrong = Said("早于起始日", "it lies before the first day")
            _wrong(row, "ends_on", wrong, Said("不早于起始日", "a later day"), faults)
        if faults.total == before:
            found.append(Held(row.number, row["login"], role, area, unit, first, last))
    return found


def _check_area(row: Row, role: Role, area: str, areas: set[str] | None, faults: Faults) -> None:
    level = LEVEL.get(role)
    if areas is not None and area not in areas:
        wrong = Said(f"没有区域 {area}", f"there is no area {area}")
        write = Said("区划或网格文件中的编码", "a code of areas.csv or grids.geojson")
        _wrong(row, "area", wrong, write, faults)
    elif level is not None and LENGTHS[len(area)] is not level:
        digits = next(length for length, one in LENGTHS.items() if one is level)
        wrong = Said(f"岗位 {role} 不在这一级", f"a {role} does not hold their post there")
        write = Said(f"{_LEVEL_WORDS[level]}的 {digits} 位编码", f"the {digits} digits of a {level}")
        _wrong(row, "area", wrong, write, faults)


def _unit(row: Row, role: Role, by_name: Mapping[str, list[str]], faults: Faults) -> Unit | None:
    name = row.get("unit")
    if not name:
        if role in UNIT_ROLES:
            _wrong(
                row,
                "unit",
                Said("此岗位须有单位", "this post is held in a unit"),
                Said(f"{UNITS.file} 中的单位名称", f"the name of a unit of {UNITS.file}"),
                faults,
            )
        return None
    served = by_name.get(name, [])
    fitting = served if len(served) == 1 else [area for area in served if area == row.get("area")]
    if fitting:
        return name, fitting[0]
    if served:
        _wrong(
            row,
            "area",
            Said("有几个单位同名", "several units bear this name"),
            Said("、".join(sorted(served)[:9]), " or ".join(sorted(served)[:9])),
            faults,
        )
    else:
        _wrong(
            row,
            "unit",
            Said(f"{UNITS.file} 中没有此单位", f"there is no such unit in {UNITS.file}"),
            Said("与单位表一字不差的名称", "its name exactly as there"),
            faults,
        )
    return None


def changes(table: Table, held: list[Held], there: Standing, since: date, faults: Faults) -> Changes:
    """What would be another."""
    found = Changes()
    names: dict[str, Row] = {}
    for row in table.rows:
        _check_name(row, names.setdefault(row["login"], row), there, faults)
    for login, row in names.items():
        if login in there.people:
            found.same_people += 1
        else:
            found.newcomers[login] = row["name"]
    newest, named = there.newest(), set()
    for one in held:
        named.add(one.key)
        _compare(one, newest.get(one.key), since, found, faults)
    if table.whole and len(held) == len(table.rows):
        _check_gone(newest.keys() - named, newest, names, since, faults)
    return found


def _check_name(row: Row, first: Row, there: Standing, faults: Faults) -> None:
    known = there.people.get(row["login"])
    if first["name"] != row["name"]:
        _wrong(
            row,
            "name",
            Said(f"第 {first.number} 行同一登录名是另一个姓名", f"row {first.number} gives this login another name"),
            Said("同一人用同一登录名和姓名，另一人用另一登录名", "one login and one name for each person"),
            faults,
        )
    elif known is not None and known.ended_at is not None:
        _wrong(
            row,
            "login",
            Said("此登录名属于已离开的人", "this login was that of somebody who has left"),
            Said("另一个登录名", "another login"),
            faults,
        )
    elif known is not None and known.name != row["name"]:
        _wrong(
            row,
            "name",
            Said("系统中此登录名是另一个姓名", "this login is known under another name"),
            Said("系统中的姓名；另一人用另一登录名", "the name that is known; another login for another person"),
            faults,
        )


def _compare(one: Held, before: Post | None, since: date, found: Changes, faults: Faults) -> None:
    if before is None or (_over(before, since) and one.starts_on and before.ends_on and one.starts_on > before.ends_on):
        found.given.append(one)
    elif before.ends_on == one.ends_on:
        found.same += 1
    elif one.ends_on is not None and (before.ends_on is None or one.ends_on < before.ends_on):
        found.ended.append((before.id, one.ends_on))
    else:
        faults.add(
            PEOPLE.file,
            one.number,
            PEOPLE.heading("ends_on"),
            Said(f"此岗位已定于 {before.ends_on} 结束", f"this post ends on {before.ends_on}"),
            Said(f"{before.ends_on}；重新任职另写起始日", f"{before.ends_on}; to give it anew, a later starts_on"),
        )


def _over(post: Post, day: date) -> bool:
    return post.ends_on is not None and post.ends_on < day


def _check_gone(
    gone: Iterable[Key],
    newest: Mapping[Key, Post],
    names: Mapping[str, Row],
    since: date,
    faults: Faults,
) -> None:
    for key in sorted(gone, key=lambda one: (one[0], one[1], one[2], str(one[3]))):
        login, role, area, _ = key
        if _over(newest[key], since):
            continue
        row = names.get(login)
        faults.add(
            PEOPLE.file,
            row.number if row else None,
            PEOPLE.heading("login"),
            Said(f"没有了 {login} 的岗位 {role} {area}", f"the post {role} {area} of {login} is gone from the file"),
            Said(
                f"该岗位一行并写“最后一日”，或 ./grid user end {login}",
                f"its row with its last day in ends_on, or ./grid user end {login}",
            ),
        )


def _day(row: Row, name: str) -> date | None:
    return date.fromisoformat(row[name]) if row.get(name) else None


def _wrong(row: Row, column: str, wrong: Said, write: Said, faults: Faults) -> None:
    faults.add(PEOPLE.file, row.number, PEOPLE.heading(column), wrong, write)
