"""What the machine tells: its disk, who may read the files, and what a move left behind."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from itertools import islice

from server.core import clock, private
from server.core.settings import Settings
from server.data import moved
from server.data.configuration import dialect_of, sqlite_file
from server.edge.check.finding import Finding, finding
from server.keep.retention.copies import KEPT

LEAST_FREE = 1 << 30  # bytes
MOST_COUNTED = 1000  # files that others can read
MIB = 1 << 20


def disk(settings: Settings) -> Iterator[Finding]:
    """Whether there is room for a day's photos, and for the copy that an upgrade makes of SQLite's file."""
    folder, wanted = settings.data_dir.absolute(), LEAST_FREE
    if dialect_of(settings.database) == "sqlite" and (file := sqlite_file(settings.database)).exists():
        wanted = max(wanted, file.stat().st_size * 5 // 4)
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    room = os.statvfs(folder)
    if (free := room.f_bavail * room.f_frsize) < wanted:
        yield finding("DISK", folder=folder, free=free // MIB, wanted=(wanted - free) // MIB + 1)


def modes(settings: Settings) -> Iterator[Finding]:
    """What others can read of database, photos, secret and data folder."""
    found = list(islice(private.open_to_others(settings), MOST_COUNTED))
    if found:
        mode = f"{stat.S_IMODE(found[0].lstat().st_mode):04o}"
        yield finding("FILE_MODE", path=found[0], mode=mode, count=len(found))


def left(settings: Settings) -> Iterator[Finding]:
    """A whole district that moved elsewhere long ago: what is over or was erased since is still in its file."""
    for file, to in moved.left_behind(settings.data_dir.absolute(), clock.now() - KEPT):
        yield finding("DATABASE_LEFT", file=file, to=to, days=KEPT.days)
