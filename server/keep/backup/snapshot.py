"""A copy of SQLite's file as one moment left it, which has no name: a kill leaves nothing of a district's on the disk.

Decision: SQLite writes into the file by the handle it opened before the name went. It keeps no journal meanwhile, since
it would look for one by that name; a copy that is not whole is thrown away.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from server.keep.backup.ending import GoOn

PAGES = 4096  # at a time: 16 MiB
VERSIONS, ROLLBACK = 18, b"\1\1"  # place in the file's head of how it is written, and: by a rollback journal


@contextmanager
def copied(file: Path, go_on: GoOn) -> Iterator[BinaryIO]:
    """The copy, beside the file, where there is room for another one."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".backing-up-")
    with os.fdopen(handle, "w+b") as raw:
        try:
            to = sqlite3.connect(name, isolation_level=None)
            to.execute("PRAGMA journal_mode = OFF")
            to.execute("PRAGMA synchronous = OFF")
        finally:
            os.unlink(name)
        with closing(to), closing(sqlite3.connect(file, isolation_level=None)) as source:
            source.execute("BEGIN")  # one snapshot for all steps; writers go on in the write-ahead log
            source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            source.backup(to, pages=PAGES, progress=lambda *_: go_on())
        raw.seek(VERSIONS)
        raw.write(ROLLBACK)
        raw.seek(0)
        yield cast("BinaryIO", raw)
