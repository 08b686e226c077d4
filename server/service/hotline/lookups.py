"""Which orders from outside a list or a name means, through their door of sight."""

from __future__ import annotations

from tortoise.expressions import Q

from server import process
from server.core.period import Period
from server.core.viewer import Viewer
from server.process import STATES, given
from server.process.figures import Figure, Figures
from server.query.door import Door
from server.service.hotline.lifecycle import OPEN, State
from server.service.hotline.models import Kind, OuterOrder
from server.service.hotline.policy import visible_to

ORDERS = Door(OuterOrder, visible_to)
_WAITS = f"state IN ({', '.join(repr(str(one)) for one in OPEN)})"
_ANSWERED = "answered_at IS NOT NULL"
FIGURES = Figures("outer_order", "received_at", {
    "received": Figure("收到。Received."),
    "answered": Figure("已答复。Answered.", _ANSWERED),
    "in_time": Figure("按来源的时限答复。Answered in time, by their deadline.", f"{_ANSWERED} AND NOT late"),
    "waiting": Figure("待答复。Waiting.", _WAITS),
    "waiting_late": Figure("待答复且超期。Waiting, and late.", f"{_WAITS} AND due_at < ?"),
    "returned": Figure("退回来源。Given back.", f"state = '{State.RETURNED}'"),
    "declined": Figure("不予受理，另计。Declined: counted apart.", f"state = '{State.DECLINED}'"),
    "again": Figure("办过不止一轮。Done in more than one round.", "round > 1"),
})  # fmt: skip


class Wanted(process.Wanted):
    states: tuple[State, ...] | None = given(STATES, most=len(State), where="state__in")
    kinds: tuple[Kind, ...] | None = given("诉求类型。Of these kinds.", most=len(Kind), where="kind__in")
    source_number: str | None = given("来源的编号。The source's number.", where="number")
    source: str | None = given("哪个来源。Of this source.", where="source")
    late: bool | None = given("答复晚了的，或没有晚的。Answered late, or not late.", where="late")
    due: Period | None = given("最迟何时答复。By when it is to be answered.", where="due_at")
    received: Period | None = given("何时收到。When it was received.", where="received_at")

    def waiting(self, viewer: Viewer) -> Q:
        return Q(state__in=list(OPEN))
