"""What a person asks for, verb by verb: frozen and weak. Everything but the ids may be missing; the decision that gets
it says all that is wrong with it at once (`Invalid.of`).
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from server.event.receipts import Sent
from server.incident.models import Outcome
from server.whistle.models import ArrivalMode, Kind, Mark, Part


@dataclass(frozen=True, kw_only=True)
class Call:
    """A unit to call, in which part, and what it is to do."""

    unit_id: UUID | None = None
    part: Part | None = None
    task: str | None = None


@dataclass(frozen=True, kw_only=True)
class Command:
    """The operation's id (sending twice is sending once), the whistle, the version of it that was acted on."""

    op_id: UUID
    id: UUID
    seen: int | None = None
    sent: Sent | None = None


@dataclass(frozen=True, kw_only=True)
class Plan(Command):
    kind: Kind | None = None
    reason: str | None = None
    matter_code: str | None = None
    meeting_point: str | None = None
    meet_at: datetime | None = None
    done_by: datetime | None = None
    parties: tuple[Call, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Draft(Plan):
    incident_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Revise(Plan):
    pass


@dataclass(frozen=True, kw_only=True)
class Submit(Command):
    pass


@dataclass(frozen=True, kw_only=True)
class Approve(Command):
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Decline(Command):
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Review(Command):
    justified: bool | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class AddParty(Command):
    unit_id: UUID | None = None
    part: Part | None = None
    task: str | None = None


@dataclass(frozen=True, kw_only=True)
class Cancel(Command):
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Close(Command):
    conclusion: str | None = None
    cost_note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Note(Command):
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class PartyCommand(Command):
    """The same of one party: `id` is the party's, `seen` is its own version."""


@dataclass(frozen=True, kw_only=True)
class Ack(PartyCommand):
    eta: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Object(PartyCommand):
    matter_code: str | None = None
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class Decide(PartyCommand):
    upheld: bool | None = None
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class Arrive(PartyCommand):
    """`lat` and `lon` are the one fix, WGS-84 degrees: looked at once and forgotten."""

    mode: ArrivalMode | None = None
    lat: float | None = None
    lon: float | None = None
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Start(PartyCommand):
    task: str | None = None


@dataclass(frozen=True, kw_only=True)
class Finish(PartyCommand):
    accepted_at: datetime | None = None
    contact: str | None = None
    measures: str | None = None
    finished: bool | None = None
    promised_on: date | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, kw_only=True)
class Sign(PartyCommand):
    prompt: Mark | None = None
    quality: Mark | None = None
    content: Mark | None = None
    initiative: Mark | None = None
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class SendBack(PartyCommand):
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Excuse(PartyCommand):
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Score(PartyCommand):
    needed: bool | None = None
    fitted: bool | None = None
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class Urge(PartyCommand):
    text: str | None = None


FORGOTTEN = frozenset({"lat", "lon"})  # a fix is no part of what is remembered


def body(command: Command) -> dict[str, Any]:
    """The command as plain JSON without the operation's id: what a receipt knows another body by."""
    told = _pairs(command)
    return {name: _plain(value) for name, value in told if name not in {"op_id", "sent", "seen", *FORGOTTEN}}


def _pairs(thing: Any) -> list[tuple[str, Any]]:
    return [(field.name, getattr(thing, field.name)) for field in fields(thing)]


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {name: _plain(inner) for name, inner in _pairs(value)}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value).encode("utf-8", "backslashreplace").decode()  # half characters have no JSON
