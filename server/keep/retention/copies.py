"""Copies of the database that upgrades and restores left beside it: for a month somebody may want to go back.

Decision: what a restore kept is as old as its name says, since it is the replaced file itself and was last written long
before. An upgrade's copy is as old as the file.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from server.data.configuration import dialect_of, sqlite_file
from server.process.retention import Swept

KEPT = timedelta(days=30)
RESTORED = re.compile(r"\.before-(\d{14})(-wal)?$")


@dataclass(frozen=True)
class Copies:
    """Those of the database at `url`; PostgreSQL has none."""

    url: str
    name: str = "copies"

    async def sweep(self, now: datetime) -> Swept:
        return Swept(await asyncio.to_thread(self._remove, now))

    def _remove(self, now: datetime) -> int:
        old = [one for one in self._files() if _made(one) < now - KEPT]
        for one in old:
            one.unlink(missing_ok=True)
        return len(old)

    def _files(self) -> Iterator[Path]:
        if dialect_of(self.url) != "sqlite":
            return
        file = sqlite_file(self.url)
        for one in file.parent.iterdir():
            if one.name.startswith((f"{file.stem}.before-", f"{file.name}.before-")) and one.is_file():
                yield one


def _made(copy: Path) -> datetime:
    if (found := RESTORED.search(copy.name)) is not None:
        try:
            return datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            pass  # no moment at all: as any other file
    return datetime.fromtimestamp(copy.stat().st_mtime, UTC)
