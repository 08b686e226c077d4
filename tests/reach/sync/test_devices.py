"""What a phone tells of itself: whose key it is, what waits on it, and what was lost on the way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from server.core import clock
from server.core.ids import new_id
from server.data.database import Database
from server.journal import signing
from server.reach.sync.models import Device
from tests import town as place
from tests.people import Actor
from tests.reach.sync.parcel import Phone
from tests.schema.documents import REPORT as FILE
from tests.schema.documents import draft

REGISTER = """mutation Register($input: DeviceRegisterInput!) { deviceRegister(input: $input) {
  device problems { code field } } }"""
REPORT = """mutation Report($input: DeviceReportInput!) { deviceReport(input: $input) {
  device remindedAt advice { opId take at } problems { code field } } }"""


def stuck(**more: Any) -> dict[str, Any]:
    """A refused operation as a phone tells it."""
    return {"opId": str(new_id()), "incident": str(new_id()), "operation": "Verify", "code": "CONFLICT"} | more


def told(device: str, **more: Any) -> dict[str, Any]:
    return {"device": device, "pending": 0, "needsYou": 0} | more


async def test_a_phone_registers_its_key_and_the_same_again_changes_nothing(wang: Actor, he: Actor) -> None:
    phone, other = Phone(), Phone()
    given = {"device": str(phone.device), "publicKey": phone.public_key}
    for _ in range(2):
        assert (await wang.send(REGISTER, input=given)).problems == []
    assert await Device.all().count() == 1
    # a second person on the same phone has a key of their own; a second key of the same person is not taken
    assert (await he.send(REGISTER, input=given | {"publicKey": other.public_key})).problems == []
    assert (await wang.send(REGISTER, input=given | {"publicKey": other.public_key})).problems == ["DEVICE_TAKEN"]
    kept = {one.person_id: one.public_key for one in await Device.all()}
    assert kept == {place.WANG: phone.public_key, place.HE: other.public_key}


@pytest.mark.parametrize("key", ["", "nonsense", "A" * 87, signing.encoded(b"\x04" + bytes(64)), "€"])
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


async def test_numbers_that_neither_a_receipt_nor_the_phone_knows_are_missing(wang: Actor, town: Database) -> None:
    phone = Phone()
    for number in (1, 2, 5):
        made = draft(sent={"device": str(phone.device), "sequence": number})
        assert (await wang.send(FILE, input=made)).problems == []
    state = told(str(phone.device), sequence=7, accounted=[7, 3])
    assert (await wang.send(REPORT, input=state)).problems == []
    assert (await Device.get()).missing == 2  # 4 and 6
    await wang.send(REPORT, input=state | {"accounted": [3, 4, 6, 7]})
    assert (await Device.get()).missing == 0
    await wang.send(REPORT, input=told(str(phone.device), sequence=1000, accounted=list(range(901, 1001))))
    assert (await Device.get()).missing == 0  # what is further back is not asked for


async def test_who_sends_under_anothers_phone_hides_nothing_of_it(wang: Actor, feng: Actor, he: Actor) -> None:
    phone = str(Phone().device)
    strange = draft(sent={"device": phone, "sequence": 1}, grid=place.FIFTH)
    assert (await feng.send(FILE, input=strange)).problems == []
    state = told(phone, sequence=2, accounted=[])
    await wang.send(REPORT, input=state)
    assert (await Device.get()).missing == 2
    await he.send(REPORT, input=told(phone))  # they work on it in turn
    assert (await he.send(FILE, input=draft(sent={"device": phone, "sequence": 2}))).problems == []
    await wang.send(REPORT, input=state)
    assert (await Device.get(person_id=place.WANG)).missing == 1


async def test_a_phone_that_says_nothing_of_numbers_misses_none(wang: Actor) -> None:
    await wang.send(REPORT, input=told(str(new_id())))
    assert (await Device.get()).missing == 0


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"accounted": list(range(101))}, "accounted"),
        ({"stuck": [stuck() for _ in range(51)]}, "stuck"),
        ({"stuck": [stuck(wrote=[{"name": "text", "value": "x" * 8001}])]}, "stuck.wrote"),
        ({"stuck": [stuck(opId="nonsense")]}, "stuck.opId"),
    ],
)
async def test_more_than_anybody_would_look_through_is_refused_and_nothing_is_written(
    wang: Actor, given: dict[str, Any], field: str
) -> None:
    answer = await wang.send(REPORT, input=told(str(new_id())) | given)
    assert [one["field"] for one in answer.only["problems"]] == [field]
    assert await Device.all().count() == 0


async def test_the_difference_of_the_clocks_is_kept_and_shown_and_orders_nothing(wang: Actor) -> None:
    slow = (clock.now() - timedelta(minutes=12)).isoformat()
    await wang.send(REPORT, input=told(str(new_id()), at=slow))
    assert -725 <= ((await Device.get()).clock_off or 0) <= -715
