"""A backup while people write, restored elsewhere in one command: what it holds is whole, and phones notice."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from server.core.settings import Settings
from server.data.database import Database, connect
from server.data.migrate import ready
from server.grid.incident.models import Incident
from server.ground.area.models import Area
from server.ground.media import actions as media
from server.ground.media.kinds import PDF
from server.ground.media.shelf import Shelf, place
from server.journal import audit, epochs
from server.journal.models import Event, Receipt
from server.keep.backup import archive, console, tables
from tests import town as cast
from tests.ground.media.album import name, photo
from tests.people import Actor
from tests.reach.sync.phone import Copy, settle
from tests.reach.sync.test_pull import reported
from tests.stores import PostgresStore, Store

ROOT = Path(__file__).parents[3]


def settings(url: str, folder: Path) -> Settings:
    return Settings(database_url=url, data_dir=folder)


PAPER = b"%PDF-1.7 a letter"


async def test_what_was_saved_while_people_write_is_whole_elsewhere_and_begins_an_epoch(
    town: Database, store: Store, tmp_path: Path, wang: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "PART", 1024)  # each table of PostgreSQL in many parts
    here, picture = settings(town.url, tmp_path / "here"), photo()
    for data in (picture, PAPER):
        await media.receive(Shelf.at(here.media), sha256=name(data), data=data, sent_by=cast.WANG)
    before = [(await reported()).id for _ in range(3)]
    copy = Copy(wang)
    await copy.pull()

    writing = asyncio.gather(*(reported() for _ in range(8)))
    told = await console.back_up(here, tmp_path / "district.tar", photos=True)
    await writing
    assert "2 of 2 photos and files" in told
    assert stat.S_IMODE((tmp_path / "district.tar").stat().st_mode) == 0o600

    there = settings(store.empty(), tmp_path / "there")
    assert "offer again" in await console.restore(there, tmp_path / "district.tar", over=False)
    async with connect(there.database) as restored:
        with restored.entered():
            kept = {str(one.id) for one in await Incident.all()}
            assert set(before) <= kept
            assert await Receipt.all().count() == len(kept) == await Event.filter(kind="incident.reported").count()
            await settle()
            assert await audit.verify() == []
            later = await reported()  # numbers go on behind what was restored
            assert str(later.id) not in kept
            page = await copy.page()
            assert page["reset"]
            assert page["epoch"] == str(await epochs.current())
    assert str(await epochs.current()) != page["epoch"]
    assert await Shelf.at(there.media).give(place(name(picture))) is not None
    assert await Shelf.at(there.media).give(place(name(PAPER), PDF)) == PAPER
    assert (tmp_path / "here/secret").read_bytes() == (tmp_path / "there/secret").read_bytes()


async def test_a_district_that_is_there_is_not_replaced_unasked(
    town: Database, store: Store, tmp_path: Path, wang: Actor
) -> None:
    here = settings(town.url, tmp_path)
    await console.back_up(here, tmp_path / "early.tar", photos=False)
    with pytest.raises(OSError, match="there already"):
        await console.back_up(here, tmp_path / "early.tar", photos=False)
    late = await reported()
    with pytest.raises(ValueError, match="already"):
        await console.restore(here, tmp_path / "early.tar", over=False)
    assert await Incident.filter(id=late.id).exists()


async def test_an_older_backup_over_the_file_keeps_the_file_beside(sqlite_store: Store, tmp_path: Path) -> None:
    here = settings(sqlite_store.copy("town", cast.build), tmp_path)
    await console.back_up(here, tmp_path / "early.tar", photos=False)
    async with connect(here.database) as database:
        with database.entered():
            late, epoch = await reported(), await epochs.current()
    await console.restore(here, tmp_path / "early.tar", over=True)
    async with connect(here.database) as database:
        with database.entered():
            assert not await Incident.filter(id=late.id).exists()
            assert await epochs.current() != epoch
    file = Path(here.database.removeprefix("sqlite:///"))
    (beside,) = file.parent.glob(f"{file.name}.before-??????????????")
    async with connect(f"sqlite:///{beside}") as database:
        with database.entered():
            assert await Incident.filter(id=late.id).exists()


async def test_the_release_before_puts_its_own_backup_over_a_database_that_is_too_new_for_it(
    sqlite_store: Store, tmp_path: Path
) -> None:
    here = settings(sqlite_store.copy("town", cast.build), tmp_path)
    await console.back_up(here, tmp_path / "early.tar", photos=False)
    with closing(sqlite3.connect(here.database.removeprefix("sqlite:///"))) as file, file:
        add = "INSERT INTO tortoise_migrations (app, name, applied_at) VALUES ('grid', '9999_of_tomorrow', '')"
        file.execute(add)
    with pytest.raises(ValueError, match="9999_of_tomorrow"):
        await ready(here.database)
    await console.restore(here, tmp_path / "early.tar", over=True)
    await ready(here.database)


async def test_what_is_no_backup_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "other.tar").write_bytes(b"something else")
    url = f"sqlite:///{tmp_path / 'x.sqlite3'}"
    with pytest.raises(OSError, match="no whole backup"):
        await console.restore(settings(url, tmp_path), tmp_path / "other.tar", over=False)
    assert not (tmp_path / "x.sqlite3").exists()


async def test_a_backup_of_sqlite_fills_postgresql_and_phones_offer_again(
    sqlite_store: Store, postgres_store: Store, tmp_path: Path
) -> None:
    here = settings(sqlite_store.copy("town", cast.build), tmp_path / "here")
    async with connect(here.database) as database:
        with database.entered():
            kept, epoch = [str((await reported()).id) for _ in range(2)], await epochs.current()
    await console.back_up(here, tmp_path / "district.tar", photos=False)
    there = settings(postgres_store.empty(), tmp_path / "there")
    there.data_dir.mkdir()
    (there.data_dir / ".restoring-database.sqlite3").write_bytes(b"what a killed restore left")
    assert "offer again" in await console.restore(there, tmp_path / "district.tar", over=False)
    async with connect(there.database) as database:
        with database.entered():
            assert sorted(kept) == sorted([str(one.id) for one in await Incident.all()])
            await settle()
            assert await audit.verify() == []
            assert await epochs.current() != epoch
            assert str((await reported()).id) not in kept
    await console.back_up(there, tmp_path / "other.tar", photos=False)
    with pytest.raises(ValueError, match="a backup of PostgreSQL: name an empty database"):
        await console.restore(settings(sqlite_store.empty(), tmp_path / "third"), tmp_path / "other.tar", over=False)
    assert not list((tmp_path / "there").glob(".restoring*"))


COLUMNS = "SELECT count(*) FROM pg_attribute WHERE attrelid = $1::text::regclass AND attnum > 0 AND NOT attisdropped"
HELPER = "ALTER TABLE person ADD COLUMN badge text DEFAULT 'theirs'; "
HELPER += "CREATE TABLE helper (id serial PRIMARY KEY, note text); INSERT INTO helper (note) VALUES ('theirs')"


def test_our_columns_are_known_before_a_database_was_opened() -> None:
    asked = (
        "from server.keep.backup.tables import ours; print(sorted((name, sorted(of)) for name, of in ours().items()))"
    )
    told = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert told.strip() == str(sorted((name, sorted(of)) for name, of in tables.ours().items()))


async def test_what_others_keep_in_the_same_database_is_neither_saved_nor_touched(
    postgres_store: PostgresStore, sqlite_store: Store, tmp_path: Path
) -> None:
    here = settings(postgres_store.copy("town", cast.build), tmp_path / "here")
    async with tables.opened(here.database) as connection:
        assert set(await tables.names(connection)) == tables.ours().keys()  # one without a model is named in BESIDES
        for table, columns in tables.ours().items():
            assert set(await tables._columns(connection, table)) == columns
            assert await connection.fetchval(COLUMNS, table) == len(columns)
        await connection.execute(HELPER)
    there = settings(postgres_store.copy("bare"), tmp_path / "there")
    assert "none of ours: helper" in await console.back_up(here, tmp_path / "one.tar", photos=False)
    await console.restore(there, tmp_path / "one.tar", over=False)
    async with tables.opened(there.database) as connection:
        assert await connection.fetchval("SELECT count(*) FROM person") > 1

    old = settings(sqlite_store.copy("town", cast.build), tmp_path / "old")
    third = settings(postgres_store.copy("bare"), tmp_path / "third")
    async with tables.opened(third.database) as connection:
        await connection.execute(HELPER)
    await console.back_up(old, tmp_path / "two.tar", photos=False)
    await console.restore(third, tmp_path / "two.tar", over=False)
    async with tables.opened(third.database) as connection:
        assert [tuple(row) for row in await connection.fetch("SELECT * FROM helper")] == [(1, "theirs")]
        assert await connection.fetchval("SELECT count(*) FROM area") > 1
        assert await connection.fetchval("SELECT string_agg(DISTINCT badge, '') FROM person") == "theirs"


async def test_a_backup_of_the_release_before_whose_tables_were_whole_comes_back(
    postgres_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = (
        settings(postgres_store.copy("town", cast.build), tmp_path),
        settings(postgres_store.empty(), tmp_path),
    )
    with monkeypatch.context() as before:  # as format 2 wrote it
        before.setattr(tables, "PART", 1 << 40)
        before.setattr(archive, "FORMAT", 2)
        before.setattr(tables._Parts, "put", lambda own: own.making.put(f"tables/{own.name}", bytes(own.held)))
        await console.back_up(here, tmp_path / "before.tar", photos=False)
    await console.restore(there, tmp_path / "before.tar", over=False)
    counts = []
    for url in (here.database, there.database):
        async with connect(url) as database:
            with database.entered():
                counts.append(await Area.all().count())
    assert counts[0] == counts[1] > 1
