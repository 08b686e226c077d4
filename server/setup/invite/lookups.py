"""Which invites a list or a name means, through their door of sight."""

from __future__ import annotations

from uuid import UUID

from tortoise.expressions import Q

from server import process
from server.core.viewer import Viewer
from server.process import STATES, given
from server.query.door import Door
from server.setup.invite.lifecycle import State
from server.setup.invite.models import Invite
from server.setup.invite.policy import visible_to

INVITES = Door(Invite, visible_to)


class Wanted(process.Wanted):
    states: tuple[State, ...] | None = given(STATES, most=len(State), where="state__in")
    person: UUID | None = given("谁的。Whose.", where="person_id")

    def waiting(self, viewer: Viewer) -> Q:
        return Q(state=State.SENT, made_by_id=viewer.person_id)
