"""The PostgreSQL engine: Tortoise's own over asyncpg, with transactions that always give their connection back, and
with Busy for a server that is away.

Decision: Tortoise's context forgets its connection when BEGIN fails or is cancelled; ten of them and the pool is empty.
Tortoise picks the engine by `client_class`, and migrations know it by its capabilities.
"""

from __future__ import annotations

from typing import Any

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import (
    NestedTransactionContext,
    PoolConnectionWrapper,
    TransactionalDBClient,
    TransactionContext,
    TransactionContextPooled,
)
from tortoise.connection import get_connections

from server.core.query_limits import LOCK_SECONDS
from server.data.db_errors import translating

FREE = 5.0  # seconds in which a connection of the pool must become free


class ReturningTransaction(TransactionWrapper):
    """A transaction whose statements say that the server is away; what may be run again is its owner's to run."""

    async def _translate_exceptions(self, func: Any, *args: Any, **kwargs: Any) -> Any:
        with translating(again=True, wire=True):
            return await super()._translate_exceptions(func, *args, **kwargs)

    def _in_transaction(self) -> TransactionContext:
        return NestedTransactionContext(ReturningTransaction(self))


class ReturningContext(TransactionContextPooled):
    """A transaction whose connection goes back to the pool on every way out; the pool undoes what was left open."""

    client: TransactionWrapper

    async def __aenter__(self) -> TransactionalDBClient:
        await self.ensure_connection()
        pool: Any = self.client._parent._pool
        with translating(again=True, wire=True):
            self.client._connection = await pool.acquire(timeout=FREE)
        try:
            await self.client.begin()
        except BaseException:
            await pool.release(self.client._connection)
            raise
        self.token = get_connections().set(self.connection_name, self.client)
        return self.client

    async def __aexit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None:
        connection = self.client._connection
        pool: Any = self.client._parent._pool
        try:
            with translating(again=True, wire=True):
                if not self.client._finalized and not (exc_type and connection.is_closed()):
                    await (self.client.rollback() if exc_type else self.client.commit())
        finally:
            get_connections().reset(self.token)
            if pool is not None:
                await pool.release(connection)


class ReturningClient(AsyncpgDBClient):
    def _check_loop(self) -> bool:
        """`connect` opens it in the loop that uses it, so that nobody has to ask with every step of a query."""
        return True

    async def create_pool(self, **kwargs: Any) -> Any:
        return await super().create_pool(**kwargs | {"connection_class": Patient, "init": _patient})

    async def _translate_exceptions(self, func: Any, *args: Any, **kwargs: Any) -> Any:
        with translating(wire=True):
            return await super()._translate_exceptions(func, *args, **kwargs)

    def acquire_connection(self) -> PoolConnectionWrapper[Any]:
        return _Acquired(self, self._pool_init_lock)

    def _in_transaction(self) -> TransactionContext:
        return ReturningContext(ReturningTransaction(self), self._pool_init_lock)


class Patient(asyncpg.Connection):
    """No statement of it waits longer for a lock than `LOCK_SECONDS`, also once the pool has reset it. By a statement,
    since a pooler refuses it as a setting of the connection's start."""

    def get_reset_query(self) -> str:
        return f"{super().get_reset_query()}\n{_patience()};"


async def _patient(connection: Any) -> None:
    await connection.execute(_patience())


def _patience() -> str:
    return f"SET lock_timeout = '{LOCK_SECONDS}s'"


class _Acquired(PoolConnectionWrapper[Any]):
    """A connection of the pool for one statement, waited for no longer than `FREE`."""

    async def __aenter__(self) -> Any:
        await self.ensure_connection()
        pool: Any = self.client._pool
        self.connection = await pool.acquire(timeout=FREE)
        return self.connection


client_class: type[Any] = ReturningClient
