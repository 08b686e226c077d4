"""What an incident's events count as, pure: the one place that says which event adds to which sum.

The class and the channel of an incident come from the log as well (its report, and an acceptance that corrects the
class), so that every sum can be made again from the log alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from server.grid.incident import milestones
from server.grid.incident.change import KINDS, REPORTED
from server.grid.incident.lifecycle import State, Step
from server.grid.incident.oversight import SpotVerdict
from server.grid.incident.policy import areas_of
from server.journal.models import Event
from server.process.tallying import Tallying

_BY_KIND = {
    REPORTED: "reported",
    KINDS[Step.SELF_RESOLVE]: "self_resolved",
    KINDS[Step.GIVE_BACK]: "given_back",
    KINDS[Step.FAIL]: "reworked",
    KINDS[Step.REOPEN]: "reopened",
}
_BY_END = {
    State.CLOSED: "closed",
    State.REJECTED: "rejected",
    State.MERGED: "merged",
    State.TRANSFERRED: "transferred",
    State.VOIDED: "voided",
}


def measures(event: Event) -> list[str]:
    """The sums to which an event adds one."""
    payload = event.payload
    found = [_BY_KIND[event.kind]] if event.kind in _BY_KIND else []
    if milestones.files(payload):
        found.append("filed")
    if end := milestones.end(payload):
        found.append(_BY_END[end])
    if payload.get("late") and end is State.CLOSED:
        found.append("closed_late")
    if event.kind == KINDS[Step.SPOT_CHECK] and payload.get("verdict") == SpotVerdict.INVALID:
        found.append("self_invalid")
    return found


def _named(event: Event, naming: Sequence[Event]) -> tuple[str, str] | None:
    """Class and channel of the subject when `event` happened; None for what never was reported."""
    if not naming or naming[0].kind != REPORTED:
        return None
    known = [one for one in naming if one.place_in_chain <= event.place_in_chain]
    classes = [one.payload["class"] for one in known if "class" in one.payload]
    return str(classes[-1]), str(naming[0].payload["channel"])


TALLYING = Tallying(measures=measures, naming=(REPORTED, KINDS[Step.ACCEPT]), named=_named, areas=areas_of)
