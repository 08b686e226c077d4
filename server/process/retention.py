"""Rows whose time is over, by a column of their own: what `server.keep.retention` removes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.queryset import QuerySet

from server.data.database import reader, transaction

BATCH = 200  # of one transaction: other writers of SQLite wait that long


@dataclass(frozen=True)
class Old:
    """`over` chooses by a moment what goes; `key` names a row."""

    name: str
    over: Callable[[datetime], QuerySet[Any]]
    key: str = "id"

    async def sweep(self, now: datetime) -> int:
        """Delete a batch; how many went."""
        keys = await self.over(now).limit(BATCH).using_db(reader()).values_list(self.key, flat=True)
        if not keys:
            return 0
        gone: int = await transaction(lambda: self.over(now).filter(**{f"{self.key}__in": list(keys)}).delete())
        return gone
