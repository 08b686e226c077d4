"""What the rest of the program knows of complaints."""

from server.process import Shown
from server.process.desks import LEVELS, WORDS
from server.process.evidence import keeping_listed, listed_in
from server.process.holders import held_by
from server.process.looking import looking
from server.process.slice import Slice
from server.service.complaint.lifecycle import LIFE, State, Step
from server.service.complaint.lookups import COMPLAINTS
from server.service.complaint.telling import SUBJECT
from server.service.complaint.verbs import COMPLAINT, CONTACTS, FORGETS, HELD, MOST_HELD, STEPS

SHOWN = Shown(
    words="投诉建议。Complaints.",
    empty="居民和网格员提的投诉、建议到这里答复。What residents and workers complain of or suggest comes here.",
    life=LIFE,
    to=frozenset(LEVELS),
    due="due_at",
    waits=(State.RECEIVED,),
    heading=("kind", "about"),
    codes={"level": WORDS},
    contact="contact",
)
SLICE = Slice(
    noun=COMPLAINT,
    subject=SUBJECT,
    jobs=(looking(STEPS, {State.ANSWERED: Step.ACCEPT}),),
    seldom=CONTACTS.jobs(),
    photos=listed_in(COMPLAINTS, "writer_id", *HELD),
    keeping=keeping_listed("complaint", "closed_at", MOST_HELD),
    holds=held_by(COMPLAINTS),
    shown=SHOWN,
    events=STEPS.events | CONTACTS.events,
    forgets=FORGETS,
)
