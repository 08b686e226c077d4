"""What a failure of the database means, on either of them: try again, it went away, there is no room."""

from __future__ import annotations

import sqlite3

from asyncpg import InterfaceError


def is_transient(failure: BaseException) -> bool:
    """Whether the same transaction may succeed when run again: locked (SQLite), 40001 or 40P01 (PostgreSQL)."""
    for cause in (failure, *failure.args[:1]):
        if getattr(cause, "sqlstate", None) in {"40001", "40P01", "55P03"}:
            return True
        if isinstance(cause, sqlite3.OperationalError) and "locked" in str(cause):
            return True
    return False


def is_full(failure: BaseException) -> bool:
    """Whether there is no room: SQLITE_FULL, or 53100 (PostgreSQL). What was under way is undone."""
    for cause in (failure, *failure.args[:1]):
        if getattr(cause, "sqlstate", None) == "53100" or getattr(cause, "sqlite_errorname", None) == "SQLITE_FULL":
            return True
    return False


def is_lost(failure: BaseException) -> bool:
    """Whether PostgreSQL went away under us. What was under way may even be committed: only its receipt can tell."""
    state = str(getattr(failure, "sqlstate", None) or "")
    return isinstance(failure, ConnectionError | InterfaceError) or state.startswith(("08", "57P"))
