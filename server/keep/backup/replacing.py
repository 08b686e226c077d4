"""SQLite's file replaced by a backup's: made ready beside its place, and put there in one step.

Until that step the old file is what it was, and after it the new one is whole, migrated and of a new epoch, whenever
the machine stops. What was there is kept beside it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from server.core import clock
from server.data.database import connect, transaction
from server.data.db_errors import plainly
from server.data.migrate import migrate
from server.journal import epochs
from server.keep.backup import archive
from server.keep.backup.destination import flushed

DATABASE = "database.sqlite3"


async def replace(file: Path, held: archive.Held, beside: Callable[[], Awaitable[None]]) -> UUID:
    """Put the archive's database in the place of `file`, in a new epoch: its id. `beside` puts what lies beside it in
    its place, once nothing is left that could refuse the database."""
    fresh = file.with_name(f".restoring-{file.name}")
    clear(fresh)
    file.parent.mkdir(parents=True, exist_ok=True)
    held.unpacked(DATABASE, fresh)
    with plainly():
        await migrate(f"sqlite:///{fresh}")
        async with connect(f"sqlite:///{fresh}") as database:
            with database.entered():
                begun = await transaction(epochs.begin)
        _settle(fresh)
    await beside()
    _keep(file)
    os.replace(fresh, file)
    flushed(file.parent)
    clear(fresh)
    return begun


def _keep(file: Path) -> None:
    """Keep what is there under another name, and leave no log of it that the next file could be taken for."""
    if file.exists():
        with suppress(sqlite3.Error):  # it may be just what is broken
            _settle(file)
    kept = _free_name(file)
    for end in ("", "-wal"):
        if (old := Path(f"{file}{end}")).exists():
            beside = Path(f"{kept}{end}")
            try:
                os.link(old, beside)
            except OSError:  # not every file system has links
                shutil.copy2(old, beside)
    flushed(file.parent)
    for end in ("-wal", "-shm"):
        Path(f"{file}{end}").unlink(missing_ok=True)


def _free_name(file: Path) -> Path:
    now = clock.now()
    while (name := Path(f"{file}.before-{now:%Y%m%d%H%M%S}")).exists():
        now += timedelta(seconds=1)
    return name


def _settle(file: Path) -> None:
    """Bring all of the write-ahead log into the file, and onto the disk."""
    with closing(sqlite3.connect(file)) as whole:
        whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    flushed(file)


def clear(fresh: Path) -> None:
    """Remove whatever a restore leaves beside, also one that was cut off: the copy that migrating makes, too."""
    for leftover in fresh.parent.glob(f"{fresh.stem}*"):
        leftover.unlink()
