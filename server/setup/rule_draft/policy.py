"""Who drafts and approves rules: the district's administrator and its supervisor, each what the other drafted."""

from __future__ import annotations

from server.core.viewer import Role, Seat, Viewer
from server.process.desks import within
from server.setup.rule_draft.lifecycle import Step
from server.setup.rule_draft.models import RuleDraft

KEEPERS = frozenset({Role.SYS_ADMIN, Role.DISTRICT_SUPERVISOR})
visible_to = within(KEEPERS)


def taker(step: Step, viewer: Viewer, row: RuleDraft) -> Seat | None:
    """The post in which the viewer could take `step`; who did not draft it does not edit it."""
    if step is Step.EDIT and viewer.person_id != row.made_by_id:
        return None
    return viewer.seat_for(KEEPERS, row.area)


def why(step: Step, viewer: Viewer, row: RuleDraft) -> str | None:
    """Nobody approves what they drafted."""
    return "TWO_PERSON" if step is Step.APPROVE and viewer.person_id == row.made_by_id else None
