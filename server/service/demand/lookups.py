"""Which demands a list or a name means, through their door of sight; and figures of a year."""

from __future__ import annotations

from tortoise.expressions import Q

from server import process
from server.core.viewer import Viewer
from server.ground.area.queries import below
from server.process import STATES, given
from server.process.figures import Figure, Figures
from server.query.door import Door
from server.service.demand.lifecycle import State
from server.service.demand.models import Demand
from server.service.demand.policy import FIRMS, KEEPERS, STREET, visible_to

DEMANDS = Door(Demand, visible_to)
FIGURES = Figures("demand", "published_at", {
    "published": Figure("已公布。Published.", "published_at IS NOT NULL"),
    "claimed": Figure("有企业认领的。Claimed, at least in part.", "claimed > 0"),
    "full": Figure("认领完的。Claimed in full.", "claimed = quantity"),
    "closed": Figure("都交付并确认了的。Delivered and confirmed in full.", "state = 'CLOSED'"),
    "unclaimed": Figure("到季末还有没人认领的。Not claimed in full by the end of the quarter.", "state = 'UNCLAIMED'"),
}, least=1)  # fmt: skip


class Wanted(process.Wanted):
    DIGITS = 12  # none lies in a single grid

    states: tuple[State, ...] | None = given(STATES, most=len(State), where="state__in")
    quarter: str | None = given("哪一季的清单，如 2026Q4。On the list of this quarter.", where="quarter")

    def waiting(self, viewer: Viewer) -> Q:
        """Of a desk's: drafts to publish; of a firm's: those of which some is left."""
        desks = [Q(below(one.area, "area"), state=State.DRAFT) for one in viewer.seats if one.role in KEEPERS]
        firms = [
            Q(below(one.area[:STREET], "area"), state=State.PUBLISHED) for one in viewer.seats if one.role in FIRMS
        ]
        return Q(*desks, *firms, join_type=Q.OR) if desks or firms else Q(pk__in=[])
