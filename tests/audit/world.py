"""A small district whose log tells of everything: people and posts, incidents, a whistle, a hot issue, a handover."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from server import clock
from server.area.coordinates import from_e7
from server.database import transaction
from server.event import log
from server.event.models import Event
from server.event.relay import seal_all
from server.handover import actions as handovers
from server.hotissue.models import HotIssue
from server.incident.commands import Place
from server.incident.models import PlaceSource
from server.person.models import Person, Post
from server.slices import followers
from tests import town
from tests.incident import road
from tests.incident.road import MONDAY, STRIDES
from tests.whistle import road as whistles


async def told() -> None:
    """The log tells of the town's people and posts, as if they had been added one by one."""

    async def work() -> None:
        for person in await Person.all():
            await log.record(
                "person.added", subject_id=person.id, area=town.DISTRICT, viewer=None, payload={}, first=True
            )
        for post in await Post.all():
            unit = {"unit": str(post.unit_id)} if post.unit_id else {}
            payload: dict[str, object] = {
                "post": str(post.id),
                "role": post.role,
                "startsOn": post.starts_on,
                "endsOn": post.ends_on,
                **unit,
            }
            await log.record(
                "person.post_added", subject_id=post.person_id, area=post.area_id, viewer=None, payload=payload
            )

    await transaction(work)


async def lived() -> dict[str, UUID]:
    """Something of everything has happened and is sealed and summed; the ids by which the tests name it."""
    await told()
    with clock.at(MONDAY):
        closed, handled = await road.brought_to(STRIDES["reopen"]), await road.brought_to(STRIDES["feed_back"])
        whistle = await whistles.brought_to(whistles.WALK["start"])
        lat, lon = town.inside(town.FIRST)
        for metres in (0, 30, 60):
            spot = Place(lat=from_e7(lat + metres * 90), lon=from_e7(lon), source=PlaceSource.GPS)
            await road.reported(place=spot)
        left = await handovers.write(await town.viewer("li"), handovers.Write(op_id=uuid4(), area=town.KOUQUAN))
    await seal_all()
    with clock.at(MONDAY + timedelta(hours=1)):
        for one in followers():
            await one.to_the_end()
        await seal_all()
        for one in followers():
            await one.to_the_end()
    last = await Event.filter(subject_id=closed).order_by("-place_in_chain").first()
    assert last is not None
    issue = await HotIssue.get()
    return {"closed": closed, "handled": handled, "whistle": whistle, "issue": issue.id, "left": left.id}
