"""What the rest of the program knows of call-backs; they are made of orders from outside."""

from server.process import Shown
from server.process.desks import WORDS
from server.process.looking import looking
from server.process.slice import Slice
from server.service.call_back.lifecycle import LIFE, OPEN, State, Step
from server.service.call_back.verbs import CALL_BACK, STEPS

SHOWN = Shown(
    words="回访。Call-backs.",
    empty="答复发出后，要回访的列在这里。Whoever was answered is listed here to be called back.",
    life=LIFE,
    to=frozenset(),
    due="due_at",
    waits=OPEN,
    heading=("number",),
    line="words",
    codes={"level": WORDS},
    hidden=frozenset({"contact_revealed"}),
    apart=frozenset({"dial"}),
)
SLICE = Slice(
    noun=CALL_BACK,
    kind="call_back",
    jobs=(looking(STEPS, {State.TRYING: Step.UNREACHABLE}),),
    shown=SHOWN,
    events=STEPS.events,
)
