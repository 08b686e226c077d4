"""Who sees a complaint and who may answer: who wrote it, and the desks of its place from its level up.

Never a desk or a unit that it is about: its level begins above the desk, and a unit's people do not see it.
"""

from __future__ import annotations

from tortoise.expressions import Q

from server.core.viewer import Role, Seat, Viewer
from server.ground.area.queries import below
from server.process import OWN, Own
from server.process.desks import COMMUNITY, DISTRICT, LEVELS, OF_CODE, STREET, at_desks, desk
from server.process.holders import own
from server.service.complaint.lifecycle import Step
from server.service.complaint.models import About, Complaint

OF_DESK = {COMMUNITY: About.COMMUNITY, STREET: About.STREET}  # how it is about a desk of this level
FROM = {About.COMMUNITY: STREET, About.STREET: DISTRICT, About.UNIT: STREET, About.PROGRAM: DISTRICT}


def level_of(about: About, area: str) -> int:
    """Whose answer it waits for at first."""
    return max(OF_CODE[len(area)], FROM.get(about, COMMUNITY))


def is_about(row: Complaint, role: Role, area: str) -> bool:
    """Whether it is about whoever holds this role over this area."""
    return OF_DESK.get(LEVELS.get(role, 0)) is row.about and row.area.startswith(area)


def visible_to(viewer: Viewer) -> Q:
    """One's own, and those that one's desk may answer and that are not about oneself."""
    written, answers = own(viewer, "writer_id"), at_desks(viewer)
    if answers is None:
        return written
    held = (seat for seat in viewer.seats if LEVELS.get(seat.role) in OF_DESK and not seat.stands_in)
    about = [Q(below(seat.area, "area"), about=OF_DESK[LEVELS[seat.role]]) for seat in held]
    if viewer.unit_ids:
        about.append(Q(about_unit_id__isnull=False, about_unit_id__in=list(viewer.unit_ids)))
    return written | (answers & ~Q(*about, join_type=Q.OR) if about else answers)


def taker(step: Step, viewer: Viewer, row: Complaint) -> Seat | Own | None:
    """Its writer; to answer, a desk of the place that neither wrote it nor works where it is about."""
    writes = viewer.actor_id == row.writer_id
    if step is not Step.ANSWER:
        return OWN if writes else None
    return None if writes or row.about_unit_id in viewer.unit_ids else desk(viewer, row.area, row.level)


def why(step: Step, viewer: Viewer, row: Complaint) -> str | None:
    """One asks again once."""
    return "ASKED_AGAIN" if step is Step.ASK_AGAIN and row.again else None
