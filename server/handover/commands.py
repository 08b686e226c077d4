"""What a person asks of a handover."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from server.process.command import Command


@dataclass(frozen=True, kw_only=True)
class Write(Command):
    """To hand over at the desk of `area`; the numbers are the server's."""

    area: str | None = None
    note: str | None = None

    def body(self) -> dict[str, Any]:
        """A repetition is known by what was sent, however it is kept."""
        return {"area": self.area or "", "note": (self.note or "").strip()}


@dataclass(frozen=True, kw_only=True)
class Confirm(Command):
    """To take over what another left."""

    id: UUID
