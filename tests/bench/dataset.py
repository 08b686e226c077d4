"""The bench's database: built once for each recipe, kept under `.cache/bench`, copied where somebody writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date, datetime
from enum import Enum
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from server.core.viewer import Role
from server.data import migrate
from server.data.database import connect, transaction
from server.grid.hotissue import noticing
from server.grid.incident import search
from server.ground.area.models import Area
from server.ground.catalogue.models import Unit
from server.ground.catalogue.queries import catalogue
from server.ground.catalogue.snapshot import Catalogue
from server.ground.person.models import Post
from server.insight.tallies import actions as tallies
from server.journal import chain, projection
from server.reach.notice import fan_out
from server.reach.sync import change_index as marks
from tests.bench import district, history
from tests.bench.history import Actor, Row, Spot, World
from tests.bench.recipe import CACHE, LATEST, SEED, Recipe

CHUNK = 2_000
QUICK = ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -200000",
         "PRAGMA foreign_keys = OFF")  # fmt: skip
BULKY = ("incident", "incident_clock", "incident_photo", "incident_unit", "disposal", "event", "seal")

Say = Callable[[str], None]


async def ensure(recipe: Recipe, name: str, say: Say = lambda words: None) -> Path:
    """The database of this recipe, built if it is not there; older ones of the same name are thrown away."""
    place = CACHE / f"{name}-{recipe.digest()}.sqlite3"
    if not place.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        for old in CACHE.glob(f"{name}-*.sqlite3*"):
            old.unlink()
        building = place.with_suffix(".building")
        building.unlink(missing_ok=True)
        await build(building, recipe, say)
        building.rename(place)
    return place


async def build(path: Path, recipe: Recipe, say: Say = lambda words: None) -> None:
    """Everything into a new file at an absolute path. One that was cut off is not whole: build beside and rename."""
    url = f"sqlite:///{path}"
    await migrate.migrate(url)
    async with connect(url) as database:
        with database.entered():
            await district.build(recipe)
            world = await _world()
            known = await catalogue()
    say(f"{recipe.incidents:,} incidents …")
    _write(path, recipe, world, known, say)
    async with connect(url) as database:
        with database.entered():
            await _findable(path, known)
            await _followed()
    with closing(sqlite3.connect(path)) as whole:
        whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")


async def _world() -> World:
    """What history draws from, read once."""
    names = {one.code: one.name for one in await Area.filter(level="COMMUNITY")}
    posts = await Post.all()
    workers = {one.area_id: Actor(one.person_id, one.id) for one in posts if one.role is Role.GRID_WORKER}
    handlers = [Actor(one.person_id, one.id, one.unit_id) for one in posts if one.role is Role.DEPT_HANDLER]
    grids = [Spot(one.code, one.lat, one.lon, names[one.code[:12]], workers[one.code])
             for one in await Area.filter(level="GRID").order_by("code")]  # fmt: skip
    known = await catalogue()
    conditions = {code: known.conditions_for(code, grids[0].code) for code in known.classes}
    classes = [one for one in known.classes_in_force() if conditions[one.code]]
    desks = {one.area_id: Actor(one.person_id, one.id) for one in posts if one.role is Role.STREET_INTAKE}
    assert len({one.unit for one in handlers}) == await Unit.all().count()
    return World(grids, desks, handlers, classes, conditions)


def _write(path: Path, recipe: Recipe, world: World, known: Catalogue, say: Say) -> None:
    """The rows: indexes are laid afterwards, and events numbered in the order of time, as commits would have."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        for pragma in QUICK:
            file.execute(pragma)
        file.execute("BEGIN")
        indexes = _take_down(file)
        file.execute("CREATE TEMP TABLE happened AS SELECT * FROM event WHERE 0")
        file.execute("ALTER TABLE happened DROP COLUMN number")
        writer = Writer(file)
        for count, part in enumerate(_parts(history.told(recipe, world)), 1):
            writer.add(part)
            if count % 10 == 0:
                say(f"{count * CHUNK:,} of {recipe.incidents:,}")
        _number(file)
        _pictures(file, world)
        for statement in indexes:
            file.execute(statement)
        file.execute("COMMIT")


def _parts(stories: Iterator[history.Told]) -> Iterator[list[history.Told]]:
    while part := list(islice(stories, CHUNK)):
        yield part


