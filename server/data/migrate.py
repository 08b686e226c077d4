"""Brings a database to this version, safely, as a step of its own before serving.

Decision: all that is pending runs in one transaction that holds the migrator's lock (SQLite: BEGIN IMMEDIATE,
PostgreSQL: an advisory lock), so a migrator killed at any point leaves the database as it was, and a second one waits
and then finds nothing to do. A SQLite file that holds data is copied beside itself first. Foreign keys are off on the
migrator's own SQLite connection, since a table is rebuilt by dropping it, and checked as a whole before the commit.
"""

from __future__ import annotations

import asyncio
import pkgutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from importlib import import_module
from pathlib import Path
from typing import Any
from zlib import crc32

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.context import TortoiseContext, _current_context
from tortoise.transactions import in_transaction

from server.core.errors import Busy
from server.data import moved
from server.data.configuration import MIGRATIONS, apps, config, dialect_of, sqlite_file
from server.data.database import forget_statements, reader
from server.data.db_errors import is_transient
from server.data.migration_author import make
from server.data.migration_executor import Executor, Recorder
from server.data.rebuild import WholeTransaction
from server.data.sqlite import ImmediateContext

__all__ = ["applied", "make", "migrate", "names", "pending"]

PATIENCE = 60  # seconds to wait for another migrator, or for transactions of a running server, to end

Progress = Callable[[str], object]


async def migrate(url: str, progress: Progress | None = None, *, package: str = MIGRATIONS) -> list[str]:
    """Apply what is pending; the names applied. Safe to repeat, to kill, and to run twice at once.

    Raises ValueError when the database is not of this version or the result would break a reference, Busy when
    another migrator holds the database for longer than `PATIENCE`. Nothing is changed then.
    """
    if dialect_of(url) == "sqlite":
        sqlite_file(url).parent.mkdir(parents=True, exist_ok=True)
    async with _opened(url, package) as connection, _locked(connection, url) as held:
        executor = Executor(held, apps(package))
        names = await executor.pending()
        if names and dialect_of(url) == "sqlite":
            await asyncio.to_thread(_back_up, sqlite_file(url), names[0])
        await executor.migrate(direction="forward", progress=lambda what, _, name: _tell(progress, what, name))
        if names and dialect_of(url) == "sqlite":
            await _check_references(held)
    return names


async def pending(url: str, *, package: str = MIGRATIONS) -> list[str]:
    """Names of the migrations that this database still waits for. Changes nothing, not even a missing file."""
    if dialect_of(url) == "sqlite" and not sqlite_file(url).exists():
        return names(package)
    async with _opened(url, package) as connection:
        return await Executor(connection, apps(package)).pending()


def names(package: str = MIGRATIONS) -> list[str]:
    """The migrations of the version that lies on the disk, in order."""
    return sorted(name for _, name, _ in pkgutil.iter_modules(import_module(package).__path__))


async def applied() -> set[str]:
    """The migrations that the open database knows."""
    return {key.name for key in await Recorder(reader()).applied_migrations()}


async def ready(url: str) -> None:
    """Raises ValueError with what to type where there is no district to work on. Makes nothing."""
    moved.refuse(url)
    if dialect_of(url) == "sqlite" and not sqlite_file(url).exists():
        raise ValueError(
            f"there is no district at {sqlite_file(url)}: make one with ./grid migrate, or say where it is "
            "(GRID_DATA_DIR=FOLDER; the demo's is .data/demo)"
        )
    if waiting := await pending(url):
        raise ValueError(f"migrate first (./grid migrate): {', '.join(waiting[:3])}")


@asynccontextmanager
async def _opened(url: str, package: str) -> AsyncIterator[BaseDBAsyncClient]:
    """The migrator's own connection: on SQLite patient, and with foreign keys off, which only works outside of a
    transaction and for this connection."""
    default = config(url)["connections"]["default"]
    if dialect_of(url) == "sqlite":
        default["credentials"] |= {"foreign_keys": "OFF", "busy_timeout": PATIENCE * 1000}
    else:
        default["credentials"] |= {"command_timeout": None}  # an index of a large table takes its time
    context = TortoiseContext()
    token = _current_context.set(context)
    forget_statements()
    try:
        context.connections._init_config({"default": default})  # no models: a migration makes its own
        yield context.connections.get("default")
    finally:
        forget_statements()
        await context.connections.close_all(discard=True)
        _current_context.reset(token)


@asynccontextmanager
async def _locked(connection: BaseDBAsyncClient, url: str) -> AsyncIterator[BaseDBAsyncClient]:
    """One transaction around everything, which only one migrator can be in."""
    try:
        if dialect_of(url) == "sqlite":
            async with ImmediateContext(WholeTransaction(connection), connection._lock) as held:  # type: ignore
                yield held
            return
        async with in_transaction("default") as held:
            await _lock_postgres(held, connection)
            yield held
    except Exception as failure:
        if is_transient(failure):
            raise Busy("another process is at work in the database; try again") from failure
        raise


async def _lock_postgres(held: BaseDBAsyncClient, connection: Any) -> None:
    await held.execute_query(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
    await held.execute_query("SELECT pg_advisory_xact_lock($1)", [crc32(f"migrate {connection.district}".encode())])
    if connection.schema:
        await held.execute_query(f'CREATE SCHEMA IF NOT EXISTS "{connection.schema}"')


async def _check_references(held: BaseDBAsyncClient) -> None:
    broken = await held.execute_query_dict("PRAGMA foreign_key_check")
    if broken:
        tables = ", ".join(sorted({f"{row['table']} → {row['parent']}" for row in broken}))
        raise ValueError(f"after migrating, {len(broken)} rows would point to nothing ({tables}); nothing was changed")


def _tell(progress: Progress | None, what: str, name: str) -> None:
    forget_statements()  # the next migration may know the same table with other columns
    if progress is not None and what == "apply_start":
        progress(f"migrating: {name}")


def _back_up(path: Path, first: str) -> None:
    """Copy a file that holds data to `name.before-0002_x.sqlite3`: whole or not at all."""
    with closing(sqlite3.connect(path)) as source:
        if not _holds_data(source):
            return
        copied = path.with_name(f"{path.stem}.before-{first}{path.suffix}")
        half = copied.with_suffix(".half")
        half.unlink(missing_ok=True)
        with closing(sqlite3.connect(half)) as target:
            source.backup(target)
        half.replace(copied)


def _holds_data(source: sqlite3.Connection) -> bool:
    """Whether anything ever happened here: each change has its event, and migrations fill tables of their own."""
    if not source.execute("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'event'").fetchone():
        return False
    return bool(source.execute("SELECT EXISTS (SELECT 1 FROM event)").fetchone()[0])
