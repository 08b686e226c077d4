"""A small district whose log tells of everything: people and posts, and things of every noun with all their parts."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from server.core import clock
from server.core.viewer import Viewer
from server.data.database import transaction
from server.grid.handover import actions as handovers
from server.grid.hotissue.models import HotIssue
from server.grid.incident import actions as incidents
from server.grid.incident import commands
from server.grid.incident.commands import Photo, Place
from server.grid.incident.models import Incident, PlaceSource
from server.ground.area.coordinates import from_e7
from server.ground.person.models import Person, Post
from server.journal import log
from server.journal.models import Event
from server.journal.relay import seal_all
from server.service.complaint import verbs as complaints
from server.service.complaint.commands import Answer, File, Withdraw
from server.service.complaint.models import About, Kind
from server.slices import followers
from tests import town
from tests.grid.incident import road
from tests.grid.incident.road import MONDAY, STRIDES
from tests.grid.whistle import road as whistles


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
        whistle = await whistles.brought_to(whistles.WALK["sign"])
        await whistles.step("object", await whistles.brought_to(whistles.WALK["object"]))
        for stride in (STRIDES["verify"], STRIDES["extend"]):
            await road.walk(stride, await road.brought_to(stride))
        await _supervised(handled)
        complaint = await _complained()
        lat, lon = town.inside(town.FIRST)
        for metres in (0, 30, 60):
            spot = Place(lat=from_e7(lat + metres * 90), lon=from_e7(lon), source=PlaceSource.GPS)
            await road.reported(place=spot, photos=(Photo(sha256=f"{metres:064}"),))
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
    return {"closed": closed, "handled": handled, "whistle": whistle, "issue": issue.id, "left": left.id,
            "complaint": complaint}  # fmt: skip


async def _supervised(incident: UUID) -> None:
    version = (await Incident.get(id=incident)).version
    asked = commands.Supervise(op_id=uuid4(), incident_id=incident, seen=version, opinion="请加快办理",
                               reply_by=MONDAY + timedelta(days=1))  # fmt: skip
    await incidents.supervise(await town.viewer("wu"), asked)


async def _complained() -> UUID:
    """One that was answered, and one that was taken back."""
    holder = Viewer(None, "", holder_id=UUID(int=77))
    filed = [File(op_id=uuid4(), id=uuid4(), kind=Kind.COMPLAINT, about=About.OTHER, area=town.STREET_SIDE,
                  text="办事大厅周末没有人，白跑一趟", contact="13812345678") for _ in range(2)]  # fmt: skip
    for one in filed:
        await complaints.file(holder, one)
    said = Answer(op_id=uuid4(), id=filed[0].id, seen=1, text="周六上午增设值班窗口，已张贴公告")
    await complaints.answer(await town.viewer("zhang"), said)
    await complaints.withdraw(holder, Withdraw(op_id=uuid4(), id=filed[1].id, seen=1))
    return filed[0].id
