"""The SQLite engine: Tortoise's own, with transactions that take the write lock at BEGIN and always give it back.

Decision: a deferred BEGIN that reads and then writes fails at once with "database is locked" when another process
wrote in between, whatever the busy timeout (499 of 900 such transactions from three processes). BEGIN IMMEDIATE waits
its turn (0 of 900). A connection works through what it was given in order, even when the task that asked was cancelled:
so a cancelled BEGIN or COMMIT is waited for, and undone, before the next transaction may begin. Tortoise picks the
engine by `client_class` of a module whose dotted name contains "sqlite": this one.

Our own transactions (`together`) share a commit with whoever else waits (`server.data.group_commit`); Tortoise's own
(`_in_transaction`) and those that are run again after a shared commit failed are alone.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from tortoise.backends.base.client import TransactionalDBClient, TransactionContext
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionContext
from tortoise.connection import get_connections
from tortoise.exceptions import OperationalError

from server.core.errors import Busy
from server.core.query_limits import LOCK_SECONDS
from server.data.db_errors import translating
from server.data.group_commit import Ending, Line
from server.data.write_batch import RoundTransaction

WRITER = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "busy_timeout": LOCK_SECONDS * 1000,
    "foreign_keys": "ON",
    "journal_size_limit": 67108864,
    "cache_size": -65536,
    "temp_store": "MEMORY",
}
READER = WRITER | {"query_only": "ON"}


@asynccontextmanager
async def patient() -> AsyncIterator[None]:
    """Wait for whoever writes here, for `LOCK_SECONDS`. Raises Busy."""
    try:
        async with asyncio.timeout(LOCK_SECONDS):
            yield
    except TimeoutError:
        raise Busy("the database is busy; the same operation may be sent again") from None


class ImmediateTransaction(RoundTransaction):
    """A transaction that holds the write lock from its first statement."""

    async def begin(self) -> None:
        try:
            await self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as locked:
            raise OperationalError(locked) from locked

    async def execute_script(self, query: str) -> None:
        """Refused: the driver commits before a script, and here that would be the commit of others, too."""
        raise OperationalError("a script cannot run inside a transaction")

    async def commit(self) -> None:
        """Unlike the driver's own, which is silent when the database has undone everything by itself."""
        await self._connection.execute("COMMIT")
        self._finalized = True

    async def end(self, *, well: bool) -> None:
        """Commit or undo; a commit that fails (a full disk) is undone, so that the connection is free again."""
        if self._finalized:
            return
        try:
            if well:
                await self.send()
                await self.commit()
        except sqlite3.Error as failure:
            raise OperationalError(failure) from failure
        finally:
            if not self._finalized:
                await self.rollback()


class ImmediateContext(SqliteTransactionContext):
    """Tortoise's context, which forgets to give its lock back when BEGIN fails and to wait when it is cancelled."""

    connection: ImmediateTransaction

    async def __aenter__(self) -> TransactionalDBClient:
        async with patient():
            await self._trxlock.acquire()
        try:
            await self.ensure_connection()
            await self.connection.begin()
        except BaseException:
            try:
                await settled(self.connection.end(well=False))
            finally:
                self._trxlock.release()
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        return self.connection

    async def __aexit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None:
        try:
            await settled(self.connection.end(well=exc_type is None))
        finally:
            get_connections().reset(self.token)
            self._trxlock.release()


class SharedContext(TransactionContext):
    """One operation's part of a transaction that it shares with others. Raises Undone when it must be run again."""

    def __init__(self, writer: ImmediateClient) -> None:
        self.writer = writer

    async def __aenter__(self) -> TransactionalDBClient:
        self.place = self.writer.line.join()
        try:
            async with patient():
                await self.place.turn
        except BaseException:
            self.place.leave(Ending.GONE)
            raise
        self.connection = ImmediateTransaction(self.writer)
        self.token = get_connections().set(self.connection.connection_name, self.connection)
        return self.connection

    async def __aexit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None:
        try:
            if exc_type is None:
                await self.connection.send()
        except BaseException as failure:
            exc_type = type(failure)
            raise
        finally:
            get_connections().reset(self.token)
            self.connection._finalized = True
            self.place.leave(_ending(exc_type))
            await settled(self.place.outcome)


def _ending(raised: type[BaseException] | None) -> Ending:
    if raised is None:
        return Ending.WELL
    return Ending.REFUSED if issubclass(raised, Exception) else Ending.GONE


class ImmediateClient(SqliteClient):
    def __init__(self, file_path: str, **kwargs: Any) -> None:
        super().__init__(file_path, **kwargs)
        self.line = Line(_Ground(self), self._lock)

    def _check_loop(self) -> bool:
        """`connect` opens it in the loop that uses it. Tortoise asks with every step of a query: 5 % of a report."""
        return True

    async def execute_query(self, query: str, values: list[Any] | None = None) -> Any:
        with translating():
            return await super().execute_query(query, values)

    async def execute_query_dict(self, query: str, values: list[Any] | None = None) -> list[dict[str, Any]]:
        with translating():
            found: list[dict[str, Any]] = await super().execute_query_dict(query, values)
            return found

    def together(self) -> TransactionContext:
        """A transaction that shares its commit with those of others who wait at the same time."""
        return SharedContext(self)

    def _in_transaction(self) -> TransactionContext:
        return ImmediateContext(ImmediateTransaction(self), self._lock)


class _Ground:
    """The writer's connection as the clerk of the line needs it."""

    def __init__(self, client: ImmediateClient) -> None:
        self.client = client

    async def begin(self) -> None:
        if not self.client._connection:
            await self.client.create_connection(with_db=True)
        await self._run("BEGIN IMMEDIATE")

    async def mark(self) -> None:
        await self._run("SAVEPOINT mark")

    async def back(self) -> None:
        await self._run("ROLLBACK TO mark")

    async def commit(self) -> None:
        await self._run("COMMIT")

    async def undo(self) -> None:
        if self.whole():
            await self._run("ROLLBACK")

    def whole(self) -> bool:
        connection = self.client._connection
        return connection is not None and connection.in_transaction

    async def _run(self, statement: str) -> None:
        connection = self.client._connection
        if connection is None:
            raise OperationalError("the connection is closed")
        try:
            await connection.execute(statement)
        except sqlite3.Error as failure:
            raise OperationalError(failure) from failure


async def settled(work: Coroutine[Any, Any, None] | asyncio.Future[None]) -> None:
    """Finish `work` even when we are cancelled meanwhile; the cancellation is raised afterwards."""
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as raised:
            cancelled = raised
    if cancelled is not None:
        task.exception()  # heard, but there is nobody to tell
        raise cancelled
    task.result()


client_class: type[Any] = ImmediateClient
