"""The rows of a SQLite database as PostgreSQL takes them, one after another: neither a table nor a copy of the file is
ever held.

Decision: both databases have the same tables and columns, so that a row goes over by the types of its columns. Only the
search index is the database's own, and is made anew from the text that stands beside it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from server.grid.incident import search
from server.keep.backup.tables import RECORD, emptied, names, ours, settle_numbers

SEARCHED = "incident_text"  # whose words each database keeps in its own way
EACH = 100_000  # rows between two lines of progress

Told = Callable[[str], object]


async def filled(connection: Any, source: sqlite3.Connection, tell: Told = str) -> int:
    """Fill the freshly migrated tables of PostgreSQL, in the connection's transaction; how many rows. What migrations
    put into them gives way.

    Raises ValueError when a table did not arrive whole.
    """
    total, wanted = 0, [one for one in await names(connection) if one != RECORD]
    await emptied(connection, wanted)
    for name in wanted:
        columns = await _columns(connection, name)
        sent = _Sent(source, name, columns, tell)
        await _copied(connection, name, list(columns), sent)
        kept = await connection.fetchval(f'SELECT count(*) FROM "{name}"')
        if kept != sent.count or sent.count != _count(source, name):
            raise ValueError(f"{name}: {sent.count} rows were sent, {kept} arrived")
        if sent.count:
            tell(f"{name}: {sent.count}")
        total += sent.count
    await settle_numbers(connection, _used(source))
    return total


class _Sent:
    """The rows of a table, converted; counts them."""

    def __init__(self, source: sqlite3.Connection, name: str, columns: dict[str, str], tell: Told) -> None:
        self.source, self.name, self.tell, self.count = source, name, tell, 0
        self.columns = columns
        self.by = [CONVERTED.get(kind) for kind in columns.values()]

    def __iter__(self) -> Iterator[Sequence[Any]]:
        listed = ", ".join(f'"{column}"' for column in self.columns)
        with closing(self.source.execute(f'SELECT {listed} FROM "{self.name}" ORDER BY rowid')) as rows:
            for row in rows:
                self.count += 1
                if not self.count % EACH:
                    self.tell(f"{self.name}: {self.count} …")
                yield [
                    value if by is None or value is None else by(value) for by, value in zip(self.by, row, strict=True)
                ]


async def _copied(connection: Any, name: str, columns: list[str], rows: _Sent) -> None:
    if name != SEARCHED:
        await connection.execute(f'ALTER TABLE "{name}" DISABLE TRIGGER USER')  # what they keep comes along
        await connection.copy_records_to_table(name, records=rows, columns=columns)
        await connection.execute(f'ALTER TABLE "{name}" ENABLE TRIGGER USER')
        return
    await connection.execute("CREATE TEMP TABLE moving (incident_id uuid, body text, words text) ON COMMIT DROP")
    found = ((one, body, search.vector(body)) for one, body in rows)
    await connection.copy_records_to_table("moving", records=found)
    await connection.execute(
        f'INSERT INTO "{name}" (incident_id, body, words) SELECT incident_id, body, CAST(words AS tsvector) FROM moving'
    )


async def _columns(connection: Any, name: str) -> dict[str, str]:
    """Our columns of a table that come from the other database, and their types."""
    if name == SEARCHED:
        return {"incident_id": "uuid", "body": "text"}
    rows = await connection.fetch(
        "SELECT column_name AS name, data_type AS kind FROM information_schema.columns "
        "WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position",
        name,
    )
    return {row["name"]: row["kind"] for row in rows if row["name"] in ours()[name]}


def _count(source: sqlite3.Connection, name: str) -> int:
    return int(source.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])


def _used(source: sqlite3.Connection) -> dict[str, int]:
    """The last numbers that SQLite gave, by table: they are given to nothing else, even when their rows are gone."""
    return dict(source.execute("SELECT name, seq FROM sqlite_sequence"))


def _moment(value: str) -> datetime:
    found = datetime.fromisoformat(value)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


CONVERTED: dict[str, Callable[[Any], Any]] = {
    "uuid": UUID,
    "timestamp with time zone": _moment,
    "date": date.fromisoformat,
    "boolean": bool,
}
