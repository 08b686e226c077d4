"""Where tests keep their databases, photos and browser profiles: in memory, where the machine has room for them.

Each test has a database of its own, and copying one is ten times as fast there as on a disk. What tests prove about
kills and full disks does not rest on the medium: they kill processes, not machines.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SHARED = Path("/dev/shm")
ROOM = 4 << 30  # bytes that must be free: two workers, their two servers of PostgreSQL, and a browser


@contextmanager
def kept_in_memory() -> Iterator[None]:
    """Let everything that asks for a temporary place get one in memory, and leave nothing there; elsewhere as usual."""
    if "TMPDIR" in os.environ or not _has_room():
        yield
        return
    folder = tempfile.mkdtemp(prefix="gridwhistle-", dir=SHARED)
    Path(folder).chmod(0o755)  # PostgreSQL runs as a user of its own
    os.environ["TMPDIR"] = folder
    try:
        yield
    finally:
        del os.environ["TMPDIR"]
        shutil.rmtree(folder, ignore_errors=True)


def _has_room() -> bool:
    return os.access(SHARED, os.W_OK) and shutil.disk_usage(SHARED).free >= ROOM
