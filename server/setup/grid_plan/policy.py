"""Who plans grids, who approves, who reads it.

Who keeps the rules plans; another of them, or who keeps people, approves, since a plan moves people's posts too.
"""

from __future__ import annotations

from server.core.viewer import Role, Seat, Viewer
from server.ground.area.policy import KEEPERS
from server.process.desks import within
from server.setup.grid_plan.lifecycle import Step
from server.setup.grid_plan.models import GridPlan

APPROVERS = frozenset({*KEEPERS, Role.SEC_ADMIN})
DECIDES = frozenset({Step.APPROVE, Step.DECLINE})
visible_to = within(APPROVERS)


def taker(step: Step, viewer: Viewer, row: GridPlan) -> Seat | None:
    """The post in which the viewer could take `step`."""
    return viewer.seat_for(APPROVERS if step in DECIDES else KEEPERS, row.area)


def why(step: Step, viewer: Viewer, row: GridPlan) -> str | None:
    """Nobody approves what they drafted."""
    return "TWO_PERSON" if step is Step.APPROVE and viewer.person_id == row.made_by_id else None
