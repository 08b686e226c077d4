"""The bench's district in PostgreSQL: every row of SQLite's file, as `./grid move` brings it there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from server.data.migrate import migrate
from server.keep.backup import tables
from server.keep.move import rows


async def copy(source: Path, url: str) -> None:
    """Fill the empty database of `url` with the rows of a file."""
    await migrate(url)
    async with tables.opened(url) as connection:
        with closing(sqlite3.connect(source)) as file:
            async with connection.transaction():
                await rows.filled(connection, file)
        await connection.execute("ANALYZE")
