"""What is over goes by itself, in small batches; what is still wanted stays, and what went is told."""

from __future__ import annotations

import os
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import orjson
import pytest

from schema import schema
from schema.core.context import Context
from server.core import clock
from server.core.ids import new_id
from server.core.settings import Settings
from server.data.database import Database, transaction
from server.grid.hotissue import lifecycle as hotissues
from server.grid.hotissue.models import HotIssue, HotIssueMember
from server.grid.incident import commands
from server.grid.incident.models import Incident
from server.ground.catalogue.models import Evidence, IncidentClass
from server.ground.media import queries as media
from server.ground.media.actions import receive
from server.ground.media.models import MediaSender
from server.ground.media.shelf import Shelf
from server.ground.person.models import LoginTries, Session
from server.journal import log
from server.journal.models import Event
from server.keep.retention.copies import Copies
from server.keep.retention.pictures import DOUBTED, YOUNG, Pictures
from server.keep.retention.sweeping import KIND, PAUSE, Retention
from server.process.retention import Swept
from server.process.scheduler import Scheduler
from server.reach.sync.awaiting import awaited
from server.reach.sync.credentials import UNKEYED
from server.reach.sync.models import Device, StuckOperation
from server.service.complaint.models import Complaint
from tests import town as place
from tests.data.later import run
from tests.grid.incident import road
from tests.grid.incident.road import MONDAY
from tests.ground.media.album import arrived
from tests.service.test_complaint import filed

YEAR = timedelta(days=366)


@pytest.fixture
def retention(town: Database, tmp_path: Path) -> Retention:
    return Retention.of(Settings(database_url=town.url, data_dir=tmp_path), UNKEYED, waits=awaited)


