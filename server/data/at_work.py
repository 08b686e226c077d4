"""Who is at work with a district's data: servers and short commands share it, a restore has it alone.

Decision: locks that the operating system or the database gives back by itself, so that a killed server leaves none. On
SQLite a `flock` on a file beside the database, which stays there; on PostgreSQL an advisory lock of a connection of its
own, by district, taken again where the connection was lost. It is a transaction's that stays open, since a pooler lends
its connections for just that long; such a transaction, without a snapshot, keeps no row from being cleaned up.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import asyncpg

from server.core.runner import Runner, running
from server.data import moved
from server.data.configuration import dialect_of, sqlite_file
from server.data.pooler import single

AGAIN = 1.0  # seconds after which a lost connection is looked for
STOP_FIRST = (
    "somebody is at work with this district's data: stop every server and command of it first (Ctrl-C where it runs, "
    "`systemctl stop` or `docker compose stop` of its service)"
)
LOST = "the database let go of this district, and somebody may be at work with it by now: nothing was changed"
RESTORING = "this district's data is being restored: start again when that is done"


class Occupied(OSError):
    """The data is somebody else's now."""


@asynccontextmanager
async def at_work(url: str) -> AsyncIterator[None]:
    """Be at work with others. Raises Occupied while a restore has the data alone, ValueError where it moved away."""
    if dialect_of(url) == "sqlite":
        with _flocked(lock_file(url), fcntl.LOCK_SH, RESTORING):
            moved.refuse(url)  # under the lock: a move may have come and gone since somebody looked
            yield
        return
    shared = _Shared(url, await _locked(url, "pg_try_advisory_xact_lock_shared", RESTORING))
    try:
        async with running([Runner("lock", shared.keep, pause=AGAIN)]):
            yield
    finally:
        shared.connection.terminate()


@dataclass(frozen=True)
class Alone:
    """That somebody has the data alone, by the connection which holds PostgreSQL's lock."""

    connection: Any = None

    async def still(self) -> None:
        """Ask before a commit: a lock goes with its connection. Raises Occupied."""
        try:
            if self.connection is not None:
                await self.connection.execute("SELECT 1")
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as failure:
            raise Occupied(LOST) from failure


@asynccontextmanager
async def alone(url: str) -> AsyncIterator[Alone]:
    """Have the data alone. Raises Occupied while anybody is at work with it."""
    if dialect_of(url) == "sqlite":
        with file_alone(url):
            yield Alone()
        return
    connection = await _locked(url, "pg_try_advisory_xact_lock", STOP_FIRST)
    try:
        yield Alone(connection)
    finally:
        await connection.close()


@contextmanager
def file_alone(url: str) -> Iterator[Path]:
    """The same of SQLite's file; the file of the lock, which has to stay."""
    file = lock_file(url)
    with _flocked(file, fcntl.LOCK_EX, STOP_FIRST):
        yield file


def lock_file(url: str) -> Path:
    file = sqlite_file(url)
    return file.with_name(f"{file.name}.lock")


@contextmanager
def _flocked(file: Path, how: int, refusal: str) -> Iterator[None]:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, how | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Occupied(refusal) from None
        yield
    finally:
        os.close(handle)


async def _locked(url: str, take: str, refusal: str) -> Any:
    """A connection that holds the lock. Raises Occupied, OSError."""
    try:
        connection, district = await single(url)
        key = int.from_bytes(blake2b(f"at work {district}".encode(), digest_size=8).digest(), signed=True)
        try:
            await connection.execute("BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0")
            taken = await connection.fetchval(f"SELECT {take}($1)", key)
        except BaseException:
            connection.terminate()  # whom the server shows out is told so before the line is closed
            raise
    except asyncpg.PostgresError as failure:
        raise OSError(f"cannot open the database: {failure}") from failure
    if taken:
        return connection
    await connection.close()
    raise Occupied(refusal)


@dataclass
class _Shared:
    """The lock that those at work share, and the connection that holds it."""

    url: str
    connection: Any

    async def keep(self) -> None:
        """Take it again when its connection was lost. Raises OSError while the database is away."""
        if self.connection.is_closed():
            try:
                self.connection = await _locked(self.url, "pg_try_advisory_xact_lock_shared", RESTORING)
            except asyncpg.InterfaceError as failure:
                raise OSError("the database takes no lock now") from failure
