"""`./grid move postgres://…`: the whole district from SQLite to an empty PostgreSQL, wholly or not at all.

Decision: it is no restore. The epoch stays, and with it every phone's copy, place, session and key; photos and the
secret stay where they are. So nobody may write meanwhile: the server is stopped, and can be neither started on the old
database nor on the new one until the move is over. The old database is left as it was, with a mark beside it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from server.core import clock
from server.core.settings import Settings
from server.data import moved
from server.data.at_work import Alone, alone
from server.data.configuration import dialect_of, sqlite_file
from server.data.db_errors import plainly
from server.data.migrate import migrate, pending
from server.keep.backup import tables
from server.keep.move import rows

ENDS = "SELECT (SELECT max(number) FROM event), (SELECT max(number) FROM seal), (SELECT count(*) FROM epoch)"


async def move(settings: Settings, target: str, tell: rows.Told) -> str:
    """Move the district of the settings to `target`; a line that says what to do now.

    Raises ValueError when it is no move from SQLite to an empty PostgreSQL of this version, Occupied while anybody is
    at work with either, OSError when one cannot be opened.
    """
    url = settings.database
    if dialect_of(url) != "sqlite" or dialect_of(target) != "postgres":
        raise ValueError("a move goes from SQLite (GRID_DATA_DIR says where) to postgres://user:password@host/name")
    file = sqlite_file(url)
    _may_go_on(url, target)
    if not file.exists():
        raise ValueError(f"there is no district at {file}: say where it is by GRID_DATA_DIR")
    with plainly():
        return await _alone(url, file, target, tell)


async def _alone(url: str, file: Path, target: str, tell: rows.Told) -> str:
    async with alone(url), alone(target) as sole:
        said = _may_go_on(url, target)  # by now nobody else puts a mark
        if waiting := await pending(url):
            raise ValueError(f"migrate first (./grid migrate): {', '.join(waiting[:3])}")
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as source:
            number = await _moved(url, source, target, tell, sole, cut_off=said is not None)
    where = moved.told(target)
    return f"{number} events are in {where}: set GRID_DATABASE_URL to it and start the server; {file} stays as it was"


def _may_go_on(url: str, target: str) -> Mapping[str, str] | None:
    """The mark of a move to `target` that was cut off, or None. Raises ValueError where the district is elsewhere, or
    may be: all of it may have arrived before only the mark was missing."""
    said = moved.mark(url)
    if said is None:
        return None
    if said["state"] != "moving":
        moved.refuse(url)
    if said["to"] != moved.told(target):
        raise ValueError(
            f"a move of this district to {said['to']} was cut off and may be whole there: run ./grid move to the same "
            f"address again, or remove {moved.mark_file(url)} if nothing of it is to be used"
        )
    return said


async def _moved(
    url: str, source: sqlite3.Connection, target: str, tell: rows.Told, sole: Alone, *, cut_off: bool
) -> int:
    ends = tuple(source.execute(ENDS).fetchone())
    async with tables.opened(target) as connection:
        there = bool(await tables.migrations(connection)) and not await tables.is_empty(connection)
        if there and not (cut_off and tuple(await connection.fetchrow(ENDS)) == ends):  # else only the mark is missing
            raise ValueError("this database holds a district already; name an empty one")
        if not there:
            await migrate(target, progress=tell)
            await _filled(url, source, connection, target, tell, sole)
    moved.put(url, _said(target, "moved"))
    return int(ends[0] or 0)


async def _filled(
    url: str, source: sqlite3.Connection, connection: Any, target: str, tell: rows.Told, sole: Alone
) -> None:
    moved.put(url, _said(target, "moving"))
    filling = connection.transaction()
    await filling.start()
    try:
        total = await rows.filled(connection, source, tell)
        tell(f"{total} rows in all")
        await sole.still()
    except BaseException:
        moved.mark_file(url).unlink()  # nothing of it is there
        connection.terminate()
        raise
    await filling.commit()  # where this is cut off, the mark stays: the next move looks whether it is there
    await connection.execute("ANALYZE")  # else the first hour's statements are planned as for empty tables


def _said(target: str, state: str) -> dict[str, str]:
    return {"to": moved.told(target), "at": clock.now().isoformat(timespec="seconds"), "state": state}
