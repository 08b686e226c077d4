"""Building the demo district, once: its folder loaded as any district's, and 60 days of incidents, with a bar.

It is built beside its place and renamed when whole, so that a start that was cut off is simply done again.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from server.core import clock, secret
from server.core.settings import Settings
from server.data import migrate
from server.data.at_work import alone, file_alone
from server.data.configuration import dialect_of, sqlite_file
from server.data.database import connect
from server.demo import (
    complaints,
    district,
    duty,
    firms,
    history,
    hotline,
    imports,
    layers,
    photos,
    plans,
    posts,
    questions,
    reading,
    rules,
    whistles,
)
from server.grid.incident import stock
from server.ground.media.shelf import Shelf
from server.journal.relay import seal_all
from server.keep.backup import tables
from server.keep.move import rows
from server.process.contact import keys
from server.slices import followers

MIDNIGHTS = 30  # kept from the beginning
BATCH = 2000  # events of one transaction: nobody else waits to write
Report = Callable[[int, int], None]  # (done, of how many)
Part = Callable[[Report], Awaitable[None]]


def parts(shelf: Shelf, own: bytes) -> tuple[tuple[str, Part], ...]:
    """What is built, in order; photos are kept on `shelf`, and `own` is the server's secret."""
    return (
        ("本区数据 district", district.build),
        ("任职 posts", posts.build),
        ("社区底图 layers", layers.build),
        ("值班 duty", duty.build),
        ("示例照片 photos", lambda report: photos.build(shelf, report)),
        ("60 天案件 incidents", history.build),
        ("哨 whistles", whistles.build),
        ("投诉建议 complaints", lambda report: complaints.build(own, report)),
        ("企业与需求 firms", firms.build),
        ("12345 工单 orders of 12345", hotline.build),
        ("导入 imports", imports.build),
        ("规则 rules", rules.build),
        ("存下的问题 questions", questions.build),
        ("网格调整 plans of grids", plans.build),
        ("照片的来处 senders", photos.send),
        ("热点与汇总 followers", follow),
        ("零点存量 midnights", midnights),
        ("消息 notices", reading.build),
    )


async def midnights(report: Report) -> None:
    """What stood at the last thirty midnights, as the log tells."""
    days = [clock.today() - timedelta(days=back) for back in range(MIDNIGHTS)]
    await stock.fill(days)
    report(1, 1)


async def follow(report: Report) -> None:
    """Let who follows the log come to its end, so that the first start of the server has nothing to make up for."""
    await seal_all()
    for place, one in enumerate(followers(), 1):
        await replace(one, batch=BATCH).to_the_end()
        report(place, len(followers()))
    await seal_all()


def ensure(settings: Settings, *, fresh: bool = False) -> None:
    """Have a demo database of this version where the settings say; `fresh` throws away what was in the data folder.

    Raises ValueError for `fresh` on PostgreSQL, whose owner empties it.
    """
    keys.of(settings)
    if dialect_of(settings.database) == "postgres":
        if fresh:
            raise ValueError("--fresh does not empty PostgreSQL: name an empty database by --database")
        asyncio.run(_ensure_in(settings, settings.database))
        return
    place = sqlite_file(settings.database)
    if fresh:
        with file_alone(settings.database) as lock:
            _empty(settings.data_dir, lock)
    if place.exists():
        asyncio.run(migrate.migrate(settings.database))
        return
    building = place.with_name("building.sqlite3")
    _clear(building)
    asyncio.run(_build(f"sqlite:///{building}", Shelf.at(settings.media), secret.load(settings)))
    with closing(sqlite3.connect(building)) as whole:
        whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # so that one file is all of it
    building.rename(place)


async def _ensure_in(settings: Settings, url: str) -> None:
    """Have the demo in the PostgreSQL of `url`, whole: built as SQLite's in the data folder and poured over, unless a
    district is there."""
    async with alone(url) as sole, tables.opened(url) as connection:
        if await tables.migrations(connection) and not await tables.is_empty(connection):
            await migrate.migrate(url)
            return
        building = settings.data_dir.absolute() / "building.sqlite3"
        await asyncio.to_thread(_clear, building)
        await _build(f"sqlite:///{building}", Shelf.at(settings.media), secret.load(settings))
        await migrate.migrate(url)
        with closing(sqlite3.connect(building)) as source:
            async with connection.transaction():
                await rows.filled(connection, source)
                await sole.still()
        await connection.execute("ANALYZE")
        await asyncio.to_thread(_clear, building)


def _clear(building: Path) -> None:
    building.parent.mkdir(parents=True, exist_ok=True)
    for leftover in building.parent.glob("building.sqlite3*"):
        leftover.unlink()


def _empty(folder: Path, lock: Path) -> None:
    """Remove everything in a folder but the lock: a server that starts meanwhile must find it."""
    for one in folder.iterdir():
        if one.is_dir():
            shutil.rmtree(one, ignore_errors=True)
        elif one != lock:
            one.unlink()


async def _build(url: str, shelf: Shelf, own: bytes) -> None:
    await migrate.migrate(url)
    async with connect(url) as database:
        with database.entered(), _bar() as bar:
            for name, part in parts(shelf, own):
                if not bar.console.is_terminal:
                    print(f"{name} …", flush=True)  # where a bar shows nothing before its end
                task = bar.add_task(name, total=None)
                await part(lambda done, total, task=task: bar.update(task, completed=done, total=total))  # type: ignore[misc]
                bar.update(task, completed=1, total=1)


@contextmanager
def _bar() -> Iterator[Progress]:
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns) as bar:
        yield bar
