"""The demo's sheets, units and people: complete, of one piece, the same in every run, and quickly there."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator

import pytest

from server.core.viewer import Role
from server.data.database import Database
from server.demo import cast, district, firms
from server.ground.area.models import Area, AreaLevel
from server.ground.catalogue import queries
from server.ground.catalogue.models import ListKind, Stage
from server.ground.catalogue.snapshot import Catalogue, fingerprint
from server.ground.person import queries as people
from server.ground.person import secrets, viewers
from server.ground.person.models import Person, Post
from tests.conftest import copied
from tests.stores import SqliteStore

# the minors that are listed by a real city's application (domain: codes)
OCCURRENCES = {"E01": 18, "E02": 5, "E03": 5, "E04": 9, "E05": 13}


async def fill() -> None:
    """The demo without its incidents."""
    usual = secrets.use(secrets.CHEAP)
    try:
        await district.build()
    finally:
        secrets.use(usual)


@pytest.fixture
async def demo(sqlite_store: SqliteStore) -> AsyncIterator[Database]:
    """A district with catalogue, units and people."""
    async with copied(sqlite_store, "demo", fill) as opened:
        yield opened


@pytest.fixture
async def known(demo: Database) -> Catalogue:
    return await queries.catalogue()


def own_minors(known: Catalogue) -> Iterator[tuple[str, int]]:
    """How many minors each major has, without “other”."""
    yield from Counter(code[:3] for code in known.classes if not code.endswith("99")).items()


async def test_every_listed_minor_is_there_and_every_major_has_several(known: Catalogue) -> None:
    found = dict(own_minors(known))
    assert {major: found[major] for major in OCCURRENCES} == OCCURRENCES
    assert all(7 <= found[f"C0{number}"] <= 12 for number in range(1, 6))
    assert all(found[f"E{number}"] >= 3 for number in range(21, 29))
    assert {code[:3] for code in known.classes} == {major.code for major in known.majors}


async def test_every_class_has_its_words_and_two_or_three_conditions_with_limits(known: Catalogue) -> None:
    for code, one in known.classes.items():
        assert one.words, code
        assert one.name_en, code
        assert 2 <= len(known.conditions_for(code, "140214")) <= 3, code
        assert 2 <= len(known.conditions_for(code, "140214018001001")) <= 3, code


async def test_every_stage_before_and_after_disposal_has_an_urgent_and_a_usual_limit(known: Catalogue) -> None:
    for stage in set(Stage) - {Stage.DISPOSE}:
        assert known.stage_limit(stage, 3).amount
        assert known.stage_limit(stage, 1).amount


async def test_the_three_lists_are_there_and_each_matter_has_a_class(known: Catalogue) -> None:
    sizes = Counter(matter.list_kind for matter in known.matters.values())
    assert sizes == {ListKind.BASIC: 41, ListKind.SHARED: 27, ListKind.RECALLED: 12}
    assert {matter.code for pairs in known.duties.values() for _, matter in pairs} == set(known.matters)


async def test_in_every_street_every_class_has_somebody_to_lead_unless_it_was_taken_back(known: Catalogue) -> None:
    streets = await Area.filter(level=AreaLevel.STREET)
    assert len(streets) == 27
    without = {
        code
        for street in streets
        for code in known.classes
        if not any(one.recommended for one in known.candidates(code, street.code))
    }
    leads = {code: [one.why_not for one in known.candidates(code, streets[0].code) if one.leads] for code in without}
    assert {code for code, why in leads.items() if why == ["RECALLED"]} == {"E0301", "E0305", "E0512"}
    assert {why for found in leads.values() for why in found} == {"RECALLED", "WHISTLE_FIRST"}
    assert {"E0101", "E0105", "E0304"} <= set(leads)  # a department's: the street whistles for it


async def test_every_trade_of_a_rule_is_somebodys(known: Catalogue) -> None:
    trades = {unit.trade for unit in known.units.values()}
    assert {rule.trade for pairs in known.duties.values() for rule, _ in pairs} - trades == set()


async def test_every_street_has_four_teams_and_every_unit_a_made_up_number_and_a_place(known: Catalogue) -> None:
    for street in await Area.filter(level=AreaLevel.STREET):
        kinds = {unit.trade for unit in known.units.values() if unit.area_id == street.code}
        assert kinds == {"URBAN_MANAGEMENT", "POLICE", "MARKET", "COMMUNITY_WORK"}
    phones = [unit.phone for unit in known.units.values()]
    assert len(set(phones)) == len(phones)
    assert all(re.fullmatch(r"0352-555\d{4}", phone) for phone in phones)
    assert all(unit.lat and unit.lon for unit in known.units.values())


async def test_the_cast_signs_in_with_one_password_and_wang_walks_two_grids_of_kouquan(demo: Database) -> None:
    later = {login for login, *_ in firms.FIRMS}  # who comes with what their firms do
    for login, words in cast.LOGINS.items():
        if login in later:
            continue
        person = await people.person_by_login(login)
        assert person is not None
        assert words.startswith(person.name)
        assert await secrets.verify_password(person.password_hash, cast.PASSWORD)
        assert (await viewers.viewer_of(person.id)).seats
    wang = await people.person_by_login("wang")
    assert wang is not None
    seats = (await viewers.viewer_of(wang.id)).seats
    assert [(seat.role, seat.area) for seat in seats] == [
        (Role.GRID_WORKER, "140214018001001"),
        (Role.GRID_WORKER, "140214018001002"),
    ]


async def test_the_broken_cover_in_wangs_grid_is_suns_teams(known: Catalogue) -> None:
    sun, qian = await people.person_by_login("sun"), await people.person_by_login("qian")
    assert sun is not None
    assert qian is not None
    found = known.candidates("C0101", "140214018001001")
    assert {found[0].unit.id} == (await viewers.viewer_of(sun.id)).unit_ids
    assert {one.unit.id for one in found if one.leads} >= (await viewers.viewer_of(qian.id)).unit_ids


async def test_no_street_community_grid_or_unit_is_without_its_people(known: Catalogue) -> None:
    posts = await Post.all()
    held = Counter((post.role, post.area_id) for post in posts)
    areas = await Area.all()
    for area in areas:
        wanted = {
            AreaLevel.STREET: (Role.STREET_INTAKE, Role.STREET_DISPATCH, Role.STREET_HEAD),
            AreaLevel.COMMUNITY: (Role.COMMUNITY,),
            AreaLevel.GRID: (Role.GRID_WORKER,),
        }.get(area.level, ())
        assert all(held[role, area.code] for role in wanted), area.code
    handlers = Counter(post.unit_id for post in posts if post.role is Role.DEPT_HANDLER)
    assert {handlers[unit_id] for unit_id in known.units} == {2}


async def test_a_worker_walks_one_to_three_grids_of_one_community(demo: Database) -> None:
    walks: dict[str, list[str]] = {}
    for post in await Post.filter(role=Role.GRID_WORKER).select_related("person"):
        walks.setdefault(post.person.login or "", []).append(post.area_id)
    staff = {login: grids for login, grids in walks.items() if login.startswith("worker-")}
    assert {len(grids) for grids in staff.values()} == {1, 2, 3}
    assert all(len({grid[:12] for grid in grids}) == 1 for grids in staff.values())


async def test_nobody_shares_a_name_and_everybody_may_sign_in(demo: Database) -> None:
    everybody = await Person.all()
    assert 900 <= len(everybody) <= 1500
    assert len({one.name for one in everybody}) == len(everybody)
    assert all(one.login for one in everybody)


async def test_the_demo_is_the_same_in_every_run_and_its_people_are_there_in_three_seconds(
    demo: Database, sqlite_store: SqliteStore
) -> None:
    first = await everything()
    began = time.process_time()  # of this process alone: others use the machine too
    async with copied(sqlite_store, "demo again", fill):
        took = time.process_time() - began
        assert await everything() == first
    assert took < 20  # with everybody, each of whom has an event


async def everything() -> str:
    """All of it as one fingerprint, but for the passwords, which are salted."""
    staff = await Person.all()
    for one in staff:
        one.password_hash = None
    return (await queries.catalogue()).version + fingerprint((staff, await Post.all()))


def test_the_sheets_are_data_and_say_where_they_come_from() -> None:
    told = (district.FOLDER / "SOURCES.md").read_text("utf-8")
    assert all(f"`{name}`" in told for name in ("areas.csv", "boundary.geojson", "grids.geojson"))
