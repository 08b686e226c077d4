"""What a person asks for, verb by verb: frozen and weak. Everything but the ids may be missing; the decision that gets
it says all that is wrong with it at once (`Invalid.of`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from server.event.receipts import Sent
from server.incident.models import Channel, Outcome, PhotoKind, PlaceSource, Rating, Verdict
from server.incident.oversight import SpotVerdict
from server.incident.reasons import CallReason, EscalateReason, GiveBackReason, Receiver, RejectReason, SuspendReason


@dataclass(frozen=True, kw_only=True)
class Photo:
    """A picture by its SHA-256 (hex). Its pixels may still be on the phone."""

    sha256: str
    kind: PhotoKind = PhotoKind.BEFORE


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where it is: a WGS-84 point in degrees, or a grid by its code together with words."""

    lat: float | None = None
    lon: float | None = None
    accuracy_m: int | None = None
    source: PlaceSource | None = None
    address: str | None = None
    building: str | None = None
    unit_door: str | None = None
    floor: str | None = None
    confirmed_at: datetime | None = None
    grid_code: str | None = None


@dataclass(frozen=True, kw_only=True)
class Command:
    """What every command has: the operation's id (sending twice is sending once), the incident, the seen version."""

    op_id: UUID
    incident_id: UUID
    seen: int | None = None
    sent: Sent | None = None


@dataclass(frozen=True, kw_only=True)
class Report(Command):
    class_code: str | None = None
    text: str | None = None
    severity: int | None = None
    channel: Channel | None = None
    external_no: str | None = None
    place: Place | None = None
    occurred_at: datetime | None = None
    reported_at: datetime | None = None
    photos: tuple[Photo, ...] = ()
    possible_duplicate_of: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class SelfResolve(Command):
    note: str | None = None
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True, kw_only=True)
class HandUp(Command):
    pass


@dataclass(frozen=True, kw_only=True)
class Accept(Command):
    class_code: str | None = None
    severity: int | None = None


@dataclass(frozen=True, kw_only=True)
class SendVerify(Command):
    assignee_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Verify(Command):
    verdict: Verdict | None = None
    text: str | None = None
    outside_reason: str | None = None
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NotFound(Command):
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Reject(Command):
    reason_code: RejectReason | None = None
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class File(Command):
    condition_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Dispatch(Command):
    lead_unit_id: UUID | None = None
    assist_unit_ids: tuple[UUID, ...] = ()
    task: str | None = None
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class CallStreet(Command):
    reason_code: CallReason | None = None
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Assign(Command):
    person_id: UUID | None = None  # one of these two
    unit_id: UUID | None = None
    task: str | None = None


@dataclass(frozen=True, kw_only=True)
class AssignSelf(Command):
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Sign(Command):
    pass


@dataclass(frozen=True, kw_only=True)
class GiveBack(Command):
    reason_code: GiveBackReason | None = None
    reason: str | None = None
    proposed_unit_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class FeedBack(Command):
    accepted_at: datetime | None = None
    contact: str | None = None
    measures: str | None = None
    finished: bool | None = None
    promised_on: date | None = None
    outcome: Outcome | None = None
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SendCheck(Command):
    assignee_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Check(Command):
    verdict: Verdict | None = None
    text: str | None = None
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Pass(Command):
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Fail(Command):
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Confirm(Command):
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class Rate(Confirm):
    rating: Rating | None = None


@dataclass(frozen=True, kw_only=True)
class Reopen(Command):
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class CloseUnchecked(Command):
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Appeal(Command):
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class Merge(Command):
    target_id: UUID | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class TransferOut(Command):
    receiver: Receiver | None = None
    receipt_no: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Redispatch(Dispatch):
    pass


@dataclass(frozen=True, kw_only=True)
class Escalate(Command):
    reason_code: EscalateReason | None = None
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Extend(Command):
    limit_amount: int | None = None  # in the unit of the case clock's own limit
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Suspend(Command):
    reason_code: SuspendReason | None = None
    reason: str | None = None
    plan: str | None = None
    until: date | None = None  # it rests until this day begins


@dataclass(frozen=True, kw_only=True)
class Resume(Command):
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Void(Command):
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Grant(Command):
    approval_id: UUID | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Decline(Command):
    approval_id: UUID | None = None
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Withdraw(Command):
    approval_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Note(Command):
    text: str | None = None
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Supervise(Command):
    opinion: str | None = None
    reply_by: datetime | None = None  # missing: one workday from now
    unit_id: UUID | None = None  # who is to answer: the lead unless said otherwise
    whistle_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class AnswerSupervision(Command):
    supervision_id: UUID | None = None
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class SpotCheck(Command):
    verdict: SpotVerdict | None = None
    text: str | None = None
