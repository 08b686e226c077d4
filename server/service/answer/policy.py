"""Who sees an answer, and who writes, reads and sends it: the desks of its order; never one person both."""

from __future__ import annotations

from server.core.viewer import Role, Seat, Viewer
from server.service.answer.lifecycle import Step
from server.service.answer.models import Answer
from server.service.hotline.models import Kind
from server.service.hotline.policy import DESKS, TAKERS, visible_to

__all__ = ["DESKS", "READERS", "taker", "visible_to", "why"]  # it is seen as its order is
READERS = DESKS - {Role.COMMUNITY}


def taker(step: Step, viewer: Viewer, row: Answer) -> Seat | None:
    """The post in which the viewer could take `step`."""
    roles = READERS if step in (Step.READ, Step.SEND_BACK) else TAKERS
    return viewer.seat_for(roles - {Role.COMMUNITY} if row.kind is Kind.REPORT else roles, row.area)


def why(step: Step, viewer: Viewer, row: Answer) -> str | None:
    """Who wrote it does not read it, and what is to be changed is changed first."""
    if step in (Step.READ, Step.SEND_BACK) and row.written_by_id == viewer.person_id:
        return "TWO_PERSON"
    return "ANSWER_TO_CHANGE" if step is Step.READ and row.remark else None
