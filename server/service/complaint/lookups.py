"""Which complaints a list or a name means, through their door of sight; and figures that anybody may read."""

from __future__ import annotations

from tortoise.expressions import Q

from server.core.viewer import Viewer
from server.process import STATES, given
from server.process.answering import Asked, figures
from server.process.holders import own
from server.query.door import Door
from server.service.complaint.lifecycle import State
from server.service.complaint.models import Complaint, Kind
from server.service.complaint.policy import ANSWERING

COMPLAINTS = Door(Complaint, ANSWERING.visible_to)
FIGURES = figures("complaint", waits=State.RECEIVED, withdrawn=State.WITHDRAWN)


class Wanted(Asked):
    states: tuple[State, ...] | None = given(STATES, most=len(State), where="state__in")
    kinds: tuple[Kind, ...] | None = given("投诉或建议。Of these kinds.", most=len(Kind), where="kind__in")

    def waiting(self, viewer: Viewer) -> Q:
        return ~own(viewer, "writer_id") & Q(state=State.RECEIVED)
