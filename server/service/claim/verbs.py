"""The verbs of a claim: make it, begin, deliver, confirm or not, let it go."""

from __future__ import annotations

from uuid import UUID

from tortoise.expressions import Q

from server.core.errors import Forbidden, Invalid, Missing, Problem
from server.core.moments import PROMISED
from server.core.viewer import Seat, Viewer
from server.data.database import reader
from server.process import Begun, Check, Moved, Noun, Steps, said, steps_of
from server.process.execute import Inputs
from server.process.quota import at_most
from server.service.claim import commands
from server.service.claim.lifecycle import LIFE, State, Step
from server.service.claim.lookups import CLAIMS
from server.service.claim.models import Claim
from server.service.claim.policy import firms, taker, why
from server.service.demand import claiming
from server.service.demand import commands as most
from server.service.demand.lookups import DEMANDS
from server.service.demand.models import Demand

MOST = 100  # of one demand, those that were let go among them
CLAIM: Noun[Claim] = Noun("claim", Claim, follows=(at_most(MOST, "demand_id", frozenset(State), "CLAIMS_LIMIT"),))
KINDS = {
    Step.START: "claim.started",
    Step.DELIVER: "claim.delivered",
    Step.CONFIRM: "claim.confirmed",
    Step.NOT_ACCEPTED: "claim.not_accepted",
    Step.RELEASE: "claim.released",
}
STEPS: Steps[Claim, Step] = steps_of(CLAIM, CLAIMS, LIFE, KINDS, taker, why, tells=("quantity",))


@STEPS.begins("make", "claim.made")
async def make(command: commands.Make, at: Inputs) -> Begun:
    """Raises Missing for a demand that is not the viewer's to see, as for none; Invalid with all that is wrong at once,
    TAKEN with how much is left."""
    demand = await DEMANDS.seen(at.viewer, _named(command.demand_id)).using_db(reader()).first()
    if demand is None:
        raise Missing("there is no such demand, or it is not yours to see", field="demand_id")
    seat = _firm(at.viewer, command.unit_id)
    check = Check()
    part = check.given("quantity", command.quantity, "how much of it")
    if command.quantity is not None:
        check.between("quantity", part, (1, most.MOST))
    check.within("due_on", command.due_on, PROMISED, at.now)
    words = check.words(command, "text")
    check.settle()
    if part > (left := claiming.left(demand)):
        raise Invalid.of([_taken(left, demand.measure)])
    row = Claim(id=command.id, area=demand.area, demand_id=demand.id, unit_id=seat.unit_id, needed=demand.text,
                quantity=part, measure=demand.measure, due_on=command.due_on or demand.needed_by, text=words,
                made_by_id=at.viewer.person_id, made_at=at.now)  # fmt: skip
    written = claiming.claimed(demand, part, at)
    return Begun(row, seat, {"demand_id": demand.id}, effects=written.effects, together=written.together)


def _named(demand: UUID | None) -> Q:
    return Q(pk=demand) if demand else Q(pk__in=[])


def _firm(viewer: Viewer, unit: UUID | None) -> Seat:
    """The post in which they claim, of the firm that is named or of the only one."""
    found = [seat for seat in firms(viewer) if unit in (None, seat.unit_id)]
    if not found:
        raise Forbidden("only who speaks for a firm claims for it")
    if len({seat.unit_id for seat in found}) > 1:
        raise Invalid("say for which of your firms", field="unit_id")
    return found[0]


def _taken(left: int, measure: str) -> Problem:
    hint = f"还剩 {left} {measure}，别家已认领了其余的。{left} left: others have claimed the rest."
    return Problem("TAKEN", f"only {left} are left", "quantity", hint)


async def _demand(row: Claim) -> Demand:
    return await Demand.get(id=row.demand_id, using_db=reader())


@STEPS.step(Step.START)
def start(before: Claim, command: commands.Start, at: Inputs) -> Moved:
    """开始."""
    return Moved()


@STEPS.step(Step.DELIVER)
def deliver(before: Claim, command: commands.Deliver, at: Inputs) -> Moved:
    """交付, in words; the firm says how it was to work together, if it will."""
    return Moved({"delivery": said(command), "delivered_at": at.now, "cooperation": command.cooperation})


@STEPS.step(Step.CONFIRM)
async def confirm(before: Claim, command: commands.Confirm, at: Inputs) -> Moved:
    """确认, with a rating of one's own: none is taken for granted. Raises Invalid without one."""
    check = Check()
    rating = check.given("rating", command.rating, "say how it was")
    remark = check.words(command, "remark")
    check.settle()
    written = claiming.confirmed(await _demand(before), before.quantity, at)
    columns = {"rating": rating, "remark": remark, "closed_at": at.now}
    return Moved(columns, effects=written.effects, together=written.together)


@STEPS.step(Step.NOT_ACCEPTED)
def not_accepted(before: Claim, command: commands.NotAccepted, at: Inputs) -> Moved:
    """未认可: what is missing; it is delivered again."""
    return Moved({"objection": said(command), "sent_back": before.sent_back + 1})


@STEPS.step(Step.RELEASE)
async def release(before: Claim, command: commands.Release, at: Inputs) -> Moved:
    """退出: the part is free again, and nothing is held against the firm."""
    written = claiming.released(await _demand(before), before.quantity, at)
    columns = {"reason": said(command), "closed_at": at.now}
    return Moved(columns, effects=written.effects, together=written.together)
