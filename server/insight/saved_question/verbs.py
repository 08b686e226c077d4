"""The verbs of a saved question: keep it, change it, have it sent, drop it."""

from __future__ import annotations

from typing import Any

import orjson

from server.core.errors import Missing
from server.core.text import line
from server.core.viewer import Seat, Viewer
from server.insight.saved_question import commands, relative
from server.insight.saved_question.lifecycle import LIFE, State, Step
from server.insight.saved_question.lookups import SAVED_QUESTIONS
from server.insight.saved_question.models import SavedQuestion, Scope
from server.insight.saved_question.policy import DISTRICT, STREET, seats, taker
from server.process import Begun, Check, Moved, Noun, Steps, steps_of
from server.process.change import erased
from server.process.execute import Inputs
from server.process.quota import at_most

MOST, MOST_SENT = 200, 20  # of one person: kept, and sent to them
SAVED_QUESTION: Noun[SavedQuestion] = Noun(
    "saved question",
    SavedQuestion,
    follows=(at_most(MOST, "made_by_id", {State.KEPT}),),
    undigested=frozenset({f"saved_question.{one}" for one in ("used_at", "look_at", "told_at")}),
)
KINDS = {
    Step.CHANGE: "saved_question.changed",
    Step.SEND: "saved_question.scheduled",
    Step.DROP: "saved_question.dropped",
}
STEPS: Steps[SavedQuestion, Step] = steps_of(SAVED_QUESTION, SAVED_QUESTIONS, LIFE, KINDS, taker)


@STEPS.begins("keep", "saved_question.kept")
def keep(command: commands.Keep, at: Inputs) -> Begun:
    """Raises Missing for who sends no queries of their own, Invalid, also TOO_MANY_OPEN."""
    check = Check()
    scope = check.given("scope", command.scope, "say who sees it")
    seat = _seat(at.viewer, scope)
    if seat is None:
        raise Missing("there is no such place, or it is not yours", field="scope")
    name, document = check.words(command, "name", made=line), check.words(command, "document")
    given = _values(check, command.given)
    check.settle()
    row = SavedQuestion(
        id=command.id, area=seat.area, scope=scope, made_by_id=at.viewer.person_id, post_id=seat.post_id, name=name,
        document=document, given=given, made_at=at.now,
    )  # fmt: skip
    return Begun(row, seat, told={"scope": scope})


def _seat(viewer: Viewer, scope: Scope | None) -> Seat | None:
    """The post in which they may share with so many."""
    length = {Scope.STREET: STREET, Scope.DISTRICT: DISTRICT}.get(scope or Scope.MINE)
    return next((one for one in seats(viewer) if length is None or len(one.area) == length), None)


def _values(check: Check, given: str | None) -> str:
    """JSON of an object, as it is kept."""
    text = check.text("given", given or "{}", most=commands.LONGEST_VALUES)
    try:
        known = isinstance(orjson.loads(text), dict)
    except orjson.JSONDecodeError:
        known = False
    check.need(known, "given", "an object in JSON", "JSON_INVALID")
    return text


@STEPS.step(Step.CHANGE)
def change(before: SavedQuestion, command: commands.Change, at: Inputs) -> Moved:
    """修改. Raises Missing where they may not share with so many."""
    check, columns = Check(), dict[str, Any]()
    if command.name is not None:
        columns["name"] = check.text("name", command.name, least=1, most=commands.LONGEST_NAME, made=line)
    if command.document is not None:
        columns["document"] = check.text("document", command.document, least=1, most=commands.LONGEST_DOCUMENT)
    if command.given is not None:
        columns["given"] = _values(check, command.given)
    if command.scope is not None and command.scope is not before.scope:
        seat = _seat(at.viewer, command.scope)
        if seat is None:
            raise Missing("there is no such place, or it is not yours", field="scope")
        columns |= {"scope": command.scope, "area": seat.area, "post_id": seat.post_id}
    check.settle()
    return Moved(columns)


@STEPS.step(Step.SEND)
async def send(before: SavedQuestion, command: commands.Send, at: Inputs) -> Moved:
    """定时发给我. Raises Invalid TOO_MANY_OPEN when twenty are sent to them already."""
    weekly = bool(command.weekly)
    check = Check()
    if command.above is not None:
        check.between("above", command.above, (0, 1_000_000))
    if weekly or command.above is not None:
        others = SavedQuestion.filter(made_by_id=before.made_by_id, look_at__isnull=False).exclude(id=before.id)
        check.need(await others.count() < MOST_SENT, "weekly", f"at most {MOST_SENT} are sent", "TOO_MANY_OPEN")
    check.settle()
    look_at = at.now if command.above is not None else relative.next_monday(at.now) if weekly else None
    return Moved({"weekly": weekly, "above": command.above, "look_at": look_at, "sent_at": at.now, "told_at": None})


@STEPS.step(Step.DROP)
def drop(before: SavedQuestion, command: commands.Drop, at: Inputs) -> Moved:
    """删去: its text goes."""
    return Moved({"closed_at": at.now, "look_at": None, "weekly": False, "above": None} | erased("document", "given"))
