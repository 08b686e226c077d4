"""Who imports what: people are brought by whoever keeps people, orders of 12345 by whoever takes them in, the rest by
whoever keeps the rules, in their area.

Decision: of the three administrators each imports what they may change one by one, too; a file is no way around that.
"""

from __future__ import annotations

from collections.abc import Mapping

from tortoise.expressions import Q

from server.core.viewer import Role, Seat, Viewer
from server.ground.area.queries import below
from server.process.desks import audited
from server.setup.import_job.lifecycle import Step
from server.setup.import_job.models import ImportJob, Kind

KEEPER: Mapping[Kind, tuple[Role, ...]] = {  # the usual one first
    Kind.PEOPLE: (Role.SEC_ADMIN,),
    Kind.AREAS: (Role.SYS_ADMIN,),
    Kind.GRIDS: (Role.SYS_ADMIN,),
    Kind.HOLIDAYS: (Role.SYS_ADMIN,),
    Kind.HOTLINE: (Role.STREET_INTAKE, Role.DISTRICT_SUPERVISOR),
}
KEEPERS = frozenset(role for roles in KEEPER.values() for role in roles)


def visible_to(viewer: Viewer) -> Q:
    """The imports that could be theirs, and those that an auditor reads."""
    found = [
        Q(below(seat.area, "area"), kind__in=[kind for kind, roles in KEEPER.items() if seat.role in roles])
        for seat in viewer.seats
        if seat.role in KEEPERS
    ] + audited(viewer)
    return Q(*found, join_type=Q.OR) if found else Q(id__in=[])


def taker(step: Step, viewer: Viewer, row: ImportJob) -> Seat | None:
    """The post in which the viewer could take `step`."""
    return viewer.seat_for(KEEPER[row.kind], row.area)


def why(step: Step, viewer: Viewer, row: ImportJob) -> str | None:
    """Nothing runs that was not checked."""
    return "IMPORT_UNCHECKED" if step is Step.RUN and row.since is None else None
