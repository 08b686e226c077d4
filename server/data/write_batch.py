"""A transaction of SQLite that needs few rounds: rows written in bulk wait for the next statement and go with it.

Decision: each round to the connection's thread costs about 0.2 ms, and a report took eleven within its transaction;
now it takes one, between its BEGIN and its COMMIT. Nobody waits for the answer of `execute_many`, so it is sent with
whatever comes next, and what is wrong with it is told there, or at the transaction's end at the latest.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tortoise.backends.base.client import (
    ConnectionWrapper,
    NestedTransactionContext,
    PoolConnectionWrapper,
    TransactionalDBClient,
    TransactionContext,
)
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionWrapper
from tortoise.exceptions import IntegrityError, OperationalError

MOST_PUT = 500  # rows that wait for the next statement


class RoundTransaction(SqliteTransactionWrapper):
    """Tortoise's transaction, which remembers what was put and sends it in time."""

    def __init__(self, connection: SqliteClient) -> None:
        super().__init__(connection)
        self._put: list[tuple[str, list[list[Any]]]] = []

    def _check_loop(self) -> bool:
        """As its client's: a transaction ends in the loop in which it began."""
        return True

    def acquire_connection(self) -> ConnectionWrapper[Any] | PoolConnectionWrapper[Any]:  # type: ignore[override]
        """A task that outlived its transaction works outside of it, never within a neighbour's."""
        return self._parent.acquire_connection() if self._finalized else _AfterWhatWasPut(self._lock, self)

    async def execute_many(self, query: str, values: list[list[Any]]) -> None:
        """Put these rows, to be sent with what comes next."""
        if self._finalized:
            await self._parent.execute_many(query, values)
            return
        self.log.debug("%s: %s", query, values)
        self._put.append((query, values))
        if sum(len(rows) for _, rows in self._put) > MOST_PUT:
            await self.send()

    async def execute_insert(self, query: str, values: list[Any]) -> int:
        """Insert a row together with what was put before it; its row id."""
        if self._finalized:
            return int(await self._parent.execute_insert(query, values))
        self.log.debug("%s: %s", query, values)
        return await self._round(query, values)

    async def send(self) -> None:
        """Send what was put."""
        if self._put:
            await self._round()

    def forget(self) -> None:
        """What was put is undone anyway."""
        self._put = []

    async def _round(self, query: str = "", values: list[Any] | None = None) -> int:
        put, self._put = self._put, []
        with translated():
            execute: Any = self._connection._execute
            return int(await execute(_all, self._connection._conn, put, query, values))

    def _in_transaction(self) -> TransactionContext:
        return _PartContext(self)


class _AfterWhatWasPut(ConnectionWrapper[Any]):
    """The transaction's connection, once everything that was put has been sent."""

    async def __aenter__(self) -> Any:
        connection = await super().__aenter__()
        try:
            await self.client.send()  # type: ignore[attr-defined]
        except BaseException:
            self._lock.release()
            raise
        return connection


class _PartContext(NestedTransactionContext):
    """A transaction within one: what was put before belongs to the outer one, what is put within is undone with it."""

    def __init__(self, outer: RoundTransaction) -> None:
        super().__init__(SqliteTransactionWrapper(outer))
        self.outer = outer

    async def __aenter__(self) -> TransactionalDBClient:
        await self.outer.send()
        return await super().__aenter__()

    async def __aexit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None:
        try:
            if exc_type is None:
                await self.outer.send()
        except BaseException as failure:
            exc_type = type(failure)
            raise
        finally:
            self.outer.forget()
            if not self.outer._finalized:  # else it is in a task that outlived the whole
                await super().__aexit__(exc_type, exc_val, exc_tb)


def _all(connection: sqlite3.Connection, put: list[tuple[str, list[list[Any]]]], query: str, values: list[Any]) -> int:
    """In the connection's thread: everything that was put and then `query`, whose row id is the answer."""
    for sql, rows in put:
        connection.executemany(sql, rows)
    return (connection.execute(query, values).lastrowid or 0) if query else 0


@contextmanager
def translated() -> Iterator[None]:
    """SQLite's errors in Tortoise's words."""
    try:
        yield
    except sqlite3.OperationalError as failure:
        raise OperationalError(failure) from failure
    except sqlite3.IntegrityError as failure:
        raise IntegrityError(failure) from failure
