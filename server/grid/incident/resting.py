"""What decisions about others rest on: that an incident is not moved before they are written."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from tortoise.expressions import Q

from server.data.resting import Rest
from server.grid.incident.models import Incident


class Read(Protocol):
    """An incident as it was read: its aggregate, or its row."""

    @property
    def id(self) -> UUID: ...
    @property
    def version(self) -> int: ...


def as_it_is(incident: Read, *, written: bool = False) -> Rest:
    """That nobody moved it since. `written`: the same transaction changes it besides."""
    return Rest(model=Incident, keys=frozenset({incident.id}), still=Q(version=incident.version), written=written)
