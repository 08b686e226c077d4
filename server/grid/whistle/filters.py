"""What may be asked of the list of whistles, as conditions: each one a column with an index, or a range of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q, Subquery

from server.core import clock
from server.core.period import Period
from server.core.text import Worded
from server.core.viewer import Viewer
from server.grid.incident.where import MOST_NAMED
from server.grid.whistle.lifecycle import BLOWN, SETTLED, PartyState, State
from server.grid.whistle.models import Kind, Objection, WhistleParty
from server.grid.whistle.policy import visible_to
from server.grid.whistle.steps import DISPATCH, DISTRICT, HEAD
from server.ground.area.queries import below
from server.ground.person.models import Post
from server.ground.person.policy import held_on
from server.process import listing
from server.process.fields import given


class Mine(Worded):
    TODO = "TODO", "轮到我办。It is my turn."
    UNIT = "UNIT", "吹给我单位的。My unit is called."


class Filter(listing.Filter, words="要哪些哨；各条同时满足。Which whistles; all that is said must hold."):
    """Empty lists mean "none of them"."""

    area: str | None = given("在此区域之内，代码。Within this area, by code.", names="area", where="area")
    states: tuple[State, ...] | None = given(listing.STATES, most=len(State), where="state__in")
    kinds: tuple[Kind, ...] | None = given("属于这些种类。Of one of these kinds.", most=len(Kind), where="kind__in")
    mine: Mine | None = given("与我有关的。What has to do with me.")
    overdue: bool | None = given("有超期的，或没有的。With something late, or without.")
    unit: UUID | None = given("吹给此单位的。That call this unit.")
    incident: UUID | None = given("关于此案件的。About this incident.", where="incident_id")
    ids: tuple[UUID, ...] | None = given("这几哨，按编号。These, by id.", most=MOST_NAMED, where="id__in")
    numbers: tuple[str, ...] | None = given("这几哨，按哨号。These, by number.", most=MOST_NAMED, where="number__in")
    blown: Period | None = given("何时吹哨。When it was blown.", where="blown_at")
    ended: Period | None = given("何时销哨或撤销。When it ended.", where="ended_at")
    due: Period | None = given("最先到期的何时到期。When what is due first is due.", where="late_at")
    changed: Period | None = given("最近一次变动在何时。When it last changed.", where="changed_at")


def conditions(viewer: Viewer, wanted: Filter, now: datetime) -> list[Q]:
    """The conditions of `wanted` for this viewer, sight first. Raises Invalid for an area that is no code."""
    found = [visible_to(viewer), *wanted.conditions(viewer)]
    if wanted.overdue is not None:
        late = Q(late_at__lt=now)
        found.append(late if wanted.overdue else Q(late_at__gte=now) | Q(late_at__isnull=True))
    if wanted.unit is not None:
        found.append(_of_units([wanted.unit]))
    if wanted.mine is not None:
        found.append(_of_units(list(viewer.unit_ids)) if wanted.mine is Mine.UNIT else _turn_of(viewer))
    return [one for one in found if one]


def _of_units(units: list[UUID]) -> Q:
    """Whistles that called one of these units."""
    called = WhistleParty.filter(unit_id__in=units, called_at__isnull=False)
    return Q(id__in=Subquery(called.values("whistle_id"))) if units else Q(id__in=[])


def _left_alone() -> Q:
    """Parties that are called, of units in which nobody holds a post any more."""
    held = Post.filter(held_on(clock.today()), unit_id__gt=UUID(int=0))
    acting = [state for state in PartyState if state not in SETTLED]
    return Q(called_at__isnull=False, state__in=acting) & ~Q(unit_id__in=Subquery(held.values("unit_id")))


def _turn_of(viewer: Viewer) -> Q:
    """What waits for them: for the head's word, for the dispatcher, for a unit's answer, for the district's ruling."""
    found = [Q(id__in=[])]
    for seat in viewer.seats:
        if seat.role in HEAD:
            unreviewed = Q(state__in=list(BLOWN), review_due_at__isnull=False, reviewed_at__isnull=True)
            found.append(below(seat.area, "area") & (Q(state=State.REVIEW) | unreviewed))
        if seat.role in DISPATCH:
            finished = WhistleParty.filter(Q(state=PartyState.DONE) | _left_alone()).values("whistle_id")
            mine = Q(state__in=[State.DRAFT, State.CONCLUDED]) | Q(id__in=Subquery(finished))
            found.append(below(seat.area, "area") & mine)
        if seat.role in DISTRICT:
            waiting = WhistleParty.filter(id__in=Subquery(Objection.filter(ruling__isnull=True).values("party_id")))
            found.append(below(seat.area, "area") & Q(id__in=Subquery(waiting.values("whistle_id"))))
    if units := list(viewer.unit_ids):
        acting = [state for state in PartyState if state not in SETTLED]
        open_now = WhistleParty.filter(unit_id__in=units, called_at__isnull=False, state__in=acting)
        found.append(Q(state__in=list(BLOWN)) & Q(id__in=Subquery(open_now.values("whistle_id"))))
    return Q(*found, join_type=Q.OR)
