"""Who sees saved questions, and whose steps they are: supervisors alone, for they alone send queries of their own."""

from __future__ import annotations

from tortoise.expressions import Q

from server.core.viewer import EXPLORERS, Seat, Viewer
from server.ground.area.queries import below
from server.insight.saved_question.lifecycle import Step
from server.insight.saved_question.models import SavedQuestion, Scope
from server.process.desks import audited
from server.process.steps import OWN, Own

STREET, DISTRICT = 9, 6  # digits of their codes


def seats(viewer: Viewer) -> list[Seat]:
    """The posts in which they may send queries of their own."""
    return [one for one in viewer.seats if one.role in EXPLORERS and not one.stands_in]


def visible_to(viewer: Viewer) -> Q:
    """One's own; what is shared with one's street or district, and with the streets below; an auditor reads all."""
    found = [Q(area__in=_above(one.area), scope__in=[Scope.STREET, Scope.DISTRICT]) for one in seats(viewer)]
    found += [Q(below(one.area, "area"), scope__in=[Scope.STREET, Scope.DISTRICT]) for one in seats(viewer)]
    if found:
        found.append(Q(made_by_id=viewer.person_id))
    found += audited(viewer)
    return Q(*found, join_type=Q.OR) if found else Q(id__in=[])


def _above(area: str) -> list[str]:
    """The area and those in which it lies, by their codes."""
    return [area[:length] for length in (DISTRICT, STREET) if len(area) >= length]


def taker(step: Step, viewer: Viewer, row: SavedQuestion) -> Seat | Own | None:
    """As whom the viewer could take `step`: it is its owner's."""
    return OWN if viewer.person_id == row.made_by_id and seats(viewer) else None
