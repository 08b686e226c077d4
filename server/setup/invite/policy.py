"""Who sees invites and sends them: who keeps people, and never for themselves."""

from __future__ import annotations

from server.core.viewer import Seat, Viewer
from server.ground.person.policy import KEEPERS
from server.process.desks import within
from server.setup.invite.lifecycle import Step
from server.setup.invite.models import Invite

visible_to = within(KEEPERS)


def taker(step: Step, viewer: Viewer, row: Invite) -> Seat | None:
    """The post in which the viewer could take `step`."""
    return viewer.seat_for(KEEPERS, row.area)
