"""The PostgreSQL engine: Tortoise's own over asyncpg, with transactions that always give their connection back.

Decision: Tortoise's context forgets its connection when BEGIN fails or is cancelled; ten of them and the pool is empty.
Tortoise picks the engine by `client_class`, and migrations know it by its capabilities.
"""

from __future__ import annotations

from typing import Any

from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import TransactionalDBClient, TransactionContext, TransactionContextPooled
from tortoise.connection import get_connections


class ReturningContext(TransactionContextPooled):
    """A transaction whose connection goes back to the pool on every way out; the pool undoes what was left open."""

    client: TransactionWrapper

    async def __aenter__(self) -> TransactionalDBClient:
        await self.ensure_connection()
        pool: Any = self.client._parent._pool
        self.client._connection = await pool.acquire()
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
            if not self.client._finalized and not connection.is_closed():
                await (self.client.rollback() if exc_type else self.client.commit())
        finally:
            get_connections().reset(self.token)
            if pool is not None:
                await pool.release(connection)


class ReturningClient(AsyncpgDBClient):
    def _check_loop(self) -> bool:
        """`connect` opens it in the loop that uses it, so that nobody has to ask with every step of a query."""
        return True

    def _in_transaction(self) -> TransactionContext:
        return ReturningContext(TransactionWrapper(self), self._pool_init_lock)


client_class: type[Any] = ReturningClient
