"""Who listens hears of what they may see, at once and once, with the posts they hold at that moment."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from server.core import clock
from server.ground.person import actions as people
from server.ground.person import queries
from server.journal.bus import EVENTS
from tests import town
from tests.edge.live.ears import Sky
from tests.schema.road import ACCEPT, DISPATCH, FILED, FOUND, Walk


async def test_the_community_hears_of_a_report_at_once_and_the_stranger_hears_nothing(air: Sky) -> None:
    zhang, feng = await air.listen("zhang"), await air.listen("feng")
    walk = Walk()
    await walk.report(*FOUND)
    await air.tell()
    await walk.take(ACCEPT)
    await air.tell()

    assert zhang.kinds == ["incident.reported", "incident.accepted"]
    assert zhang.heard[1].only["incident"] == {
        "id": walk.id,
        "version": walk.seen,
        "state": "PENDING_FILING",
        "grid": {"path": "口泉街道 · 口泉街社区 · 第1网格"},
    }
    assert feng.heard == []


async def test_one_who_listens_for_one_incident_or_one_area_hears_of_nothing_else(air: Sky) -> None:
    first, second = Walk(), Walk()
    by_id = await air.listen("wu", id=first.id)
    by_area = await air.listen("wu", area=town.STREET_SIDE)
    elsewhere = await air.listen("wu", area=town.XINSHENG)
    await first.report(*FOUND)
    await second.report(*FOUND)
    await air.tell()

    assert [answer.only["incident"]["id"] for answer in by_id.heard] == [first.id]
    assert {answer.only["incident"]["id"] for answer in by_area.heard} == {first.id, second.id}
    assert elsewhere.heard == []


async def test_the_unit_begins_to_hear_when_it_is_given_the_incident(air: Sky) -> None:
    sun = await air.listen("sun")
    walk = Walk()
    await walk.report(*FOUND)
    for stride in FILED:
        await walk.take(stride)
    await air.tell()
    assert sun.heard == []

    await walk.take(DISPATCH)
    await air.tell()

    assert sun.kinds == ["incident.dispatched"]


async def test_what_the_relay_tells_twice_is_heard_once(air: Sky) -> None:
    zhang = await air.listen("zhang")
    walk = Walk()
    await walk.report(*FOUND)
    await air.tell()
    again = {
        "id": zhang.heard[0].only["eventId"],
        "kind": "incident.reported",
        "subject_id": walk.id,
        "area": town.FIRST,
        "seal": int(zhang.heard[0].only["cursor"]),
    }

    await air.bus.publish(EVENTS, again)
    await asyncio.sleep(0.2)

    assert zhang.kinds == ["incident.reported"]


async def test_a_stream_ends_when_its_listeners_last_post_has_ended(air: Sky) -> None:
    zhang, wu = await air.listen("zhang"), await air.listen("wu")
    (post,) = await queries.posts(town.ZHANG)
    await people.end_post(None, post.id, last_day=clock.today() - timedelta(days=1))
    await zhang.ended()  # a stream is looked at now and then, not before each word
    walk = Walk()
    await walk.report(*FOUND)
    await air.tell()

    assert zhang.heard == []
    assert "incident.reported" in wu.kinds


async def test_events_about_people_are_nobodys_news(air: Sky) -> None:
    wu = await air.listen("wu")
    await people.set_password(None, town.FENG, "quite-another-one")
    await air.tell()

    assert wu.heard == []
