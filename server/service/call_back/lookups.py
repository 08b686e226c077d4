"""Which call-backs a list or a name means, through their door of sight."""

from __future__ import annotations

from tortoise.expressions import Q

from server import process
from server.core.period import Period
from server.core.viewer import Viewer
from server.grid.incident.models import Rating
from server.process import STATES, given
from server.process.figures import Figure, Figures
from server.query.door import Door
from server.service.call_back.lifecycle import OPEN, State
from server.service.call_back.models import CallBack, Resolved
from server.service.call_back.policy import visible_to

CALLS = Door(CallBack, visible_to)
_SAID = f"state = '{State.ANSWERED}'"
FIGURES = Figures("call_back", "made_at", {
    "made": Figure("要回访。To be called."),
    "answered": Figure("已接通。Answered.", _SAID),
    "solved": Figure("说解决了。Solved, in their word.", f"{_SAID} AND resolved = '{Resolved.YES}'"),
    "rated": Figure("说了满意不满意。Rated.", f"{_SAID} AND rating IS NOT NULL"),
    "satisfied": Figure("满意。Satisfied.", f"{_SAID} AND rating = '{Rating.SATISFIED}'"),
    "fair": Figure("基本满意。Fair.", f"{_SAID} AND rating = '{Rating.FAIR}'"),
    "unreachable": Figure("联系不上，另计。Not reached: counted apart.", f"state = '{State.UNREACHABLE}'"),
    "refused": Figure("不愿答，另计。Would not say: counted apart.", f"state = '{State.REFUSED}'"),
})  # fmt: skip


class Wanted(process.Wanted):
    states: tuple[State, ...] | None = given(STATES, most=len(State), where="state__in")
    due: Period | None = given("最迟何时回访。By when it is to be made.", where="due_at")
    closed: Period | None = given("何时办完。When it was done.", where="closed_at")

    def waiting(self, viewer: Viewer) -> Q:
        return Q(state__in=list(OPEN))
