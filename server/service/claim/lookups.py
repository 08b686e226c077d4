"""Which claims a list or a name means, through their door of sight; and figures of a year."""

from __future__ import annotations

from uuid import UUID

from tortoise.expressions import Q

from server import process
from server.core.viewer import Viewer
from server.ground.area.queries import below
from server.process import STATES, given
from server.process.figures import Figure, Figures
from server.query.door import Door
from server.service.claim.lifecycle import State
from server.service.claim.models import Claim
from server.service.claim.policy import firms, visible_to
from server.service.demand.policy import KEEPERS

CLAIMS = Door(Claim, visible_to)
FIGURES = Figures("claim", "made_at", {
    "claimed": Figure("认领。Claims."),
    "delivered": Figure("已交付的。Delivered.", "delivered_at IS NOT NULL"),
    "confirmed": Figure("已确认的。Confirmed.", "state = 'CONFIRMED'"),
    "released": Figure("退出的。Let go.", "state = 'RELEASED'"),
}, least=1)  # fmt: skip


class Wanted(process.Wanted):
    DIGITS = 12  # none lies in a single grid

    states: tuple[State, ...] | None = given(STATES, most=len(State), where="state__in")
    demand: UUID | None = given("哪条需求的。Of this demand.", where="demand_id")

    def waiting(self, viewer: Viewer) -> Q:
        """Of a desk's: those to confirm; of a firm's: those to begin and to deliver."""
        desks = [Q(below(one.area, "area"), state=State.DELIVERED) for one in viewer.seats if one.role in KEEPERS]
        units = [one.unit_id for one in firms(viewer)]
        own = [Q(unit_id__in=units, state__in=[State.CLAIMED, State.IN_SERVICE])] if units else []
        return Q(*desks, *own, join_type=Q.OR) if desks or own else Q(pk__in=[])
