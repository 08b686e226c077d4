"""What the rest of the program knows of demands."""

from server.process import Shown
from server.process.slice import Slice
from server.service.demand.ending import JOB
from server.service.demand.lifecycle import LIFE, State
from server.service.demand.policy import FIRMS, KEEPERS
from server.service.demand.verbs import DEMAND, EVENTS, STEPS

SHOWN = Shown(
    words="需求清单。Demands.",
    empty="社区和街道公布的需求列在这里。What communities and streets need is listed here.",
    life=LIFE,
    to=KEEPERS | FIRMS,
    due="needed_by",
    waits=(State.PUBLISHED, State.FULL),
    heading=("matter",),
    card=("quantity", "measure", "claimed", "needed_by", "quarter"),
)
SLICE = Slice(noun=DEMAND, jobs=(JOB,), shown=SHOWN, events=STEPS.events | EVENTS)
