"""What a person asks of a hot issue, verb by verb: weak on purpose; the action says all that is wrong at once."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from server.viewer import Role


@dataclass(frozen=True, kw_only=True)
class Command:
    """The operation's id (sending twice is sending once), the hot issue, and the version acted on."""

    op_id: UUID
    id: UUID
    seen: int | None = None


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


def body(command: Command) -> dict[str, Any]:
    """The command as plain JSON without the operation's id: what a receipt remembers to know another body by."""
    told = {field.name: getattr(command, field.name) for field in fields(command) if field.name != "op_id"}
    return {name: _plain(value) for name, value in told.items()}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, int):
        return value
    return str(value).encode("utf-8", "backslashreplace").decode()  # half characters have no JSON
