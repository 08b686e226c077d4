"""A person may have all that is kept of them; once they have left their name goes, and the log stays whole."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import pytest
from tortoise.fields import UUIDField

from server.core import clock
from server.core.errors import Invalid, Missing
from server.core.ids import new_id
from server.data import orm
from server.data.database import Database, transaction
from server.grid.incident.models import Incident
from server.ground.person import actions
from server.ground.person.models import Person, Session
from server.journal import log
from server.journal.models import Event
from server.keep.audit import verify as audit
from server.keep.privacy.columns import acts, owners
from server.keep.privacy.erase import THEIRS, erase
from server.keep.privacy.export import export
from server.keep.privacy.naming import models, tables
from server.keep.privacy.telling import SECRET
from server.process.contact.models import Contact
from server.process.subject.kinds import NoticeKind
from server.reach.notice.models import Notice
from server.reach.sync.models import Advice, Device, HeldOperation, StuckOperation
from server.service.complaint.lifecycle import State
from server.service.complaint.models import Complaint
from tests import town as place
from tests.grid.incident import road
from tests.grid.incident.road import STRIDES
from tests.kit.laws import MONDAY
from tests.reach.notice.conftest import tell_all
from tests.service.test_complaint import HASH, KIT, filed

THINGS = frozenset(
    {
        "id",
        "job_id",
        "device_id",
        "post_id",
        "stands_for_id",
        "granted_id",
        "unit_id",
        "owner_unit_id",
        "about_unit_id",
        "proposed_unit_id",
        "event_id",
        "target_id",
        "incident_id",
        "demand_id",
        "carried_from_id",
        "order_id",
        "answer_id",
        "lead_unit_id",
        "subject_id",
        "whistle_id",
        "clock_id",
        "after_op_id",
        "op_id",
        "after",
        "duplicate_of_id",
        "pending_id",
        "merged_into_id",
        "session_id",
        "holder",
    }
)


async def lived_in() -> None:
    """Wang reports, is told, and has a phone and a browser."""
    case = await road.reported("wang", text="井盖裂了，王建国拍的")
    await road.walk(STRIDES["accept"], case)
    await road.walk(STRIDES["void"], case) if "void" in STRIDES else None
    now = clock.now()
    await Session.create(digest="d" * 64, person_id=place.WANG, created_at=now, seen_at=now, expires_at=now)
    await Device.create(
        id=new_id(), device_id=new_id(), person_id=place.WANG, public_key="k", registered_at=now, contact_at=now
    )
    await tell_all()


def read(file: Path) -> tuple[str, dict[str, list[dict[str, Any]]]]:
    """The words of an export, and the rows of each table."""
    with zipfile.ZipFile(file) as told:
        names = [name for name in told.namelist() if name.endswith(".jsonl")]
        rows = {name[:-6]: [orjson.loads(one) for one in told.read(name).splitlines()] for name in names}
        return told.read("README.txt").decode(), rows


async def stuck(person: UUID, adviser: UUID) -> StuckOperation:
    return await transaction(
        lambda: StuckOperation.create(
            op_id=new_id(),
            person_id=person,
            device_id=new_id(),
            subject_kind="incident",
            subject_id=new_id(),
            operation="Verify",
            code="STEP_CLOSED",
            wrote={"text": "李家的事", "assignee": str(place.HE)},
            told_at=MONDAY,
            advice=Advice.NOW,
            advised_by_id=adviser,
            advised_at=MONDAY,
        )
    )


async def held(person: UUID) -> None:
    await transaction(
        lambda: HeldOperation.create(
            op_id=new_id(),
            person_id=person,
            after_op_id=new_id(),
            verb="verify",
            digest="d" * 64,
            subject_id=new_id(),
            told={"text": "还没有送到的话"},
            at=MONDAY,
        )
    )


async def warned(person: UUID, about: UUID) -> None:
    await transaction(
        lambda: Notice.create(
            id=new_id(),
            event_id=new_id(),
            person_id=person,
            subject_kind="contact",
            subject_id=about,
            kind=NoticeKind.CONTACTS_SEEN,
            severity=1,
            state="",
            at=MONDAY,
        )
    )


async def test_all_that_names_a_person_is_in_one_file_without_what_would_act_for_them(
    town: Database, tmp_path: Path
) -> None:
    await lived_in()
    assert "are in" in await export("wang", tmp_path / "wang.zip")
    words, rows = read(tmp_path / "wang.zip")
    assert [one["name"] for one in rows["person"]] == ["王建国"]
    assert {len(rows[name]) for name in ("incident", "session", "device")} == {1}
    assert {one["by_id"] for one in rows["event"] if one["kind"] == "incident.reported"} == {str(place.WANG)}
    assert all(f"{name}.jsonl" in words for name in rows)
    assert not SECRET & {column for found in rows.values() for row in found for column in row}
    assert await Event.filter(kind="privacy.exported", subject_id=place.WANG).count() == 1
    with pytest.raises(FileExistsError):
        await export(str(place.WANG), tmp_path / "wang.zip")
    with pytest.raises(Missing):
        await export("nobody", tmp_path / "nobody.zip")


async def test_of_other_peoples_rows_a_person_learns_what_they_did_themselves_and_nothing_else(
    town: Database, tmp_path: Path
) -> None:
    case = await road.reported("he", text="隔壁李家的棚子，口泉街十二号")
    await transaction(lambda: Incident.filter(id=case).update(assignee_id=place.ZHANG))
    complaint, own = (
        await filed(text="社区的人态度不好，我的名字不愿说"),
        await filed("zhang", text="打印机坏了一个月没有人修"),
    )
    await KIT.take(KIT.stride("answer"), complaint)
    advised, theirs = await stuck(place.FENG, place.ZHANG), await stuck(place.ZHANG, place.LI)
    await warned(place.ZHANG, place.WANG)
    await export("zhang", tmp_path / "zhang.zip")
    _, rows = read(tmp_path / "zhang.zip")
    changed = (await Incident.get(id=case)).changed_at
    assert [(one.pop("at") is not None, one) for one in rows["incident"]] == [
        (changed is not None, {"id": str(case), "act": "assignee"})
    ]
    of = {UUID(one["id"]): one for one in rows["complaint"]}
    assert of[complaint.id].keys() == {"id", "act", "at"}
    assert (of[own.id]["text"], of[own.id]["writer_id"]) == (own.text, str(place.ZHANG))
    operations = {UUID(one["op_id"]): one for one in rows["stuck_operation"]}
    assert operations[advised.op_id].keys() == {"op_id", "act", "at"}
    mine = operations[theirs.op_id]
    assert (mine["wrote"], mine["advised_by_id"]) == ({"text": "李家的事", "assignee": None}, None)
    everything = str(rows)
    strangers = [str(one) for one, _ in place.NAMES.values() if one != place.ZHANG]
    assert [one for one in (*strangers, "李家的棚子", "十二号", "名字不愿说") if one in everything] == []


def test_every_column_that_holds_an_id_is_of_a_person_or_of_a_thing(town: Database) -> None:
    unknown = []
    for model in models():
        known = {*owners(model), *acts(model), orm.key(model)}
        for name in orm.columns(model):
            to = getattr(orm.fields(model).get(name.removesuffix("_id")), "model_name", "")
            plain = not to and isinstance(orm.field(model, name), UUIDField) and name not in THINGS
            unknown += [f"{orm.table(model)}.{name}"] if name not in known and (to == "grid.Person" or plain) else []
    assert unknown == [], "say in server.keep.privacy.columns whether it makes the row theirs, or notes their act"
    owned = {orm.table(one) for one in tables() if owners(one)}
    assert set(THEIRS) <= owned


async def test_what_they_wrote_under_their_own_name_goes_with_it_and_what_is_others_stays(town: Database) -> None:
    waits, answered, other = [
        await filed(who, text=text, contact="13812345678", photos=(HASH,))
        for who, text in (
            ("wang", "没有人管的路灯，报过两次"),
            ("wang", "办事窗口关得太早，来不及"),
            ("feng", "别人写的话，不该删掉"),
        )
    ]
    with clock.at(MONDAY):
        await KIT.take(KIT.stride("answer"), answered)
    await stuck(place.WANG, place.LI)
    advised = await stuck(place.FENG, place.WANG)
    await held(place.WANG)
    await held(place.FENG)
    await warned(place.ADMIN, place.WANG)
    await actions.end_person(None, place.WANG)
    assert "gone" in await erase("wang")
    assert [one.op_id for one in await StuckOperation.all()] == [advised.op_id]
    assert [one.person_id for one in await HeldOperation.all()] == [place.FENG]
    assert await Notice.filter(person_id=place.ADMIN, subject_id=place.WANG).count() == 1
    assert [one.subject_id for one in await Contact.all()] == [other.id]
    now = {one.id: one for one in await Complaint.all()}
    for one, state, told in ((waits, State.WITHDRAWN, False), (answered, State.ANSWERED, True)):
        left = now[one.id]
        assert (left.text, left.contact, left.photos, left.state, bool(left.answer)) == ("", "", "", state, told)
    assert now[other.id].text == other.text != ""
    assert await Event.filter(kind="complaint.writer_erased", subject_id=answered.id, by_id=None).count() == 1
    assert await log.verify() == []
    assert [one for one in (await audit.verify()).findings if one.table == "complaint"] == []
    assert "0 rows" in await erase(str(place.WANG)), "once more is no harm"


async def test_who_has_left_is_named_nowhere_and_what_they_did_stays(town: Database) -> None:
    await lived_in()
    with pytest.raises(Invalid):
        await erase("wang")
    assert (await Person.get(id=place.WANG)).login == "wang"
    await actions.end_person(None, place.WANG)
    assert "gone" in await erase("wang")
    left = await Person.get(id=place.WANG)
    assert (left.name, left.login, left.password_hash) == ("已注销", None, None)
    for model in (Session, Device, Notice):
        assert not await model.filter(person_id=place.WANG).exists()
    assert (await Incident.get()).reporter_id == place.WANG
    assert await Event.filter(kind="privacy.erased", subject_id=place.WANG).count() == 1
    assert await log.verify() == []
    assert "0 rows" in await erase(str(place.WANG)), "once more is no harm"
