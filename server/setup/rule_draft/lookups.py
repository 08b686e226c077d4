"""Which drafts of rules a list or a name means, through their door of sight."""

from __future__ import annotations

from tortoise.expressions import Q

from server import process
from server.core.viewer import Viewer
from server.process import STATES, given
from server.query.door import Door
from server.setup.rule_draft.lifecycle import State
from server.setup.rule_draft.models import Kind, RuleDraft
from server.setup.rule_draft.policy import visible_to

RULE_DRAFTS = Door(RuleDraft, visible_to)


class Wanted(process.Wanted):
    states: tuple[State, ...] | None = given(STATES, most=len(State), where="state__in")
    kinds: tuple[Kind, ...] | None = given("改什么的。Of these kinds.", most=len(Kind), where="kind__in")

    def waiting(self, viewer: Viewer) -> Q:
        """One's own that are to be simulated, and those of others that wait for an approval."""
        own = Q(made_by_id=viewer.person_id)
        return Q(own & Q(state=State.DRAFT), ~own & Q(state=State.SIMULATED), join_type=Q.OR)
