"""People and their posts. Who has no login in the sheet is known by their mobile number, and gets one of their name.

Nobody gets a password here: they are invited, and set their first one themselves. The checks of a folder that moves in
(`server.setup.pack.people`) say the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from server.core.viewer import ADMINISTRATORS, Role, Viewer
from server.data.database import reader
from server.ground.area.models import Area
from server.ground.catalogue.models import Unit
from server.ground.person import actions
from server.ground.person.models import Person
from server.process.importing.cells import Unread, plain, refuse_scientific
from server.process.importing.faults import Faults, Said, echo
from server.process.importing.kind import Act, Given, ImportKind, Plan
from server.process.importing.sheet import Field, Row, Sheet, Table
from server.setup.import_job import logins, phones
from server.setup.import_job.files import threads
from server.setup.pack import people
from server.setup.pack.kinds import PEOPLE as MOVING_IN
from server.setup.pack.people import Held, Standing
from server.setup.pack.words import ROLES

_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")


def mobile(cell: str) -> str:
    """A mobile number, however it is spaced."""
    found = plain(cell)
    refuse_scientific(found)
    number = _MOBILE.fullmatch(re.sub(r"[\s-]", "", found))
    if number is None:
        raise Unread(Said(f"{echo(cell)}不是手机号", f"{echo(cell)} is no mobile number"),
                     Said("11 位手机号", "its 11 digits"))  # fmt: skip
    return number[1]


_LOGIN, *_OTHERS = MOVING_IN.fields
SHEET = Sheet("people", "人员与任职", (
    Field("login", "登录名", _LOGIN.read, optional=True),
    Field("phone", "手机号", mobile, optional=True),
    *_OTHERS,
), ("login", "phone", "role", "area", "unit"))  # fmt: skip


@dataclass(frozen=True)
class Coming:
    """What is to be done for one row: a person to add, a number to keep, a post to give, or one to end."""

    login: str
    name: str = ""  # of who is added
    phone: str = ""
    held: Held | None = None
    ends: tuple[UUID, date] | None = None


@dataclass
class Known:
    """Who is there, and whom the file names, by number."""

    there: Standing
    by_digest: dict[str, UUID]
    logins: dict[UUID, str] = field(default_factory=dict)
    given: dict[str, tuple[str, str, int]] = field(default_factory=dict)  # login, name and row of each number
    taken: set[str] = field(default_factory=set)  # logins of whoever is there or named

    def of_phone(self, number: str) -> str | None:
        """The login of who has this number."""
        found = (self.by_digest.get(one) for one in phones.digests(number))
        return next((self.logins[one] for one in found if one in self.logins), None)


async def planned(given: Given, table: Table, faults: Faults) -> Plan:
    there = await people.standing()
    known = Known(there, await phones.known(), {one.id: login for login, one in there.people.items()})
    areas = {str(one) for one in await Area.all().using_db(reader()).values_list("code", flat=True)}
    units = {
        (str(name), str(area)) for name, area in await Unit.all().using_db(reader()).values_list("name", "area_id")
    }
    district = min(areas, key=len, default="")
    return await threads.run(lambda: _planned(given, table, known, areas, units, district, faults))


def _planned(
    given: Given,
    table: Table,
    known: Known,
    areas: set[str],
    units: set[tuple[str, str]],
    district: str,
    faults: Faults,
) -> Plan:
    known.taken = {*known.there.people, *(row.get("login") for row in table.rows)}
    rows = [one for row in table.rows if (one := _with_login(row, known, faults)) is not None]
    rows = [one for one in rows if _may_come(one, faults)]
    named = Table(SHEET, rows, whole=False)
    held = list(_once(people.posts(named, areas, units, district, faults), faults))
    found = people.changes(named, held, known.there, given.since, faults)
    by_row = {row.number: row for row in rows}
    acts = [Act(one.number, _coming(by_row[one.number], found.newcomers, known, one)) for one in found.given]
    of_post = {(post.id): key for key, post in known.there.newest().items()}
    numbers = {one.key: one.number for one in held}
    for post, day in found.ended:
        acts.append(Act(numbers[of_post[post]], Coming(of_post[post][0], ends=(post, day))))
    acts.sort(key=lambda one: one.row)
    busy = {one.row for one in acts}
    return Plan(acts, sum(one.number not in busy and one.number not in faults.rows for one in held))


def _once(held: list[Held], faults: Faults) -> Iterator[Held]:
    """Each post once, however its person is named."""
    rows: dict[people.Key, int] = {}
    for one in held:
        if (first := rows.setdefault(one.key, one.number)) == one.number:
            yield one
        else:
            wrong = Said(f"与第 {first} 行重复", f"it is the same as row {first}")
            faults.add(MOVING_IN.file, one.number, SHEET.heading("role"), wrong, Said("只留一行", "only one of them"))


def _with_login(row: Row, known: Known, faults: Faults) -> Row | None:
    """The row with the login by which its person is known, or that they get."""
    number, login, name = row.get("phone"), row.get("login"), row["name"]
    if not number:
        if login:
            return row
        return _wrong(row, "phone", Said("没有登录名，也没有手机号", "it has neither a login nor a mobile number"),
                      Said("手机号；或已有的登录名", "a mobile number, or their login"), faults)  # fmt: skip
    owner = known.of_phone(number)
    first = known.given.get(number)
    if owner and login and owner != login:
        return _wrong(row, "phone", Said(f"此手机号是 {owner} 的", f"this number is that of {owner}"),
                      Said("本人的手机号", "their own number"), faults)  # fmt: skip
    if first and (first[1] != name or (login and login != first[0])):
        wrong = Said(f"与第 {first[2]} 行另一人的手机号相同", f"row {first[2]} gives this number to another")
        return _wrong(row, "phone", wrong, Said("本人的手机号", "their own number"), faults)
    login = login or owner or (first[0] if first else logins.free(name, known.taken))
    if not login:
        return _wrong(row, "login", Said("姓名拼不出登录名", "no login can be made of this name"),
                      Said("登录名", "a login"), faults)  # fmt: skip
    known.taken.add(login)
    known.given.setdefault(number, (login, name, row.number))
    return Row(row.number, row.cells | {"login": login})


def _may_come(row: Row, faults: Faults) -> bool:
    """Who keeps people makes no administrators."""
    if Role(row["role"]) not in ADMINISTRATORS:
        return True
    faults.add(MOVING_IN.file, row.number, SHEET.heading("role"),
               Said("管理员的岗位在服务器上给", "administrators get their posts on the server"),
               Said("别的岗位；管理员用 ./grid user", "another role; ./grid user for administrators"))  # fmt: skip
    return False


def _coming(row: Row, newcomers: dict[str, str], known: Known, held: Held) -> Coming:
    number = row.get("phone")
    strange = number if number and known.of_phone(number) is None else ""
    return Coming(held.login, newcomers.get(held.login, ""), strange, held)


def _wrong(row: Row, column: str, wrong: Said, write: Said, faults: Faults) -> Row | None:
    """Nobody, and why."""
    faults.add(MOVING_IN.file, row.number, SHEET.heading(column), wrong, write)
    return None


async def apply(by: Viewer, given: Given, acts: Sequence[Act]) -> None:
    for one in acts:
        await _apply(by, given, one.value)


async def _apply(by: Viewer, given: Given, one: Coming) -> None:
    if one.ends is not None:
        ended, day = one.ends
        await actions.end_post(by, ended, last_day=day)
        return
    assert one.held is not None  # else it ends
    person = await Person.get_or_none(login=one.login, using_db=reader())
    if person is None or (one.name and person.name != one.name):
        person = await actions.add_person(by, actions.NewPerson(name=one.name, login=one.login))
    if one.phone:
        await phones.keep(person.id, one.phone)
    unit = None
    if one.held.unit:
        name, area = one.held.unit
        unit = await Unit.filter(name=name, area_id=area).using_db(reader()).order_by("-valid_from").first()
    post = actions.NewPost(
        person_id=person.id,
        role=one.held.role,
        area=one.held.area,
        unit_id=unit.id if unit else None,
        starts_on=one.held.starts_on or given.since,
        ends_on=one.held.ends_on,
    )
    await actions.add_post(by, post)


def _label(row: Row) -> str:
    return f"{ROLES[row['role']]} {row.get('area')} {row.get('unit')}".strip()


def _key(row: Row) -> str:
    """What tells posts apart, a number as its digest."""
    who = row.get("login") or "".join(phones.digests(row.get("phone"))[:1])
    return "\0".join((who, row["role"], row.get("area"), row.get("unit")))


PEOPLE = ImportKind(
    sheet=SHEET,
    plan=planned,
    apply=apply,
    label=_label,
    key=_key,
    also={"账号": "login", "用户名": "login", "手机": "phone", "手机号码": "phone", "联系电话": "phone",
          "电话": "phone", "职务": "role", "角色": "role", "区域": "area", "网格编码": "area", "所在单位": "unit",
          "任职日期": "starts_on", "开始日期": "starts_on", "到期日": "ends_on", "结束日期": "ends_on"},
    row_area="area",
)  # fmt: skip
