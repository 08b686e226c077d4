"""Copies of the database that upgrades and restores left beside it: for a month somebody may want to go back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from server.data.configuration import dialect_of, sqlite_file

KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Copies:
    """Those of the database at `url`; PostgreSQL has none."""

    url: str
    name: str = "copies"

    async def sweep(self, now: datetime) -> int:
        return await asyncio.to_thread(self._remove, now)

    def _remove(self, now: datetime) -> int:
        old = [one for one in self._files() if one.stat().st_mtime < (now - KEPT).timestamp()]
        for one in old:
            one.unlink(missing_ok=True)
        return len(old)

    def _files(self) -> list[Path]:
        if dialect_of(self.url) != "sqlite":
            return []
        file = sqlite_file(self.url)
        return [one for one in file.parent.glob(f"{file.stem}.before-*") if one.is_file()]
