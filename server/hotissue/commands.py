"""What a person asks of a hot issue, verb by verb."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from server.process import command
from server.viewer import Role


@dataclass(frozen=True, kw_only=True)
class Command(command.Command):
    untold = frozenset({"op_id", "sent"})

    id: UUID


@dataclass(frozen=True, kw_only=True)
class Adopt(Command):
    owner_unit_id: UUID | None = None
    owner_role: Role | None = None
    plan: str | None = None
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Decline(Command):
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Solve(Command):
    text: str | None = None
