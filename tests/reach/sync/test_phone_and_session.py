"""A phone and the session that it is in are one to their owner: seen as one, and ended as one; the phone hears so."""

from __future__ import annotations

from server.data.database import Database
from server.ground.person import sessions, viewers
from server.reach.sync import devices
from server.reach.sync.models import Device
from tests import town as people
from tests.edge.conftest import _cheap_passwords as cheap_passwords  # noqa: F401  # a fixture
from tests.people import Actor
from tests.reach.sync.test_credentials import CHANGE, END, END_ALL, MINE, NEW, Known, by, ids, security


async def test_a_phone_and_the_session_that_it_is_in_are_one_and_end_together(town: Database) -> None:
    known, wang = await Known().enter(), Actor("wang")
    with by(known.session):
        await known.register()
        listed = (await wang.send(MINE)).only
        assert [(one["kind"], one["here"], one["pin"]) for one in listed] == [
            ("SESSION", True, True),
            ("TOKEN", False, False),
        ]
        assert (await wang.send(END_ALL, input={})).only == {"ended": 1, "problems": []}, "this phone stays whole"
    assert await known.opens() == {"session": True, "token": False, "key": True, "pin": True}
    assert (await wang.send(END, input={"id": (await ids(wang))["SESSION"]})).only == {"ended": 1, "problems": []}
    assert set((await known.opens()).values()) == {False}


async def test_a_lost_phone_is_ended_by_either_of_its_ids_and_counts_once(town: Database) -> None:
    known, wu = await Known().enter(), await security()
    phone = (await ids(Actor("wang")))["PHONE"]
    with by(known.session):
        await known.register()
    assert (await wu.send(END, input={"login": "wang", "id": phone})).only == {"ended": 1, "problems": []}
    assert await known.opens() == {"session": False, "token": True, "key": False, "pin": False}
    again = await Known().enter()
    with by(again.session):
        await again.register()
    assert (await wu.send(END_ALL, input={"login": "wang"})).only == {"ended": 3, "problems": []}
    assert set((await again.opens()).values()) == {False}


async def test_who_changes_the_password_on_a_phone_goes_on_with_its_key_and_pin(town: Database) -> None:
    known, wang = await Known().enter(), Actor("wang")
    with by(known.session):
        await known.register()
        answer = (await wang.send(CHANGE, input={"old": people.PASSWORD, "new": NEW})).only
    assert answer == {"ended": 1, "problems": []}
    assert await known.opens() == {"session": True, "token": False, "key": True, "pin": True}


async def test_a_phone_hears_that_its_key_was_ended_and_registers_again(town: Database) -> None:
    known = await Known().enter()
    wang, told = await people.viewer("wang"), devices.Report(device=known.phone.device)
    with by(known.session):
        assert not (await devices.report(wang, told)).registered, "in this session it has not registered"
        await known.register()
        assert (await devices.report(wang, told)).registered
        await Device.all().update(public_key=None)
        assert not (await devices.report(wang, told)).registered


async def test_another_session_that_claims_a_phone_is_seen_and_the_first_stays_apart(town: Database) -> None:
    known, wang = await Known().enter(), Actor("wang")
    _, other = await sessions.open_session(people.WANG, hours=12, agent="Other")
    for secret in (known.session, other):
        with by(secret):
            await known.register()
    with by(known.session):
        listed = {one["name"]: (one["here"], one["pin"]) for one in (await wang.send(MINE)).only}
        assert (listed["Firefox"], listed["Other"]) == ((True, False), (False, True))
        assert (await wang.send(END_ALL, input={})).only["ended"] == 2
    assert not (await viewers.viewer_by_session(other)).signed_in
