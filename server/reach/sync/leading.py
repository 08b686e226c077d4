"""Whose phones a viewer looks after: those of people who hold a post today in a subtree that they lead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import Q, Subquery

from server.core import clock
from server.core.viewer import Role, Viewer
from server.ground.area.queries import below, span
from server.ground.person.models import Post
from server.process.fields import Declared, given

LEADS = frozenset(
    {Role.COMMUNITY, Role.STREET_INTAKE, Role.STREET_DISPATCH, Role.STREET_HEAD, Role.DISTRICT_SUPERVISOR}
)


class Within(Declared):
    area: str | None = given("在此区域之内，代码。Within this area.", names="area")


@dataclass(frozen=True)
class Said:
    """When a word was said to somebody."""

    at: datetime | None


def led_by(viewer: Viewer, area: str | None = None) -> Q:
    """The condition on what belongs to such a person (`person`), within `area` when it is said; of no one: nothing.

    Raises Invalid for what is no code."""
    led = {seat.area for seat in viewer.seats if seat.role in LEADS}
    codes = led if area is None else {code for one in led if (code := span(area)[0]).startswith(one)}
    if viewer.person_id is None or not codes:
        return Q(person_id__in=[])
    today = clock.today()
    within = Q(*(below(code, "area_id") for code in sorted(codes)), join_type=Q.OR)
    holds = Q(starts_on__lte=today) & (Q(ends_on=None) | Q(ends_on__gte=today))
    return Q(person_id__in=Subquery(Post.filter(within, holds).values("person_id")), person__ended_at=None)
