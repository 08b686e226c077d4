"""Which imports a list or a name means, through their door of sight."""

from __future__ import annotations

from tortoise.expressions import Q

from server import process
from server.core.viewer import Viewer
from server.process import STATES, given
from server.query.door import Door
from server.setup.import_job.lifecycle import WAITING, State
from server.setup.import_job.models import ImportJob, Kind
from server.setup.import_job.policy import visible_to

IMPORTS = Door(ImportJob, visible_to)


class Wanted(process.Wanted):
    states: tuple[State, ...] | None = given(STATES, most=len(State), where="state__in")
    kinds: tuple[Kind, ...] | None = given("导入什么。Of these kinds.", most=len(Kind), where="kind__in")

    def waiting(self, viewer: Viewer) -> Q:
        return Q(state__in=list(WAITING))
