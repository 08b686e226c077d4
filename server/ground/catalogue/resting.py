"""What a decision about units rests on: that they are still in force when it is written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from tortoise.expressions import Q

from server.data.resting import Rest
from server.ground.catalogue import queries
from server.ground.catalogue.models import Unit


def in_force(units: Iterable[UUID], day: date) -> Rest:
    """That all these units are in force on this day; what is remembered of the catalogue is dropped when not."""
    still = Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))
    return Rest(model=Unit, keys=frozenset(units), still=still, forget=queries.forget)
