"""The verbs of a complaint: file it, answer it, accept the answer, ask once more, take it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from server import clock, text
from server.area import queries as areas
from server.catalogue.queries import catalogue
from server.database import queue_for
from server.errors import Invalid
from server.process import evidence
from server.process.change import Change
from server.process.execute import Inputs, Verbs
from server.process.noun import Noun
from server.process.steps import Moved, Steps
from server.process.validation import Check
from server.service.complaint import commands
from server.service.complaint.lifecycle import LIFE, OPEN, Step
from server.service.complaint.lookups import COMPLAINTS
from server.service.complaint.lookups import known as is_known
from server.service.complaint.models import About, Complaint
from server.service.complaint.policy import DISTRICT, OF_CODE, level_of, taker, why
from server.viewer import Viewer
from server.worktime import limits
from server.worktime.models import LimitKind
from server.worktime.queries import calendar

ANSWERED_WITHIN, REMINDED_WITHIN = (limits.Limit(LimitKind.WD, days) for days in (3, 2))
STANDS_AFTER = timedelta(days=7)  # an answer that nobody objects to
MOST_OPEN = 5  # complaints of one writer
KINDS = {Step.ANSWER: "complaint.answered", Step.ACCEPT: "complaint.accepted",
         Step.ASK_AGAIN: "complaint.asked_again", Step.WITHDRAW: "complaint.withdrawn"}  # fmt: skip


@dataclass(frozen=True)
class At(Inputs):
    """`due_at`: until when an answer is due, from now; `look_at`: when the desk is reminded of it."""

    due_at: datetime
    look_at: datetime


async def _few(change: Change[Complaint]) -> None:
    """Raises Invalid TOO_MANY_OPEN where one more of this writer is too many."""
    if change.before is None:
        await queue_for(f"complaints {change.after.writer_id}")
        if await Complaint.filter(writer_id=change.after.writer_id, state__in=list(OPEN)).count() > MOST_OPEN:
            raise Invalid(f"at most {MOST_OPEN} are open at a time", code="TOO_MANY_OPEN")


async def _at(viewer: Viewer) -> At:
    now, days = clock.now(), await calendar()
    return At(viewer, now, *(limits.due(now, one, days) for one in (ANSWERED_WITHIN, REMINDED_WITHIN)))


COMPLAINT: Noun[Complaint] = Noun("complaint", Complaint, guards=("version",), area=lambda one: one.area, follows=_few)
VERBS = Verbs(COMPLAINT, _at, COMPLAINTS.load, prefix="complaint_")
STEPS: Steps[Complaint, Step] = Steps(VERBS, LIFE, KINDS, taker, why, tells=("level",))


@VERBS.begins("file")
async def file(command: commands.File, at: At) -> Change[Complaint]:
    """Raises Invalid with all that is wrong at once, or TOO_MANY_OPEN."""
    if command.first and await is_known(at.viewer.actor_id):
        raise Invalid("somebody else has this code: take another", code="CODE_TAKEN")
    check = Check()
    kind = check.given("kind", command.kind, "a complaint or a suggestion")
    about = check.given("about", command.about, "say whom or what it is about")
    area, unit = command.area or "", command.about_unit_id
    check.need(len(area) in OF_CODE and await areas.area(area), "area", "a community, a street or the district")
    known = {one.id for one in (await catalogue()).units_in_force()}
    check.need(unit in known if about is About.UNIT else unit is None, "about_unit_id", "the unit that it is about")
    words = check.words(command, "text")
    contact = check.words(command, "contact", made=text.line)
    photos = evidence.hashes(check, command.photos, most=commands.MOST_PHOTOS)
    check.settle()
    after = Complaint(id=command.id, kind=kind, about=about, about_unit_id=unit, area=area, level=level_of(about, area),
                      writer_id=at.viewer.actor_id, text=words, contact=contact, photos=" ".join(photos),
                      received_at=at.now, due_at=at.due_at, look_at=at.look_at)  # fmt: skip
    told = {"step": "FILE", "to": after.state, "version": 1, "kind": kind, "level": after.level}
    return Change(noun=COMPLAINT, kind="complaint.filed", at=at.now, seat=None, told=told, before=None, after=after)


@STEPS.step(Step.ANSWER)
def answer(before: Complaint, command: commands.Answer, at: At) -> Moved:
    """答复 CP1, by a desk of the place that it is not about."""
    words, late = _said(command), before.late or at.now > before.due_at
    stands = {"answered_at": at.now, "answered_by_id": at.viewer.person_id, "look_at": at.now + STANDS_AFTER}
    answers = {"second_answer" if before.again else "answer": words}
    return Moved({"late": late} | stands | answers)


@STEPS.step(Step.ACCEPT)
def accept(before: Complaint, command: commands.Accept, at: At) -> Moved:
    """认可 CP2."""
    return Moved({"closed_at": at.now, "look_at": None})


@STEPS.step(Step.ASK_AGAIN)
def ask_again(before: Complaint, command: commands.AskAgain, at: At) -> Moved:
    """再问 CP3: one level up answers, in three workdays from now."""
    level = min(before.level + 1, DISTRICT)
    return Moved({"again": _said(command), "due_at": at.due_at, "look_at": at.look_at, "level": level})


@STEPS.step(Step.WITHDRAW)
def withdraw(before: Complaint, command: commands.Withdraw, at: At) -> Moved:
    """撤回 CP4: words, photos and contact go."""
    return Moved({"closed_at": at.now, "look_at": None, "text": "", "contact": "", "again": "", "photos": ""})


def _said(command: commands.Answer | commands.AskAgain) -> str:
    check = Check()
    words = check.words(command, "text")
    check.settle()
    return words
