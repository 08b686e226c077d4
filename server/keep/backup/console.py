"""`./grid backup` while people work, and `./grid restore` in one command, here or elsewhere.

A restored database begins a new epoch: phones see it at their next pull, take a whole new copy, and offer again what
the server has no receipt of any more. Nobody else may be at work with the data meanwhile, and nobody can.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, BinaryIO, cast
from uuid import UUID

from server.core import clock, secret
from server.core.settings import Settings
from server.data.at_work import Alone, alone, at_work
from server.data.configuration import dialect_of, sqlite_file
from server.data.database import connect
from server.data.db_errors import plainly
from server.data.migrate import migrate, ready
from server.ground.media.models import Media
from server.ground.media.shelf import Shelf, places
from server.journal import audit, epochs
from server.keep.backup import archive, coding, contact_keys, destination, last, own_secret, snapshot, tables
from server.keep.backup.destination import Place
from server.keep.backup.ending import GoOn, for_ever
from server.keep.backup.own_secret import Which
from server.keep.backup.replacing import DATABASE, clear, replace
from server.keep.move import rows

PHOTOS, THUMB, NAME = "photos/", "-thumb.jpg", re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}((-thumb)?\.jpg|\.pdf)")


async def back_up(settings: Settings, file: Path | str, *, photos: bool, go_on: GoOn = for_ever) -> str:
    """Write a backup of the district to a file, which must not be there; a line that says what is in it."""
    return await put(settings, *destination.split(str(file)), photos=photos, go_on=go_on)


async def put(settings: Settings, place: Place, name: str, *, photos: bool, go_on: GoOn = for_ever) -> str:
    """The same to a place, where it is noted as the last good one when it lies there whole; that it could not be noted
    is a line more."""
    url, recipients = settings.database, coding.recipients(settings.backup_key_file)
    with plainly():
        await ready(url)
        async with at_work(url):
            with place.writing(name) as raw:
                out = Counted(raw, go_on)
                with archive.making(
                    cast("BinaryIO", out), compress=not name.endswith(".tar"), recipients=recipients
                ) as made:
                    manifest, known = await _fill(settings, made, go_on, photos=photos)
                    keys = contact_keys.put(settings, made, encrypted=bool(recipients))
                    made.seal(manifest)
    if (size := place.size(name)) != out.size:
        raise OSError(f"{name} has {size} bytes where it lies, and {out.size} were written")
    line = f"{name}: {manifest['seal']} events, {manifest['photos']} of {known} photos and files, {size:,} bytes{keys}"
    if others := manifest.get("others"):
        line += f"; not in it, since it is none of ours: {', '.join(others)}"
    try:
        last.note(settings, datetime.fromisoformat(manifest["made_at"]), name, size)
    except OSError as failure:
        line += f"\n{name} lies there whole, but could not be noted as the last good one: {failure}"
    return line


def verify(settings: Settings, file: str) -> str:
    """A line that says what a backup is of that was read from its beginning to its end. Raises OSError."""
    place, name = destination.split(file)
    with place.reading(name) as raw:
        told = archive.verified(raw, file, coding.identities(settings.backup_key_file))
    return f"{file} is whole: {told['seal']} events of {told['made_at']}, {told['photos']} photos and files"


@dataclass
class Counted:
    """Counts what is written, for as long as that goes on."""

    raw: BinaryIO
    go_on: GoOn
    size: int = 0

    def write(self, data: Any) -> int:
        self.go_on()
        self.raw.write(data)
        self.size += memoryview(data).nbytes
        return memoryview(data).nbytes

    def flush(self) -> None:
        self.raw.flush()


async def _fill(settings: Settings, making: archive.Making, go_on: GoOn, *, photos: bool) -> tuple[dict[str, Any], int]:
    """Put all of the district into an archive: what its manifest tells, and how many photos and files the district
    knows."""
    url = settings.database
    async with connect(url) as database:
        with database.entered():
            manifest = await _manifest(url)  # before what is saved: nothing is missing that it names
            names = await _save(url, making, go_on)
            kept = await Media.all().order_by("sha256").values_list("sha256", "type")
    making.put(archive.SECRET, secret.load(settings))
    making.put(archive.PHOTOS, "".join(f"{sha}\n" for sha, _ in kept).encode())
    contained = await _add_photos(settings, making, kept) if photos else 0
    return manifest | names | {"photos": contained}, len(kept)


async def _manifest(url: str) -> dict[str, Any]:
    """What the manifest says of the district."""
    head, epoch = await audit.head(), await epochs.current()
    return {"version": _version(), "dialect": dialect_of(url), "made_at": clock.now().isoformat(), "epoch": str(epoch),
            "seal": head.number, "hash": head.seal}  # fmt: skip


async def restore(settings: Settings, path: Path | str, *, over: bool, which: Which | None = None) -> str:
    """Make the database of the settings what the backup holds, in a new epoch: wholly, or not at all when cut off.
    Whatever refuses it does so before anything is written. `which`: the secret that stays where there are two.

    A backup of SQLite fills PostgreSQL as well. Raises ValueError when there is a district already (with `over`
    SQLite's file is kept beside) or another secret; OSError for what is no whole backup, and while anybody is at work
    with the data.
    """
    url = settings.database
    async with alone(url) as sole:
        with _opened(settings, str(path)) as held:
            kind = held.manifest["dialect"], dialect_of(url)
            if kind == ("postgres", "sqlite"):
                raise ValueError("this is a backup of PostgreSQL: name an empty database of it by GRID_DATABASE_URL")
            file = _free(url, over=over) if kind[1] == "sqlite" else None
            beside = Beside(settings, held, own_secret.asked(settings, held, which), _photos(held))
            begun = await (_restore_tables(beside, sole) if file is None else replace(file, held, beside.put))
        async with connect(url) as database:
            with database.entered():
                head, closed = await audit.head(), await contact_keys.told(settings)
    return (
        f"{head.number} events, {beside.kept} photos and files; epoch {begun} begins, and phones offer again what they "
        f"hold{beside.said}{closed}"
    )


@dataclass
class Beside:
    """What of a backup lies beside the database, put in its place just before that: photos, which nobody asks for as
    long as they are not named; the secret; keys of contacts."""

    settings: Settings
    held: archive.Held
    which: Which | None
    photos: list[str]
    kept: int = 0
    said: str = ""

    async def put(self) -> None:
        contact_keys.restore(self.settings, self.held)
        self.said = own_secret.placed(self.settings, self.held, self.which)
        shelf = Shelf.at(self.settings.media)
        for name in self.photos:
            await shelf.keep(name, self.held.member(f"{PHOTOS}{name}"))
            self.kept += not name.endswith(THUMB)


@contextmanager
def _opened(settings: Settings, file: str) -> Iterator[archive.Held]:
    """A checked backup; a tar as it is is read where it lies."""
    place, name = destination.split(file)
    with place.reading(name) as raw:
        if not coding.is_coded(raw.read(coding.HEAD)):
            with archive.opened(raw, file) as held:
                yield held
            return
        raw.seek(0)
        keys = coding.identities(settings.backup_key_file)
        with archive.unfolded(raw, file, keys, settings.data_dir) as held:
            yield held


def _free(url: str, *, over: bool) -> Path:
    """The place of SQLite's file, if it may be filled. Raises ValueError."""
    file = sqlite_file(url)
    if file.exists() and not over:
        raise ValueError(f"{file} is there already; --over replaces it and keeps it beside")
    return file


async def _save(url: str, making: archive.Making, go_on: GoOn) -> dict[str, list[str]]:
    """The database as it is at one moment; others write meanwhile. PostgreSQL's tables and what made them."""
    if dialect_of(url) == "postgres":
        async with (
            tables.opened(url) as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            return {
                "tables": await tables.save(connection, making),
                "migrations": await tables.migrations(connection),
                "others": await tables.foreign(connection),
            }
    with snapshot.copied(sqlite_file(url), go_on) as copy:
        making.add(copy, DATABASE)
    return {}


async def _add_photos(settings: Settings, making: archive.Making, kept: Iterable[tuple[str, str]]) -> int:
    shelf, count = Shelf.at(settings.media), 0
    for name in (name for sha256, kind in kept for name in places(sha256, kind)):
        if (data := await shelf.give(name)) is not None:
            making.put(f"{PHOTOS}{name}", data)
            count += not name.endswith(THUMB)
    return count


async def _restore_tables(beside: Beside, sole: Alone) -> UUID:
    """Into an empty database, or one whose restore was cut off, in one transaction with the new epoch."""
    settings, held, url = beside.settings, beside.held, beside.settings.database
    async with tables.opened(url) as connection:
        if await tables.migrations(connection) and not await tables.is_empty(connection):
            raise ValueError("this database holds a district already; name an empty one by GRID_DATABASE_URL")
        await migrate(url)
        if held.manifest["dialect"] == "sqlite":
            with _unpacked(settings, held) as file:
                await migrate(f"sqlite:///{file}")
                await beside.put()
                with closing(sqlite3.connect(file)) as source:
                    async with connection.transaction():
                        await rows.filled(connection, source)
                        return await _begun(connection, sole)
        if await tables.migrations(connection) != held.manifest["migrations"]:
            raise ValueError(f"restore it with the version that made it ({held.manifest['version']}), and migrate then")
        await beside.put()
        async with connection.transaction():
            await tables.load(connection, held, held.manifest["tables"])
            return await _begun(connection, sole)


async def _begun(connection: Any, sole: Alone) -> UUID:
    """The new epoch, if nobody came in between."""
    begun = await tables.begin_epoch(connection, clock.now())
    await sole.still()
    return begun


@contextmanager
def _unpacked(settings: Settings, held: archive.Held) -> Iterator[Path]:
    """SQLite's file of a backup, beside the data for as long as it is read; what a killed restore left of one goes."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = settings.data_dir.absolute() / f".restoring-{DATABASE}"
    clear(file)
    try:
        held.unpacked(DATABASE, file)
        yield file
    finally:
        clear(file)


def _photos(held: archive.Held) -> list[str]:
    """The photos that a backup contains, by their places on a shelf. Raises OSError for what is no place."""
    found = [one.removeprefix(PHOTOS) for one in held.names() if one.startswith(PHOTOS)]
    if strange := [one for one in found if not NAME.fullmatch(one)]:
        raise OSError(f"this backup names a photo {strange[0]!r}, which no place here is called")
    return found


def _version() -> Any:
    try:
        return version("gridwhistle")
    except PackageNotFoundError:
        return ""
