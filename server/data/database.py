"""The one door to the database: `connect`, `transaction`, `reader`. SQLite by default, PostgreSQL by URL.

Decision: a transaction is a function that is handed in, not a block, because only a function can be run again when the
database says "try again" (SQLite: locked; PostgreSQL: serialisation failure, deadlock). It is run at most `ATTEMPTS`
times within `LOCK_SECONDS` and then refused as BUSY, which a phone repeats by itself. Reads go to `reader()`: on SQLite
separate `query_only` connections, since a read on the writer's connection waits behind every transaction (255 ms behind
one of 300 ms, else 5). Transactions that wait for SQLite's one writer share a commit (`server.data.group_commit`).
Inside a transaction `reader()` is that transaction, so that one query serves both and sees its own writes.
"""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from asyncpg import PostgresError
from tortoise.backends.base.client import BaseDBAsyncClient, TransactionContext
from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.context import TortoiseContext, _current_context
from tortoise.exceptions import DBConnectionError

from server.core.errors import Busy
from server.core.query_limits import LOCK_SECONDS
from server.core.runner import Signal
from server.data.configuration import READERS, config, dialect_of
from server.data.db_errors import is_transient, translating
from server.data.group_commit import Undone
from server.data.inline_reads import Quick
from server.data.sqlite import READER, ImmediateClient

if TYPE_CHECKING:  # who has none need not load the driver's part of the ORM
    from server.data.replica import Replica

T = TypeVar("T")

ATTEMPTS = 6

_entered: ContextVar[Database | None] = ContextVar("database", default=None)
_inside: ContextVar[_Transaction | None] = ContextVar("transaction", default=None)
_turn = 0
_spoken = ""  # the dialect of the models' queries, which Tortoise takes 40 ms to make: anew only for another one


@dataclass(frozen=True)
class Database:
    """An open database. `entered()` makes it the one that models of this task (and tasks made from it) use."""

    url: str
    dialect: str
    context: TortoiseContext
    quick: Quick | None = None  # for what SQLite can tell at once
    changed: Signal = field(default_factory=Signal)  # rung after each commit of this process
    replica: Replica | None = None  # of PostgreSQL, for lists and figures

    @contextmanager
    def entered(self) -> Iterator[None]:
        context, database = _current_context.set(self.context), _entered.set(self)
        try:
            yield
        finally:
            _entered.reset(database)
            _current_context.reset(context)


@dataclass
class _Transaction:
    """One run of one transaction. Tasks made inside inherit it, and some outlive it: then it is `over` for them."""

    connection: BaseDBAsyncClient
    outside: BaseDBAsyncClient
    over: bool = False


@asynccontextmanager
async def connect(url: str, read_url: str = "") -> AsyncIterator[Database]:
    """Open `url` (sqlite:///absolute/path, or postgres://user:password@host:port/name?schema=s&host=/socket/folder).
    `read_url` names a replica of PostgreSQL, which is opened by whoever runs its runner.

    Raises OSError when it cannot be opened.
    """
    global _spoken
    kind = dialect_of(url)
    quick = Quick.at(url, READER) if kind == "sqlite" else None
    opened = Database(url, kind, context := TortoiseContext(), quick)
    with opened.entered():
        forget_statements()
        try:
            await opened.context.init(config=config(url), init_connections=_spoken != kind)
            _spoken = kind
            await _open_all(opened)
            if read_url and kind == "postgres":
                from server.data.replica import Replica

                opened = replace(opened, replica=Replica.of(read_url, url, context.connections.get("default")))
            with opened.entered():
                yield opened
        finally:
            if quick is not None:
                quick.close()
            await asyncio.shield(opened.context.connections.close_all(discard=True))


async def _open_all(opened: Database) -> None:
    """Open every connection now: a wrong address is told at the start, and no cancelled request opens one by half."""
    parts = urlsplit(opened.url)
    try:
        for connection in opened.context.connections.all():
            await connection.create_connection(with_db=True)
    except (OSError, sqlite3.Error, DBConnectionError, PostgresError) as failure:
        where = parts._replace(netloc=parts.hostname or "", query="").geturl()
        raise OSError(f"cannot open the database {where}: {failure}") from failure


def forget_statements() -> None:
    """Tortoise keeps INSERT statements by connection and table name: another dialect or column would get the old."""
    EXECUTOR_CACHE.clear()


def dialect() -> str:
    """The dialect of the database in use: "sqlite" or "postgres"."""
    return str(_outside().capabilities.dialect)


def reader() -> BaseDBAsyncClient:
    """The connection to read from: this task's transaction, else a `query_only` reader."""
    global _turn
    if (current := _current()) is not None:
        return current.connection
    if "reader0" not in _context().connections.db_config:
        return _outside()
    _turn = (_turn + 1) % READERS
    return _context().connections.get(f"reader{_turn}")


