"""Which complaints a list or a name means, through their door of sight; and figures that anybody may read."""

from __future__ import annotations

from tortoise.expressions import Q

from server import process
from server.core.period import Period
from server.core.viewer import Viewer
from server.process import STATES, given
from server.process.answering import figures
from server.process.holders import own
from server.query.door import Door
from server.service.complaint.lifecycle import State
from server.service.complaint.models import Complaint, Kind
from server.service.complaint.policy import ANSWERING

COMPLAINTS = Door(Complaint, ANSWERING.visible_to)
FIGURES = figures("complaint", waits=State.RECEIVED, withdrawn=State.WITHDRAWN)


class Wanted(process.Wanted):
    DIGITS = 12  # none lies in a single grid

    states: tuple[State, ...] | None = given(STATES, most=len(State), where="state__in")
    open: bool | None = given("还没了结的。Those that are not closed.", where="closed_at__isnull")
    own: bool | None = given("自己写的，或别人写的。One's own, or others'.", names="owner", where="writer_id")

    kinds: tuple[Kind, ...] | None = given("投诉或建议。Of these kinds.", most=len(Kind), where="kind__in")
    late: bool | None = given("答复晚了的，或没有晚的。Answered late, or not late.", where="late")
    received: Period | None = given("何时收到。When it was received.", where="received_at")
    answered: Period | None = given("何时答复。When it was answered.", where="answered_at")
    ended: Period | None = given("何时了结。When it was closed.", where="closed_at")
    due: Period | None = given("最迟何时答复。By when it is to be answered.", where="due_at")

    def waiting(self, viewer: Viewer) -> Q:
        return ~own(viewer, "writer_id") & Q(state=State.RECEIVED)
