"""The verbs of a demand: draft it, publish it, take it back; and the end of its quarter, which nobody takes."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from server.core import text
from server.core.ids import new_id, new_salt
from server.core.moments import PROMISED
from server.ground.worktime import quarters
from server.ground.worktime.calendar import local_day, midnight
from server.process import Begun, Check, Moved, Noun, Steps, desks, said, steps_of
from server.process.change import Change, altered
from server.process.execute import Inputs
from server.service.demand import commands
from server.service.demand.lifecycle import LIFE, State, Step
from server.service.demand.lookups import DEMANDS
from server.service.demand.models import Demand
from server.service.demand.policy import KEEPERS, taker, why

NUMBER = re.compile(r"\d{11}")  # of a phone or an identity card
COUNTED = frozenset({"demand.claimed", "demand.confirmed"})  # by events of claims
DEMAND: Noun[Demand] = Noun("demand", Demand, guards=("version", "claimed", "confirmed"), undigested=COUNTED)
KINDS = {
    Step.PUBLISH: "demand.published",
    Step.WITHDRAW: "demand.withdrawn",
    Step.FILL: "demand.filled",
    Step.REOPEN: "demand.reopened",
    Step.CLOSE: "demand.closed",
    Step.WINDOW_END: "demand.unclaimed",
}
CARRIED = "demand.carried"
EVENTS = {CARRIED: "上季没有认领的，转到这一季。What was left of the quarter before."}
STEPS: Steps[Demand, Step] = steps_of(DEMAND, DEMANDS, LIFE, KINDS, taker, why)


@STEPS.begins("draft", "demand.drafted")
async def draft(command: commands.Draft, at: Inputs) -> Begun:
    """Raises Missing for a place that is not the viewer's, as for none; Invalid with all that is wrong at once."""
    seat, area = await desks.held(at.viewer, KEEPERS, command.area)
    check = Check()
    matter = check.given("matter", command.matter, "what kind of matter it is")
    quantity = check.given("quantity", command.quantity, "how much of it")
    if command.quantity is not None:
        check.between("quantity", quantity, (1, commands.MOST))
    needed_by = check.given("needed_by", command.needed_by, "by when")
    check.within("needed_by", command.needed_by, PROMISED, at.now)
    words, measure = check.words(command, "text"), check.words(command, "measure", made=text.line)
    check.need(len(area) in desks.OF_CODE, "area", "a community, a street or the district")
    check.need(not NUMBER.search(words), "text", "no number of a person: everybody may read it", "PERSONAL_NUMBER")
    check.settle()
    by = at.viewer.person_id
    row = Demand(id=command.id, area=area, matter=matter, text=words, quantity=quantity, measure=measure,
                 needed_by=needed_by, made_by_id=by, made_at=at.now)  # fmt: skip
    return Begun(row, seat)


@STEPS.step(Step.PUBLISH)
def publish(before: Demand, command: commands.Publish, at: Inputs) -> Moved:
    """公布, on the list of the quarter of today. Raises Invalid where it was needed until a day that has passed."""
    check = Check()
    check.within("needed_by", before.needed_by, PROMISED, at.now)
    check.settle()
    quarter = quarters.quarter_of(local_day(at.now))
    return Moved({"quarter": quarter, "published_at": at.now, "look_at": midnight(over(quarter))})


@STEPS.step(Step.WITHDRAW)
def withdraw(before: Demand, command: commands.Withdraw, at: Inputs) -> Moved:
    """撤回, while nobody has claimed of it."""
    return Moved({"reason": said(command), "closed_at": at.now, "look_at": None})


def over(quarter: str) -> date:
    """The day on which a quarter is over."""
    return quarters.first_day(quarters.after(quarter))


def carried(before: Demand, at: Inputs) -> Change[Demand]:
    """本季结束: what is left of it goes onto the list of this quarter."""
    left = again(before, before.quantity - before.claimed, at)
    ended = Moved({"look_at": None, "closed_at": at.now}, together=(left,))
    return STEPS.change(Step.WINDOW_END, before, at.now, ended)


def again(before: Demand, quantity: int, at: Inputs) -> Change[Demand]:
    """So much of a demand whose quarter is over, begun anew on the list of this quarter, in the same words."""
    quarter = quarters.quarter_of(local_day(at.now))
    columns: dict[str, Any] = {
        "id": new_id(), "version": 1, "state": State.PUBLISHED, "quantity": quantity, "claimed": 0, "confirmed": 0,
        "quarter": quarter, "round": before.round + 1, "carried_from_id": before.id, "made_at": at.now,
        "published_at": at.now, "look_at": midnight(over(quarter)), "closed_at": None, "salt": new_salt(),
    }  # fmt: skip
    told = {"to": State.PUBLISHED, "version": 1, "from_id": before.id}
    return Change(noun=DEMAND, kind=CARRIED, at=at.now, seat=None, told=told, before=None,
                  after=altered(before, **columns))  # fmt: skip
