"""导入: a file is checked whole before anything is written, goes in row by row, and changes nothing when it comes again
once more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import orjson
import pytest

from server.core import clock
from server.core.errors import Invalid
from server.core.ids import new_id
from server.core.viewer import Viewer
from server.data.database import Database, reader
from server.ground.person import actions
from server.ground.person.models import Person, Post
from server.journal.models import Event
from server.setup.import_job import commands, files, verbs
from server.setup.import_job.kinds import KINDS
from server.setup.import_job.lifecycle import State
from server.setup.import_job.models import ImportFile, ImportJob, ImportPart, Kind, PersonPhone
from server.setup.import_job.running import Running
from tests import town as place
from tests.kit.kit import MONDAY
from tests.kit.laws import Kit, Laws, Stride
from tests.people import Actor
from tests.setup.import_job.sheets import asked, checked, job, mapping, sent, swept, to_the_end, uploaded, xlsx

HEADINGS = ["姓名", "手机号码", "岗位", "区域编码", "起始日", "最后一日"]
NEW = ["柳青青", "13900000001", "网格员", place.FIRST, "2026-12-01", ""]
OTHER = ["单小川", "139 0000 0002", "网格员", place.SECOND, 46357, "2027/11/30"]
PEOPLE = xlsx([["口泉街道网格员花名册"], [], HEADINGS, NEW, OTHER], merged="A1:F1")
FILE = "a" * 64


async def viewer(who: str) -> Viewer:
    """One of the cast; the file that is imported was sent before."""
    if not await ImportFile.exists(sha256=FILE):
        data = await sent(PEOPLE)
        one = await ImportFile.get(sha256=data, using_db=reader())
        await ImportFile.create(sha256=FILE, said=one.said, rows=one.rows, sent_by=place.ADMIN, sent_at=one.sent_at)
        part = await ImportPart.get(sha256=data, using_db=reader())
        await ImportPart.create(sha256=FILE, place=0, content=part.content)
    return await place.viewer(who)


UPLOAD = {"kind": Kind.PEOPLE, "file": FILE, "name": "名册.xlsx", "comes_from": "口泉街道"}
MAPPED = {"mapping": ("name", "phone", "role", "area", "starts_on", "ends_on")}


class TestImportJob(Laws):
    kit = Kit(verbs, commands, sees="xu shen", viewer=viewer, strides=(
        Stride("upload", "xu", UPLOAD, State.UPLOADED),
        Stride("map", "xu", MAPPED, State.MAPPED, ("upload",)),
        Stride("check", "xu", {}, State.CHECKED, ("upload", "map")),
        Stride("run", "xu", {}, State.RUNNING, ("upload", "map", "check")),
        Stride("stop", "xu", {}, State.STOPPED, ("upload", "map", "check", "run")),
    ))  # fmt: skip


async def posts(login: str) -> list[tuple[str, str, str | None]]:
    found = Post.filter(person__login=login).using_db(reader()).order_by("starts_on")
    return [(one.area_id, one.starts_on.isoformat(), str(one.ends_on) if one.ends_on else None) for one in await found]


def faults(row: ImportJob) -> list[tuple[int, str]]:
    return [(one["row"], (one["heading"] or "").partition("/")[0]) for one in orjson.loads(row.faults)]


async def test_people_come_with_a_login_of_their_name_no_password_and_posts_with_days(town: Database) -> None:
    row = await checked(Kind.PEOPLE, PEOPLE)
    assert (row.rows, row.heading, row.fault_count, row.to_do, row.same) == (2, 3, 0, 2, 0)
    done = await to_the_end(row)
    assert (done.state, done.done, done.preview, done.faults) == (State.DONE, 2, "", "")
    liu, shan = [await Person.get(login=login, using_db=reader()) for login in ("liuqingqing", "shanxiaochuan")]
    assert (liu.name, liu.password_hash, shan.password_hash) == ("柳青青", None, None)
    assert await posts("liuqingqing") == [(place.FIRST, "2026-12-01", None)]
    assert await posts("shanxiaochuan") == [(place.SECOND, "2026-12-01", "2027-11-30")]
    told = await Event.filter(kind__in=["person.added", "person.post_added"]).using_db(reader())
    assert {one.by_id for one in told if one.subject_id in {liu.id, shan.id}} == {place.XU}
    assert await PersonPhone.all().count() == 2
    assert "13900000001" not in str(await PersonPhone.all().values())


async def test_the_same_again_changes_nothing_and_a_number_is_known_again(town: Database) -> None:
    await to_the_end(await checked(Kind.PEOPLE, PEOPLE))
    before = await Event.all().count(), await Person.all().count(), await Post.all().count()
    again = await checked(Kind.PEOPLE, PEOPLE)
    assert (again.to_do, again.same, again.fault_count, again.missing_count) == (0, 2, 0, 0)
    await to_the_end(again)
    assert (await Person.all().count(), await Post.all().count()) == before[1:]
    moved = [*NEW[:3], place.SECOND, "2027-01-01", ""]
    await to_the_end(await checked(Kind.PEOPLE, xlsx([HEADINGS, NEW, OTHER, moved])))
    assert [area for area, *_ in await posts("liuqingqing")] == [place.FIRST, place.SECOND]
    assert await Person.all().count() == before[1]


async def test_every_fault_is_told_at_once_with_its_row_and_nothing_is_written(town: Database) -> None:
    rows: list[list[Any]] = [
        HEADINGS,
        ["", "13900000003", "网格员", place.FIRST],
        ["赵一", "139", "网格员", place.FIRST],
        ["赵二", "13900000004", "网格长", place.FIRST],
        ["赵三", "13900000005", "网格员", 1.40214e14],
        ["赵四", "13900000006", "网格员", place.STREET_SIDE],
        ["赵五", "13900000007", "网格员", place.FIRST, "明年", ""],
        ["赵六", "", "网格员", place.FIRST],
        ["赵七", "13900000008", "网格员", place.FIRST, "2027-01-01", "2026-12-01"],
        ["赵八", "13900000009", "部门处置", place.KOUQUAN],
        ["赵九", "13900000009", "网格员", place.FIRST],
        ["赵十", "13900000010", "网格员", "140214018999001"],
        NEW,
    ]
    before = await Person.all().count()
    row = await checked(Kind.PEOPLE, xlsx(rows))
    assert faults(row) == [
        (2, "name"), (3, "phone"), (4, "role"), (7, "starts_on"), (8, "phone"), (11, "phone"), (5, "area"),
        (6, "area"), (9, "ends_on"), (10, "unit"), (12, "area"),
    ]  # fmt: skip
    with pytest.raises(Invalid) as refused:
        await asked(commands.Run, row)
    assert refused.value.problems[0].code == "FAULTS_LEFT"
    assert await Person.all().count() == before
    row = await asked(commands.Run, row, only_good=True)
    await swept(Running())
    assert ((await job(row.id)).state, (await job(row.id)).done) == (State.DONE, 1)
    assert await Person.all().count() == before + 1


async def test_it_stops_at_the_row_that_cannot_go_in_and_goes_on_when_that_is_mended(town: Database) -> None:
    more = [[f"周{one}", f"1380000000{number}", "网格员", place.FIRST] for number, one in enumerate("甲乙丙丁")]
    row = await checked(Kind.PEOPLE, xlsx([HEADINGS, *more]))
    row = await asked(commands.Run, row)
    running = Running()
    with clock.at(MONDAY):
        work = await running._planned(row)
        third = work.left[2].value.login
        await actions.add_person(None, actions.NewPerson(name="别人", login=third))
    await swept(running)
    row = await job(row.id)
    assert (row.state, row.done, row.stopped_row, row.stopped_code) == (State.STOPPED, 2, 4, "LOGIN_TAKEN")
    row = await asked(commands.Check, row)
    assert (row.fault_count, row.to_do, row.same) == (0, 2, 2), "the next login of that name is free"
    assert (await to_the_end(row)).state is State.DONE
    assert await Post.filter(area_id=place.FIRST, person__name__startswith="周").count() == 4


async def test_stopped_by_hand_what_went_in_stays_and_the_rest_follows(town: Database, monkeypatch: Any) -> None:
    monkeypatch.setitem(KINDS, Kind.PEOPLE, replace(KINDS[Kind.PEOPLE], batch=1))
    row = await asked(commands.Run, await checked(Kind.PEOPLE, PEOPLE))
    running = Running()
    with clock.at(MONDAY):
        assert await running.sweep() == 1
    row = await asked(commands.Stop, await job(row.id))
    await swept(running)
    assert ((await job(row.id)).state, row.done) == (State.STOPPED, 1)
    assert await PersonPhone.all().count() == 1
    row = await to_the_end(row, Running())  # as after a kill: nothing is known of what went in but by what is there
    assert (row.state, row.done, await PersonPhone.all().count()) == (State.DONE, 2, 2)


async def test_who_is_gone_from_a_file_is_asked_about_and_ends_by_nothing_but_a_last_day(town: Database) -> None:
    await to_the_end(await checked(Kind.PEOPLE, PEOPLE))
    row = await checked(Kind.PEOPLE, xlsx([HEADINGS, NEW]))
    assert (row.fault_count, row.to_do, row.missing_count) == (0, 0, 1)
    assert orjson.loads(row.missing) == [{"label": f"网格员 {place.SECOND}", "row": 5}]
    elsewhere = await checked(Kind.PEOPLE, xlsx([HEADINGS, NEW]), source="新胜街道")
    assert elsewhere.missing_count == 0
    await to_the_end(row)
    assert await posts("shanxiaochuan") == [(place.SECOND, "2026-12-01", "2027-11-30")]
    ended = [*OTHER[:5], "2026-12-31"]
    await to_the_end(await checked(Kind.PEOPLE, xlsx([HEADINGS, NEW, ended])))
    assert await posts("shanxiaochuan") == [(place.SECOND, "2026-12-01", "2026-12-31")]


async def test_columns_are_named_as_the_last_file_of_the_source_had_them(town: Database) -> None:
    odd = ["名字", "打哪个号", "干什么", "在哪", "从", "到"]
    row = await uploaded(Kind.PEOPLE, xlsx([odd, NEW, OTHER]))
    assert set(mapping(row)) == {"-"}
    row = await asked(commands.Map, row, mapping=MAPPED["mapping"])
    await to_the_end(await asked(commands.Check, row))
    assert mapping(await uploaded(Kind.PEOPLE, xlsx([odd, NEW]))) == MAPPED["mapping"]
    assert set(mapping(await uploaded(Kind.PEOPLE, xlsx([odd, NEW]), source="别处"))) == {"-"}


async def test_a_file_goes_when_its_import_is_done(town: Database) -> None:
    row = await to_the_end(await checked(Kind.PEOPLE, PEOPLE))
    with clock.at(MONDAY.replace(day=24)):
        assert await files.Emptied().sweep() == 2
    assert not await ImportFile.filter(sha256=row.file).exists()


async def test_days_come_from_the_councils_notice_and_others_stay(town: Database) -> None:
    days = xlsx([["日期", "类型", "依据"], ["2027-02-05", "放假", "国办发明电〔2026〕7号"], [46431, "上班", "同上"]])
    row = await checked(Kind.HOLIDAYS, days)
    assert (row.fault_count, row.to_do) == (0, 2)
    assert (await to_the_end(row)).state is State.DONE
    again = await checked(Kind.HOLIDAYS, days)
    assert (again.to_do, again.same) == (0, 2)


async def test_the_command_needs_what_was_sent(town: Database) -> None:
    none = commands.Upload(op_id=new_id(), id=new_id(), kind=Kind.PEOPLE, file="b" * 64, name="x", comes_from="x")
    with pytest.raises(Invalid) as refused:
        await verbs.upload(await place.viewer("xu"), none)
    assert [(one.field, one.code) for one in refused.value.problems] == [("file", "SHEET_GONE")]


async def test_an_import_is_found_by_its_administrator_and_auditor_and_by_nobody_else(town: Database) -> None:
    row = await checked(Kind.PEOPLE, xlsx([HEADINGS, [*NEW[:2], "网格长"], NEW]))
    document = """query One($id: ID!) { importJob(id: $id) { name headings preview { row cells } faults { row wrongEn }
        stoppedCode alone madeBy { name } allowedSteps { step allowed } } node(id: $id) { id } }"""
    told = (await Actor("xu").send(document, id=str(row.id))).data
    assert told["node"] == {"id": str(row.id)}
    assert (told["importJob"]["preview"][1]["cells"][0], told["importJob"]["faults"][0]["row"]) == ("柳青青", 2)
    assert {one["step"] for one in told["importJob"]["allowedSteps"]} == {"MAP", "CHECK", "RUN", "STOP"}
    assert (await Actor("shen").send(document, id=str(row.id))).data["importJob"]["allowedSteps"] == []
    for who in ("admin", "li", "wang"):
        assert (await Actor(who).send(document, id=str(row.id))).data == {"importJob": None, "node": None}
    kinds = (await Actor("xu").send("{ importKinds { kind keeper fields { name needed } } }")).data["importKinds"]
    assert {one["kind"]: one["keeper"] for one in kinds}["PEOPLE"] == "SEC_ADMIN"


async def test_a_second_process_that_took_over_writes_no_row_twice(town: Database) -> None:
    rows = [HEADINGS, *([f"柳{one}", f"139000001{one:02}", "网格员", place.FIRST, "", ""] for one in range(10, 55))]
    first, second = Running(), Running()
    row = await checked(Kind.PEOPLE, xlsx(rows))
    await verbs.run(await place.viewer("xu"), commands.Run(op_id=new_id(), id=row.id, seen=row.version))
    await first.sweep()
    await second.sweep()
    while await first.sweep() or await second.sweep():
        pass
    done = await ImportJob.get(id=row.id)
    assert (done.state, done.done, done.to_do) == (State.DONE, 45, 45)
    assert len({one.person_id for one in await Post.filter(person__name__startswith="柳")}) == 45
    assert await Post.filter(person__name__startswith="柳").count() == 45


async def test_no_sheet_makes_an_administrator(town: Database) -> None:
    row = await checked(Kind.PEOPLE, xlsx([HEADINGS, ["柳青青", "13900000001", "审计员", "", "", ""]]))
    assert (row.fault_count, row.to_do) == (1, 0)
    assert [heading for _, heading in faults(row)] == ["role"]
