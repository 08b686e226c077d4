"""The demo's people: a cast to sign in as, and staff so that no street, community, grid or unit is without somebody.

All names are made up. One password for all, hashed once. Staff sign in too: `worker-0001`, `community-018002`,
`intake-001`, `dispatch-001`, `head-001`, `unit-001a`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby, islice
from uuid import UUID

from server.area.models import Area, AreaLevel
from server.catalogue.models import Unit
from server.database import reader, transaction
from server.demo.catalogue import SHEETS, SINCE
from server.event import log
from server.person import secrets
from server.person.models import Person, Post
from server.viewer import Role

PASSWORD = "gridwhistle-demo"
LOGINS = {
    "wang": "王建国 网格员 grid worker, 口泉街道",
    "he": "何玉梅 网格员 another worker of his grids",
    "feng": "冯晓燕 网格员 grid worker, 新胜街道",
    "zhang": "张秀兰 社区书记 community secretary, 口泉街社区",
    "li": "李志强 街道受理派遣 intake and dispatch, 口泉街道",
    "zhao": "赵海峰 街道主任 street head, 口泉街道",
    "sun": "孙立军 处置 handler, 口泉城管中队",
    "qian": "钱文博 处置 handler, 区市政养护中心",
    "wu": "吴敏 区监督 district supervisor",
    "admin": "安管理 系统管理员 administrator",
}
SUBJECT = UUID("018cc251-f400-7000-8000-0ca570000000")  # of the one event that tells of them all
BEGUN = datetime(2024, 1, 1, tzinfo=UTC)

DISTRICT, STREET, COMMUNITY, STRANGERS = "140214", "140214018", "140214018001", "140214001002"
TEAM, DEPARTMENT = "口泉城管中队", "区市政养护中心"
ROUNDS = (2, 1, 3, 2, 2)  # how many grids one worker walks, in turn
HANDLERS = "ab"  # of each unit


@dataclass
class Member:
    """Somebody with a login, a name and posts: (role, area code, unit)."""

    login: str
    name: str
    posts: list[tuple[Role, str, UUID | None]] = field(default_factory=list)


async def build(progress: Callable[[int, int], None] | None = None) -> None:
    """Everybody, into a database that has its territory and units."""
    areas = await Area.all().using_db(reader()).order_by("code")
    units = await Unit.all().using_db(reader()).order_by("area_id", "name")
    members = [*_cast(areas, units)]
    members += _staff(areas, units, {post for member in members for post in member.posts})
    hashed = await secrets.hash_password(PASSWORD)

    async def work() -> None:
        people = [_person(number, member, hashed) for number, member in enumerate(members, 1)]
        posts = list(_posts(members))
        await Person.bulk_create(people, batch_size=500)
        await Post.bulk_create(posts, batch_size=500)
        payload: dict[str, object] = {"people": len(people), "posts": len(posts)}
        await log.record("person.all_loaded", subject_id=SUBJECT, area=DISTRICT, viewer=None, payload=payload)

    await transaction(work)
    if progress:
        progress(1, 1)


def _person(number: int, member: Member, hashed: str) -> Person:
    return Person(id=_fixed(1, number), name=member.name, login=member.login, password_hash=hashed, created_at=BEGUN)


def _posts(members: Iterable[Member]) -> Iterator[Post]:
    number = 0
    for holder, member in enumerate(members, 1):
        for role, area, unit_id in member.posts:
            number += 1
            yield Post(
                id=_fixed(2, number), person_id=_fixed(1, holder), role=role, area_id=area, unit_id=unit_id,
                starts_on=SINCE,
            )  # fmt: skip


def _fixed(kind: int, number: int) -> UUID:
    """A UUIDv7 of the demo's first day that is the same in every run."""
    moment = int(BEGUN.timestamp() * 1000)
    return UUID(int=(moment << 80) | (0x7 << 76) | (0b10 << 62) | (kind << 32) | number)


def _cast(areas: list[Area], units: list[Unit]) -> Iterator[Member]:
    """The ten of the README, in the order of `LOGINS`."""
    grids = [area.code for area in areas if area.level is AreaLevel.GRID]
    own = [code for code in grids if code.startswith(STREET)]
    strange = [code for code in grids if code.startswith(STRANGERS)]
    by_name = {unit.name: unit for unit in units}
    team, department = by_name[TEAM], by_name[DEPARTMENT]
    posts: dict[str, list[tuple[Role, str, UUID | None]]] = {
        "wang": [(Role.GRID_WORKER, code, None) for code in own[:2]],
        "he": [(Role.GRID_WORKER, code, None) for code in own[:4]],
        "feng": [(Role.GRID_WORKER, code, None) for code in strange[:2]],
        "zhang": [(Role.COMMUNITY, COMMUNITY, None)],
        "li": [(Role.STREET_INTAKE, STREET, None), (Role.STREET_DISPATCH, STREET, None)],
        "zhao": [(Role.STREET_HEAD, STREET, None)],
        "sun": [(Role.DEPT_HANDLER, team.area_id, team.id)],
        "qian": [(Role.DEPT_HANDLER, department.area_id, department.id)],
        "wu": [(Role.DISTRICT_SUPERVISOR, DISTRICT, None)],
        "admin": [(Role.SYS_ADMIN, DISTRICT, None)],
    }
    for login, words in LOGINS.items():
        yield Member(login, words.split()[0], posts[login])


def _staff(areas: list[Area], units: list[Unit], held: set[tuple[Role, str, UUID | None]]) -> Iterator[Member]:
    """Who fills every post that the cast does not."""
    names = _names()
    for login, role, code in _desks(areas):
        if (role, code, None) not in held:
            yield Member(login, next(names), [(role, code, None)])
    for number, round_ in enumerate(_rounds(areas, held), 1):
        yield Member(f"worker-{number:04}", next(names), [(Role.GRID_WORKER, code, None) for code in round_])
    for number, unit in enumerate(units, 1):
        post = (Role.DEPT_HANDLER, unit.area_id, unit.id)
        for letter in HANDLERS[(post in held) :]:
            yield Member(f"unit-{number:03}{letter}", next(names), [post])


def _desks(areas: list[Area]) -> Iterator[tuple[str, Role, str]]:
    """Login, role and area of everybody who sits at a desk of a street or community."""
    for area in areas:
        if area.level is AreaLevel.STREET:
            yield f"intake-{area.code[6:]}", Role.STREET_INTAKE, area.code
            yield f"dispatch-{area.code[6:]}", Role.STREET_DISPATCH, area.code
            yield f"head-{area.code[6:]}", Role.STREET_HEAD, area.code
        elif area.level is AreaLevel.COMMUNITY:
            yield f"community-{area.code[6:]}", Role.COMMUNITY, area.code


def _rounds(areas: list[Area], held: set[tuple[Role, str, UUID | None]]) -> Iterator[list[str]]:
    """Grids in lots of one to three of the same community: what one worker walks."""
    grids = (area.code for area in areas if area.level is AreaLevel.GRID)
    free = [code for code in grids if (Role.GRID_WORKER, code, None) not in held]
    number = 0
    for _, community in groupby(free, key=lambda code: code[:12]):
        while lot := list(islice(community, ROUNDS[number % len(ROUNDS)])):
            yield lot
            number += 1


def _names() -> Iterator[str]:
    """Names without end, the same in every run: surnames and given names turn at different speeds."""
    words = json.loads((SHEETS / "names.json").read_text("utf-8"))
    surnames, given = words["surnames"], words["given"]
    number = 0
    while True:
        yield surnames[number % len(surnames)] + given[number * 7 // 3 % len(given)]
        number += 1
