"""The sums that are kept, and what some events add to them, as the nouns' own tables say (`Tallying`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import TypeAlias
from uuid import UUID

from server import slices
from server.core.clock import SHANGHAI
from server.core.viewer import Viewer
from server.journal.models import Event
from server.process.tallying import Tallying

Key: TypeAlias = tuple[date, str, str, str]  # day, community, class, channel
Sums: TypeAlias = dict[Key, Counter[str]]

MEASURES = ("reported", "filed", "closed", "closed_late", "self_resolved", "self_invalid", "rejected", "merged",
            "transferred", "voided", "given_back", "reworked", "reopened")  # fmt: skip


@cache
def _ports() -> dict[str, Tallying]:
    """By how the kinds of a noun's events begin."""
    return {one.kinds: one.tallying for one in slices.slices() if one.tallying}


def _port(event: Event) -> Tallying | None:
    return _ports().get(event.kind.partition(".")[0] + ".")


def naming() -> list[str]:
    """The kinds of events that say of which class something is."""
    return [kind for port in _ports().values() for kind in port.naming]


def is_counted(event: Event) -> bool:
    """Whether an event adds to any sum."""
    return (port := _port(event)) is not None and bool(port.measures(event))


def areas_of(viewer: Viewer) -> frozenset[str]:
    """The subtrees of which a viewer sees all that is summed."""
    return frozenset.intersection(*(port.areas(viewer) for port in _ports().values()))


def summed(events: Iterable[Event], naming: Mapping[UUID, Sequence[Event]]) -> Sums:
    """The sums of some events. `naming`: of each subject the events that say its class, the first first."""
    sums: Sums = {}
    for event in events:
        port = _port(event)
        found = port.measures(event) if port else []
        if port and found and (named := port.named(event, naming.get(event.subject_id, ()))):
            key = (event.at.astimezone(SHANGHAI).date(), event.area[:12], *named)
            sums.setdefault(key, Counter()).update(found)
    return sums
