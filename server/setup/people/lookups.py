"""Which people a list means, through the sight of who keeps them; and which grids nobody works."""

from __future__ import annotations

from datetime import timedelta

from tortoise.expressions import Q, Subquery

from server.core import clock
from server.core.text import line
from server.core.viewer import READS_ALL, Role, Viewer
from server.ground.area.models import Area, AreaLevel
from server.ground.area.queries import below
from server.ground.area.territory import territory
from server.ground.person.models import Person, Post
from server.ground.person.policy import KEEPERS, held_on
from server.ground.person.standing_in import present
from server.process.fields import given
from server.process.listing import Filter
from server.process.validation import stated
from server.query.door import Door

READERS = KEEPERS | READS_ALL
DISTRICT = 6  # digits of its code


def _areas(viewer: Viewer) -> set[str]:
    return {seat.area for seat in viewer.seats if seat.role in READERS}


def _of(posts: Q) -> Q:
    """The people who have such a post."""
    return Q(id__in=Subquery(Post.filter(posts).values("person_id")))


def visible_to(viewer: Viewer) -> Q:
    """Everybody for who keeps the district's people or reads everything, of a part those with a post there."""
    areas = _areas(viewer)
    if any(len(code) == DISTRICT for code in areas):
        return Q()
    within = [below(code, "area_id") for code in sorted(areas)]
    return _of(Q(*within, join_type=Q.OR)) if within else Q(id__in=[])


PEOPLE = Door(Person, visible_to)


class Wanted(Filter, words="要哪些人；各条同时满足。Which people; all that is said must hold."):
    text: str | None = given("姓名或登录名里有。Of whose name or login this is a part.", longest=64)
    role: Role | None = given("今天在这个岗位。With this post today.")
    area: str | None = given("今天的岗位在此区域之内。With a post within this area today.", names="area")
    ending: int | None = given("岗位多少天内到期。With a post that ends within so many days.", between=(0, 366))
    posted: bool | None = given("今天有岗位，或没有。With a post today, or without.")
    password: bool | None = given("有密码，或还没有。With a password, or without.", where="password_hash__not_isnull")
    left: bool | None = given("已离开，或还在。Who has left, or is here.", where="ended_at__not_isnull")

    def conditions(self, viewer: Viewer) -> list[Q]:
        found, today = super().conditions(viewer), clock.today()
        if text := line(stated("text", self.text, most=64)):
            found.append(Q(name__contains=text) | Q(login__contains=text.lower()))
        held = held_on(today)
        if self.role is not None:
            found.append(_of(held & Q(role=self.role)))
        if self.area is not None:
            found.append(_of(held & below(self.area, "area_id")))
        if self.ending is not None:
            last = today + timedelta(days=self.ending)
            found.append(_of(held & Q(ends_on__lte=last, stands_for_id=None)))
        if self.posted is not None:
            found.append(_of(held) if self.posted else ~_of(held))
        return found


async def unworked(viewer: Viewer, under: str | None) -> list[Area]:
    """The grids that no worker holds a post for today, by code, as far as the viewer keeps or reads them."""
    areas = _areas(viewer)
    held = {one.area_id for one in (await present()).holders if one.role is Role.GRID_WORKER}
    grids = (await territory()).chosen(under, AreaLevel.GRID)
    return [one for one in grids if one.code not in held and any(one.code.startswith(code) for code in areas)]