class Writer:
    """Inserts rows that all have the same columns, table by table."""

    def __init__(self, file: sqlite3.Connection) -> None:
        self.file = file

    def add(self, part: list[history.Told]) -> None:
        rows: dict[str, list[Row]] = {"incident": [one.incident for one in part]}
        for one in part:
            for table, row in one.rows:
                rows.setdefault("happened" if table == "event" else table, []).append(row)
        for table, found in rows.items():
            insert(self.file, table, found)


def insert(file: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    """Rows with equal columns, as the ORM would have written them."""
    rows = list(rows)
    columns = list(rows[0])
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    file.executemany(statement, ([stored(row[column]) for column in columns] for row in rows))


def stored(value: Any) -> Any:
    """A value as it stands in SQLite."""
    if isinstance(value, UUID | datetime | date):
        return str(value)
    return value.value if isinstance(value, Enum) else value


def _take_down(file: sqlite3.Connection) -> list[str]:
    """Drop the large tables' own indexes; the statements that lay them again."""
    found = file.execute("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    laid = [(name, sql) for name, sql, table in found.fetchall() if table in BULKY]
    for name, _ in laid:
        file.execute(f'DROP INDEX "{name}"')
    return [sql for _, sql in laid]


def _number(file: sqlite3.Connection) -> None:
    """Give events their numbers in the order of time, and seal them one after another."""
    columns = ", ".join(row[1] for row in file.execute("PRAGMA temp.table_info(happened)"))
    file.execute(f"INSERT INTO event ({columns}) SELECT {columns} FROM happened ORDER BY at, place_in_chain")
    file.execute("DROP TABLE happened")
    cursor = file.cursor()
    file.executemany("INSERT INTO seal (number, event_number, seal, sealed_at) VALUES (?, ?, ?, ?)", _seals(cursor))


def _seals(cursor: sqlite3.Cursor) -> Iterator[tuple[int, int, str, str]]:
    """The district's chain over everything after the events that were sealed already."""
    (number, previous), at = _last_seal(cursor), str(LATEST)
    behind = cursor.execute("SELECT COALESCE(MAX(event_number), 0) FROM seal").fetchone()[0]
    cursor.execute("DELETE FROM unsealed")
    for event, hashed in cursor.execute("SELECT number, hash FROM event WHERE number > ? ORDER BY number", [behind]):
        number += 1
        previous = chain.seal_of(previous, number, event, hashed)
        yield number, event, previous, at


def _last_seal(cursor: sqlite3.Cursor) -> tuple[int, str]:
    return cursor.execute("SELECT number, seal FROM seal ORDER BY number DESC LIMIT 1").fetchone() or (0, "")


def _pictures(file: sqlite3.Connection, world: World) -> None:
    """Most of the pictures have arrived."""
    by = world.grids[0].worker.person
    rows = [{"sha256": sha, "width": 1200, "height": 900, "size": 90_000 + number, "sent_by": by,
             "received_at": LATEST} for number, sha in enumerate(history.PICTURES) if number % 10]  # fmt: skip
    insert(file, "media", rows)
    file.execute(
        "INSERT INTO media_sender (sha256, by_id)"
        " SELECT DISTINCT sha256, by_id FROM incident_photo JOIN media USING (sha256)"
    )


async def _findable(path: Path, known: Catalogue) -> None:
    """What search finds, kept through the domain's own door."""
    with closing(sqlite3.connect(path)) as file:
        found = file.execute("SELECT id, number, incident_class_id, text, address, building FROM incident ORDER BY id")
        while part := found.fetchmany(CHUNK):
            texts = [(UUID(row[0]), _text(row, known)) for row in part]
            await transaction(lambda texts=texts: search.keep(texts))  # type: ignore[misc]


async def _followed() -> None:
    """Who keeps step with the log has come to its end, as in a district that has run for long."""
    await tallies.rebuild()
    last = await projection.place(tallies.NAME)
    for name in (fan_out.LOG, noticing.FOLLOWING.name):
        await projection.keep(name, last)
    await marks.FOLLOWING.to_the_end()


def _text(row: tuple[Any, ...], known: Catalogue) -> str:
    """The same parts as `search.text_of`, of a plain row."""
    _, number, code, text, address, building = row
    klass = known.classes[code]
    parts = (*((number, number[11:]) if number else ()), klass.name, klass.words, text, address, building)
    return " ".join(part for part in parts if part)


__all__ = ["SEED", "build", "ensure", "insert", "stored"]
