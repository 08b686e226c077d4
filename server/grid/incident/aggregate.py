"""One incident as the decisions see it: all its columns and what hangs on it, immutable, without a database.

`Aggregate` has exactly the attributes of the model `Incident` and its rows those of their models, so that what was
decided in memory can be written as it is: one row at a time by the actions, thousands at once by made history.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from server.core.ids import new_salt
from server.grid.incident.approval import ApprovalKind, ApprovalRow
from server.grid.incident.lifecycle import State
from server.grid.incident.models import (
    Awaits,
    Channel,
    ClockKind,
    ClosureKind,
    FindingKind,
    Incident,
    Outcome,
    PhotoKind,
    PlaceSource,
    Rating,
    Verdict,
)
from server.grid.incident.oversight import SpotCheckRow, SupervisionRow
from server.ground.catalogue.models import CheckPolicy, Evidence, FilingCondition, IncidentClass, Stage
from server.ground.catalogue.policy import check_policy_of, evidence_of
from server.ground.worktime.limits import Pause
from server.ground.worktime.models import LimitKind
from server.process.elements import Elements

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


IN_HAND = frozenset({State.DISPATCHED, State.IN_PROGRESS, State.SUSPENDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRow:
    id: UUID
    kind: ClockKind
    stage: Stage | None
    round: int
    limit_kind: LimitKind
    limit_amount: int
    source: str
    started_at: datetime
    warn_at: datetime
    due_at: datetime
    stopped_at: datetime | None = None
    look_at: datetime | None = None
    pauses: Sequence[Sequence[str | None]] = ()  # [[from, to], …], ISO; one that goes on ends on its planned day

    @property
    def runs(self) -> bool:
        return self.stopped_at is None

    @property
    def stops(self) -> tuple[Pause, ...]:
        """The pauses as moments."""
        return tuple(
            (datetime.fromisoformat(begins), datetime.fromisoformat(ends))
            for begins, ends in self.pauses
            if begins and ends
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    id: UUID
    kind: FindingKind
    round: int
    verdict: Verdict
    text: str
    outside_reason: str
    by_id: UUID
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalRow(Elements):
    id: UUID
    round: int
    unit_id: UUID | None
    by_id: UUID
    at: datetime
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoRow:
    id: UUID
    sha256: str
    kind: PhotoKind
    by_id: UUID
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """A unit's part beside the lead: it assists while `until` is None, and keeps sight of it afterwards."""

    id: UUID
    unit_id: UUID
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """What the class says, unless the filing condition says otherwise."""

    self_resolve: bool
    verify: bool
    evidence: Evidence
    check_policy: CheckPolicy

    @classmethod
    def of(cls, klass: IncidentClass, condition: FilingCondition | None = None) -> Rules:
        return cls(
            self_resolve=klass.self_resolve,
            verify=klass.verify,
            evidence=evidence_of(klass, condition),
            check_policy=check_policy_of(klass, condition),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    id: UUID
    version: int
    number: str | None
    state: State
    awaits: Awaits
    level: int
    severity: int
    channel: Channel
    external_no: str | None
    incident_class_id: str
    condition_id: UUID | None
    matter_id: str | None
    text: str
    lat: int
    lon: int
    accuracy_m: int | None
    place_source: PlaceSource
    address: str
    building: str
    unit_door: str
    floor: str
    confirmed_at: datetime | None
    grid_id: str
    grid_version: int
    community_id: str
    street_id: str
    reporter_id: UUID | None
    assignee_id: UUID | None
    lead_unit_id: UUID | None
    duplicate_of_id: UUID | None
    occurred_at: datetime
    reported_at: datetime
    received_at: datetime
    filed_at: datetime | None
    closed_at: datetime | None
    changed_at: datetime
    warn_at: datetime | None
    late_at: datetime | None
    closure_kind: ClosureKind | None
    closed_late: bool | None
    rating: Rating | None
    rework_count: int
    reopen_count: int
    return_count: int
    asks: ApprovalKind | None = None
    pending_id: UUID | None = None
    whistling: int = 0
    merged_into_id: UUID | None = None
    resume_at: datetime | None = None
    appealed_at: datetime | None = None
    assignment: dict[str, Any] | None = None
    salt: str = field(default_factory=new_salt)

    rules: Rules
    clocks: tuple[ClockRow, ...] = ()
    findings: tuple[FindingRow, ...] = ()
    disposals: tuple[DisposalRow, ...] = ()
    photos: tuple[PhotoRow, ...] = ()
    parties: tuple[PartyRow, ...] = ()
    approvals: tuple[ApprovalRow, ...] = ()
    supervisions: tuple[SupervisionRow, ...] = ()
    spot_checks: tuple[SpotCheckRow, ...] = ()  # one at most

    @property
    def round(self) -> int:
        """1 the first time it is handled, one more for each rework and each reopening."""
        return 1 + self.rework_count + self.reopen_count

    @property
    def urgent(self) -> bool:
        return self.severity >= 3

    @property
    def assisting(self) -> frozenset[UUID]:
        return frozenset(party.unit_id for party in self.parties if party.until is None)

    @property
    def handler_id(self) -> UUID | None:
        """To whom the community assigned it, while it is in their hands."""
        return self.assignee_id if self.state in IN_HAND and self.lead_unit_id is None else None

    @property
    def disposers(self) -> frozenset[UUID]:
        """Who took part in disposing of it, in whatever round: they may not be the ones who check it."""
        return frozenset(disposal.by_id for disposal in self.disposals)

    @property
    def last_answer(self) -> DisposalRow | None:
        """What the unit told last in the present round."""
        told = [one for one in self.disposals if one.round == self.round]
        return max(told, key=lambda one: (one.at, one.id), default=None)

    def finding(self, kind: FindingKind) -> FindingRow | None:
        """The last finding of this kind in the present round."""
        found = [one for one in self.findings if one.kind == kind and one.round == self.round]
        return max(found, key=lambda one: (one.at, one.id)) if found else None

    @property
    def pending(self) -> ApprovalRow | None:
        """The request that waits to be decided."""
        return next((one for one in self.approvals if one.id == self.pending_id), None)

    @property
    def unanswered(self) -> tuple[SupervisionRow, ...]:
        """The supervisions that stand open, the first asked first."""
        return tuple(sorted((one for one in self.supervisions if one.answered_at is None), key=lambda one: one.at))

    @property
    def pending_check(self) -> SpotCheckRow | None:
        """The spot check that was drawn and that nobody has looked at yet."""
        return next((one for one in self.spot_checks if one.verdict is None), None)

    def running(self, kind: ClockKind) -> ClockRow | None:
        return next((clock for clock in self.clocks if clock.kind == kind and clock.runs), None)


KINDS: dict[str, type[Any]] = {
    "clocks": ClockRow, "findings": FindingRow, "disposals": DisposalRow, "photos": PhotoRow, "parties": PartyRow,
    "approvals": ApprovalRow, "supervisions": SupervisionRow, "spot_checks": SpotCheckRow,
}  # fmt: skip
COLUMNS = tuple(field.name for field in fields(Aggregate) if field.name not in {"rules", *KINDS})


def of(incident: Incident) -> Aggregate:
    """The aggregate of an incident read with its class, its condition and all that hangs on it."""
    return gathered(incident, incident.incident_class, incident.condition)


def gathered(incident: Any, klass: IncidentClass, condition: FilingCondition | None) -> Aggregate:
    """The aggregate of a row that has an incident's columns and the lists of what hangs on it."""
    own: dict[str, Any] = {name: getattr(incident, name) for name in COLUMNS}
    hanging: dict[str, Any] = {name: rows(kind, getattr(incident, name)) for name, kind in KINDS.items()}
    return Aggregate(**own, **hanging, rules=Rules.of(klass, condition))


def rows(kind: type[Any], found: Iterable[Any]) -> tuple[Any, ...]:
    """Rows of one kind, of whatever has its columns."""
    names = names_of(kind)
    return tuple(kind(**{name: getattr(one, name) for name in names}) for one in found)


def names_of(kind: type[Any]) -> tuple[str, ...]:
    """The columns of a kind of row."""
    return tuple(kind.__dataclass_fields__)
