"""The verbs of a call-back: call, and note what became of it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from server.core.errors import Invalid
from server.core.ids import new_id
from server.data.database import reader
from server.ground.worktime import limits
from server.ground.worktime.limits import Limit
from server.ground.worktime.models import LimitKind
from server.process import Check, Moved, Noun, Steps, desks, steps_of
from server.process.change import Change
from server.process.contact.revealing import Contacts
from server.process.deadlines import Turn
from server.process.execute import Inputs
from server.service.call_back import commands, policy
from server.service.call_back.lifecycle import LIFE, State, Step
from server.service.call_back.lookups import CALLS
from server.service.call_back.models import CallBack, Resolved
from server.service.hotline import verbs as hotline
from server.service.hotline.lifecycle import State as OrderState
from server.service.hotline.models import Kind, OuterOrder

MADE_WITHIN = Limit(LimitKind.WD, 3)
GIVEN_UP = timedelta(days=1)  # after the last call
CALL_BACK: Noun[CallBack] = Noun("call back", CallBack)
KINDS = {
    Step.DIAL: "call_back.dialled",
    Step.ANSWER: "call_back.answered",
    Step.REFUSE: "call_back.refused",
    Step.UNREACHABLE: "call_back.unreached",
}
BEGUN = "call_back.begun"
STEPS: Steps[CallBack, Step] = steps_of(CALL_BACK, CALLS, LIFE, KINDS, policy.taker, policy.why)
STEPS.besides[BEGUN] = "待回访。To be called back."
CONTACTS = Contacts(STEPS.verbs, policy.caller, key=lambda row: row.order_id)


def begun(order: OuterOrder, answer: UUID, lead_unit: UUID | None, at: Turn) -> Change[CallBack]:
    """The change by which whoever an order was answered to is to be called: by the street, where the community did the
    work itself or where somebody was reported."""
    level = desks.COMMUNITY if lead_unit and order.kind is not Kind.REPORT else desks.STREET
    row = CallBack(
        id=new_id(),
        order_id=order.id,
        answer_id=answer,
        number=order.number,
        area=order.area,
        level=level,
        lead_unit_id=lead_unit,
        contact=order.contact,
        due_at=limits.due(at.now, MADE_WITHIN, at.calendar),
        made_at=at.now,
    )
    told = {"step": "BEGIN", "to": State.DUE, "version": 1, "order": str(order.id)}
    return Change(noun=CALL_BACK, kind=BEGUN, at=at.now, seat=None, told=told, before=None, after=row)


@STEPS.step(Step.DIAL)
def dial(before: CallBack, command: commands.Dial, at: Inputs) -> Moved:
    """拨打: one of three, and the number for a minute."""
    tries = [*before.tries.split(), at.now.isoformat()]
    last = len(tries) == policy.MOST
    columns = {"tries": " ".join(tries), "called_by_id": at.viewer.person_id,
               "look_at": at.now + GIVEN_UP if last else None}  # fmt: skip
    return Moved(columns, told={"try": len(tries)}, effects=(CONTACTS.shown(before, at.viewer, at.now),))


@STEPS.step(Step.ANSWER)
async def answer(before: CallBack, command: commands.Answer, at: Inputs) -> Moved:
    """接通: what they say, and that it is done again where they wish it."""
    check = Check()
    resolved = check.given("resolved", command.resolved, "say whether it is solved")
    words = check.words(command, "text")
    again = bool(command.again)
    check.need(not again or resolved is not Resolved.YES, "again", "what is solved is not done again")
    check.settle()
    together = (await _again(before, words, at),) if again else ()
    columns = {"resolved": resolved, "rating": command.rating, "words": words, "again": again,
               "closed_at": at.now, "look_at": None}  # fmt: skip
    told = {"resolved": resolved, "rating": command.rating, "again": again}
    return Moved(columns, told=told, together=together)


async def _again(before: CallBack, words: str, at: Inputs) -> Change[OuterOrder]:
    order = await OuterOrder.get(id=before.order_id, using_db=reader())
    if order.state is not OrderState.ANSWERED:
        raise Invalid("its order has ended", field="again", code="STEP_CLOSED")
    return hotline.called_back(order, words or "回访：没解决", at.now)


@STEPS.step(Step.REFUSE)
def refuse(before: CallBack, command: commands.Refuse, at: Inputs) -> Moved:
    """不愿回答: counted apart."""
    return Moved({"closed_at": at.now, "look_at": None})


@STEPS.step(Step.UNREACHABLE)
def unreachable(before: CallBack, command: commands.Unreachable, at: Inputs) -> Moved:
    """联系不上: counted apart."""
    return Moved({"closed_at": at.now, "look_at": None})
