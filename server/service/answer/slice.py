"""What the rest of the program knows of answers; they answer orders from outside, and call-backs follow them."""

from server.process import Shown
from server.process.slice import Slice
from server.service.answer.lifecycle import LIFE, State
from server.service.answer.policy import DESKS
from server.service.answer.verbs import ANSWER, STEPS

SHOWN = Shown(
    words="答复。Answers.",
    empty="工单办完后起草答复，另一人审读。Answers are drafted once an order is done, and read by another.",
    life=LIFE,
    to=DESKS,
    waits=(State.DRAFT, State.READ),
    heading=("number",),
    line="measures",
    apart=frozenset({"draft"}),
)
SLICE = Slice(noun=ANSWER, shown=SHOWN, events=STEPS.events)
