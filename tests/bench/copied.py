"""The bench's district in PostgreSQL: every row of SQLite's file, as PostgreSQL keeps it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from server.data.migrate import migrate
from server.grid.incident import search
from server.keep.backup import tables

PART = 2_000
MADE: dict[
    str, Callable[[Any], Any]
] = {  # what PostgreSQL's driver wants of a column's type, and how SQLite's text becomes it
    "uuid": UUID,
    "timestamp with time zone": datetime.fromisoformat,
    "date": date.fromisoformat,
    "boolean": bool,
    "bytea": bytes,
}


async def copy(source: Path, url: str) -> None:
    """Fill the empty database of `url` with the rows of a file."""
    await migrate(url)
    connection = await tables.connected(url)
    try:
        with closing(sqlite3.connect(source)) as file:
            async with connection.transaction():
                for name in [one for one in await tables.names(connection) if one != tables.RECORD]:
                    await _fill(connection, file, name)
        await connection.execute("ANALYZE")
    finally:
        await connection.close()


async def _fill(connection: Any, file: sqlite3.Connection, name: str) -> None:
    if not file.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [name]).fetchone():
        return
    rows = _texts(file) if name == "incident_text" else None
    types = {row["column_name"]: row["data_type"] for row in await connection.fetch(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema() "
        "AND table_name = $1 ORDER BY ordinal_position", name)}  # fmt: skip
    await connection.execute(f'ALTER TABLE "{name}" DISABLE TRIGGER USER')
    await connection.execute(f'DELETE FROM "{name}"')
    if rows is not None:
        await connection.executemany("INSERT INTO incident_text (incident_id, body, words) "
                                     "VALUES ($1, $2, CAST($3::text AS tsvector))", rows)  # fmt: skip
    else:
        told = file.execute(f"SELECT {', '.join(types)} FROM {name}")
        makes = [MADE.get(kind) for kind in types.values()]
        while part := told.fetchmany(PART):
            records = [tuple(value if value is None or make is None else make(value)
                             for value, make in zip(row, makes, strict=True)) for row in part]  # fmt: skip
            await connection.copy_records_to_table(name, records=records, columns=list(types))
    await connection.execute(f'ALTER TABLE "{name}" ENABLE TRIGGER USER')


def _texts(file: sqlite3.Connection) -> Iterator[tuple[UUID, str, str]]:
    for incident, body in file.execute("SELECT incident_id, body FROM incident_text"):
        yield UUID(incident), body, search._vector(body)
