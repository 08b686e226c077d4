"""What the rest of the program knows of orders from outside; they become incidents."""

from server.process import Shown
from server.process.looking import looking
from server.process.slice import Slice
from server.service.hotline.lifecycle import LIFE, OPEN, State, Step
from server.service.hotline.policy import DESKS
from server.service.hotline.verbs import CONTACTS, OUTER_ORDER, STEPS

SHOWN = Shown(
    words="12345 工单。12345 orders.",
    empty="导入 12345 的文件后，工单列在这里。Orders are listed here once a file of 12345 was imported.",
    life=LIFE,
    to=DESKS,
    due="due_at",
    waits=tuple(OPEN),
    heading=("kind", "number"),
    contact="contact",
    hidden=frozenset({"changes", "rounds"}),
)
SLICE = Slice(
    noun=OUTER_ORDER,
    kind="outer_order",
    jobs=(looking(STEPS, {State.ANSWERED: Step.ACCEPT}),),
    seldom=CONTACTS.jobs(),
    shown=SHOWN,
    events=STEPS.events | CONTACTS.events,
)
