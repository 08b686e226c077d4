"""Requests as lists and as counts: what waits for whose decision, and which units give back again and again (推诿).

Decision: a refusal is counted by unit, never by person, and from the requests themselves: a unit that asked to give
back one and the same incident at least twice has pushed it away (推诿), whatever was decided in the end.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tortoise.expressions import Q, Subquery
from tortoise.functions import Count

from server.core.period import Period
from server.core.text import Worded
from server.core.viewer import Role, Seat, Viewer
from server.data.database import reader
from server.grid.incident import requests, steps
from server.grid.incident.approval import Approval, ApprovalKind, Decider
from server.grid.incident.models import Incident
from server.grid.incident.policy import about, within
from server.grid.incident.where import any_of
from server.process.approval import ApprovalState
from server.process.fields import Declared, asked, given
from server.process.listing import STATES, Filter
from server.query.door import page_by
from server.query.row_query import One, Page

PUSHED = 2  # so many requests of one unit for one incident are 推诿


class Mine(Worded):
    """What a request has to do with the viewer."""

    TO_DECIDE = "TO_DECIDE", "待我批。It waits for my decision."
    ASKED = "ASKED", "我或本单位提的。I asked, or my unit."


class Wanted(Filter, words="要哪些申请；各条同时满足。Which requests; all that is said must hold."):
    states: tuple[ApprovalState, ...] | None = given(STATES, most=len(ApprovalState), where="state__in")
    kinds: tuple[ApprovalKind, ...] | None = given(
        "属于这些种类。Of one of these kinds.", most=len(ApprovalKind), where="kind__in"
    )
    mine: Mine | None = given("与我有关的。What has to do with me.")
    area: str | None = given("在此区域之内，代码。Within this area, by code.", names="area")


def one(viewer: Viewer, key: UUID | None) -> One:
    """The request with this id; none when it is not there, or not for them to know of."""
    return One([Approval.filter(about(viewer, "approval"), Q(id=key) if key else Q(id__in=[]))])


def page(viewer: Viewer, wanted: Wanted, first: int, after: str | None) -> Page:
    """The requests about incidents that they may see, the last asked first (ids are in the order of time).

    Raises Invalid for a cursor that is no id, and for an area that is no code.
    """
    found = [about(viewer, "approval", area=wanted.area), *wanted.conditions(viewer)]
    if wanted.mine is not None:
        found.append(_to_decide(viewer) if wanted.mine is Mine.TO_DECIDE else _own(viewer))
    return page_by("-id", Approval.filter(*found), first, after)


def _to_decide(viewer: Viewer) -> Q:
    """What waits and is theirs to decide: by each of their posts; nobody decides what they asked themselves."""
    mine = any_of([_of_seat(seat) for seat in viewer.seats if _decides(seat)])
    return mine & Q(state=ApprovalState.ASKED) & ~Q(asked_by_id=viewer.person_id)


def _decides(seat: Seat) -> list[Decider]:
    return [decider for decider, roles in requests.DECIDERS.items() if seat.role in roles]


def _of_seat(seat: Seat) -> Q:
    level = Q(level__lte=steps.COMMUNITY_LEVEL) if seat.role is Role.COMMUNITY else Q()
    there = Incident.filter(within(seat.area), level).values("id")
    return Q(decider__in=_decides(seat), incident_id__in=Subquery(there))


def _own(viewer: Viewer) -> Q:
    return Q(asked_by_id=viewer.person_id) | Q(unit_id__in=list(viewer.unit_ids))


@dataclass(frozen=True)
class Refusals:
    """How often a unit asked to give back, what was decided, and how many incidents it pushed away."""

    unit_id: UUID
    asked: int
    granted: int
    declined: int
    pushed: int


class Which(Declared):
    """Whose refusals: of which area, asked when."""

    area: str = asked("在此区域之内，代码。Within this area, by code.", names="area")
    period: Period = asked("申请在这段时间。Asked within this period.")


async def refusals(viewer: Viewer, wanted: Which) -> list[Refusals]:
    """By unit, of the incidents in the area that they may see; by the unit's id.

    What was withdrawn or overtaken was not asked. Raises Invalid for an area that is no code.
    """
    told = (ApprovalState.ASKED, ApprovalState.GRANTED, ApprovalState.DECLINED)
    chosen = Approval.filter(
        kind=ApprovalKind.GIVE_BACK,
        unit_id__isnull=False,
        state__in=list(told),
        **wanted.period.of("asked_at"),
    ).filter(about(viewer, "approval", area=wanted.area))
    grouped = chosen.annotate(count=Count("id")).group_by("unit_id", "incident_id", "state").using_db(reader())
    by_unit: dict[UUID, list[dict[str, Any]]] = {}
    for row in await grouped.values("unit_id", "incident_id", "state", "count"):
        by_unit.setdefault(row["unit_id"], []).append(row)
    return [_refusals(unit, by_unit[unit]) for unit in sorted(by_unit, key=str)]


def _refusals(unit_id: UUID, rows: list[dict[str, Any]]) -> Refusals:
    """A unit's requests, from how many there are of each incident in each state."""
    states, incidents = Counter[str](), Counter[UUID]()
    for row in rows:
        states[row["state"]] += row["count"]
        incidents[row["incident_id"]] += row["count"]
    return Refusals(
        unit_id=unit_id,
        asked=states.total(),
        granted=states[ApprovalState.GRANTED],
        declined=states[ApprovalState.DECLINED],
        pushed=sum(count >= PUSHED for count in incidents.values()),
    )
