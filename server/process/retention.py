"""Rows whose time is over, by a column of their own: what `server.keep.retention` removes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from tortoise.queryset import QuerySet

from server.data.database import reader, transaction

BATCH = 200  # of one transaction: other writers of SQLite wait that long


class Swept(NamedTuple):
    """What a batch came to: how much went, and whether there is more to look at."""

    gone: int
    more: bool = False


@dataclass(frozen=True)
class Old:
    """`over` chooses by a moment what goes; `key` names a row."""

    name: str
    over: Callable[[datetime], QuerySet[Any]]
    key: str = "id"

    async def sweep(self, now: datetime) -> Swept:
        """Delete a batch."""
        keys = await self.over(now).limit(BATCH).using_db(reader()).values_list(self.key, flat=True)
        if not keys:
            return Swept(0)
        gone: int = await transaction(lambda: self.over(now).filter(**{f"{self.key}__in": list(keys)}).delete())
        return Swept(gone, more=True)
