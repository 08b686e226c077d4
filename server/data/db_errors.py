"""What a failure of the database means, on either of them: try again, it went away, there is no room.

The clients of both (`server.data.sqlite`, `server.data.postgres`) send every statement, BEGIN and COMMIT through
`told`: a database that cannot answer now is Busy whoever asks, and what is wrong with us stays a bug.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from asyncpg import InterfaceError, InternalClientError, PostgresError
from tortoise.exceptions import BaseORMException

from server.core.errors import Busy, StorageFull

log = structlog.get_logger("grid.database")

AWAY = ("08", "57", "58", "53", "25006")  # SQLSTATE: connection, operator, system, resources; read only: a standby
GONE = ("clos", "released")  # what asyncpg says of a connection or a pool that is no more; the rest is ours
UNWELL = ("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_NOMEM", "SQLITE_PROTOCOL")  # how such names begin


@contextmanager
def translating(*, again: bool = False, wire: bool = False) -> Iterator[None]:
    """Says as Busy or StorageFull what is the database's fault. `again`: it is run again where that may help, so that
    is left as it is. `wire`: nothing but the driver runs here, so that any OSError is the connection's."""
    try:
        yield
    except (Busy, StorageFull):
        raise
    except Exception as failure:
        if is_full(failure):
            raise StorageFull("there is no room to write; the same operation may be sent again") from failure
        if is_lost(failure) or (wire and isinstance(failure, OSError)):
            log.warning("the database is away", cause=f"{type(failure).__name__}: {failure}")
            raise Busy("the database is away; the same operation may be sent again") from failure
        if not again and is_transient(failure):
            raise Busy("the database is busy; the same operation may be sent again") from failure
        raise


@contextmanager
def plainly() -> Iterator[None]:
    """Says as one OSError whatever a database does not do, for commands that end in a line. What is no database's
    failure stays as it is."""
    try:
        yield
    except (PostgresError, InterfaceError, BaseORMException, sqlite3.Error) as failure:
        raise OSError(f"the database: {str(failure).partition(chr(10))[0] or type(failure).__name__}") from failure


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
    """Whether the database is away: refused, cut, starting, stopping, out of connections; on SQLite a disk that does
    not answer. What was under way may even be committed: only its receipt can tell."""
    for cause in (failure, *failure.args[:1]):
        if str(getattr(cause, "sqlstate", None) or "").startswith(AWAY):
            return True
        if str(getattr(cause, "sqlite_errorname", None) or "").startswith(UNWELL):
            return True
    if isinstance(failure, InterfaceError):
        return any(sign in str(failure) for sign in GONE)
    # the driver's own state is out of step: a connection was cut while it was being set up
    return isinstance(failure, (ConnectionError, InternalClientError))
