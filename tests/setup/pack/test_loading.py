"""A district moves in: all of it or nothing, once, and what is corrected later holds from a day on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tortoise import Model

from server.core import clock
from server.core.errors import Conflict
from server.core.viewer import Role
from server.data.database import Database, connect
from server.ground.area.map import grid_map
from server.ground.area.models import Area, AreaShape
from server.ground.catalogue.models import FilingCondition, IncidentClass, StageLimit, Unit
from server.ground.catalogue.queries import catalogue
from server.ground.person import actions as person
from server.ground.person import queries as people
from server.ground.person import secrets
from server.ground.person.models import Person, Post
from server.ground.worktime.models import DayOverride, WorkSegment
from server.journal.models import Event
from server.process.importing.faults import Fault, Faults
from server.setup.pack import loading, plan
from server.setup.pack.loading import Loaded
from server.setup.pack.passwords import First
from server.setup.pack.plan import Plan
from tests.setup.pack.folder import DAY, TINGLAN, copied, read, replace

KINDS: tuple[type[Model], ...] = (Area, AreaShape, IncidentClass, FilingCondition, StageLimit, Unit, DayOverride,
                                  WorkSegment, Person, Post, Event)  # fmt: skip
LATER = date(2027, 1, 1)


async def stored() -> dict[str, int]:
    return {one.__name__: await one.all().count() for one in KINDS}


async def load(folder: Path, since: date = DAY) -> Loaded:
    """Load it; there must be no fault."""
    faults = Faults()
    there = await plan.standing()
    found, faults = read(folder, complete=there.district is None)
    done = await loading.load(found, faults, since, lambda *_: None)
    assert faults.kept == [], [one.line(english=True) for one in faults.kept]
    return done


async def refused(folder: Path, since: date = DAY) -> list[Fault]:
    """What is wrong with it; nothing may be written."""
    before = await stored()
    found, faults = read(folder, complete=False)
    await loading.load(found, faults, since, lambda *_: None)
    assert await stored() == before
    return faults.kept


@pytest.fixture(autouse=True)
def _cheap() -> Any:
    usual = secrets.use(secrets.CHEAP)
    yield
    secrets.use(usual)


async def test_everything_is_there_and_newcomers_sign_in_by_the_password_that_was_told_once(database: Database) -> None:
    done = await load(TINGLAN)
    counts = await stored()
    assert (counts["Area"], counts["AreaShape"], counts["Unit"], counts["Person"], counts["Post"]) == (
        15,
        15,
        6,
        13,
        20,
    )
    assert (counts["DayOverride"], counts["WorkSegment"]) == (3, 2)
    drawn = await grid_map()
    assert drawn.locate(250_020_000, 1_186_020_000) == ("359901001001001", 1)
    lin = await people.person_by_login("lin")
    assert lin is not None
    assert await secrets.verify_password(lin.password_hash, done.first["lin"].password)
    assert len({one.password for one in done.first.values()}) == 13
    everything = str([vars(one) for kind in KINDS for one in await kind.all()])
    assert not any(one.password in everything for one in done.first.values())


async def test_a_fault_in_the_last_sheet_leaves_nothing(database: Database, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    replace(folder, "people.csv", "root,管系统,SYS_ADMIN", "root,管系统,KING")
    assert [one.row for one in await refused(folder)] == [21]


async def test_an_error_at_the_very_end_undoes_it_all(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> None:
        raise Conflict("somebody tripped over the cable")

    before = await stored()
    monkeypatch.setattr(person, "add_post", broken)
    found, faults = read(TINGLAN)
    with pytest.raises(Conflict):
        await loading.load(found, faults, DAY, lambda *_: None)
    assert await stored() == before
    assert len(await grid_map()) == 0
    assert (await catalogue()).classes == {}


async def test_the_same_folder_again_changes_nothing_and_gives_no_second_passwords(database: Database) -> None:
    await load(TINGLAN)
    before, hashes = await stored(), await Person.all().order_by("id").values_list("password_hash", flat=True)
    again = await load(TINGLAN, LATER)
    assert (again.plan.changes, again.first) == (False, {})
    assert all(one.same for one in again.plan.lines())
    assert await stored() == before
    assert await Person.all().order_by("id").values_list("password_hash", flat=True) == hashes


async def test_two_who_load_at_once_have_one_effect(database: Database) -> None:
    async def by_another() -> None:
        async with connect(database.url) as other:
            with other.entered():
                await load(TINGLAN)

    class Interrupted:
        """Hashes slowly: somebody else is done first."""

        async def __call__(self, logins: Any, report: Any) -> dict[str, First]:
            await by_another()
            return {one: First("x", "y") for one in logins}

    found, faults = read(TINGLAN)
    with pytest.raises(Conflict):
        await loading.load(found, faults, DAY, lambda *_: None, loading.Issue(passwords=Interrupted()))
    assert (await stored())["Person"] == 13


async def test_a_changed_limit_is_a_new_row_from_its_day_and_the_old_one_stays(
    database: Database, tmp_path: Path
) -> None:
    await load(TINGLAN)
    folder = copied(tmp_path)
    replace(folder, "conditions.csv", "WH,300", "WH,240")
    replace(folder, "stage_limits.csv", "INTAKE,yes,CONT,20", "INTAKE,yes,CONT,10")
    done = await load(folder, LATER)
    assert {one.kind.en: one.changed for one in done.plan.lines() if one.any} == {"conditions": 1, "stage limits": 1}
    rows = await FilingCondition.filter(incident_class_id="P0101", number="01", area="359901").order_by("valid_from")
    assert [(one.limit_amount, one.valid_from, one.valid_to) for one in rows] == [
        (300, DAY, date(2026, 12, 31)), (240, LATER, None)]  # fmt: skip


async def test_what_has_held_is_not_rewritten_by_its_old_first_day(database: Database, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    replace(
        folder,
        "stage_limits.csv",
        "limit_amount\nINTAKE,yes,CONT,20",
        "limit_amount,valid_from\nINTAKE,yes,CONT,20,2026-11-01",
    )
    await load(folder)
    replace(folder, "stage_limits.csv", "INTAKE,yes,CONT,20,", "INTAKE,yes,CONT,10,")
    (fault,) = await refused(folder, LATER)
    assert (fault.row, fault.column) == (2, "valid_from/起始日")
    assert "2027-01-01" in fault.write.en


GONE = [
    ("areas.csv", "359901002201,溪口村,COMMUNITY,359901002\n", "359901002201"),
    ("majors.csv", "P01,COMPONENT,港区设施,Harbour facilities\n", "P01"),
    ("classes.csv", "S0101,S01,渔网占道,Nets across the way,渔网 占道,yes,no,NONE,REPORTER,0,1,3\n", "S0101"),
    ("units.csv", "区水务局,GOV_DEPT,WATER,,0599-5550004,09:00-17:00,,\n", "区水务局"),
    ("duty_rules.csv", "P0101,B001,URBAN_MANAGEMENT,no,2\n", "B001"),
    ("holidays.csv", "2027-02-05,HOLIDAY,2027 年春节（暂定）,yes\n", "2027-02-05"),
    ("people.csv", "you,尤溪,GRID_WORKER,359901002201002,,,\n", "you"),
    ("people.csv", "root,管系统,SYS_ADMIN,,,,\n", "root"),
]


@pytest.mark.parametrize(("file", "row", "word"), GONE)
async def test_what_vanished_from_a_sheet_is_refused_and_told_how_to_end(
    sqlite_database: Database, tmp_path: Path, file: str, row: str, word: str
) -> None:
    await load(TINGLAN)
    folder = copied(tmp_path)
    replace(folder, file, row, "")
    told = [one for one in await refused(folder) if word in one.wrong.en and "gone from the file" in one.wrong.en]
    assert told
    assert any(way in told[0].write.en for way in ("valid_to", "ends_on", "USUAL", "its row again"))


async def test_what_ends_is_ended_by_its_last_day_and_nothing_is_deleted(database: Database, tmp_path: Path) -> None:
    await load(TINGLAN)
    before = await stored()
    folder = copied(tmp_path)
    last = "2026-12-31"
    replace(folder, "units.csv", "lat,lon\n", "lat,lon,valid_to\n")
    replace(folder, "units.csv", "0599-5550004,09:00-17:00,,", f"0599-5550004,09:00-17:00,,,{last}")
    replace(
        folder,
        "people.csv",
        "you,尤溪,GRID_WORKER,359901002201002,,,",
        f"you,尤溪,GRID_WORKER,359901002201002,,,{last}",
    )
    replace(folder, "holidays.csv", "2027-02-05,HOLIDAY", "2027-02-05,USUAL")
    told = {one.kind.en: (one.added, one.changed, one.ended) for one in (await load(folder)).plan.lines() if one.any}
    assert told == {"units": (0, 0, 1), "posts": (0, 0, 1), "holidays": (0, 0, 1)}
    assert (await Unit.get(name="区水务局")).valid_to == date(2026, 12, 31)
    assert await Post.filter(ends_on=date(2026, 12, 31)).count() == 1
    after = await stored()
    assert (after["Unit"], after["Post"]) == (before["Unit"], before["Post"])
    assert (await load(folder, LATER)).plan.changes is False


async def test_a_post_that_was_ended_does_not_come_back_by_an_old_sheet(
    sqlite_database: Database, tmp_path: Path
) -> None:
    with clock.at(clock.now().replace(year=2026, month=12, day=5)):
        await load(TINGLAN)
        root = await Post.get(role=Role.SYS_ADMIN)
        await person.end_post(None, root.id)
        (fault,) = await refused(TINGLAN)
    assert (fault.file, fault.column) == ("people.csv", "ends_on/最后一日")


async def test_a_border_moves_between_two_grids_and_what_was_reported_keeps_its_shape(
    database: Database, tmp_path: Path
) -> None:
    await load(TINGLAN)
    folder = copied(tmp_path)
    for corner in ("25.0", "25.004"):  # of the first two grids, which touch at 118.604
        text = (folder / "grids.geojson").read_text("utf-8").splitlines()
        text[1:3] = [line.replace(f"[118.604, {corner}]", f"[118.605, {corner}]") for line in text[1:3]]
        (folder / "grids.geojson").write_text("\n".join(text), "utf-8")
    done = await load(folder, LATER)
    assert sorted(done.plan.territory.redrawn) == ["359901001001001", "359901001001002"]
    shapes = await AreaShape.filter(area_id="359901001001001").order_by("version")
    assert [(one.version, one.valid_from, one.valid_to) for one in shapes] == [(1, DAY, LATER), (2, LATER, None)]
    point = 250_020_000, 1_186_045_000
    with clock.at(clock.now().replace(year=2026, month=12, day=5)):
        assert (await grid_map()).locate(*point) == ("359901001001002", 1)
    with clock.at(clock.now().replace(year=2027, month=1, day=5)):
        assert (await grid_map()).locate(*point) == ("359901001001001", 2)


async def test_a_renamed_community_a_new_grid_worker_and_the_rest_untouched(database: Database, tmp_path: Path) -> None:
    await load(TINGLAN)
    folder = copied(tmp_path)
    replace(folder, "areas.csv", "塔山社区", "宝塔山社区")
    with (folder / "people.csv").open("a", encoding="utf-8") as file:
        file.write("new.one,新来,GRID_WORKER,359901001002001,,2027-03-01,\n")
    done = await load(folder)
    assert list(done.first) == ["new.one"]
    assert (await Area.get(code="359901001002")).name == "宝塔山社区"
    assert (await Post.get(person__login="new.one")).starts_on == date(2027, 3, 1)


async def test_another_district_does_not_move_into_this_database(sqlite_database: Database, tmp_path: Path) -> None:
    await load(TINGLAN)
    folder = copied(tmp_path)
    for file in folder.iterdir():
        file.write_text(file.read_text("utf-8").replace("359901", "359902"), "utf-8")
    faults = await refused(folder)
    assert "this database is that of 359901" in faults[0].wrong.en


async def test_every_fault_is_told_at_once_whichever_sheet_it_is_in(sqlite_database: Database, tmp_path: Path) -> None:
    await load(TINGLAN)
    folder = copied(tmp_path)
    replace(folder, "people.csv", "root,管系统,SYS_ADMIN", "root,管系统,KING")
    replace(folder, "units.csv", "区水务局,GOV_DEPT,WATER,,0599-5550004,09:00-17:00,,\n", "")
    text = (folder / "grids.geojson").read_text("utf-8").splitlines()
    (folder / "grids.geojson").write_text("\n".join([text[0], *text[2:]]), "utf-8")  # without its first grid
    assert {one.file for one in await refused(folder)} == {"people.csv", "units.csv", "grids.geojson"}


def told(found: Plan) -> list[str]:
    return [one.kind.en for one in found.lines() if one.any]


async def test_only_the_sheets_that_are_there_are_compared(sqlite_database: Database, tmp_path: Path) -> None:
    await load(TINGLAN)
    folder = copied(tmp_path)
    for sheet in folder.iterdir():
        if sheet.name != "holidays.csv":
            sheet.unlink()
    with (folder / "holidays.csv").open("a", encoding="utf-8") as file:
        file.write("2027-02-06,HOLIDAY,春节,no\n")
    assert told((await load(folder)).plan) == ["holidays"]
