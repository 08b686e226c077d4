"""What an event counts as, pure: the one place that says which event adds to which sum.

The class and the channel of an incident come from the log as well (its report, and an acceptance that corrects the
class), so that every sum can be made again from the log alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeAlias
from uuid import UUID

from server.core.clock import SHANGHAI
from server.grid.incident import milestones
from server.grid.incident.change import KINDS, REPORTED
from server.grid.incident.lifecycle import State, Step
from server.grid.incident.oversight import SpotVerdict
from server.journal.models import Event

Key: TypeAlias = tuple[date, str, str, str]  # day, community, class, channel
Sums: TypeAlias = dict[Key, Counter[str]]

NAMING = (REPORTED, KINDS[Step.ACCEPT])  # events that say of which class it is

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
MEASURES = ("reported", "filed", "closed", "closed_late", "self_resolved", "self_invalid", "rejected", "merged",
            "transferred", "voided", "given_back", "reworked", "reopened")  # fmt: skip


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


def summed(events: Iterable[Event], naming: Mapping[UUID, Sequence[Event]]) -> Sums:
    """The sums of some events. `naming`: of each subject the events of `NAMING`, the first first."""
    sums: Sums = {}
    for event in events:
        found = measures(event) if event.kind.startswith("incident.") else []
        if found and (named := _named(event, naming.get(event.subject_id, ()))):
            key = (event.at.astimezone(SHANGHAI).date(), event.area[:12], *named)
            sums.setdefault(key, Counter()).update(found)
    return sums


def _named(event: Event, naming: Sequence[Event]) -> tuple[str, str] | None:
    """Class and channel of the subject when `event` happened; None for what never was reported."""
    if not naming or naming[0].kind != REPORTED:
        return None
    known = [one for one in naming if one.place_in_chain <= event.place_in_chain]
    classes = [one.payload["class"] for one in known if "class" in one.payload]
    return str(classes[-1]), str(naming[0].payload["channel"])
