"""PostgreSQL behind a pooler that lends its connections for one transaction (PgBouncer with `pool_mode = transaction`).

What is set for a session stays on a connection that somebody else gets next: `search_path`, `lock_timeout`, prepared
statements, advisory locks, LISTEN. So behind a pooler nothing is set for a session. A transaction begins with SET LOCAL
of the lock's timeout and of the schema, and a statement outside of one gets a transaction of its own where the schema
has to be set, which costs two rounds. A role for each district spares them: `ALTER ROLE r SET search_path = s` holds on
each connection that the pooler opens as that role, and is found in `pg_settings.reset_val`, which no SET changes.
Statements are prepared anew each time. LISTEN has no such way: `server.journal.postgres_bus` wants an address of its
own.

Decision: nobody has to say that there is a pooler. The number of the connection that a pooler tells at its start is its
own and not the backend's; and it refuses `search_path` as a setting of the start.
"""

from __future__ import annotations

from typing import Any

import asyncpg

from server.core.query_limits import LOCK_SECONDS
from server.data.configuration import postgres_address


class Between(OSError):
    """A pooler stands between us and PostgreSQL."""


class Lent(asyncpg.Connection):
    """A connection that the pooler lends us: there is nothing of ours to reset on it."""

    def get_reset_query(self) -> str:
        return ""


async def patient(connection: Any) -> None:
    """No statement of this connection waits longer for a lock than `LOCK_SECONDS`. Raises Between, and sets nothing."""
    ours = f"WHERE pg_backend_pid() = ({connection.get_server_pid()})"
    if await connection.execute(f"SELECT set_config('lock_timeout', {patience()}, false) {ours}") != "SELECT 1":
        raise Between("a pooler stands between this server and PostgreSQL")


def patience() -> str:
    """How long a statement waits for a lock, as SQL says it."""
    return f"'{LOCK_SECONDS}s'"


def local(schema: str | None) -> str:
    """What a transaction behind a pooler begins with."""
    return f"SET LOCAL lock_timeout = {patience()}" + (f'; SET LOCAL search_path = "{schema}"' if schema else "")


def lent(words: dict[str, Any]) -> dict[str, Any]:
    """asyncpg's words for a pool behind a pooler, from those for a direct one."""
    settings = {name: value for name, value in words["server_settings"].items() if name != "search_path"}
    return words | {"server_settings": settings, "statement_cache_size": 0, "connection_class": Lent}


async def unset(pool: Any, schema: str | None) -> str | None:
    """The schema, where the role's own settings do not name it already."""
    found = await pool.fetchval("SELECT reset_val FROM pg_settings WHERE name = 'search_path'")
    return schema if schema and str(found).split(",")[0].strip(' "') != schema else None


async def single(url: str) -> tuple[Any, str | None]:
    """A connection of its own, which sets nothing for its session, and its district. Raises what asyncpg raises."""
    address = postgres_address(url)
    schema = address.pop("schema")
    connection = await asyncpg.connect(**address, statement_cache_size=0)
    try:
        return connection, await district(connection, schema)
    except BaseException:
        connection.terminate()  # whom the server shows out is told so before the line is closed
        raise


async def district(connection: Any, schema: str | None) -> str | None:
    """The schema by which a district's locks and news are called; None is "public", whoever names it and whoever does
    not. Where the address says nothing the database does: a role may have a schema of its own."""
    name = schema or await connection.fetchval("SELECT current_schema()")
    return None if name == "public" else name