async def rows(sql: str, values: Sequence[Any]) -> Sequence[Any]:
    """What one statement of ours reads: in this task's transaction, else at once where SQLite can, else by a reader."""
    database = _entered.get()
    quick = database.quick if database is not None and _current() is None else None
    if quick is not None and (found := quick.rows(sql, values)) is not None:
        return found
    read: Sequence[Any] = (await reader().execute_query(sql, list(values)))[1]
    return read


async def asked(sql: str, values: Sequence[Any]) -> Sequence[Any]:
    """The same of a statement that was written by hand for both databases, with a `?` for each value."""
    return await rows(numbered(sql), values)


async def listed(sql: str, values: Sequence[Any]) -> Sequence[Any]:
    """What one statement of a list or a figure reads: as `rows`, or by the replica where that may tell it."""

    async def read(connection: BaseDBAsyncClient) -> Sequence[Any]:
        found: Sequence[Any] = (await connection.execute_query(sql, list(values)))[1]
        return found

    found = await _by_replica(read)
    return await rows(sql, values) if found is None else found


async def listing(read: Callable[[BaseDBAsyncClient], Awaitable[T]]) -> T:
    """What `read` reads of a list or a figure by the connection that it is given."""
    found = await _by_replica(read)
    return await read(reader()) if found is None else found


async def _by_replica(read: Callable[[BaseDBAsyncClient], Awaitable[T]]) -> T | None:
    database = _entered.get()
    if database is None or database.replica is None or _current() is not None:
        return None
    return await database.replica.read(read)


async def put(sql: str, written: Sequence[Sequence[Any]]) -> None:
    """Write each of these rows by such a statement. On SQLite they go with the transaction's next statement, and ids
    are text."""
    connection = reader()  # within a transaction: its own
    if connection.capabilities.dialect == "postgres":
        await connection.execute_many(numbered(sql), [list(row) for row in written])
    else:
        told = [[str(one) if isinstance(one, UUID) else one for one in row] for row in written]
        await connection.execute_many(sql, told)


def numbered(sql: str) -> str:
    """A statement of ours with a `?` for each value, as the database in use wants it: $1, $2 … of PostgreSQL."""
    if dialect() == "sqlite":
        return sql
    first, *parts = sql.split("?")
    return first + "".join(f"${place}{part}" for place, part in enumerate(parts, 1))


def inside() -> bool:
    """Whether this task is within a transaction."""
    return _current() is not None


async def queue_for(name: str) -> None:
    """Within a transaction: wait until no other transaction of the district that queues for `name` runs, and let none
    in until the end.

    On SQLite one transaction runs at a time anyway. PostgreSQL's locks are the whole database's, so that each carries
    its district's schema, as the database tells it.
    """
    if (current := _current()) is None:
        raise RuntimeError(f"only a transaction can queue for {name}")
    if current.connection.capabilities.dialect == "postgres":
        district = getattr(current.outside, "district", None)
        whose = f"{district} {name}" if district else name
        number = int.from_bytes(blake2b(whose.encode(), digest_size=8).digest(), signed=True)
        await current.connection.execute_query("SELECT pg_advisory_xact_lock($1)", [number])


async def transaction(work: Callable[[], Awaitable[T]]) -> T:
    """Run `work` in one transaction, again when the database asks for it. Within a transaction it joins in, and is
    undone alone when it raises. Raises Busy when the database would not let us in, StorageFull when there is no room;
    what `work` raises undoes it all.
    """
    if (current := _current()) is not None:
        async with current.connection._in_transaction():
            return await work()
    alone, until = False, monotonic() + LOCK_SECONDS
    for attempt in range(ATTEMPTS):
        try:
            with translating(again=True):
                answer = await _once(work, alone=alone)
        except Undone:
            alone = True
        except Exception as failure:
            if not is_transient(failure):
                raise
            if monotonic() > until:
                break
            await asyncio.sleep(random.uniform(0.5, 1.5) * 0.02 * 2**attempt)
        else:
            if (database := _entered.get()) is not None:
                database.changed.ring()
                if database.replica is not None:
                    database.replica.committed()
            return answer
    raise Busy("the database is busy; the same operation may be sent again")


async def _once(work: Callable[[], Awaitable[T]], *, alone: bool) -> T:
    outside = _outside()
    async with _begun(outside, alone=alone) as connection:
        current = _Transaction(connection, outside)
        token = _inside.set(current)
        try:
            return await work()
        finally:
            current.over = True
            _inside.reset(token)


def _begun(outside: BaseDBAsyncClient, *, alone: bool) -> TransactionContext:
    """On SQLite one commit with whoever else waits, unless it failed that way."""
    return outside.together() if isinstance(outside, ImmediateClient) and not alone else outside._in_transaction()


def _current() -> _Transaction | None:
    current = _inside.get()
    return current if current is not None and not current.over else None


def _outside() -> BaseDBAsyncClient:
    """The connection of no transaction, also for a task that was made inside one which is over."""
    stale = _inside.get()
    return stale.outside if stale is not None else _context().connections.get("default")


def _context() -> TortoiseContext:
    context = _current_context.get()
    if context is None:
        raise RuntimeError("no database is open in this task: use `with database.entered()`")
    return context
