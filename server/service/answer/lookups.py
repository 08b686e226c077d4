"""Which answers a list or a name means, through their door of sight."""

from __future__ import annotations

from uuid import UUID

from tortoise.expressions import Q

from server import process
from server.core.viewer import Viewer
from server.process import STATES, given
from server.query.door import Door
from server.service.answer.lifecycle import State
from server.service.answer.models import Answer
from server.service.answer.policy import READERS, visible_to

ANSWERS = Door(Answer, visible_to)


class Wanted(process.Wanted):
    states: tuple[State, ...] | None = given(STATES, most=len(State), where="state__in")
    order_id: UUID | None = given("答复哪件工单。Of this order.", where="order_id")

    def waiting(self, viewer: Viewer) -> Q:
        """Drafts of others to be read, one's own to be changed, and what may go out."""
        own = Q(written_by_id__in=[viewer.person_id] if viewer.person_id else [])
        mine = Q(state=State.READ) | (Q(state=State.DRAFT) & own & ~Q(remark=""))
        reads = not viewer.roles.isdisjoint(READERS)
        return mine | (Q(state=State.DRAFT, remark="") & ~own) if reads else mine