async def test_sessions_tries_and_phones_without_a_key_go_a_batch_at_a_time(
    retention: Retention, monkeypatch: pytest.MonkeyPatch
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
        await Device.create(
            id=new_id(),
            device_id=new_id(),
            person_id=place.WANG,
            public_key=key,
            registered_at=MONDAY,
            contact_at=later - timedelta(days=away),
        )
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
    retention: Retention,
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
        await walked(retention, MONDAY + after)
        return {one for one, _ in await media.arrived((orphan, plain, evidence, open_, young))}

    assert await left(timedelta(days=200)) == {orphan, plain, evidence, open_}, "a phone may yet bring what names it"
    assert await left(YOUNG - PAUSE * 9) == {orphan, plain, evidence, open_}
    with clock.at(MONDAY + YOUNG):
        await arrived(young, place.WANG)
    assert await left(YOUNG) == {plain, evidence, open_, young}
    assert await left(YEAR) == {evidence, open_, young}
    assert await left(3 * YEAR) == {open_}


async def walked(retention: Retention, at: datetime) -> None:
    """All was looked at then, and again after a day: what nothing keeps goes at the second look."""
    for moment in (at, at + DOUBTED):
        with clock.at(moment):
            while await retention.sweep():
                pass


async def here(*names: str) -> list[str]:
    return [one for one in names if await media.media(one)]


async def test_a_photo_that_is_sent_or_named_again_while_it_is_doubted_stays(retention: Retention) -> None:
    sent, named, neither = ("aa" * 32, "ab" * 32, "ac" * 32)
    with clock.at(MONDAY):
        for one in (sent, named, neither):
            await arrived(one, place.WANG)
    with clock.at(MONDAY + YOUNG):
        assert await retention.sweep() == 0
        assert await here(sent, named, neither) == [sent, named, neither], "a day to be named or sent again"
        await receive(Shelf.at("file:///nowhere"), sha256=sent, data=b"", sent_by=place.WANG)
        await road.reported(photos=(commands.Photo(sha256=named),))
    await walked(retention, MONDAY + YOUNG + DOUBTED)
    assert await here(sent, named, neither) == [sent, named]


async def test_a_photo_that_a_server_of_before_took_has_its_sender_and_one_of_another_is_kept(
    retention: Retention,
) -> None:
    """It served until the restart, when the tables were already changed; and who sent again what was there already is
    noted nowhere."""
    alone, others, letters, papers = "aa" * 32, "ab" * 32, "ac" * 32, "ad" * 32
    with clock.at(MONDAY):
        await arrived(alone, place.WANG)
        await arrived(others, place.FENG)
        await MediaSender.filter(sha256=alone).delete()
        for one in (letters, papers):
            await arrived(one, place.FENG)
        await filed(photos=("0" * 64, letters), files=(papers,))
        await road.reported(photos=(commands.Photo(sha256=alone), commands.Photo(sha256=others)))
        await retention.sweep()
        assert await media.arrived((alone,)) == {(alone, place.WANG)}
    await walked(retention, MONDAY + YOUNG)
    assert await here(alone, others, letters, papers) == [alone, others, letters, papers]
    case = (await Incident.get()).id
    await Incident.all().update(closed_at=MONDAY)
    await Complaint.all().update(closed_at=MONDAY)
    await walked(retention, MONDAY + 4 * YEAR)
    assert await here(alone, others, letters, papers) == []
    assert await shown(case) == [(False, (MONDAY + 4 * YEAR + DOUBTED).isoformat()), (False, None)]
    with clock.at(MONDAY + 4 * YEAR):
        await MediaSender.filter(sha256=alone).update(removed_at=None)
        assert await shown(case) == [(True, None), (False, None)]


async def shown(case: UUID) -> list[tuple[bool, str | None]]:
    """Of the photos of a case, by their names, whether each is here, and when it was removed."""
    asked = "query Q($id: ID!) { incident(id: $id) { photos { sha256 arrived removedAt } } }"
    context = Context(viewer=await place.viewer("li"))
    result = await schema.execute(asked, variable_values={"id": str(case)}, context_value=context)
    assert result.errors is None, result.errors
    photos = orjson.loads(orjson.dumps(result.data))["incident"]["photos"]
    return [(one["arrived"], one["removedAt"]) for one in sorted(photos, key=lambda one: str(one["sha256"]))]


async def test_a_photo_waits_for_work_of_its_sender_that_was_refused(retention: Retention) -> None:
    with clock.at(MONDAY):
        for one, by in (("aa" * 32, place.WANG), ("ab" * 32, place.FENG)):
            await arrived(one, by)
    await StuckOperation.create(
        op_id=new_id(),
        person_id=place.WANG,
        device_id=new_id(),
        subject_kind="incident",
        subject_id=new_id(),
        operation="Report",
        code="INVALID",
        wrote={},
        told_at=MONDAY + YOUNG,
    )
    await walked(retention, MONDAY + YOUNG)
    assert await here("aa" * 32, "ab" * 32) == ["aa" * 32]
    await StuckOperation.all().delete()
    await walked(retention, MONDAY + YOUNG + 2 * DOUBTED)
    assert await here("aa" * 32) == []


async def test_a_photo_of_a_merged_case_stays_as_long_as_the_matter_and_of_a_hot_issue_while_it_is_open(
    retention: Retention,
) -> None:
    merged, hot, over = "aa" * 32, "ab" * 32, "ac" * 32
    with clock.at(MONDAY):
        for one in (merged, hot, over):
            await arrived(one, place.WANG)
        first, middle, ended, alone = [
            await road.reported(photos=[commands.Photo(sha256=one)] if one else []) for one in (merged, None, hot, over)
        ]
        target = await road.reported()
        issue = await HotIssue.create(
            id=new_id(),
            state=hotissues.State.ADOPTED,
            class_code=place.COVER,
            lat=0,
            lon=0,
            grid_id="0" * 15,
            count=1,
            proposed_at=MONDAY,
            last_at=MONDAY,
        )
        await transaction(lambda: HotIssueMember.create(issue_id=issue.id, incident_id=ended, at=MONDAY))
        for case, into in ((first, middle), (middle, target)):
            await Incident.filter(id=case).update(merged_into_id=into)
        await Incident.filter(id__in=[first, middle, ended, alone]).update(closed_at=MONDAY)
    await walked(retention, MONDAY + 4 * YEAR)
    assert await here(merged, hot, over) == [merged, hot]
    await HotIssue.filter(id=issue.id).update(state=hotissues.State.SOLVED)
    await Incident.filter(id=target).update(closed_at=MONDAY + 4 * YEAR)
    await walked(retention, MONDAY + 6 * YEAR)
    assert await here(merged, hot, over) == [merged]
    await walked(retention, MONDAY + 9 * YEAR)
    assert await here(merged) == []


async def test_a_walk_looks_at_one_batch_at_a_time_and_one_kind_that_fails_stops_no_other(
    retention: Retention, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.keep.retention.pictures.BATCH", 2)
    names = [f"{number:064x}" for number in range(5)]
    looked: list[int] = []

    async def kept(these: Collection[str], now: datetime) -> set[str]:
        looked.append(len(these))
        if len(looked) == 1:
            raise RuntimeError("broken here")
        return set(these)

    with clock.at(MONDAY):
        for one in names:
            await arrived(one, place.WANG)
    walk = Pictures(kept)

    class Broken:
        name = "broken"

        async def sweep(self, now: datetime) -> Swept:
            raise RuntimeError("broken here")

    job = Retention((Broken(), walk))
    with clock.at(MONDAY + YOUNG):
        assert [await job.sweep() for _ in range(3)] == [0, 0, 0]
        assert looked == [2], "it rests after a failure"
    with clock.at(MONDAY + YOUNG + PAUSE):
        for _ in range(3):
            await job.sweep()
    assert looked == [2, 2, 1], "the walk went on behind what failed, and rests at its end"


async def test_a_copy_of_before_an_upgrade_or_a_restore_goes_after_a_month(tmp_path: Path) -> None:
    """What a restore kept is the file itself, last written when somebody last worked with it: its name says since
    when it is a copy."""
    url = f"sqlite:///{tmp_path / 'grid.sqlite3'}"
    restored = "grid.sqlite3.before-20261001010203"
    gone = {
        "grid.before-0002_x.sqlite3": 31,
        restored: 1,
        f"{restored}-wal": 1,
        ".restoring-grid.sqlite3": 2,
    }  # and days since it was written
    stay = {
        "grid.before-0003_y.sqlite3": 1,
        "grid.sqlite3.before-20261122010203": 31,
        "mine.sqlite3": 31,
        "grid.sqlite3": 31,
    }
    for name, days in (gone | stay).items():
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (0, (MONDAY - timedelta(days=days)).timestamp()))
    assert await Copies(Settings(database_url=url, data_dir=tmp_path)).sweep(MONDAY) == Swept(len(gone))
    assert set(os.listdir(tmp_path)) == set(stay)
