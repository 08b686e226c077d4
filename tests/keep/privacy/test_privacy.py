"""A person may have all that is kept of them; once they have left their name goes, and the log stays whole."""

from __future__ import annotations

import zipfile
from pathlib import Path

import orjson
import pytest

from server.core import clock
from server.core.errors import Invalid, Missing
from server.core.ids import new_id
from server.data.database import Database
from server.grid.incident.models import Incident
from server.ground.person import actions
from server.ground.person.models import Person, Session
from server.journal import log
from server.journal.models import Event
from server.keep.privacy.erase import erase
from server.keep.privacy.export import SECRET, export
from server.reach.notice.models import Notice
from server.reach.sync.models import Device
from tests import town as place
from tests.grid.incident import road
from tests.grid.incident.road import STRIDES
from tests.reach.notice.conftest import tell_all


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


async def test_all_that_names_a_person_is_in_one_file_without_what_would_act_for_them(
    town: Database, tmp_path: Path
) -> None:
    await lived_in()
    assert "are in" in await export("wang", tmp_path / "wang.zip")
    with zipfile.ZipFile(tmp_path / "wang.zip") as told:
        words = told.read("README.txt").decode()
        rows = {name[:-6]: [orjson.loads(one) for one in told.read(name).splitlines()] for name in told.namelist()
                if name.endswith(".jsonl")}  # fmt: skip
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
