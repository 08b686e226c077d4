"""Whose word on a result is a confirmation and whose is a rating: pure, over the aggregate.

Staff who reported what they saw confirm it without a rating, so that satisfaction is only ever an outsider's word. Who
typed what somebody else called in says neither: the caller is asked, or somebody looks. A round takes one rating.
"""

from __future__ import annotations

from server.core.viewer import Role, Viewer
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.lifecycle import State
from server.grid.incident.models import Channel
from server.ground.catalogue.models import CheckPolicy

OUTSIDE = frozenset({Role.VOLUNTEER, Role.ENTERPRISE_LIAISON})
CALLED_IN = frozenset({Channel.PHONE, Channel.HOTLINE, Channel.RESIDENT, Channel.ENTERPRISE})


def reported(incident: Aggregate, viewer: Viewer) -> bool:
    return viewer.person_id is not None and viewer.person_id == incident.reporter_id


def is_outsider(viewer: Viewer) -> bool:
    """Whether no post makes them staff."""
    return viewer.roles <= OUTSIDE


def confirms(incident: Aggregate, viewer: Viewer) -> bool:
    """Whether it is theirs to say that their own find is done with."""
    return reported(incident, viewer) and not is_outsider(viewer) and incident.channel not in CALLED_IN


def rates(incident: Aggregate, viewer: Viewer) -> bool:
    """Whether it is theirs to say how it was done, and they have not said so yet in this round."""
    return reported(incident, viewer) and is_outsider(viewer) and incident.rating is None


def why_not(incident: Aggregate, viewer: Viewer) -> str | None:
    """The code of why their word does not count now: somebody looks first, or they judged their own work."""
    if incident.state is not State.CLOSED and incident.rules.check_policy is not CheckPolicy.REPORTER:
        return "CHECK_REQUIRED"
    own = viewer.person_id in incident.disposers or viewer.seat_in_unit(incident.lead_unit_id) is not None
    return "CHECKER_IS_DISPOSER" if own else None
