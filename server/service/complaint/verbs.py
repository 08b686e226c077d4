"""The verbs of a complaint: file it, answer it, accept the answer, ask once more, take it back."""

from __future__ import annotations

from datetime import timedelta

from server.core import text
from server.process import Begun, Check, Moved, Noun, Steps, evidence, said, steps_of
from server.process.answering import answered, asked_again
from server.process.change import erased
from server.process.contact.box import masked
from server.process.contact.revealing import Contacts
from server.process.deadlines import Timely, within_workdays
from server.process.fields import Said
from server.process.forgetting import forgetting
from server.process.holders import untaken
from server.process.quota import at_most
from server.service.complaint import commands
from server.service.complaint.lifecycle import LIFE, OPEN, Step
from server.service.complaint.lookups import COMPLAINTS
from server.service.complaint.models import Complaint
from server.service.complaint.policy import ANSWERING, why

STANDS_AFTER = timedelta(days=7)  # an answer that nobody objects to
HELD = "photos", "files"
MOST_HELD = {one: Said.of(commands.File)[one].most or 0 for one in HELD}
WRITTEN = "text", "contact", "again", *HELD  # by whose it is
FOLLOWS = at_most(5, "writer_id", OPEN), evidence.let_go("writer_id", *HELD)
COMPLAINT: Noun[Complaint] = Noun("complaint", Complaint, follows=FOLLOWS, since={"complaint.files": 2})
KINDS = {
    Step.ANSWER: "complaint.answered",
    Step.ACCEPT: "complaint.accepted",
    Step.ASK_AGAIN: "complaint.asked_again",
    Step.WITHDRAW: "complaint.withdrawn",
}
STEPS: Steps[Complaint, Step] = steps_of(
    COMPLAINT,
    COMPLAINTS,
    LIFE,
    KINDS,
    ANSWERING.taker,
    why,
    tells=("level",),
    inputs=within_workdays(3, reminded=2),
)
CONTACTS = Contacts(STEPS.verbs, ANSWERING.answerer)
reveal = CONTACTS.reveals()


@STEPS.begins("file", "complaint.filed")
async def file(command: commands.File, at: Timely) -> Begun:
    """Raises Invalid with all that is wrong at once, TOO_MANY_OPEN, or CODE_TAKEN."""
    await untaken(COMPLAINTS, at.viewer, command.first)
    check = Check()
    kind = check.given("kind", command.kind, "a complaint or a suggestion")
    asked = await ANSWERING.asked(check, command, at)
    words = check.words(command, "text")
    contact = check.words(command, "contact", made=text.line)
    held = evidence.held(check, command, *HELD)
    check.settle()
    row = Complaint(id=command.id, kind=kind, text=words, contact=masked(contact), **asked, **held)
    return Begun(row, told={"kind": kind}, effects=CONTACTS.kept(command.id, contact))


@STEPS.step(Step.ANSWER)
def answer(before: Complaint, command: commands.Answer, at: Timely) -> Moved:
    """答复, by a desk of the place that it is not about."""
    words = {"second_answer" if before.again else "answer": said(command)}
    return Moved(words | answered(before, at, stands=STANDS_AFTER))


@STEPS.step(Step.ACCEPT)
def accept(before: Complaint, command: commands.Accept, at: Timely) -> Moved:
    """认可: nothing more is wanted."""
    return Moved({"closed_at": at.now, "look_at": None})


@STEPS.step(Step.ASK_AGAIN)
def ask_again(before: Complaint, command: commands.AskAgain, at: Timely) -> Moved:
    """再问: one level up answers, in three workdays from now."""
    return Moved({"again": said(command)} | asked_again(before, at))


@STEPS.step(Step.WITHDRAW)
def withdraw(before: Complaint, command: commands.Withdraw, at: Timely) -> Moved:
    """撤回: words, photos, files and contact go."""
    return Moved({"closed_at": at.now, "look_at": None} | erased(*WRITTEN), effects=CONTACTS.gone(before))


FORGETS = forgetting(STEPS, Step.WITHDRAW, *WRITTEN, effects=CONTACTS.gone)
