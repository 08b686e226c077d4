"""The verbs of a stand-in: ask for it, agree, end it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from tortoise.expressions import Q

from server.core import clock
from server.core.errors import Invalid, Missing
from server.core.ids import new_id
from server.core.moments import AWAY
from server.data.resting import Rest
from server.ground.person import deputising
from server.ground.person.models import Post
from server.ground.worktime.calendar import local_day, midnight
from server.process import Begun, Check, Moved, Noun, Steps, steps_of
from server.process.change import Effect
from server.process.execute import Inputs
from server.process.quota import at_most
from server.setup.stand_in import commands
from server.setup.stand_in.lifecycle import LIFE, OPEN, Step
from server.setup.stand_in.lookups import STAND_INS, Whose, colleagues, fitting
from server.setup.stand_in.models import StandIn
from server.setup.stand_in.policy import taker

LONGEST = 60  # days
STAND_IN: Noun[StandIn] = Noun(
    "standin",
    StandIn,
    guards=("version", "look_at"),  # what is handed over makes no new version, and whoever ends it has to know of it
    follows=(at_most(5, "asked_by_id", OPEN),),
)
KINDS = {
    Step.ACCEPT: "standin.accepted",
    Step.END: "standin.ended",
    Step.PASS: "standin.passed",
}
STEPS: Steps[StandIn, Step] = steps_of(STAND_IN, STAND_INS, LIFE, KINDS, taker)


@STEPS.begins("ask", "standin.asked")
async def ask(command: commands.Ask, at: Inputs) -> Begun:
    """Raises Missing for a post that is not their own, Invalid for who may not stand in and for days that are none."""
    check = Check()
    post = check.given("post_id", command.post_id, "say which post")
    person = check.given("person_id", command.person_id, "say whom")
    first = check.given("starts_on", command.starts_on, "say from which day on")
    last = check.given("ends_on", command.ends_on, "say until which day")
    check.within("starts_on", first, AWAY, at.now)
    check.within("ends_on", last, AWAY, at.now)
    check.settle()
    seat = next((one for one in at.viewer.seats if one.post_id == post), None)
    if seat is None or at.viewer.person_id is None or seat.stands_in or seat.stands_for:
        raise Missing("this is none of your posts", field="post_id")
    if person not in {one.id for one in await colleagues(at.viewer, Whose(post=post))}:
        raise Invalid("this colleague may not stand in for this post", field="person_id", code="STAND_IN_UNFIT")
    _days(first, last, seat.ends_on)
    row = StandIn(
        id=command.id, area=seat.area, post_id=post, asked_by_id=at.viewer.person_id, person_id=person,
        starts_on=first, ends_on=last, asked_at=at.now, look_at=after(last),
    )  # fmt: skip
    return Begun(row, seat, told={"person": person, "post": post})


def _days(first: date, last: date, end: date | None) -> None:
    if last < first:
        raise Invalid("the last day lies before the first", field="ends_on", code="ENDS_BEFORE_IT_BEGINS")
    if end is not None and last > end:
        raise Invalid("the post itself ends before", field="ends_on", code="MOMENT_TOO_LATE")
    if last > first + timedelta(days=LONGEST):
        raise Invalid(f"at most {LONGEST} days", field="ends_on", code="MOMENT_TOO_LATE")


def after(last: date) -> datetime:
    """When the day after begins."""
    return midnight(last + timedelta(days=1))


@STEPS.step(Step.ACCEPT)
async def accept(before: StandIn, command: commands.Accept, at: Inputs) -> Moved:
    """答应: for these days they hold the post too. Raises Conflict when its time is over, Invalid when the post is, or
    they are no colleague any more who may stand in for it."""
    today = local_day(at.now)
    if before.ends_on < today:
        raise LIFE.closed(before.state, Step.ACCEPT)
    if before.person_id not in {one.person_id for one in (await fitting(before.post_id))[1]}:
        raise Invalid("they may not stand in for this post any more", code="STAND_IN_UNFIT")
    key = new_id()
    grant = Effect(Post, key, lambda: deputising.grant(key, before, at.viewer), {})
    first = max(before.starts_on, today)
    held = Q(starts_on__lte=first) & (Q(ends_on=None) | Q(ends_on__gte=first))
    rests = (Rest(model=Post, keys=frozenset({before.post_id}), still=held),)
    begins = max(midnight(before.starts_on), at.now)
    return Moved({"granted_id": key, "look_at": begins}, effects=(grant,), rests_on=rests)


@STEPS.step(Step.END)
def end(before: StandIn, command: commands.End, at: Inputs) -> Moved:
    """不代了: the rights end at once, and what is left is given back."""
    return over(before, at)


def over(before: StandIn, at: Inputs) -> Moved:
    """What its end makes of it, whoever ends it."""
    columns = {"closed_at": at.now, "look_at": at.now if before.handed else None}
    return Moved(columns, effects=_taken_back(before.granted_id))


def _taken_back(key: UUID | None) -> tuple[Effect, ...]:
    if key is None:
        return ()
    yesterday = clock.today() - timedelta(days=1)
    return (Effect(Post, key, lambda: deputising.take_back(key, yesterday), {}),)
