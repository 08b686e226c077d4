"""What is over goes by itself, in small batches; what is still wanted stays, and what went is told."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from server.core import clock
from server.core.ids import new_id
from server.core.settings import Settings
from server.data.database import Database, transaction
from server.grid.incident import commands
from server.ground.catalogue.models import Evidence, IncidentClass
from server.ground.media import queries as media
from server.ground.person.models import LoginTries, Session
from server.journal import log
from server.journal.models import Event
from server.keep.retention.pictures import YOUNG
from server.keep.retention.sweeping import KIND, PAUSE, Retention
from server.process.scheduler import Scheduler, Seldom
from server.reach.sync.credentials import UNKEYED
from server.reach.sync.models import Device
from tests import town as place
from tests.data.later import run
from tests.grid.incident import road
from tests.grid.incident.road import MONDAY
from tests.ground.media.album import arrived

YEAR = timedelta(days=366)


@pytest.fixture
def retention(town: Database, tmp_path: Path) -> Seldom:
    return Seldom(Retention.of(Settings(database_url=town.url, data_dir=tmp_path), UNKEYED), PAUSE)


async def test_sessions_tries_and_phones_without_a_key_go_a_batch_at_a_time(
    retention: Seldom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.process.retention.BATCH", 2)
    later = MONDAY + timedelta(days=1)
    for number in range(5):
        ends = MONDAY if number < 3 else later + timedelta(seconds=1)
        await Session.create(
            digest=f"{number}", person_id=place.WANG, created_at=MONDAY, seen_at=MONDAY, expires_at=ends
        )
        await LoginTries.create(key=f"{number}", errors=1, at=int(ends.timestamp()) - 3600, until=0)
    for key, away in (("key", 999), (None, 999), (None, 1)):
        await Device.create(id=new_id(), device_id=new_id(), person_id=place.WANG, public_key=key, registered_at=MONDAY,
                            contact_at=later - timedelta(days=away))  # fmt: skip
    with clock.at(later):
        assert [await retention.sweep() for _ in range(4)] == [5, 2, 0, 0]
        assert [await one.all().count() for one in (Session, LoginTries, Device)] == [2, 2, 2]
        told = await Event.get(kind=KIND)
        assert (told.by_id, told.payload) == (None, {"gone": {"sessions": 3, "login_tries": 3, "devices": 1}})
    with clock.at(later + PAUSE):
        assert await Scheduler([retention]).once() == 4
    assert await Event.filter(kind=KIND).count() == 2
    assert await log.verify() == []


async def test_a_picture_goes_when_nothing_holds_it_and_a_year_after_the_end_unless_it_is_evidence(
    retention: Seldom,
) -> None:
    orphan, plain, evidence, open_, young = ("aa" * 32, "ab" * 32, "ac" * 32, "ad" * 32, "ae" * 32)
    with clock.at(MONDAY):
        for one in (orphan, plain, evidence, open_):
            await arrived(one, place.WANG)
        for one, code in ((plain, place.COVER), (evidence, place.RUBBISH), (open_, place.COVER)):
            case = await road.reported(photos=(commands.Photo(sha256=one),), class_code=code)
            if one != open_:
                await run(f"UPDATE incident SET closed_at = '{MONDAY.isoformat(sep=' ')}' WHERE id = '{case}'")
        await transaction(lambda: IncidentClass.filter(code=place.COVER).update(evidence=Evidence.NONE))
        await transaction(lambda: IncidentClass.filter(code=place.RUBBISH).update(evidence=Evidence.ON_CLOSE))

    async def left(after: timedelta) -> set[str]:
        with clock.at(MONDAY + after):
            while await retention.sweep():
                pass
            return {one for one, _ in await media.arrived((orphan, plain, evidence, open_, young))}

    assert await left(YOUNG) == {orphan, plain, evidence, open_}
    with clock.at(MONDAY + YOUNG):
        await arrived(young, place.WANG)
    assert await left(YOUNG + PAUSE * 2) == {plain, evidence, open_, young}
    assert await left(YEAR) == {evidence, open_}
    assert await left(3 * YEAR) == {open_}


async def test_a_copy_of_before_an_upgrade_goes_after_a_month(sqlite_database: Database, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'grid.sqlite3'}"
    old, new, other = (tmp_path / f"{name}.sqlite3" for name in ("grid.before-0002_x", "grid.before-0003_y", "mine"))
    for one in (old, new, other):
        one.touch()
    for one in (old, other):
        os.utime(one, (0, (clock.now() - timedelta(days=31)).timestamp()))
    found = Retention.of(Settings(database_url=url, data_dir=tmp_path))
    assert await found.sweep() == 1
    assert [one.exists() for one in (old, new, other)] == [False, True, True]
