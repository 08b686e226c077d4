"""责任时间: in whose hands something was, told again from its log, and how much work-time went by there.

Decision: it is of units, desks and grids, never of persons: what is shown is where a thing lay, not who was slow. Each
stretch names the event by which it began, so that every bar can be held against the log; pauses are stretches of their
own, which count for nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from server.data.database import reader
from server.ground.worktime.calendar import MINUTE, Calendar
from server.journal.models import Event

MOST = 60  # stretches that are told; of more, the last
MOST_EVENTS = 300  # that are read


async def logged(subject_id: UUID, still: Collection[str]) -> Log:
    """The log of one subject, from its beginning, without the kinds that move nothing (`still`)."""
    events = Event.filter(subject_id=subject_id).exclude(kind__in=still).order_by("place_in_chain")
    found = await events.limit(MOST_EVENTS + 1).only("number", "id", "kind", "at", "payload").using_db(reader())
    return Log(found[:MOST_EVENTS], cut=len(found) > MOST_EVENTS)


class Logged(Protocol):
    """What of an event tells in whose hands something came by it."""

    @property
    def id(self) -> UUID: ...
    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def payload(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True)
class Log:
    """What was read of a log. `cut`: there is more, so that nobody knows in whose hands it is now."""

    events: Sequence[Logged]
    cut: bool = False

    @property
    def until(self) -> datetime | None:
        """The last moment that is known of; None: all is."""
        return self.events[-1].at if self.cut else None


@dataclass(frozen=True)
class Hands:
    """Whose: a unit, or the desk or grid of an area."""

    unit_id: UUID | None = None
    area_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Held:
    """One stretch in one's hands."""

    unit_id: UUID | None
    area_id: str | None
    state: str
    starts_at: datetime
    ends_at: datetime
    running: bool
    paused: bool
    work_minutes: int
    event_id: UUID


@dataclass
class _Open:
    hands: Hands
    state: str
    since: datetime
    event_id: UUID
    paused: bool


@dataclass
class Retelling:
    """Goes through a log and notes who has it; `track`: what is in several hands at once has one for each."""

    now: datetime
    calendar: Calendar
    _open: dict[str, _Open] = field(default_factory=dict)
    _told: list[Held] = field(default_factory=list)

    def comes(self, event: Logged, hands: Hands, state: str, *, track: str = "", paused: bool = False) -> None:
        """By this event it came into these hands, in this state. The same hands in the same state go on."""
        before = self._open.get(track)
        if before and (before.hands, before.state, before.paused) == (hands, state, paused):
            return
        self.goes(event.at, track=track)
        self._open[track] = _Open(hands, state, event.at, event.id, paused)

    def goes(self, at: datetime, *, track: str = "", running: bool = False) -> None:
        """It is in nobody's hands any more."""
        if (one := self._open.pop(track, None)) is None:
            return
        work = self.calendar.worked_until(at) - self.calendar.worked_until(one.since)
        self._told.append(
            Held(
                unit_id=one.hands.unit_id,
                area_id=one.hands.area_id,
                state=one.state,
                starts_at=one.since,
                ends_at=at,
                running=running,
                paused=one.paused,
                work_minutes=0 if one.paused else max(0, work) // MINUTE,
                event_id=one.event_id,
            )
        )

    def ends(self, at: datetime) -> None:
        for track in list(self._open):
            self.goes(at, track=track)

    def told(self, until: datetime | None) -> list[Held]:
        """All of it, in order; what is still in hand lasts until now, or until the last moment that is known of."""
        for track in list(self._open):
            self.goes(until or self.now, track=track, running=until is None)
        return sorted(self._told, key=lambda one: (one.starts_at, one.ends_at))[-MOST:]
