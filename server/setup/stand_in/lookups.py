"""Which stand-ins a list or a name means, through their door of sight; and who may be asked."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from tortoise.expressions import Q

from server import process
from server.core.viewer import Role, Viewer
from server.data.database import reader
from server.ground.person.models import Post
from server.ground.person.present import Holder
from server.ground.person.queries import persons
from server.ground.person.standing_in import present
from server.process import STATES, asked, given
from server.process.fields import Declared
from server.query.door import Door
from server.setup.stand_in.lifecycle import State
from server.setup.stand_in.models import StandIn
from server.setup.stand_in.policy import fits, visible_to

STAND_INS = Door(StandIn, visible_to)
MOST = 100  # colleagues


class Wanted(process.Wanted):
    states: tuple[State, ...] | None = given(STATES, most=len(State), where="state__in")
    own: bool | None = given("与本人有关的。Of one's own, either side.")

    def waiting(self, viewer: Viewer) -> Q:
        return Q(state=State.ASKED, person_id=viewer.person_id)

    def conditions(self, viewer: Viewer) -> list[Q]:
        mine = Q(asked_by_id=viewer.person_id) | Q(person_id=viewer.person_id)
        own = [] if self.own is None else [mine if self.own else ~mine]
        return [*super().conditions(viewer), *own]


class Whose(Declared):
    post: UUID = asked("代我的哪个岗位。Which of one's own posts.")


@dataclass(frozen=True)
class Colleague:
    """Somebody who may be asked, in the post that makes them one."""

    id: UUID
    name: str
    role: Role
    area_id: str


async def colleagues(viewer: Viewer, whose: Whose) -> list[Colleague]:
    """Who may stand in for a post of the viewer's own, the longest there first; of another post nobody."""
    if all(seat.post_id != whose.post or seat.stands_in or seat.stands_for for seat in viewer.seats):
        return []
    post, found = await fitting(whose.post)
    nearest = sorted(found, key=lambda one: -_near(post.area_id if post else "", one))
    first = {one.person_id: one for one in reversed(nearest)}
    names = await persons(first)
    told = [Colleague(one.person_id, names[one.person_id].name, one.role, one.area_id) for one in first.values()]
    return told[::-1][:MOST]


async def fitting(key: UUID) -> tuple[Holder | None, list[Holder]]:
    """A post as it is held today by its own holder, and the posts of others by which they may stand in for it."""
    lent = set(await Post.filter(stands_for_id__isnull=False).using_db(reader()).values_list("id", flat=True))
    holders = [one for one in (await present()).holders if one.id not in lent]
    post = next((one for one in holders if one.id == key), None)
    return post, [one for one in holders if post and one.person_id != post.person_id and fits(post, one)]


def _near(area: str, one: Holder) -> int:
    """How much of its code an area shares."""
    return next((n for n in (15, 12, 9, 6) if one.area_id[:n] == area[:n]), 0)
