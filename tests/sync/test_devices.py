"""What a phone tells of itself: whose key it is, what waits on it; and who may see that somebody's work is stuck."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from server import clock
from server.database import Database
from server.event import signing
from server.ids import new_id
from server.person.models import Post
from server.sync.models import Device
from tests import town as place
from tests.people import Actor
from tests.statements import counted
from tests.sync.parcel import Phone

REGISTER = """mutation Register($input: DeviceRegisterInput!) { deviceRegister(input: $input) {
  device problems { code field } } }"""
REPORT = """mutation Report($input: DeviceReportInput!) { deviceReport(input: $input) {
  device problems { code field } } }"""
HEALTH = """query Health($area: String, $waiting: Boolean, $first: Int, $after: String) {
  syncHealth(area: $area, waiting: $waiting, first: $first, after: $after) { pageInfo { hasNextPage endCursor }
    nodes { person { id name } posts { role area { path } } lastContact oldestRecordedAt pending needsYou appVersion
      persisted usageMb quotaMb } } }"""


def told(device: str, **more: Any) -> dict[str, Any]:
    return {"device": device, "pending": 0, "needsYou": 0} | more


async def test_a_phone_registers_its_key_and_the_same_again_changes_nothing(wang: Actor, he: Actor) -> None:
    phone, other = Phone(), Phone()
    given = {"device": str(phone.device), "publicKey": phone.public_key}
    for _ in range(2):
        assert (await wang.send(REGISTER, input=given)).problems == []
    assert await Device.all().count() == 1
    # a second person on the same phone has a key of his own; a second key of the same person is not taken
    assert (await he.send(REGISTER, input=given | {"publicKey": other.public_key})).problems == []
    assert (await wang.send(REGISTER, input=given | {"publicKey": other.public_key})).problems == ["DEVICE_TAKEN"]
    kept = {one.person_id: one.public_key for one in await Device.all()}
    assert kept == {place.WANG: phone.public_key, place.HE: other.public_key}


@pytest.mark.parametrize("key", ["", "nonsense", "A" * 87, signing.told(b"\x04" + bytes(64)), "€"])
async def test_what_is_no_key_is_refused_and_nothing_is_written(wang: Actor, key: str) -> None:
    answer = await wang.send(REGISTER, input={"device": str(new_id()), "publicKey": key})
    assert [(one["code"], one["field"]) for one in answer.only["problems"]] == [("KEY_MALFORMED", "publicKey")]
    assert await Device.all().count() == 0


async def test_nobody_registers_and_reports_nothing(nobody: Actor) -> None:
    phone = Phone()
    assert (await nobody.send(REPORT, input=told(str(phone.device)))).problems == ["FORBIDDEN"]
    answer = await nobody.send(REGISTER, input={"device": str(phone.device), "publicKey": phone.public_key})
    assert answer.problems == ["FORBIDDEN"]
    assert await Device.all().count() == 0


async def test_the_secretary_sees_whose_work_is_stuck_and_the_stranger_does_not(
    wang: Actor, feng: Actor, zhang: Actor, li: Actor, wu: Actor, sun: Actor, nobody: Actor
) -> None:
    waits = told(str(new_id()), pending=3, needsYou=1, oldestRecordedAt="2026-03-02T09:00:00+08:00",
                 appVersion="1.2.0", persisted=False, usageMb=12, quotaMb=300)  # fmt: skip
    assert (await wang.send(REPORT, input=waits)).problems == []
    assert (await feng.send(REPORT, input=told(str(new_id())))).problems == []
    for who in (zhang, li):
        (one,) = (await who.send(HEALTH)).only["nodes"]
        assert (one["pending"], one["needsYou"], one["usageMb"], one["persisted"]) == (3, 1, 12, False)
        assert one["person"]["name"] == "王建国"
        assert {post["role"] for post in one["posts"]} == {"GRID_WORKER"}
    assert len((await wu.send(HEALTH)).only["nodes"]) == 2
    for stranger in (feng, wang, sun, nobody):
        assert (await stranger.send(HEALTH)).only["nodes"] == []
    assert (await zhang.send(HEALTH, area=place.FIRST)).only["nodes"] != []
    assert (await zhang.send(HEALTH, area=place.XINSHENG)).only["nodes"] == []
    assert len((await wu.send(HEALTH, waiting=True)).only["nodes"]) == 1
    assert len((await wu.send(HEALTH, waiting=False)).only["nodes"]) == 1
    assert (await wu.send(HEALTH, area="14")).codes == ["INVALID"]


async def test_the_last_contact_says_no_more_than_the_quarter_of_an_hour(wang: Actor) -> None:
    await wang.send(REPORT, input=told(str(new_id())))
    seen = (await Device.get(person_id=place.WANG)).contact_at
    assert (seen.minute % 15, seen.second, seen.microsecond) == (0, 0, 0)
    assert timedelta(0) <= clock.now() - seen < timedelta(minutes=16)


async def test_only_the_present_state_is_kept(wang: Actor) -> None:
    device = str(new_id())
    for pending in (5, 2, 0):
        await wang.send(REPORT, input=told(device, pending=pending))
    (one,) = await Device.all()
    assert one.pending == 0


async def test_who_has_no_post_any_more_is_not_listed(wang: Actor, zhang: Actor) -> None:
    await wang.send(REPORT, input=told(str(new_id())))
    await Post.filter(person_id=place.WANG).update(ends_on=clock.today() - timedelta(days=1))
    assert (await zhang.send(HEALTH)).only["nodes"] == []


async def test_a_page_costs_one_statement_and_goes_on_behind_its_cursor(wu: Actor, wang: Actor, town: Database) -> None:
    for _ in range(5):
        await wang.send(REPORT, input=told(str(new_id())))
    await wu.send(HEALTH)
    viewer = await wu.viewer()
    assert viewer.signed_in
    seen: list[dict[str, Any]] = []
    after = None
    for _ in range(3):
        with counted() as said:
            page = (await wu.send(HEALTH, first=2, after=after)).only
        assert len([one for one in said if '"device"' in one.sql]) == 1
        seen += page["nodes"]
        after = page["pageInfo"]["endCursor"]
    assert len(seen) == 5
    assert not page["pageInfo"]["hasNextPage"]
