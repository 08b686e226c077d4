"""Which saved questions a list or a name means, through their door of sight."""

from __future__ import annotations

from tortoise.expressions import Q

from server import process
from server.core.viewer import Viewer
from server.insight.saved_question.lifecycle import State
from server.insight.saved_question.models import SavedQuestion, Scope
from server.insight.saved_question.policy import visible_to
from server.process import STATES, given
from server.query.door import Door

SAVED_QUESTIONS = Door(SavedQuestion, visible_to)


class Wanted(process.Wanted):
    states: tuple[State, ...] | None = given(STATES, most=len(State), where="state__in")
    scopes: tuple[Scope, ...] | None = given("谁看得到的。Of these scopes.", most=len(Scope), where="scope__in")
    own: bool | None = given("自己的。One's own.", names="owner", where="made_by_id")

    def waiting(self, viewer: Viewer) -> Q:
        return Q(id__in=[])
