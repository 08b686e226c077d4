"""The verbs of an answer: draft it, read it, send it. Sent, its order is answered and whoever called is called back."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from server.core.errors import Invalid, Missing
from server.data.database import reader
from server.grid.incident import inputs
from server.grid.incident.models import Disposal, Incident
from server.process import Begun, Check, Moved, Noun, Steps, said, steps_of
from server.process.change import Change
from server.process.contact.box import opened
from server.process.contact.models import Contact
from server.process.deadlines import Turn
from server.process.elements import elements
from server.service.answer import commands, names
from server.service.answer.lifecycle import LIFE, Step
from server.service.answer.lookups import ANSWERS
from server.service.answer.models import Answer
from server.service.answer.policy import taker, why
from server.service.call_back import verbs as call_back
from server.service.hotline import verbs as hotline
from server.service.hotline.lifecycle import State as OrderState
from server.service.hotline.lookups import ORDERS
from server.service.hotline.models import Kind, OuterOrder
from server.service.hotline.policy import desk

FILLED = ("accepted_at", "contact", "measures", "finished", "promised_on")  # from what the unit fed back
ANSWER: Noun[Answer] = Noun("answer", Answer)
KINDS = {
    Step.EDIT: "answer.edited",
    Step.READ: "answer.read",
    Step.SEND_BACK: "answer.sent_back",
    Step.SEND: "answer.sent",
}
STEPS: Steps[Answer, Step] = steps_of(ANSWER, ANSWERS, LIFE, KINDS, taker, why, inputs=inputs.turn)


@STEPS.begins("draft", "answer.drafted")
async def draft(command: commands.Draft, at: Turn) -> Begun:
    """Raises Missing for an order that is not the viewer's, as for none; Invalid ORDER_NOT_OURS."""
    order = await _order(at, command.order_id)
    seat = desk(at.viewer, order) if order else None
    if order is None or seat is None:
        raise Missing("there is no such order, or it is not yours", field="order_id")
    if order.state is not OrderState.OURS:
        raise Invalid("this order waits for no answer", field="order_id", code="ORDER_NOT_OURS")
    told = await _filled(command, order)
    check = Check()
    columns = elements(check, told, at.now)
    await _named(check, columns, order)
    check.settle()
    row = Answer(
        id=command.id,
        order_id=order.id,
        number=order.number,
        area=order.area,
        kind=order.kind,
        round=order.round,
        written_by_id=at.viewer.person_id,
        written_at=at.now,
        **columns,
    )
    return Begun(row, seat, told={"order": str(order.id), "round": order.round})


async def _order(at: Turn, key: UUID | None) -> OuterOrder | None:
    return await ORDERS.seen(at.viewer).filter(id=key).using_db(reader()).first() if key else None


async def _filled(command: commands.Draft, order: OuterOrder) -> Any:
    """What the command says; where it is silent, what the unit fed back last."""
    fed = Disposal.filter(incident_id=order.incident_id).order_by("-at").using_db(reader())
    last = await fed.first() if order.incident_id else None
    own = {name: getattr(command, name) for name in FILLED}
    if last is not None:
        own = {name: getattr(last, name) if value is None else value for name, value in own.items()}
    return SimpleNamespace(**own, sent=command.sent)


async def _named(check: Check, columns: dict[str, Any], order: OuterOrder) -> None:
    """Nobody is named. Raises nothing: `check` has it."""
    row = await Contact.get_or_none(subject_id=order.id, using_db=reader())
    caller = (opened(row) if row else None) or ""
    texts = [(name, columns[name]) for name in ("contact", "measures")]
    names.held(check, texts, caller, reported=order.kind is Kind.REPORT)


@STEPS.step(Step.EDIT)
async def edit(before: Answer, command: commands.Edit, at: Turn) -> Moved:
    """改写, by whoever of the desk does it: it is theirs from then on."""
    check = Check()
    columns = elements(check, command, at.now)
    await _named(check, columns, await _answered(before))
    check.settle()
    return Moved(columns | {"remark": "", "written_by_id": at.viewer.person_id, "written_at": at.now})


async def _answered(before: Answer) -> OuterOrder:
    return await OuterOrder.get(id=before.order_id, using_db=reader())


@STEPS.step(Step.READ)
async def read(before: Answer, command: commands.Read, at: Turn) -> Moved:
    """审读, by another person than wrote it."""
    check = Check()
    await _named(check, {"contact": before.contact, "measures": before.measures}, await _answered(before))
    check.settle()
    return Moved({"read_by_id": at.viewer.person_id, "read_at": at.now})


@STEPS.step(Step.SEND_BACK)
def send_back(before: Answer, command: commands.SendBack, at: Turn) -> Moved:
    """退回改."""
    return Moved({"remark": said(command), "read_by_id": None, "read_at": None})


@STEPS.step(Step.SEND)
async def send(before: Answer, command: commands.Send, at: Turn) -> Moved:
    """发出. Raises Conflict STEP_CLOSED where its order waits for it no more."""
    order = await _answered(before)
    incident = await Incident.get_or_none(id=order.incident_id, using_db=reader()) if order.incident_id else None
    together: list[Change[Any]] = [hotline.answered(order, before.id, at.now)]
    if order.contact:
        together.append(call_back.begun(order, before.id, incident.lead_unit_id if incident else None, at))
    return Moved({"sent_at": at.now}, told={"order": str(order.id)}, together=tuple(together))
