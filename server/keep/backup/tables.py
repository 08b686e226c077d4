"""PostgreSQL's part of a backup: each table by COPY, all of one moment, and back in the order of their references.

Decision: only our own tables and columns, by name. What others keep in the same schema (a helper of the database's
administrator or a column of theirs, PostGIS' own) is neither saved nor emptied nor filled: a fresh database has no
such table or column to fill.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Set
from contextlib import asynccontextmanager
from datetime import datetime
from functools import cache
from graphlib import TopologicalSorter
from types import MappingProxyType
from typing import Any
from uuid import UUID

import asyncpg

from server.core.ids import new_id
from server.data import orm
from server.data.configuration import MODELS, postgres_address
from server.data.db_errors import plainly
from server.keep.backup.archive import Held, Making

RECORD = "tortoise_migrations"
BESIDES = {  # which no model has
    RECORD: {"id", "app", "name", "applied_at"},
    "incident_text": {"incident_id", "body", "words"},
    "case_number": {"district", "day", "last"},
    "whistle_number": {"district", "day", "last"},
}
POOLED = "a pooler hides the schema of this address: name PostgreSQL's own address"
PART = 4 << 20  # bytes of a table in one member of an archive, or somewhat more


@cache
def ours() -> Mapping[str, Set[str]]:
    """Our tables, each with its columns."""
    return {**orm.tables(MODELS), **BESIDES}


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Any]:
    """A connection of our own, which sees the schema of the address. Raises OSError, also for whatever the database
    does not do."""
    with plainly():
        connection = await _connected(url)
        try:
            yield connection
        except BaseException:
            connection.terminate()  # at once: a statement that waits is not waited for
            raise
        await connection.close()


async def _connected(url: str) -> Any:
    address = postgres_address(url)
    schema = address.pop("schema")
    try:
        settings = {"search_path": schema} if schema else {}
        connection = await asyncpg.connect(**address, server_settings=settings, statement_cache_size=0)
    except asyncpg.ProtocolViolationError as failure:
        raise OSError(POOLED) from failure
    except (asyncpg.PostgresError, OSError) as failure:
        raise OSError(f"cannot open the database: {failure}") from failure
    if schema and await connection.fetchval("SHOW search_path") != schema:
        await connection.close()
        raise OSError(POOLED)
    return connection


async def save(connection: Any, making: Making) -> list[str]:
    """Add every table as it is in the connection's transaction; their names in the order in which they come back."""
    found = await names(connection)
    for name in found:
        parts = _Parts(making, name)
        columns = await _columns(connection, name)
        await connection.copy_from_table(name, columns=columns, output=parts.take, format="binary")
        parts.put()
    return found


async def _columns(connection: Any, name: str) -> list[str]:
    """Our columns of a table, in the order in which it has them, as a fresh one has."""
    rows = await connection.fetch(
        "SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped "
        "ORDER BY attnum",
        f'"{name}"',
    )
    return [row["name"] for row in rows if row["name"] in ours()[name]]


class _Parts:
    """A table on its way into an archive, a part at a time."""

    def __init__(self, making: Making, name: str) -> None:
        self.making, self.name, self.number, self.held = making, name, 0, bytearray()

    async def take(self, data: bytes) -> None:
        self.held += data
        if len(self.held) >= PART:
            self.put()

    def put(self) -> None:
        self.making.put(f"tables/{self.name}/{self.number:06}", bytes(self.held))
        self.number += 1
        self.held.clear()


async def _parts(held: Held, name: str) -> AsyncIterator[bytes]:
    """A table's parts in their order; before format 3 it was one."""
    listed = sorted(one for one in held.names() if one.startswith(f"tables/{name}/")) or [f"tables/{name}"]
    for one in listed:
        yield held.member(one)


async def load(connection: Any, held: Held, names: list[str]) -> None:
    """Fill freshly migrated tables, in the connection's transaction; what migrations put into them gives way."""
    wanted = [name for name in names if name in ours() and name != RECORD]
    await emptied(connection, wanted)
    for name in wanted:  # without triggers: what they would keep comes back as it was kept
        await connection.execute(f'ALTER TABLE "{name}" DISABLE TRIGGER USER')
        await connection.copy_to_table(name, source=_parts(held, name), format="binary")
        await connection.execute(f'ALTER TABLE "{name}" ENABLE TRIGGER USER')
    await settle_numbers(connection)


async def emptied(connection: Any, wanted: list[str]) -> None:
    """Take out what migrations put into these tables, which stand in the order of their references."""
    for name in reversed(wanted):
        if await connection.fetchval(f'SELECT EXISTS (SELECT 1 FROM "{name}")'):  # the log lets nobody delete at all
            await connection.execute(f'DELETE FROM "{name}"')


async def settle_numbers(connection: Any, used: Mapping[str, int] = MappingProxyType({})) -> None:
    """Let each table's own numbers go on behind what it holds, and behind the last one `used`."""
    for name, column in await _numbered(connection):
        await connection.execute(
            f"SELECT setval(pg_get_serial_sequence('\"{name}\"', '{column}'),"
            f' greatest((SELECT max("{column}") FROM "{name}"), {used.get(name, 0)}) + 1, false)'
        )


async def is_empty(connection: Any) -> bool:
    """Whether a migrated database holds nobody and nothing, as one does whose restore was cut off."""
    for table in ("person", "event"):
        if await connection.fetchval(f"SELECT EXISTS (SELECT 1 FROM {table})"):
            return False
    return True


async def begin_epoch(connection: Any, now: datetime) -> UUID:
    """Begin a new epoch, in the connection's transaction."""
    begun = new_id()
    await connection.execute(
        "INSERT INTO epoch (id, number, began_at) SELECT $1, coalesce(max(number), 0) + 1, $2 FROM epoch", begun, now
    )
    return begun


async def migrations(connection: Any) -> list[str]:
    """What was applied to the database; empty before the first."""
    if not await connection.fetchval("SELECT to_regclass($1)", RECORD):
        return []
    return [str(row["name"]) for row in await connection.fetch(f"SELECT name FROM {RECORD} ORDER BY name")]


async def foreign(connection: Any) -> list[str]:
    """The schema's tables that are somebody else's."""
    return sorted(set(await _all(connection)) - ours().keys())


async def _all(connection: Any) -> list[str]:
    rows = await connection.fetch("SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()")
    return [str(row["name"]) for row in rows]


async def names(connection: Any) -> list[str]:
    """Our tables of the schema, what others point to first."""
    found = ours().keys() & await _all(connection)
    pointing = await connection.fetch(
        "SELECT one.relname AS name, other.relname AS to FROM pg_constraint JOIN pg_class one ON one.oid = conrelid "
        "JOIN pg_class other ON other.oid = confrelid WHERE contype = 'f' AND "
        "one.relnamespace = current_schema()::regnamespace"
    )
    order: TopologicalSorter[str] = TopologicalSorter({name: set() for name in found})
    for row in pointing:
        if row["name"] != row["to"] and {row["name"], row["to"]} <= found:
            order.add(row["name"], row["to"])
    return list(order.static_order())


async def _numbered(connection: Any) -> list[tuple[str, str]]:
    """The columns of our tables that the database numbers by itself."""
    rows = await connection.fetch(
        "SELECT table_name AS name, column_name AS of FROM information_schema.columns WHERE table_schema = "
        "current_schema() AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL"
    )
    return [(row["name"], row["of"]) for row in rows if row["name"] in ours()]
