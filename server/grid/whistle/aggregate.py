"""One whistle as the decisions see it: its columns and its parties, immutable, without a database.

`Aggregate`, `Party`, `ObjectionRow` and `ResultRow` have exactly the attributes of their models, so that what was
decided in memory can be written as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from server.core.ids import new_salt
from server.grid.incident.models import Outcome
from server.grid.whistle.lifecycle import PARTY_ENDS, SETTLED, PartyState, State
from server.grid.whistle.models import ArrivalMode, Kind, Mark, Part, Ruling
from server.process.elements import Elements


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionRow:
    id: UUID
    party_id: UUID
    matter_id: str
    text: str
    by_id: UUID
    at: datetime
    due_at: datetime
    ruling: Ruling | None = None
    ruling_text: str = ""
    ruled_at: datetime | None = None
    ruled_by_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow(Elements):
    id: UUID
    party_id: UUID
    round: int
    by_id: UUID
    at: datetime
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    id: UUID
    version: int
    unit_id: UUID
    part: Part
    task: str
    state: PartyState
    called_at: datetime | None = None
    ack_warn_at: datetime | None = None
    ack_due_at: datetime | None = None
    acked_at: datetime | None = None
    acked_by_id: UUID | None = None
    eta: datetime | None = None
    arrive_warn_at: datetime | None = None
    arrive_due_at: datetime | None = None
    arrived_at: datetime | None = None
    arrived_by_id: UUID | None = None
    arrival: ArrivalMode | None = None
    arrival_m: int | None = None
    arrival_reason: str = ""
    done_from: datetime | None = None
    done_warn_at: datetime | None = None
    done_due_at: datetime | None = None
    done_at: datetime | None = None
    sent_back: int = 0
    ended_at: datetime | None = None
    ended_by_id: UUID | None = None
    next_due_at: datetime | None = None
    silence: int = 0
    urged_at: datetime | None = None
    prompt_mark: Mark | None = None
    quality_mark: Mark | None = None
    content_mark: Mark | None = None
    initiative_mark: Mark | None = None
    mark_text: str = ""
    call_needed: bool | None = None
    call_fitted: bool | None = None
    call_text: str = ""
    call_said_at: datetime | None = None

    objection: ObjectionRow | None = None
    results: tuple[ResultRow, ...] = ()  # only what is added: no decision reads the others

    @property
    def ended(self) -> bool:
        return self.state in PARTY_ENDS

    @property
    def settled(self) -> bool:
        return self.state in SETTLED

    @property
    def objects(self) -> bool:
        """Whether the district has yet to decide on its objection."""
        return self.objection is not None and self.objection.ruling is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    id: UUID
    version: int
    revision: int
    number: str | None
    incident_id: UUID
    area: str
    street_id: str
    state: State
    kind: Kind
    reason: str
    matter_id: str
    meeting_point: str
    meet_at: datetime | None
    done_by: datetime | None
    conclusion: str
    cost_note: str
    drafted_by_id: UUID
    drafted_at: datetime
    submitted_at: datetime | None
    approved_by_id: UUID | None
    blown_at: datetime | None
    review_due_at: datetime | None
    reviewed_at: datetime | None
    reviewed_by_id: UUID | None
    justified: bool | None
    joint_at: datetime | None
    concluded_at: datetime | None
    ended_at: datetime | None
    changed_at: datetime
    warn_at: datetime | None
    late_at: datetime | None
    salt: str = field(default_factory=new_salt)

    parties: tuple[Party, ...] = ()

    @property
    def lead(self) -> Party | None:
        """The party that leads; none when the one that did was excused and no other has taken its place."""
        return next((one for one in self.parties if one.part is Part.LEAD and not _excused(one)), None)

    @property
    def awaits_review(self) -> bool:
        return self.review_due_at is not None and self.reviewed_at is None

    def party(self, party_id: UUID) -> Party:
        """The party with this id. Raises KeyError."""
        return {one.id: one for one in self.parties}[party_id]


def _excused(party: Party) -> bool:
    return party.state is PartyState.EXCUSED


def names_of(
    kind: type[Any], *, without: frozenset[str] = frozenset({"parties", "objection", "results"})
) -> tuple[str, ...]:
    """The columns of a kind of row."""
    return tuple(field.name for field in fields(kind) if field.name not in without)


COLUMNS, PARTY_COLUMNS, OBJECTION_COLUMNS = names_of(Aggregate), names_of(Party), names_of(ObjectionRow)


def of(whistle: Any) -> Aggregate:
    """The aggregate of a row that has a whistle's columns and `parties`, each with its `objections`."""
    own: dict[str, Any] = {name: getattr(whistle, name) for name in COLUMNS}
    parties = sorted(whistle.parties, key=lambda one: (one.part is not Part.LEAD, str(one.id)))
    return Aggregate(**own, parties=tuple(party_of(one) for one in parties))


def party_of(row: Any) -> Party:
    """One party, of whatever has its columns and its `objections`."""
    own: dict[str, Any] = {name: getattr(row, name) for name in PARTY_COLUMNS}
    return Party(**own, objection=_first(row.objections))


def _first(found: Iterable[Any]) -> ObjectionRow | None:
    one = next(iter(found), None)
    return ObjectionRow(**{name: getattr(one, name) for name in OBJECTION_COLUMNS}) if one is not None else None
