"""What one incident shows its reader: the stepper, its reporter or nobody, its photos, and what lies near it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from server.core import clock
from server.grid.incident import commands, policy, queries
from server.grid.incident.models import Channel, Incident, PhotoKind
from server.grid.incident.stepper import StageStatus, StepperKey
from server.ground.media import actions as media
from server.ground.media.shelf import Shelf
from tests import town
from tests.grid.incident import lists, road
from tests.grid.incident.road import MONDAY, STRIDES
from tests.ground.media.album import arrived, photo
from tests.ground.media.album import name as hash_of

pytestmark = pytest.mark.usefixtures("town")

DONE, CURRENT, AHEAD = StageStatus.DONE, StageStatus.CURRENT, StageStatus.AHEAD

PRESENT = {
    "accept": StepperKey.FOUND,
    "verify": StepperKey.FOUND,
    "file": StepperKey.CALLED,
    "dispatch": StepperKey.COORDINATED,
    "sign": StepperKey.GRADED,
    "feed_back": StepperKey.HANDLED,
    "send_check": StepperKey.CHECKED,
    "pass_": StepperKey.CHECKED,
    "reopen": StepperKey.RATED,
}


@pytest.mark.parametrize(("name", "present"), PRESENT.items(), ids=list(PRESENT))
async def test_the_stepper_has_seven_stages_and_one_present_one(name: str, present: StepperKey) -> None:
    incident = await road.seen("wu", await road.brought_to(STRIDES[name]))
    assert incident is not None
    stages = await queries.stages(incident)
    assert [stage.key for stage in stages] == list(StepperKey)
    place = list(StepperKey).index(present)
    assert [stage.status for stage in stages] == [DONE] * place + [CURRENT] + [AHEAD] * (6 - place)
    assert all(stage.at is not None for stage in stages[: place + 1])
    assert all(stage.at is None and stage.by is None for stage in stages[place + 1 :])


async def test_each_stage_names_its_place_or_unit_and_its_time() -> None:
    minutes = iter(range(0, 100, 10))
    incident = None
    for name in ("report", "accept", "file", "dispatch", "sign", "feed_back"):
        with clock.at(MONDAY + timedelta(minutes=next(minutes))):
            if incident is None:
                incident = await road.reported()
            else:
                await road.walk(STRIDES[name], incident)
    assert incident is not None
    found = await road.seen("wu", incident)
    assert found is not None
    told = [(one.by, one.at and (one.at - MONDAY).seconds // 60) for one in await queries.stages(found)]
    assert told == [
        ("第1网格", 0),
        ("口泉街社区", 20),
        ("口泉街道", 30),
        ("口泉城管中队", 40),
        ("口泉城管中队", 50),
        ("口泉街道", 50),
        (None, None),
    ]


async def test_a_rework_is_told_as_the_second_round() -> None:
    incident = await road.brought_to(STRIDES["fail"])
    await road.walk(STRIDES["fail"], incident)
    found = await road.seen("sun", incident)
    assert found is not None
    stages = await queries.stages(found)
    assert (stages[3].status, stages[3].round) == (CURRENT, 2)


async def test_what_was_refused_on_the_way_has_no_present_stage() -> None:
    incident = await road.reported()
    await road.walk(STRIDES["reject"], incident)
    found = await road.seen("wu", incident)
    assert found is not None
    assert [stage.status for stage in await queries.stages(found)] == [DONE, *[AHEAD] * 6]


async def test_the_desks_and_the_reporter_know_who_reported_and_the_unit_never_does() -> None:
    incident = await road.brought_to(STRIDES["feed_back"])
    found = await Incident.get(id=incident)
    known = {
        who: policy.may_know_reporter(await town.viewer(who), found)
        for who in ("wang", "zhang", "li", "zhao", "sun", "qian", "wu", "feng", "admin", "xu", "shen")
    }
    assert {who for who, may in known.items() if may} == {"wang", "zhang", "li"}
    assert policy.may_know(await town.viewer("sun"), found, town.SUN)
    assert not policy.may_know(await town.viewer("sun"), found, town.WANG)


async def test_the_one_who_is_sent_knows_the_reporter_while_it_is_their_turn() -> None:
    incident = await road.brought_to(STRIDES["verify"])
    wang = await town.viewer("wang")
    assert policy.may_know_reporter(wang, await Incident.get(id=incident))
    await road.walk(STRIDES["verify"], incident)
    assert not policy.may_know_reporter(wang, await Incident.get(id=incident))


async def test_a_photo_is_named_before_it_arrives_and_seen_by_those_who_see_the_incident() -> None:
    sha = "5a" * 32
    incident = await road.reported(photos=(commands.Photo(sha256=sha, kind=PhotoKind.BEFORE),) * 2)
    found = await road.seen("li", incident)
    assert found is not None
    assert [(photo.sha256, photo.arrived) for photo in found.photos] == [(sha, False)]
    await arrived(sha, town.WANG)
    found = await road.seen("li", incident)
    assert found is not None
    assert [photo.arrived for photo in found.photos] == [True]
    may = {who: await policy.PHOTOS.seen(await town.viewer(who), sha) for who in ("wang", "li", "wu", "feng", "sun")}
    assert {who for who, sees in may.items() if sees} == {"wang", "li", "wu"}
    assert not await policy.PHOTOS.seen(await town.viewer("wu"), "6b" * 32)


async def test_who_names_a_photo_by_its_hash_shows_nobody_what_others_have_sent(tmp_path: Path) -> None:
    sha, named = hash_of(data := photo()), (commands.Photo(sha256=hash_of(photo())),)
    await road.reported(photos=named)
    await media.receive(Shelf.at(tmp_path.as_uri()), sha256=sha, data=data, sent_by=town.WANG)
    theirs = await road.reported("feng", photos=named, class_code=town.RUBBISH)
    for sent in (False, True):  # and who has the picture shows it, first or not
        found = await road.seen("feng", theirs)
        assert found is not None
        assert [one.arrived for one in found.photos] == [sent]
        assert await policy.PHOTOS.seen(await town.viewer("feng"), sha) == sent
        await media.receive(Shelf.at(tmp_path.as_uri()), sha256=sha, data=data, sent_by=town.FENG)
    assert await policy.PHOTOS.seen(await town.viewer("wang"), sha)


async def test_findings_name_who_looked() -> None:
    found = await road.seen("li", await road.brought_to(STRIDES["pass_"]))
    assert found is not None
    assert [finding.by and finding.by.name for finding in found.findings] == ["何玉梅"]


async def near(who: str, metres_north: int, class_code: str = town.COVER) -> int:
    lat, lon = town.inside(town.FIRST)
    return len(await lists.similar(await town.viewer(who), class_code, lat + metres_north * 90, lon))


async def test_the_same_class_within_fifty_metres_is_likely_the_same() -> None:
    await road.reported("wang")
    assert [await near("wang", metres) for metres in (0, 49, 51)] == [1, 1, 0]
    assert await near("wang", 0, town.RUBBISH) == 0
    assert await near("feng", 0) == 0


async def test_what_ended_more_than_a_week_ago_is_another_matter() -> None:
    with clock.at(MONDAY):
        await road.walk(STRIDES["reject"], await road.reported())
    with clock.at(MONDAY + timedelta(days=7)):
        assert await near("wang", 0) == 1
    with clock.at(MONDAY + timedelta(days=7, seconds=1)):
        assert await near("wang", 0) == 0


async def test_the_nearest_ten_are_shown_nearest_first() -> None:
    lat, lon = town.inside(town.FIRST)
    for metres in range(12, 0, -1):
        place = commands.Place(lat=(lat + metres * 90) / 1e7, lon=lon / 1e7)
        await road.reported("wang", place=place)
    found = await lists.similar(await town.viewer("wang"), town.COVER, lat, lon)
    assert [one.lat - lat for one in found] == [metres * 90 for metres in range(1, 11)]


@pytest.mark.parametrize("number", ["", "x", "140214-20261123-00002", "140214-20261123-00001\x00", "é" * 30])
async def test_no_other_number_finds_it(number: str) -> None:
    with clock.at(MONDAY):
        incident = await road.brought_to(STRIDES["dispatch"])
    li = await town.viewer("li")
    assert await queries.one(li, number) is None
    found = await queries.one(li, "140214-20261123-00001")
    assert found is not None
    assert found.id == incident


async def test_who_takes_a_telephone_call_down_is_its_reporter() -> None:
    incident = await road.reported("li", channel=Channel.PHONE)
    await road.walk(STRIDES["accept"], incident)
    assert (await Incident.get(id=incident)).reporter_id == town.LI
