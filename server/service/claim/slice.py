"""What the rest of the program knows of claims."""

from server.process import Shown
from server.process.slice import Slice
from server.service.claim.lifecycle import LIFE, State
from server.service.claim.telling import SUBJECT
from server.service.claim.verbs import CLAIM, STEPS
from server.service.demand.policy import FIRMS, KEEPERS

SHOWN = Shown(
    words="认领。Claims.",
    empty="企业认领的列在这里，交付后由社区确认。What firms have claimed is listed here; who needed it confirms it.",
    life=LIFE,
    to=KEEPERS | FIRMS,
    due="due_on",
    waits=(State.CLAIMED, State.IN_SERVICE),
    line="needed",
    card=("unit", "quantity", "measure"),
)
SLICE = Slice(noun=CLAIM, subject=SUBJECT, shown=SHOWN, events=STEPS.events)
