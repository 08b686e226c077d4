"""`./grid backup` while people work, and `./grid restore` in one command, here or elsewhere.

A restored database begins a new epoch: phones see it at their next pull, take a whole new copy, and offer again what
the server has no receipt of any more. Stop the server before restoring over its database.
"""

from __future__ import annotations

import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import orjson

from server import clock, secret
from server.backup import archive, tables
from server.database import connect, dialect_of, transaction
from server.event import audit
from server.media.models import Media
from server.media.shelf import Shelf, place
from server.migrate import migrate, pending
from server.settings import Settings
from server.sync import epochs

DATABASE = "database.sqlite3"


async def back_up(settings: Settings, path: Path, *, photos: bool) -> str:
    """Write a backup of the district to `path`, which must not be there; a line that says what is in it."""
    url = settings.database
    if waiting := await pending(url):
        raise ValueError(f"migrate first: {', '.join(waiting)}")
    with archive.written(path) as tar:
        async with connect(url) as database:
            with database.entered():
                head, epoch = await audit.head(), await epochs.current()  # before: nothing is missing that they name
                names = await _save(url, tar)
                shas = [str(sha) for sha in await Media.all().order_by("sha256").values_list("sha256", flat=True)]
        archive.put(tar, archive.SECRET, secret.load(settings))
        archive.put(tar, archive.PHOTOS, "".join(f"{sha}\n" for sha in shas).encode())
        contained = await _add_photos(settings, tar, shas) if photos else 0
        told = {"format": archive.FORMAT, "version": _version(), "dialect": dialect_of(url),
                "made_at": clock.now().isoformat(), "epoch": str(epoch), "seal": head.number, "hash": head.seal,
                "photos": contained} | names  # fmt: skip
        archive.put(tar, archive.MANIFEST, orjson.dumps(told))
    return f"{path}: {head.number} events, {contained} of {len(shas)} photos"


async def restore(settings: Settings, path: Path, *, over: bool) -> str:
    """Make the database of the settings what the backup holds, and begin a new epoch.

    Raises ValueError when there is a district already (with `over` SQLite's file is kept beside), or of another kind.
    """
    url = settings.database
    with archive.opened(path) as (tar, told):
        if told["dialect"] != dialect_of(url):
            raise ValueError(f"this is a backup of {told['dialect']}; GRID_DATABASE_URL names another database")
        if told["dialect"] == "sqlite":
            _restore_file(Path(url.removeprefix("sqlite:///")), tar, over=over)
            await migrate(url)
        else:
            await _restore_tables(url, tar, told)
        _restore_secret(settings, tar)
        kept = await _restore_photos(settings, tar)
    async with connect(url) as database:
        with database.entered():
            begun = await transaction(epochs.begin)
            head = await audit.head()
    return f"{head.number} events, {kept} photos; epoch {begun} begins, and phones offer again what they hold"


async def _save(url: str, tar: tarfile.TarFile) -> dict[str, list[str]]:
    """The database as it is at one moment; others write meanwhile. PostgreSQL's tables and what made them."""
    if dialect_of(url) == "postgres":
        connection = await tables.connected(url)
        try:
            async with connection.transaction(isolation="repeatable_read", readonly=True):
                return {"tables": await tables.save(connection, tar), "migrations": await tables.migrations(connection)}
        finally:
            await connection.close()
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder) / DATABASE
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as source, closing(sqlite3.connect(copied)) as to:
            source.backup(to)  # in one step: a snapshot, and writers go on in the write-ahead log
            to.execute("PRAGMA journal_mode = DELETE")
        tar.add(copied, DATABASE)
    return {}


async def _add_photos(settings: Settings, tar: tarfile.TarFile, shas: list[str]) -> int:
    shelf, count = Shelf.at(settings.media), 0
    for sha in shas:
        for name in (place(sha), place(sha, thumb=True)):
            if (data := await shelf.give(name)) is not None:
                archive.put(tar, f"photos/{name}", data)
                count += name == place(sha)
    return count


def _restore_file(file: Path, tar: tarfile.TarFile, *, over: bool) -> None:
    """The file is written beside its place and renamed when it is whole; what was there is kept beside it."""
    if file.exists() and not over:
        raise ValueError(f"{file} is there already; --over replaces it and keeps it beside")
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.restoring")
    archive.unpacked(tar, DATABASE, fresh)
    stamp = clock.now().strftime("%Y%m%d%H%M%S")
    for end in ("-wal", "-shm", ""):
        if (old := Path(f"{file}{end}")).exists():
            old.rename(f"{file}.before-{stamp}{end}")
    fresh.rename(file)


async def _restore_tables(url: str, tar: tarfile.TarFile, told: dict[str, Any]) -> None:
    connection = await tables.connected(url)
    try:
        if await tables.migrations(connection):
            raise ValueError("this database holds a district already; name an empty one by GRID_DATABASE_URL")
        await migrate(url)
        if await tables.migrations(connection) != told["migrations"]:
            raise ValueError(f"restore it with the version that made it ({told['version']}), and migrate then")
        async with connection.transaction():
            await tables.load(connection, tar, told["tables"])
    finally:
        await connection.close()


def _restore_secret(settings: Settings, tar: tarfile.TarFile) -> None:
    """The backup's secret, unless this server has one: several districts' receipts would be proved by none."""
    file = settings.secret_file or settings.data_dir / "secret"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        archive.unpacked(tar, archive.SECRET, file)
        os.chmod(file, 0o600)


async def _restore_photos(settings: Settings, tar: tarfile.TarFile) -> int:
    shelf, count = Shelf.at(settings.media), 0
    for name in _photos(tar):
        await shelf.keep(name, archive.member(tar, f"photos/{name}"))
        count += not name.endswith("-thumb.jpg")
    return count


def _photos(tar: tarfile.TarFile) -> Iterator[str]:
    return (one.removeprefix("photos/") for one in tar.getnames() if one.startswith("photos/"))


def _version() -> Any:
    try:
        return version("gridwhistle")
    except PackageNotFoundError:
        return ""
