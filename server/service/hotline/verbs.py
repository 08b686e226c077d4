"""The verbs of an order from outside: take it on, give it back, decline it, and what its source says of the answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson

from server.core import text
from server.core.errors import Invalid
from server.core.ids import new_id
from server.core.moments import PLANNED
from server.data.database import reader
from server.grid.incident import commands as incident
from server.grid.incident import inputs, outer
from server.grid.incident.models import Channel, Incident, PlaceSource
from server.process import Check, Moved, Noun, Steps, said, steps_of
from server.process.change import Change
from server.process.contact.revealing import Contacts
from server.process.deadlines import Turn
from server.service.hotline import commands, policy, templates
from server.service.hotline.lifecycle import LIFE, Step
from server.service.hotline.lookups import ORDERS
from server.service.hotline.models import OuterOrder

STANDS_AFTER = timedelta(days=7)  # an answer that the source does not send back
GRID = 15  # digits of its code
OUTER_ORDER: Noun[OuterOrder] = Noun("outer order", OuterOrder)
KINDS = {
    Step.TAKE: "outer_order.taken",
    Step.GIVE_BACK: "outer_order.returned",
    Step.DECLINE: "outer_order.declined",
    Step.APPEAL: "outer_order.appealed",
    Step.ANSWER: "outer_order.answered",
    Step.ACCEPT: "outer_order.accepted",
    Step.SEND_BACK: "outer_order.sent_back",
    Step.TAKE_AGAIN: "outer_order.taken_again",
    Step.UPDATE: "outer_order.updated",
}
RECEIVED = "outer_order.received"
STEPS: Steps[OuterOrder, Step] = steps_of(
    OUTER_ORDER, ORDERS, LIFE, KINDS, policy.taker, policy.why, inputs=inputs.turn
)
STEPS.besides[RECEIVED] = "收到。Received."
CONTACTS = Contacts(STEPS.verbs, policy.desk)
reveal = CONTACTS.reveals()


@STEPS.step(Step.TAKE)
async def take(before: OuterOrder, command: commands.Take, at: Turn) -> Moved:
    """承接: it becomes an incident by its own words, or joins the one that has its number already."""
    known = Incident.filter(external_no=before.number, channel=Channel.HOTLINE).using_db(reader())
    if (there := await known.first()) is not None:
        return Moved({"incident_id": there.id, "changes": ""}, told={"incident": str(there.id)})
    grid, key = command.grid or "", new_id()
    if len(grid) != GRID or not grid.startswith(before.area):
        raise Invalid("a grid in its place", field="grid")
    code = command.class_code or before.class_code
    report = incident.Report(
        op_id=command.op_id,
        incident_id=key,
        class_code=code or None,
        text=before.text,
        channel=Channel.HOTLINE,
        external_no=before.number,
        place=incident.Place(source=PlaceSource.ADDRESS, grid_code=grid, address=before.address),
        occurred_at=before.sent_at,
    )
    begun = await outer.reported(report, at, of(before))
    columns = {"incident_id": key, "class_code": code, "area": grid, "changes": ""}
    return Moved(columns, told={"incident": str(key)}, together=(begun,))


def of(row: OuterOrder) -> outer.Outer:
    """Its deadline, for the incident that it becomes."""
    return outer.Outer(row.source, row.sent_at, row.due_at)


@STEPS.step(Step.GIVE_BACK)
def give_back(before: OuterOrder, command: commands.GiveBack, at: Turn) -> Moved:
    """退回, while its source takes it back."""
    return Moved({"words": said(command), "closed_at": at.now, "changes": ""})


@STEPS.step(Step.DECLINE)
def decline(before: OuterOrder, command: commands.Decline, at: Turn) -> Moved:
    """不予受理, in words that say what else one may do."""
    check = Check()
    why = check.given("reason_code", command.reason_code, "say why")
    words = check.words(command, "text")
    check.settle()
    by = at.viewer.person_id
    columns = {"reason_code": why, "words": words or templates.WORDS[why], "decided_by_id": by, "changes": ""}
    return Moved(columns | {"closed_at": at.now}, told={"reason": why})


@STEPS.step(Step.APPEAL)
def appeal(before: OuterOrder, command: commands.Appeal, at: Turn) -> Moved:
    """申诉, once: it is looked at again, and not declined by the same person."""
    return Moved({"appeal": said(command), "closed_at": None})


@STEPS.step(Step.ACCEPT)
def accept(before: OuterOrder, command: commands.Accept, at: Turn) -> Moved:
    """认可."""
    return Moved({"closed_at": at.now, "look_at": None})


@STEPS.step(Step.SEND_BACK)
def send_back(before: OuterOrder, command: commands.SendBack, at: Turn) -> Moved:
    """退回重办, for another round, with what its source gives it of time."""
    check = Check()
    words = check.words(command, "text")
    check.within("due_at", command.due_at, PLANNED, at.now)
    check.settle()
    return sent_back(before, words, check.moment(command.due_at, before.due_at), at.now)


def sent_back(before: OuterOrder, words: str, due_at: datetime, now: datetime) -> Moved:
    """The next round; how the last one ended is kept."""
    ended = {
        "round": before.round,
        "answer": str(before.answer_id) if before.answer_id else None,
        "answered_at": before.answered_at.isoformat() if before.answered_at else None,
        "sent_back_at": now.isoformat(),
        "why": words,
    }
    rounds = [*orjson.loads(before.rounds or "[]"), ended]
    columns = {"round": before.round + 1, "rounds": orjson.dumps(rounds).decode(), "words": words, "look_at": None}
    return Moved(columns | {"due_at": due_at, "answer_id": None}, told={"round": before.round + 1})


@STEPS.step(Step.TAKE_AGAIN)
def take_again(before: OuterOrder, command: commands.TakeAgain, at: Turn) -> Moved:
    """再办."""
    return Moved({"changes": ""})


def answered(before: OuterOrder, answer: UUID, now: datetime) -> Change[OuterOrder]:
    """The change by which its answer, once sent, answers it. Raises Conflict where it is not ours any more."""
    late = before.late or now > before.due_at
    columns = {"answer_id": answer, "answered_at": now, "late": late, "look_at": now + STANDS_AFTER}
    return STEPS.change(Step.ANSWER, before, now, Moved(columns, told={"answer": str(answer), "late": late}))


def called_back(before: OuterOrder, words: str, now: datetime) -> Change[OuterOrder]:
    """The change by which who was called back and is not content has it done again."""
    return STEPS.change(Step.SEND_BACK, before, now, sent_back(before, words, before.due_at, now))


def updated(before: OuterOrder, columns: dict[str, Any], now: datetime) -> Change[OuterOrder]:
    """The change by which its source says something else."""
    told = [
        {"field": name, "from": text.line(str(getattr(before, name)))[:200], "to": text.line(str(value))[:200]}
        for name, value in columns.items()
    ]
    changed = Moved(columns | {"changes": orjson.dumps(told).decode()}, told={"fields": sorted(columns)})
    return STEPS.change(Step.UPDATE, before, now, changed)
