"""Short reads of SQLite on the event loop's own thread.

Decision: handing a statement to another thread and waking the loop again costs 0.1 ms of CPU, as much as the database
needs for an incident. So each statement is first tried here, with `MOST` seconds to finish; SQLite's progress handler
ends it when they are over, and it is then read by a thread, at once and for the next `REST` seconds. The loop stands
still for a few milliseconds at the very most. A reader never waits for a writer (WAL); where it would have to, a thread
waits.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from time import monotonic
from typing import Any
from urllib.parse import unquote, urlsplit

from tortoise.log import db_client_logger

MOST = 0.01  # seconds
LOOKED_AT = 5_000  # steps of SQLite's machine between two looks at the clock: about 0.2 ms
REST = 3.0  # seconds: one cold page of the disk must not send the next thousand to a thread
MOST_SLOW = 256


class Quick:
    """One `query_only` connection, used by the loop's thread alone."""

    def __init__(self, path: str, pragmas: Mapping[str, Any]) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, cached_statements=512, check_same_thread=False)
        for pragma, value in ({**pragmas, "busy_timeout": 0}).items():
            self._connection.execute(f"PRAGMA {pragma}={value}").close()
        self._connection.set_progress_handler(self._is_over, LOOKED_AT)
        self._until = 0.0
        self._slow: dict[str, float] = {}

    @classmethod
    def at(cls, url: str, pragmas: Mapping[str, Any]) -> Quick:
        """One for the file of a URL. Raises OSError when it cannot be opened. It is the first to try: aiosqlite leaves
        a thread behind where it fails, which outlives the loop."""
        try:
            return cls(unquote(urlsplit(url).path), pragmas)
        except sqlite3.Error as failure:
            raise OSError(f"cannot open the database {url}: {failure}") from failure

    def rows(self, sql: str, values: Sequence[Any]) -> list[Any] | None:
        """All rows, or None when it has to be read by a thread."""
        begun = monotonic()
        if self._slow and self._slow.get(sql, 0.0) > begun:
            return None
        self._until = begun + MOST
        try:
            found = self._connection.execute(sql, values).fetchall()
        except sqlite3.OperationalError:  # interrupted, or locked; whatever else it is, the thread will be told too
            if len(self._slow) >= MOST_SLOW:
                self._slow.clear()
            self._slow[sql] = begun + REST
            return None
        if db_client_logger.isEnabledFor(10):
            db_client_logger.debug("%s: %s", sql, values)
        return found

    def _is_over(self) -> bool:
        return monotonic() > self._until

    def close(self) -> None:
        self._connection.close()
