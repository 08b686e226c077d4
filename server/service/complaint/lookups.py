"""Which complaints a list, a name or a photo means, through their door of sight."""

from __future__ import annotations

from uuid import UUID

from tortoise.expressions import Q

from server.area.queries import below
from server.database import reader
from server.process.evidence import seen_by
from server.process.fields import Declared, given
from server.reading.choice import One, Page
from server.reading.door import Door
from server.service.complaint.lifecycle import OPEN, State
from server.service.complaint.models import Complaint
from server.service.complaint.policy import visible_to
from server.viewer import Viewer

COMPLAINTS = Door(Complaint, visible_to)
may_see_photo = seen_by(COMPLAINTS, lambda sha256: Q(photos__contains=sha256))


class Wanted(Declared, words="要哪些；各条同时满足。Which ones; all that is said must hold."):
    open: bool | None = given("还没了结的。Those that are not closed.")
    own: bool | None = given("自己写的，或别人写的。Those that one wrote, or those of others.")
    mine: bool | None = given("等我答复。Waiting for me.")
    states: tuple[State, ...] | None = given("处于这些状态。In one of these states.", most=len(State))
    area: str | None = given("在此区域之内。Within this area.", names="area")


def page(viewer: Viewer, wanted: Wanted, first: int, after: str | None) -> Page:
    """Complaints, the last received first. Raises Invalid for a cursor that is none of this list's."""
    found = []
    if wanted.open is not None:
        found.append(Q(state__in=list(OPEN)) if wanted.open else ~Q(state__in=list(OPEN)))
    own = Q(writer_id__in=[viewer.actor_id] if viewer.actor_id else [])
    if wanted.own is not None:
        found.append(own if wanted.own else ~own)
    if wanted.mine:
        found.append(~own & Q(state=State.RECEIVED))
    if wanted.states is not None:
        found.append(Q(state__in=list(wanted.states)))
    if wanted.area:
        found.append(below(wanted.area, "area"))
    return COMPLAINTS.page(viewer, found, first, after)


def one(viewer: Viewer, key: UUID | None) -> One:
    """The complaint with this id; none when it is not there, or not for the viewer to know of."""
    return COMPLAINTS.one(viewer, key)


async def known(holder: UUID | None) -> bool:
    """Whether anything was ever written under this holder's code."""
    return await Complaint.filter(writer_id=holder).using_db(reader()).exists()
