"""What is not urgent comes once a day: in the morning, all of it, to the one whom it concerns."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.core.ids import new_id
from server.core.viewer import Role
from server.data.database import Database
from server.grid.incident.models import Incident
from server.ground.person import actions as people
from server.journal.bus import MemoryBus
from server.journal.models import Event
from server.reach.notice import actions
from server.reach.notice.models import Delivery, Digest, Fate, Notice, NoticeKind
from server.reach.notice.quiet_hours import Window
from server.reach.notice.retention import forget_old
from server.reach.notice.worker import Teller
from tests import town as there
from tests.grid.incident.road import MONDAY, STRIDES, brought_to
from tests.people import Actor
from tests.reach.notice.conftest import post_of, tell_all
from tests.reach.notice.gateway import Service
from tests.reach.notice.test_fan_out import happened
from tests.reach.notice.test_inbox import LIST, READ, READ_ALL
from tests.reach.notice.test_pushing import subscribed

MORNING = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)  # 08:00 the day after Monday
DIGESTS = "{ digests { id at readAt count } noticesUnread }"
HELD = LIST.replace("$unread: Boolean", "$digest: ID, $unread: Boolean").replace("(unread", "(digest: $digest, unread")


@pytest.fixture(autouse=True)
async def desk(town: Database) -> None:
    """feng dispatches for the district, so that wu only supervises."""
    post = people.NewPost(person_id=there.FENG, role=Role.DISTRICT_DISPATCH, area=there.DISTRICT)
    with clock.at(MONDAY - timedelta(days=7)):
        await people.add_post(None, post)


async def rose(moment: datetime) -> UUID:
    """Something rises to the district, of which its supervisor need not hear at once."""
    with clock.at(moment):
        incident = await brought_to(STRIDES["feed_back"])
        await Incident.filter(id=incident).update(level=3)
        await happened(incident, "incident.raised", from_level=2, to_level=3, rule="MUCH_TOO_LATE")
        await tell_all()
    return incident


async def come(who: Actor, moment: datetime) -> dict[str, Any]:
    with clock.at(moment):
        found: dict[str, Any] = (await who.send(DIGESTS)).data
    return found


async def test_every_notice_that_is_held_back_stands_in_the_digest_of_the_next_morning(
    town: Database, wu: Actor
) -> None:
    await rose(MONDAY - timedelta(days=1))
    today = [await rose(MONDAY + timedelta(hours=hour)) for hour in (0, 3, 12)]
    tomorrow = await rose(MORNING)  # a moment too late for this one
    assert len((await come(wu, MORNING - timedelta(seconds=1)))["digests"]) == 1
    told = await come(wu, MORNING)
    (digest, before), unread = told["digests"], told["noticesUnread"]
    assert (digest["at"], digest["count"], before["count"], unread) == (MORNING.isoformat(), 3, 1, 2)
    with clock.at(MORNING):
        stands = (await wu.send(HELD, digest=digest["id"])).data["notices"]["nodes"]
        alone = (await wu.send(LIST)).data["notices"]["nodes"]
    assert [one["incident"]["id"] for one in stands] == [str(one) for one in reversed(today)]
    assert {one["kind"] for one in stands} == {"RAISED"}
    assert alone == []
    held = await Notice.filter(person_id=there.WU)
    assert {one.incident_id for one in held if one.digest_id is None} == set()
    assert tomorrow in {one.incident_id for one in held}
    assert await Event.filter(kind="incident.raised").count() == len(held) == 5


async def test_a_digest_is_read_as_one_and_is_nobody_elses(town: Database, wu: Actor, li: Actor, nobody: Actor) -> None:
    for hour in (0, 1):
        await rose(MONDAY + timedelta(hours=hour))
    (digest,) = (await come(wu, MORNING))["digests"]
    for other in (li, nobody):
        assert (await come(other, MORNING))["digests"] == []
        with clock.at(MORNING):
            assert (await other.send(HELD, digest=digest["id"])).data["notices"]["nodes"] == []
            await other.send(READ, input={"ids": [digest["id"]]})
    assert (await Digest.get(id=digest["id"])).read_at is None
    with clock.at(MORNING):
        assert (await wu.send(READ, input={"ids": [digest["id"]]})).problems == []
        assert (await wu.send(HELD, digest="nonsense")).codes == ["ID_MALFORMED"]
    told = await come(wu, MORNING)
    assert (told["digests"][0]["readAt"], told["noticesUnread"]) == (MORNING.isoformat(), 0)
    assert await Notice.filter(person_id=there.WU, read_at=None).count() == 0


async def test_to_read_all_leaves_the_digest_that_has_not_come_yet(town: Database, wu: Actor) -> None:
    await rose(MONDAY)
    await rose(MORNING)
    with clock.at(MORNING):
        assert (await wu.send(READ_ALL, input={"upto": str(new_id())})).problems == []
    assert (await come(wu, MORNING))["noticesUnread"] == 0
    assert (await come(wu, MORNING + timedelta(days=1)))["noticesUnread"] == 1


async def test_what_is_grave_is_not_held(town: Database) -> None:
    with clock.at(MONDAY):
        incident = await brought_to(STRIDES["feed_back"])
        await Incident.filter(id=incident).update(level=3, severity=4)
        await tell_all()
        await happened(incident, "incident.raised", from_level=2, to_level=3, rule="MUCH_TOO_LATE")
        (notice,) = [one for one in await tell_all() if one.person_id == there.WU]
    assert (notice.kind, notice.digest_id) == (NoticeKind.RAISED, None)


async def test_a_digest_is_forgotten_with_all_in_it_after_90_days(town: Database) -> None:
    await rose(MONDAY)
    with clock.at(MONDAY + timedelta(days=92)):
        await forget_old()
    assert (await Notice.all().count(), await Digest.all().count()) == (0, 0)


async def test_the_desk_that_is_to_act_hears_at_once_of_what_the_supervisor_reads_tomorrow(town: Database) -> None:
    incident = await rose(MONDAY)
    told = {one.person_id: one.digest_id is None for one in await Notice.filter(incident_id=incident, kind="RAISED")}
    assert told == {there.FENG: True, there.WU: False}


async def test_a_digest_is_one_push_in_the_morning_to_whoever_wants_to_be_reminded(
    town: Database, service: Service
) -> None:
    """Also to whoever turned reminders on at night; two processes send one."""
    for hour in (0, 3, 12):
        await rose(MONDAY + timedelta(hours=hour))
    browser = await subscribed("wu", service)
    tellers = [Teller(MemoryBus(), post_of(pushes=service.origin)) for _ in range(2)]
    for moment in (
        MORNING - timedelta(minutes=2),
        MORNING,
        MORNING + timedelta(hours=1),
        MORNING + timedelta(hours=13),
    ):
        with clock.at(moment):
            await asyncio.gather(*(one.once() for one in tellers))
            await asyncio.gather(*(one.once() for one in tellers))
        assert len(service.got) == (moment >= MORNING)
    told, digest = browser.reads(service.got[0]), await Digest.get(person_id=there.WU)
    assert (told["kind"], told["digest"], told["count"], told["incident"]) == ("DIGEST", str(digest.id), 3, None)
    assert [one.fate for one in await Delivery.filter(digest_id=digest.id)] == [Fate.SENT]


async def test_of_digests_that_waited_for_their_hours_they_get_the_last(town: Database, service: Service) -> None:
    """Windows that open on Wednesday at six hold Tuesday's and Wednesday's; what was read in the list is not pushed."""
    for day in (0, 1):
        await rose(MONDAY + timedelta(days=day))
    browser = await subscribed("wu", service)
    await actions.set_(await there.viewer("wu"), actions.Set(windows=(Window(3, 18 * 60, 20 * 60),)))
    teller, six = Teller(MemoryBus(), post_of(pushes=service.origin)), MORNING + timedelta(days=1, hours=10)
    for moment in (MORNING, MORNING + timedelta(days=1), six - timedelta(minutes=1), six, six + timedelta(minutes=5)):
        with clock.at(moment):
            await teller.once()
        assert len(service.got) == (moment >= six)
    last = await Digest.filter(person_id=there.WU).order_by("-at").first()
    assert last is not None
    assert browser.reads(service.got[0])["digest"] == str(last.id)
    await rose(MONDAY + timedelta(days=9))
    with clock.at(MORNING + timedelta(days=9)):
        await actions.read_all(await there.viewer("wu"), actions.ReadAll(upto=new_id()))
    with clock.at(MORNING + timedelta(days=16)):
        await teller.once()
    assert len(service.got) == 1
