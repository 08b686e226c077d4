"""Copies of the database that upgrades, restores and a move left behind: for a month somebody may want to go back.

Decision: what a restore kept is as old as its name says, since it is the replaced file itself and was last written long
before. An upgrade's copy is as old as the file.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from server.core.settings import Settings
from server.data import moved
from server.data.configuration import dialect_of, sqlite_file
from server.process.retention import Swept

KEPT, HALF = timedelta(days=30), timedelta(days=1)  # HALF: of what a killed restore left, which nobody can use
RESTORED = re.compile(r"\.before-(\d{14})(-wal)?$")  # its moment: the file itself may be older


@dataclass(frozen=True)
class Copies:
    """Those of a district's database, and on PostgreSQL the file of SQLite that it moved from."""

    settings: Settings
    name: str = "copies"

    async def sweep(self, now: datetime) -> Swept:
        return Swept(await asyncio.to_thread(self._remove, now))

    def _remove(self, now: datetime) -> int:
        old = list(self._old(now))
        for one in old:
            one.unlink(missing_ok=True)
        return len(old)

    def _old(self, now: datetime) -> Iterator[Path]:
        url, folder = self.settings.database, self.settings.data_dir.absolute()
        is_file = dialect_of(url) == "sqlite"
        for beside in {folder, sqlite_file(url).parent} if is_file else {folder}:
            yield from (one for one in beside.glob(".restoring-*") if _moment(one) < now - HALF)
        if is_file:
            file = sqlite_file(url)
            yield from (one for one in moved.copies(file) if ".before-" in one.name and _moment(one) < now - KEPT)
            return
        for file, to in moved.left_behind(folder, now - KEPT):
            if to == moved.told(url):  # else nobody knows whether all of it is here; ./grid check names it
                yield from moved.copies(file)


def _moment(file: Path) -> datetime:
    """Since when a copy is there."""
    if found := RESTORED.search(file.name):
        with suppress(ValueError):
            return datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)
