"""The PostgreSQL engine: Tortoise's own over asyncpg, with transactions that always give their connection back, and
with Busy for a server that is away. Behind a pooler it keeps to what holds there (`server.data.pooler`).

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

from server.data import pooler
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
        parent: Any = self.client._parent
        pool: Any = parent._pool
        with translating(again=True, wire=True):
            self.client._connection = await pool.acquire(timeout=FREE)
        try:
            await self.client.begin()
            await parent.localise(self.client._connection)
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

    lent = False  # by a pooler, for one transaction each
    sets: str | None = None  # the schema that each transaction behind it has to set
    district: str | None = None  # by which its locks are called

    async def create_pool(self, **kwargs: Any) -> Any:
        try:
            pool = await super().create_pool(**kwargs | {"connection_class": Patient, "init": pooler.patient})
        except (pooler.Between, asyncpg.ProtocolViolationError):  # the other: it takes no schema at the start
            pool = await super().create_pool(**pooler.lent(kwargs))
            self.lent, self.sets = True, await pooler.unset(pool, self.schema)
        self.district = await pooler.district(pool, self.schema)
        return pool

    async def localise(self, connection: Any) -> None:
        """What a transaction on a lent connection begins with."""
        if self.lent:
            await connection.execute(pooler.local(self.sets))

    async def _translate_exceptions(self, func: Any, *args: Any, **kwargs: Any) -> Any:
        with translating(wire=True):
            return await super()._translate_exceptions(func, *args, **kwargs)

    def acquire_connection(self) -> PoolConnectionWrapper[Any]:
        return _Acquired(self, self._pool_init_lock)

    def _in_transaction(self) -> TransactionContext:
        return ReturningContext(ReturningTransaction(self), self._pool_init_lock)


class Patient(asyncpg.Connection):
    """No statement of it waits longer for a lock than `LOCK_SECONDS`, also once the pool has reset it."""

    def get_reset_query(self) -> str:
        return f"{super().get_reset_query()}\nSET lock_timeout = {pooler.patience()};"


class _Acquired(PoolConnectionWrapper[Any]):
    """A connection of the pool for one statement, waited for no longer than `FREE`; behind a pooler that has to be told
    the schema, in a transaction."""

    client: ReturningClient
    alone: Any = None

    async def __aenter__(self) -> Any:
        await self.ensure_connection()
        pool: Any = self.client._pool
        self.connection = connection = await pool.acquire(timeout=FREE)
        if self.client.sets:
            try:
                self.alone = connection.transaction()
                await self.alone.start()
                await self.client.localise(connection)
            except BaseException:
                await pool.release(connection)
                raise
        return connection

    async def __aexit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None:
        connection: Any = self.connection
        try:
            if self.alone is not None and not (exc_type and connection.is_closed()):
                await (self.alone.rollback() if exc_type else self.alone.commit())
        finally:
            await super().__aexit__(exc_type, exc_val, exc_tb)


client_class: type[Any] = ReturningClient
